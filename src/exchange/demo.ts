// The demo shop as data/demo ships it: tables whose days are counted back from today.
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Factor, Repeat } from '../domain/contact.ts'
import type { Channel, Outcome } from '../domain/facts.ts'
import type { PromiseKind, Promiser } from '../domain/promise.ts'
import { AppError } from '../errors.ts'
import { type DemoCase, readCases } from './demo-cases.ts'
import { type Ago, agoOf, nextOf, number, pieces, readTable, text } from './demo-table.ts'

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

export interface DemoPromise extends Ago {
  customer: string
  kind: PromiseKind
  promiser: Promiser
  dueAgo: number
  what: string
}

export interface DemoShop {
  products: DemoProduct[]
  customers: DemoCustomer[]
  sales: DemoSale[]
  contacts: DemoContact[]
  cases: DemoCase[]
  promises: DemoPromise[]
}

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
        next: nextOf(row),
        reason: text(row, `reason_${lang}`),
        note: text(row, `note_${lang}`),
      }
    }),
    cases: readCases(lang),
    promises: readTable('promises').map((row) => ({
      ...agoOf(row),
      customer: text(row, 'customer') ?? '',
      kind: text(row, 'kind') as PromiseKind,
      promiser: text(row, 'who') as Promiser,
      dueAgo: number(row, 'due_ago') ?? 0,
      what: text(row, `what_${lang}`) ?? '',
    })),
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
