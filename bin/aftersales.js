#!/usr/bin/env node
// Starts the program on a Node that can run it, and reads its files together with what V8 made of them when the same
// command ran before: Node's compile cache keeps only what is compiled before a file runs, and the functions a command
// calls are most of its start. One file, since finding another takes as long as a query; an older Node must be able to
// read it, to say what is missing. A CommonJS script, as the package.json beside it says: the other kind loads half of
// Node before its first line.
const { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs')
const { dirname } = require('node:path')
const { Script } = require('node:vm')

const DIST = `${dirname(__dirname)}/dist`

/** Commands that have a cache of their own: each calls other functions. */
const DAILY = ['due', 'sale', 'log', 'call', 'customer', 'summary']

// better-sqlite3 is built for Node-API 10, of Node 22.14, 23.6 and 24: under an older one it ends in a crash.
const canRun = Number(process.versions.napi) >= 10

if (!existsSync(`${DIST}/main.cjs`)) {
  require('./refusal.js').tellMissing()
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  // Asked for by scripts, and needs no more than this.
  process.stdout.write(`${require('../package.json').version}\n`)
} else if (canRun) {
  // Everything written from here on, the database above all, is for this user's eyes only.
  process.umask(0o077)
  start(process.argv.slice(2)).catch((error) => {
    if (!require('./refusal.js').tellBroken(error)) throw error
    process.exitCode = 3
  })
} else {
  require('./refusal.js').handOver(__filename)
}

/** Whatever fails from here on is told in one place. */
async function start(argv) {
  const { run, realWorld } = compiled(argv[0])('./main.cjs')
  const world = realWorld()
  const code = await run(argv, world)
  // What Node would clear up at its own end the system takes back by itself, and sooner.
  if (world.isWritten) process.exit(code)
  process.exitCode = code
}

/**
 * A `require` for the files of the program. What V8 made of them is kept when the process ends well, and only for this
 * very build and this very Node: V8 itself looks at no more than how long a file is.
 * @param command the first word of the command line
 */
function compiled(command) {
  const { arch, version } = process
  const main = read('main.cjs')
  const build = buildOf(main)
  const kind = DAILY.includes(command) ? command : 'other'
  const cache = `${DIST}/.cache/${build}-${version}-${arch}/${kind}`
  const isOld = hasAged(cache)
  const files = new Map()
  const fresh = []

  /**
   * @param name of a file, `./due.cjs`, or of whatever else is required
   * @throws Error with `replaced` where another version was installed meanwhile, `incomplete` where the file is not what
   *   belongs to this build
   */
  function load(name) {
    if (!name.startsWith('./')) return require(name)
    const known = files.get(name)
    if (known) return known.exports
    const own = name.slice('./'.length)
    const filename = `${DIST}/${own}`
    const kept = `${cache}/${own}.v8`
    const source = name === './main.cjs' ? main : read(own)
    // Files of two versions do not fit together: a question stood open while another one was installed.
    if (build === null || buildOf(source) !== build)
      throw broken(buildOf(read('main.cjs')) === build ? 'incomplete' : 'replaced')
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

/** A file that is whole ends with the name of its build, as a comment. */
function buildOf(source) {
  return source !== null && source.slice(-18, -16) === '//' ? source.slice(-16) : null
}

/** For `refusal.js` to tell: what words there are may be gone as well. */
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
  const installed = statSync(`${DIST}/main.cjs`).ctimeMs
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
