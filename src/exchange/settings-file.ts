// Settings as a text to be edited: a line for each, `name = value`, under a line that says what it is.
import { AppError } from '../errors.ts'

/** Settings that stand together, under a heading. */
export interface SettingsSection {
  title: string
  settings: readonly { key: string; value: string | number; notes: string }[]
}

/** A setting as it was typed. */
export interface SettingLine {
  line: number
  key: string
  typed: string
}

/** @param about what is said at the top, line by line */
export function settingsText(about: readonly string[], sections: readonly SettingsSection[]): string {
  const head = about.map((line) => `# ${line}`).join('\n')
  const blocks = sections.map(({ title, settings }) => {
    const lines = settings.map(({ key, value, notes }) => `# ${notes}\n${key} = ${value}`)
    return [`## ${title}`, ...lines].join('\n')
  })
  return `${[head, ...blocks].join('\n\n')}\n`
}

/** Settings by name in lower case; what begins with `#` says nothing. @throws AppError settings.noPair, settings.twice */
export function settingLines(text: string): SettingLine[] {
  const found = new Map<string, SettingLine>()
  for (const [i, whole] of text.split(/\r\n|\n|\r/).entries()) {
    const line = i + 1
    const bare = whole.replace(/^\ufeff/, '').trim()
    if (bare === '' || bare.startsWith('#')) continue
    const at = bare.indexOf('=')
    const key = bare.slice(0, at).trim()
    if (at < 0 || key === '') throw new AppError('settings.noPair', { line, value: told(bare) })
    if (found.has(key.toLowerCase())) throw new AppError('settings.twice', { line, key: told(key) })
    found.set(key.toLowerCase(), { line, key, typed: bare.slice(at + 1).trim() })
  }
  return [...found.values()]
}

/** Of what was typed an error repeats so many characters. */
const REPEATED = 60

/** As much of a text as an error repeats. */
export function told(text: string): string {
  return text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text
}
