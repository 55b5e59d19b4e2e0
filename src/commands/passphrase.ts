// The passphrase of an encrypted backup: from a file or asked for, never on the command line, where others read it.
import type { Context } from '../context.ts'
import { invalid } from '../errors.ts'
import { readFirstLine } from '../exchange/first-line.ts'
import { missing } from './input.ts'

const FLAG = '--passphrase-file'
const LEAST = 8

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
