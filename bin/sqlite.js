// Where SQLite itself lies: in the library's folder beside this program's own, or wherever else Node finds it. Packed
// in the place of the library's own search.
const { existsSync } = require('node:fs')
const { dirname, toNamespacedPath } = require('node:path')

let addon

/**
 * What better-sqlite3 asks for: its compiled half, built for this machine or brought along.
 * @throws Error with `withoutSqlite` where there is none that this machine can load
 */
exports.getBinding = () => {
  try {
    addon ??= loaded()
    return addon
  } catch (error) {
    throw Object.assign(error, { withoutSqlite: true })
  }
}

function loaded() {
  const { arch, platform } = process
  const near = ['/../node_modules/better-sqlite3', '/../../better-sqlite3'].map((path) => __dirname + path)
  const folder = near.find(existsSync) ?? dirname(require.resolve('better-sqlite3/package.json'))
  const built = `${folder}/build/Release/better_sqlite3.node`
  if (existsSync(built)) return linked(built)
  const brought = (name) => linked(`${folder}/prebuilds/${name}-${arch}.node`)
  try {
    return brought(platform)
  } catch (error) {
    // Linux with another C library, such as Alpine. Where that fails too, the first reason is the one to be told.
    if (platform !== 'linux') throw error
    try {
      return brought('linuxmusl')
    } catch {
      throw error
    }
  }
}

/** What `require` would do once it had looked for the file in every place there is. */
function linked(path) {
  const half = { exports: {} }
  process.dlopen(half, toNamespacedPath(path))
  return half.exports
}
