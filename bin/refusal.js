// What is said where the program cannot start. Nothing is known of her language this early, so both are spoken; an older
// Node must be able to read this file as well.
const { existsSync } = require('node:fs')
const { join } = require('node:path')

const here = (path) => join(__dirname, '..', path)

/** Of a checkout that nothing was installed in. */
exports.tellMissing = () =>
  refuse(
    `aftersales is not installed yet: run npm ci in ${here('')}`,
    `aftersales ещё не установлен: выполните npm ci в папке ${here('')}`,
  )

/** Of a program that is not whole itself. @returns whether that is what failed */
exports.tellBroken = ({ replaced, incomplete, withoutSqlite, message }) => {
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

/** Goes on with the Node that a checkout brings as a development dependency; else says which one is needed. @param bin the starter */
exports.handOver = (bin) => {
  const own = here(`node_modules/node/bin/${process.platform === 'win32' ? 'node.exe' : 'node'}`)
  if (!existsSync(own)) return tellOld()
  // Ctrl-C is the other Node's to answer; this one only waits for it.
  process.on('SIGINT', () => undefined)
  const { spawnSync } = require('node:child_process')
  const { error, status } = spawnSync(own, [bin, ...process.argv.slice(2)], { stdio: 'inherit' })
  if (error) return tellOld()
  process.exitCode = status === null ? 130 : status
}

function tellOld() {
  const { node } = process.versions
  refuse(
    `aftersales needs Node 22.14 or newer, and this is Node ${node}: get one at https://nodejs.org`,
    `aftersales нужен Node 22.14 или новее, а здесь Node ${node}: возьмите его на https://nodejs.org`,
  )
}

function refuse(...sentences) {
  process.stderr.write(`${sentences.join('\n')}\n`)
  process.exitCode = 2
}
