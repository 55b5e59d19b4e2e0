// A shop into whose rows strange texts and numbers were written past the program, wherever the tables let them in.
import Database from 'better-sqlite3'
import { foldName } from '../src/domain/name.ts'
import { factTableNames } from './facts.ts'

/** What drives a terminal, turns writing round, hides, computes in a spreadsheet, or breaks out of what it stands in. */
export const HOSTILE: readonly string[] = [
  'EVIL\x1b[35mred\x1b[2J\x1b[1;1H\x1b]0;title\x07\x1b]8;;http://x\x1b\\link',
  'EVIL\x9b35m\x9d0;t\x9c\x90q\x9c\x84\x85',
  'a\rEVIL\b\b\b\x7f\x00\x0e\x0f',
  'a\nEVIL forged line\r\nEVIL another\u2028EVIL third\u2029\x0bEVIL\x0c',
  '\u202eEVIL\u2066abc\u2069\u061c\u200f\u202c',
  'EV\u200bI\u200c\u200d\u2060\ufeff\u00ad\u180e\u3164\u034f\u{e0041}L',
  "=cmd|'/c calc'!A1",
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '-2+3;=1|=2,"=3"',
  '＝1+1',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '{{name}} $t(error.bug) %s %n ${x} `x` $(x)',
  `${'x'.repeat(150)}`,
  `З${'\u0335\u0336'.repeat(80)}ло`,
  'שלום עולם مرحبا',
  'Анна 👩‍👧‍👦 и\u0306 е\u0308',
  '__proto__',
  'constructor',
  "'; DROP TABLE customer; --",
  '\ud800x\udfff',
  '../../../../etc/passwd',
  '#1',
  '--help',
]

/**
 * Moments, days and who is meant stay; so does what the tables refuse, and a name that is taken.
 * @returns how many values were changed
 */
export function disturb(
  db: Database.Database,
  texts: Iterator<string>,
  numbers: Iterator<number> | null,
): number {
  let changed = 0
  for (const table of factTableNames(db)) {
    const columns = db.pragma(`table_info(${table})`) as { name: string; type: string; pk: number }[]
    const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => `${name} = @${name}`)
    for (const { name, type, pk } of columns) {
      if (pk > 0 || /(^|_)(id|at|day|key|birthday)$/.test(name) || table === 'setting') continue
      if (type !== 'TEXT' && numbers === null) continue
      const folded = columns.find((column) => column.name === `${name}_key`)
      const set = [`${name} = @value`, ...(folded ? [`${name}_key = @folded`] : [])]
      for (const row of db.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]) {
        const given = type === 'TEXT' ? texts.next().value : numbers?.next().value
        const value = type === 'INTEGER' ? Math.trunc(Number(given)) : given
        try {
          changed += db
            .prepare(`UPDATE ${table} SET ${set.join()} WHERE ${key.join(' AND ')}`)
            .run({ ...row, value, folded: foldName(String(value)) }).changes
        } catch (error) {
          if (!(error instanceof Database.SqliteError)) throw error
        }
      }
    }
  }
  return changed
}

/** The values over and over again, beginning with the nth. */
export function* endless<T>(values: readonly T[], first = 0): Generator<T> {
  yield* values.slice(first)
  for (;;) yield* values
}
