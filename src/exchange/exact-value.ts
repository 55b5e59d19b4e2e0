// Values of the shop as cells of a table and back, with nothing lost: what is empty, what is nothing, every digit.
import { instantText, parseDay } from '../domain/day.ts'
import { inert, revive } from './inert.ts'

/** As the shop keeps it; null is nothing. */
export type ExactValue = string | number | null

/** What a column holds beyond its type: its name tells. */
export type Kind = 'whole' | 'real' | 'text' | 'number' | 'moment' | 'day' | 'birthday'

export function kindOf(name: string, type: 'INTEGER' | 'REAL' | 'TEXT'): Kind {
  if (type === 'INTEGER') return /(^|_)id$/.test(name) ? 'number' : 'whole'
  if (type === 'REAL') return 'real'
  if (/(^|_)at$/.test(name)) return 'moment'
  if (/_day$/.test(name)) return 'day'
  return name === 'birthday' ? 'birthday' : 'text'
}

/** Nothing is an empty cell, an empty text a lone apostrophe; one that is made of apostrophes gets one more. */
export function exactCell(value: ExactValue): string {
  if (value === null) return ''
  // The shortest decimal that reads back as the very same number.
  if (typeof value === 'number') return String(value)
  return APOSTROPHES.test(value) ? `'${value}` : inert(value)
}

const APOSTROPHES = /^'*$/

/** @returns undefined where the cell holds nothing of its kind */
export function exactValue(cell: string, kind: Kind): ExactValue | undefined {
  if (cell === '') return null
  if (kind === 'whole' || kind === 'number' || kind === 'real') return numberIn(revive(cell), kind)
  const text = APOSTROPHES.test(cell) ? cell.slice(1) : revive(cell)
  return isOf(text, kind) ? text : undefined
}

const WHOLE = /^-?\d{1,16}$/
const REAL = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/

/** Numbers of rows count from 1. */
function numberIn(text: string, kind: 'whole' | 'number' | 'real'): number | undefined {
  if (!(kind === 'real' ? REAL : WHOLE).test(text)) return undefined
  const value = Number(text)
  if (kind === 'real') return Number.isFinite(value) ? value : undefined
  return Number.isSafeInteger(value) && (kind === 'whole' || value > 0) ? value : undefined
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

function isOf(text: string, kind: Exclude<Kind, 'whole' | 'number' | 'real'>): boolean {
  switch (kind) {
    case 'moment':
      return MOMENT.test(text) && !Number.isNaN(Date.parse(text)) && instantText(Date.parse(text)) === text
    case 'day':
      return parseDay(text) !== null
    case 'birthday':
      // A leap year, for whoever was born on its day.
      return parseDay(`2000-${text}`) !== null
    case 'text':
      return true
  }
}
