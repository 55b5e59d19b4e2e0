// Reads the program's own files together with what V8 made of them when the same command ran before. Node's compile
// cache keeps only what is compiled before a file runs; the functions a command calls are most of its start.
const { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { Script } = require('node:vm')

const DIST = join(__dirname, '../dist')

/** Commands that have a cache of their own: each calls other functions. */
const DAILY = ['due', 'sale', 'log', 'call', 'customer', 'summary']

/**
 * A `require` for the files of the program. What V8 made of them is kept when the process ends well, and only for this
 * very build and this very Node: V8 itself looks at no more than how long a file is.
 * @param command the first word of the command line
 * @throws Error with `incomplete` where files of the program are missing
 */
module.exports = function compiled(command) {
  const { arch, version } = process
  const build = read('build.txt')
  if (build === null) throw broken('incomplete')
  const kind = DAILY.includes(command) ? command : 'other'
  const cache = `${DIST}/.cache/${build}-${version}-${arch}/${kind}`
  const isOld = hasAged(cache)
  const files = new Map()
  const fresh = []

  /**
   * @param name of a file, `./due.cjs`, or of whatever else is required
   * @throws Error with `replaced` where another version was installed meanwhile, `incomplete` where the file is missing
   */
  function load(name) {
    if (!name.startsWith('./')) return require(name)
    const known = files.get(name)
    if (known) return known.exports
    const own = name.slice('./'.length)
    const filename = `${DIST}/${own}`
    const kept = `${cache}/${own}.v8`
    const source = read(own)
    // Files of two versions do not fit together: a question stood open while another one was installed.
    if (read('build.txt') !== build) throw broken('replaced')
    if (source === null) throw broken('incomplete')
    const script = new Script(source, { filename, cachedData: cached(kept) })
    if (script.cachedDataRejected !== false || isOld) fresh.push({ script, kept })
    // Hundreds of names are stored ten times sooner on what is a table from the start, as an object without a prototype is.
    const file = { exports: Object.create(null) }
    files.set(name, file)
    script.runInThisContext().call(file.exports, file.exports, load, file, filename, DIST)
    return file.exports
  }

  load.resolve = require.resolve
  process.on('exit', (code) => {
    if (code === 0 && fresh.length > 0) keep(cache, fresh)
  })
  return load
}

/** The text of a file of the program, or null where there is none: ASCII, which is read sooner than any other encoding. */
function read(name) {
  try {
    return readFileSync(`${DIST}/${name}`, 'latin1')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

/** For the starter to tell: what words it may be gone as well. */
function broken(how) {
  return Object.assign(new Error(`the program is ${how}`), { [how]: true })
}

function cached(path) {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

/**
 * Whether what is kept in this folder is to be added to: the run that was first to keep something may have called little.
 * That is done ever more seldom: when as much time has gone by since as had then gone by since the program was installed.
 * A clock that was put back after that must not let every run keep it anew.
 */
function hasAged(cache) {
  const kept = statSync(cache, { throwIfNoEntry: false })
  if (!kept) return false
  const installed = statSync(`${DIST}/build.txt`).ctimeMs
  return Date.now() - kept.mtimeMs > Math.abs(kept.mtimeMs - installed)
}

/** Whoever may not write here starts slower, and that is all. */
function keep(cache, fresh) {
  try {
    mkdirSync(cache, { recursive: true })
    for (const { script, kept } of fresh) {
      const draft = `${kept}.${process.pid}`
      // V8 trusts what it is given as long as it is long enough, so nothing half-written may ever bear the name.
      writeFileSync(draft, script.createCachedData(), { flush: true })
      renameSync(draft, kept)
    }
  } catch {}
}
