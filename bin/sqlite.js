// Where SQLite itself lies: in the library's folder beside this program's own, or wherever else Node finds it.
const { existsSync } = require('node:fs')
const { dirname, join } = require('node:path')

let addon

/** What better-sqlite3 asks for: its compiled half, built for this machine or brought along. */
exports.getBinding = () => {
  addon ??= loaded()
  return addon
}

function loaded() {
  const { arch, platform } = process
  const near = ['../node_modules/better-sqlite3', '../../better-sqlite3'].map((path) => join(__dirname, path))
  const folder = near.find(existsSync) ?? dirname(require.resolve('better-sqlite3/package.json'))
  const built = join(folder, 'build/Release/better_sqlite3.node')
  if (existsSync(built)) return require(built)
  const brought = (name) => require(join(folder, `prebuilds/${name}-${arch}.node`))
  try {
    return brought(platform)
  } catch (error) {
    // Linux with another C library, such as Alpine.
    if (platform === 'linux') return brought('linuxmusl')
    throw error
  }
}
