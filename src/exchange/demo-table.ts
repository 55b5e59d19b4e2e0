// One table of the demo shop, and its cells as what they mean.
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

/** A moment of the past: whole days before today, and minutes from midnight. */
export interface Ago {
  daysAgo: number
  minutes: number
}

export type Row = Record<string, string>

/** The data folder stands beside dist in a package, and beside src in a checkout. */
export function readTable(name: string): Row[] {
  const places = ['../data/', '../../data/'].map(
    (data) => new URL(`${data}demo/${name}.csv`, import.meta.url),
  )
  const place = places.find((url) => existsSync(url)) ?? (places[0] as URL)
  return parse(readFileSync(place, 'utf8'), { columns: true, skip_empty_lines: true })
}

export function text(row: Row, column: string): string | null {
  return row[column] || null
}

export function number(row: Row, column: string): number | null {
  const value = text(row, column)
  return value === null ? null : Number(value)
}

export function pieces(row: Row, column: string, separator: string): string[] {
  return text(row, column)?.split(separator) ?? []
}

export function agoOf(row: Row): Ago {
  return { daysAgo: number(row, 'days_ago') ?? 0, minutes: minutesOf(row, 'time') }
}

/** A moment that may be missing: `next_ago` and `next_time`. */
export function nextOf(row: Row): Ago | null {
  const daysAgo = number(row, 'next_ago')
  return daysAgo === null ? null : { daysAgo, minutes: minutesOf(row, 'next_time') }
}

function minutesOf(row: Row, column: string): number {
  const [hours = 0, minutes = 0] = pieces(row, column, ':').map(Number)
  return hours * 60 + minutes
}
