// Finding what she means: a customer by #id, phone, external id or a piece of the name; a product; a sale; a case.
import type { Context } from '../context.ts'
import { wordsOf } from '../domain/customer.ts'
import { foldName, hasLetter } from '../domain/name.ts'
import { formatPhone, parsePhone } from '../domain/phone.ts'
import { AppError } from '../errors.ts'
import { caseById, type StoredCase } from '../store/case.ts'
import {
  type Customer,
  customerByExternalId,
  customerById,
  customersByName,
  customersByPhone,
} from '../store/customer.ts'
import { findCustomers, type Search } from '../store/customer-search.ts'
import { findProducts, type Product, productById, productByName } from '../store/product.ts'
import { type Sale, saleById } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import type { Choice } from '../ui/ask.ts'
import { safe } from '../ui/terminal.ts'
import { readId } from './input.ts'

/** How many matches an ambiguous reference lists. */
const SHOWN = 10

/**
 * The one customer a reference means. Several matches: a terminal asks.
 * @throws AppError customer.notFound, customer.ambiguous (with the matches), customer.forgotten
 */
export async function findCustomer(context: Context, store: Store, reference: string): Promise<Customer> {
  return notForgotten(await findAnybody(context, store, reference))
}

/** Of whoever was forgotten nothing more is told or kept. @throws AppError customer.forgotten */
export function notForgotten(customer: Customer): Customer {
  if (customer.forgottenAt !== null) throw new AppError('customer.forgotten', { id: customer.id })
  return customer
}

/**
 * A customer as stored now, for the beginning of a write: since the card was found, another window may have changed it,
 * made it one with another, or forgotten whose it was.
 * @throws AppError customer.forgotten, customer.notFound
 */
export function readAnew({ db }: Store, id: number): Customer {
  const customer = customerById(db, id)
  if (!customer) throw new AppError('customer.notFound', { reference: `#${id}`, id: null, name: null })
  return notForgotten(customer)
}

/** The one customer a reference means, forgotten or not. @throws AppError customer.notFound, customer.ambiguous */
export async function findAnybody(context: Context, store: Store, reference: string): Promise<Customer> {
  const matches = matchingCustomers(store, reference)
  const [only, ...others] = matches
  if (!only) {
    // A bare number may have been meant as a customer's number; it is named, not taken: lists have numbers too.
    const meant = /^\d{1,6}$/.test(reference.trim()) ? customerById(store.db, Number(reference)) : null
    throw new AppError('customer.notFound', { reference, id: meant?.id ?? null, name: meant?.name ?? null })
  }
  if (others.length === 0) return only
  return pickCustomer(context, reference, matches)
}

/** Asks which of several is meant, or refuses where nobody can answer. */
export async function pickCustomer(
  context: Context,
  reference: string,
  matches: Customer[],
): Promise<Customer> {
  if (!context.terminal.interactive) {
    throw new AppError('customer.ambiguous', { reference, matches: matches.map(briefly) })
  }
  const ask = await context.ask()
  return ask.select(context.t('customer.which', { reference }), matches.map(customerChoice))
}

/** Everybody a reference may mean, the surest reading first: #id, external id, phone, whole name, piece of a name. */
function matchingCustomers({ db, settings }: Store, reference: string): Customer[] {
  const typed = reference.trim()
  if (/^#\d/.test(typed)) {
    const customer = customerById(db, readId(typed) ?? 0)
    return customer ? [customer] : []
  }
  const byExternalId = customerByExternalId(db, typed)
  if (byExternalId) return [byExternalId]
  const phone = parsePhone(typed, settings.region)
  const byPhone = phone === null ? [] : customersByPhone(db, phone)
  const now = byPhone.filter((customer) => !customer.formerPhone)
  if (byPhone.length > 0) return now.length > 0 ? now : byPhone
  const key = foldName(typed)
  if (key === '') return []
  const byName = customersByName(db, key)
  return byName.length > 0 ? byName : findCustomers(db, searchFor(typed), SHOWN)
}

/** What a piece of text looks for: words of a name, a piece of a phone, a piece of an external id. */
export function searchFor(typed: string): Search {
  const text = typed.trim()
  const ids = text === '' ? [] : [...new Set([text, text.toLowerCase(), text.toUpperCase()])]
  return { words: wordsOf(text), digits: digitsOf(text), ids }
}

/** The digits of a phone fragment; none when the text is no such fragment. A leading 8 or 0 may stand for the country. */
function digitsOf(typed: string): string {
  if (hasLetter(typed)) return ''
  const digits = typed.replace(/\D/g, '')
  return digits.length < 3 ? '' : digits.replace(/^[80](?=\d{3})/, '')
}

export function customerChoice(customer: Customer): Choice<Customer> {
  const { id, name, phone } = customer
  const shown = [name, phone && formatPhone(phone), `#${id}`].filter((part) => part !== null)
  return { name: safe(shown.join('  ')), value: customer }
}

export function briefly({ id, name, phone }: Customer) {
  return { id, name, phone }
}

/**
 * The one product a reference means: #id, the whole name, or a unique piece of it.
 * @throws AppError product.notFound, product.ambiguous
 */
export function findProduct({ db }: Store, reference: string): Product {
  const typed = reference.trim()
  const byId = /^#\d/.test(typed) ? productById(db, readId(typed) ?? 0) : null
  const byName = byId ?? productByName(db, foldName(typed))
  if (byName) return byName
  const key = foldName(typed)
  const found = key === '' ? [] : findProducts(db, key, SHOWN)
  const [only, ...others] = found
  if (!only) throw new AppError('product.notFound', { reference })
  if (others.length > 0) {
    throw new AppError('product.ambiguous', {
      reference,
      matches: found.map(({ id, name }) => ({ id, name })),
    })
  }
  return only
}

/** Refuses what belongs to whoever was forgotten: nothing more is kept of them. @throws AppError customer.forgotten */
export function ofKnown<Owned extends { customerId: number }>({ db }: Store, owned: Owned): Owned {
  const owner = customerById(db, owned.customerId)
  if (owner) notForgotten(owner)
  return owned
}

/** A sale that may be changed. @throws AppError sale.notFound, customer.forgotten */
export function findSale(store: Store, reference: string): Sale {
  return ofKnown(store, findAnySale(store, reference))
}

/** The same, also of a customer who was forgotten. @throws AppError sale.notFound */
export function findAnySale({ db }: Store, reference: string): Sale {
  const id = readId(reference)
  const sale = id === null ? null : saleById(db, id)
  if (!sale) throw new AppError('sale.notFound', { reference })
  return sale
}

/** A sale of one customer. @throws AppError sale.notFound, sale.notTheirs */
export function findSaleOf(store: Store, { id: customerId, name }: Customer, reference: string): Sale {
  const sale = findSale(store, reference)
  if (sale.customerId !== customerId) throw new AppError('sale.notTheirs', { id: sale.id, name, customerId })
  return sale
}

/**
 * A case that had been opened by the moment of this run, and may be changed.
 * @throws AppError case.notFound, customer.forgotten
 */
export function findCase(store: Store, reference: string): StoredCase {
  return ofKnown(store, findAnyCase(store, reference))
}

/** The same, also of a customer who was forgotten. @throws AppError case.notFound */
export function findAnyCase({ db, now }: Store, reference: string): StoredCase {
  const id = readId(reference)
  const found = id === null ? null : caseById(db, id)
  if (!found || Date.parse(found.openedAt) > now) throw new AppError('case.notFound', { reference })
  return found
}
