// The demo shop as data/demo ships it: tables whose days are counted back from today.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Factor, Repeat } from '../domain/contact.ts'
import type { Channel, Outcome } from '../domain/facts.ts'
import { AppError } from '../errors.ts'

export interface DemoProduct {
  product: string
  name: string
  priceMinor: number
  lastsDays: number | null
  tips: string[]
  goesWith: string[]
}

export interface DemoCustomer {
  customer: string
  name: string
  phone: string | null
  email: string | null
  chat: string | null
  /** Days from today to her birthday. */
  birthdayIn: number | null
  referredBy: string | null
  note: string | null
}

/** A moment of the past: whole days before today, and minutes from midnight. */
interface Ago {
  daysAgo: number
  minutes: number
}

/** Days are counted back from today; a negative number is still to come. */
export interface DemoSale extends Ago {
  customer: string
  items: { product: string; quantity: number }[]
  discountMinor: number
  promisedAgo: number | null
  deliveredAgo: number | null
  returnedAgo: number | null
}

export interface DemoContact extends Ago {
  customer: string
  outcome: Outcome
  channel: Channel
  direction: 'out' | 'in'
  callMinutes: number | null
  csat: number | null
  nps: number | null
  factor: Factor | null
  factorScore: number | null
  used: boolean | null
  repeat: Repeat | null
  runsOutAgo: number | null
  next: Ago | null
  reason: string | null
  note: string | null
}

export interface DemoShop {
  products: DemoProduct[]
  customers: DemoCustomer[]
  sales: DemoSale[]
  contacts: DemoContact[]
}

type Row = Record<string, string>

export function readDemo(lang: string): DemoShop {
  return {
    products: readTable('products').map((row) => ({
      product: text(row, 'product') ?? '',
      name: text(row, `name_${lang}`) ?? '',
      priceMinor: 100 * (number(row, 'price') ?? 0),
      lastsDays: number(row, 'lasts_days'),
      tips: pieces(row, `tips_${lang}`, ' | '),
      goesWith: pieces(row, 'goes_with', ' '),
    })),
    customers: readTable('customers').map((row) => ({
      customer: text(row, 'customer') ?? '',
      name: text(row, `name_${lang}`) ?? '',
      phone: text(row, 'phone'),
      email: text(row, 'email'),
      chat: text(row, 'chat'),
      birthdayIn: number(row, 'birthday_in'),
      referredBy: text(row, 'referred_by'),
      note: text(row, `note_${lang}`),
    })),
    sales: readTable('sales').map((row) => ({
      ...agoOf(row),
      customer: text(row, 'customer') ?? '',
      items: pieces(row, 'items', ' + ').map((item) => {
        const [product = '', quantity = '1'] = item.split(' x')
        return { product, quantity: Number(quantity) }
      }),
      discountMinor: 100 * (number(row, 'discount') ?? 0),
      promisedAgo: number(row, 'promised_ago'),
      deliveredAgo: number(row, 'delivered_ago'),
      returnedAgo: number(row, 'returned_ago'),
    })),
    contacts: readTable('contacts').map((row) => {
      const [factor = null, score] = pieces(row, 'factor', '=')
      const used = text(row, 'used')
      const nextAgo = number(row, 'next_ago')
      return {
        ...agoOf(row),
        customer: text(row, 'customer') ?? '',
        outcome: text(row, 'outcome') as Outcome,
        channel: text(row, 'channel') as Channel,
        direction: text(row, 'direction') as 'out' | 'in',
        callMinutes: number(row, 'minutes'),
        csat: number(row, 'csat'),
        nps: number(row, 'nps'),
        factor: factor as Factor | null,
        factorScore: score === undefined ? null : Number(score),
        used: used === null ? null : used === 'yes',
        repeat: text(row, 'repeat') as Repeat | null,
        runsOutAgo: number(row, 'runs_out_ago'),
        next: nextAgo === null ? null : { daysAgo: nextAgo, minutes: minutesOf(row, 'next_time') },
        reason: text(row, `reason_${lang}`),
        note: text(row, `note_${lang}`),
      }
    }),
  }
}

/**
 * Where the demo shop is made: the file asked for, or a new one in a folder of its own that only this user enters.
 * @throws AppError file.exists: a demo is never written into a shop that is there
 */
export function demoPath(asked: string | undefined): string {
  if (asked === undefined) return join(mkdtempSync(join(tmpdir(), 'aftersales-demo-')), 'demo.db')
  if (existsSync(asked)) throw new AppError('file.exists', { path: asked, context: 'demo' })
  return asked
}

/** The data folder stands beside dist in a package, and beside src in a checkout. */
function readTable(name: string): Row[] {
  const places = ['../data/', '../../data/'].map(
    (data) => new URL(`${data}demo/${name}.csv`, import.meta.url),
  )
  const place = places.find((url) => existsSync(url)) ?? (places[0] as URL)
  return parse(readFileSync(place, 'utf8'), { columns: true, skip_empty_lines: true })
}

function text(row: Row, column: string): string | null {
  return row[column] || null
}

function number(row: Row, column: string): number | null {
  const value = text(row, column)
  return value === null ? null : Number(value)
}

function pieces(row: Row, column: string, separator: string): string[] {
  return text(row, column)?.split(separator) ?? []
}

function agoOf(row: Row): Ago {
  return { daysAgo: number(row, 'days_ago') ?? 0, minutes: minutesOf(row, 'time') }
}

function minutesOf(row: Row, column: string): number {
  const [hours = 0, minutes = 0] = pieces(row, column, ':').map(Number)
  return hours * 60 + minutes
}
