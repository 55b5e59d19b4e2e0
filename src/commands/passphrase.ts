// The passphrase of an encrypted backup: from a file or asked for, never on the command line, where others read it.
import { closeSync, openSync, readSync } from 'node:fs'
import type { Context } from '../context.ts'
import { AppError, invalid } from '../errors.ts'
import { missing } from './input.ts'

const FLAG = '--passphrase-file'
const LEAST = 8
const MOST_BYTES = 4096

/** One that opens a backup. @throws AppError input.missing, cancelled, file.* */
export async function knownPassphrase(context: Context, file: string | undefined): Promise<string> {
  if (file !== undefined) return readFirstLine(file)
  if (!context.terminal.interactive) missing(FLAG)
  const ask = await context.ask()
  return ask.password(context.t('backup.ask.known'))
}

/** One for a new backup, asked for twice: a slip of the finger would lock it for good. */
export async function newPassphrase(context: Context, file: string | undefined): Promise<string> {
  const { t } = context
  if (file !== undefined) {
    const passphrase = readFirstLine(file)
    return passphrase.length < LEAST ? invalid('passphrase', FLAG, file) : passphrase
  }
  if (!context.terminal.interactive) missing(FLAG)
  const ask = await context.ask()
  for (;;) {
    const passphrase = await ask.password(t('backup.ask.new'))
    if (passphrase.length < LEAST) context.say(t('backup.ask.tooShort', { least: LEAST }))
    else if ((await ask.password(t('backup.ask.again'))) === passphrase) return passphrase
    else context.say(t('backup.ask.differ'))
  }
}

function readFirstLine(path: string): string {
  const bytes = Buffer.alloc(MOST_BYTES)
  let length: number
  try {
    const file = openSync(path, 'r')
    try {
      length = readSync(file, bytes, 0, MOST_BYTES, null)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new AppError(code === 'ENOENT' ? 'file.notFound' : 'backup.noPassphrase', { path })
  }
  const [line = ''] = bytes
    .toString('utf8', 0, length)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  if (line === '') throw new AppError('backup.noPassphrase', { path })
  return line
}
