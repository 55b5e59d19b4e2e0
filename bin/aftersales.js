#!/usr/bin/env node
// Starts the program on a Node that can run it. An older Node must be able to read this file, to say what is missing.
// A CommonJS script, as the package.json beside it says: the other kind loads half of Node before its first line.
const { existsSync } = require('node:fs')
const { join } = require('node:path')

// better-sqlite3 is built for Node-API 10, of Node 22.14, 23.6 and 24: under an older one it ends in a crash.
const canRun = Number(process.versions.napi) >= 10
const here = (path) => join(__dirname, '..', path)

if (!existsSync(here('dist/main.cjs'))) {
  refuse(
    `aftersales is not installed yet: run npm ci in ${here('')}`,
    `aftersales ещё не установлен: выполните npm ci в папке ${here('')}`,
  )
} else if (process.argv.length === 3 && process.argv[2] === '--version') {
  // Asked for by scripts, and needs no more than this.
  process.stdout.write(`${require('../package.json').version}\n`)
} else if (canRun) {
  // Everything written from here on, the database above all, is for this user's eyes only.
  process.umask(0o077)
  start(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code
    },
    (error) => {
      if (!tellBroken(error)) throw error
      process.exitCode = 3
    },
  )
} else if (!handOver()) {
  const { node } = process.versions
  refuse(
    `aftersales needs Node 22.14 or newer, and this is Node ${node}: get one at https://nodejs.org`,
    `aftersales нужен Node 22.14 или новее, а здесь Node ${node}: возьмите его на https://nodejs.org`,
  )
}

/** Whatever fails from here on is told in one place. */
async function start(argv) {
  const { run, realWorld } = require('./compiled.js')(argv[0])('./main.cjs')
  return run(argv, realWorld())
}

/** Of a program that is not whole itself. @returns whether that is what failed */
function tellBroken({ replaced, incomplete, withoutSqlite, message }) {
  const folder = here('')
  if (replaced) {
    refuse(
      'aftersales was replaced by another version while this ran: see aftersales history, then type it once more',
      'aftersales тем временем заменили другой версией: посмотрите aftersales history и повторите команду',
    )
  } else if (incomplete) {
    refuse(
      `aftersales is not whole: files of it are missing in ${folder}. Install it again, then see aftersales history`,
      `aftersales установлен не полностью: в папке ${folder} не хватает файлов. Установите его заново и посмотрите aftersales history`,
    )
  } else if (withoutSqlite) {
    const [reason] = message.split('\n')
    refuse(
      `aftersales cannot load SQLite, which it keeps your shop in: ${reason}`,
      'Install aftersales again. Nothing was changed.',
      `aftersales не может загрузить SQLite, на котором держится ваш магазин: ${reason}`,
      'Установите aftersales заново. Ничего не изменилось.',
    )
  }
  return Boolean(replaced || incomplete || withoutSqlite)
}

/** A checkout brings its own Node as a development dependency. */
function handOver() {
  const own = here(`node_modules/node/bin/${process.platform === 'win32' ? 'node.exe' : 'node'}`)
  if (!existsSync(own)) return false
  // Ctrl-C is the other Node's to answer; this one only waits for it.
  process.on('SIGINT', () => undefined)
  const { spawnSync } = require('node:child_process')
  const { error, status } = spawnSync(own, [__filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  if (error) return false
  process.exitCode = status === null ? 130 : status
  return true
}

/** Nothing is known of her language this early, so both are spoken. */
function refuse(...sentences) {
  process.stderr.write(`${sentences.join('\n')}\n`)
  process.exitCode = 2
}
