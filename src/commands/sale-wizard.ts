// The sale wizard: who, what, how many, for how much, delivered or promised; one confirmation at the end.
import type { Context } from '../context.ts'
import type { Day, Instant } from '../domain/day.ts'
import { isLikePrice, isProductName, isQuantity } from '../domain/item.ts'
import { currencyDigits, parseDecimal, parseMoney } from '../domain/money.ts'
import { cleanText, foldName } from '../domain/name.ts'
import { parsePhone } from '../domain/phone.ts'
import { saleTotal } from '../domain/sale.ts'
import { AppError } from '../errors.ts'
import type { Customer } from '../store/customer.ts'
import { findCustomers } from '../store/customer-search.ts'
import { findProducts, listProducts, type Product } from '../store/product.ts'
import type { Store } from '../store/store.ts'
import type { Ask, Choice } from '../ui/ask.ts'
import { safe } from '../ui/terminal.ts'
import { askPoints, wantedPoints } from './bonus-points.ts'
import { whoIsIt } from './identity.ts'
import type { Identity } from './identity-choice.ts'
import { readPoints, readYesNo } from './input.ts'
import { customerChoice, searchFor } from './reference.ts'
import { readSaid, readTerms, refuseDiscount, type SaleDraft, type SaleFlags } from './sale-draft.ts'
import { amountOf, readItems, totalOf, type WantedLine } from './sale-lines.ts'
import { askPromises, type SalePromises } from './sale-promise.ts'
import { readDay } from './when.ts'

/** Rows offered while typing. */
const OFFERED = 8
/** Characters of a customer's name, as everywhere. */
const LONGEST_NAME = 200

/**
 * What the flags say wrong is found before the first question.
 * @throws AppError cancelled, input.invalid, customer.*; nothing has been stored by then
 */
export async function askSale(context: Context, store: Store, flags: SaleFlags): Promise<SaleDraft> {
  const given = flags.item && readItems(store, flags.item)
  const terms = await readTerms(context, store, flags)
  if (given) refuseDiscount(terms.discountMinor, given, flags.discount)
  wantedPoints(flags.bonus)
  const said = readSaid(store, flags)
  const ask = await context.ask()
  const identity =
    flags.customer === undefined && flags.phone === undefined
      ? await askCustomer(context, store, ask)
      : await whoIsIt(context, store, said)
  const lines = given ?? (await askLines(context, store, ask))
  refuseDiscount(terms.discountMinor, lines, flags.discount)
  const bonus = await askPoints(context, store, flags.bonus, identity.customer, terms, totalOf(lines))
  const saidWhen = flags.promised !== undefined || flags.delivered !== undefined
  const promised = saidWhen ? terms.promised : await askPromised(context, store, ask, terms.at)
  const told = await askPromises(context, store, { lines, ...terms, ...bonus, promised }, !saidWhen)
  const saidPaid = told.paid !== null || told.payBy !== null
  const paid = saidPaid ? told.paid : await askPaid(context, store, ask, saleTotal({ lines, ...bonus }))
  const promises = { ...told, paid }

  const { t } = context
  const words = context.words(store)
  const items = lines.map((line) => `${line.product} × ${words.number(line.quantity, 3)}`).join(', ')
  const total = words.money(saleTotal({ lines, ...bonus }))
  const right = await ask.confirm(t('sale.ask.confirm', { name: identity.name, items, total }), true)
  if (!right) throw new AppError('cancelled')
  return { identity, lines, ...terms, ...bonus, promised, promises }
}

async function askCustomer(context: Context, store: Store, ask: Ask): Promise<Identity> {
  const { t } = context
  const chosen = await ask.search<Customer | string>(
    t('sale.ask.customer'),
    (typed): Choice<Customer | string>[] => {
      const text = cleanText(typed)
      if (text === '') return findCustomers(store.db, searchFor(''), OFFERED).map(customerChoice)
      const found = findCustomers(store.db, searchFor(text), OFFERED).map(customerChoice)
      if (text.length > LONGEST_NAME) return found
      return [...found, { name: t('sale.ask.someoneNew', { name: text }), value: text }]
    },
    t('sale.ask.somebody'),
  )
  if (typeof chosen !== 'string')
    return whoIsIt(context, store, { name: `#${chosen.id}`, phone: null, new: false })
  const { region } = store.settings
  const typedPhone = parsePhone(chosen, region)
  const name = typedPhone === null ? chosen : await askName(context, ask)
  const phone = typedPhone ?? (await askPhone(context, ask, region))
  return whoIsIt(context, store, { name, phone, new: phone === null })
}

function askName({ t }: Context, ask: Ask): Promise<string> {
  return ask.input(t('sale.ask.name'), {
    check: (typed) =>
      foldName(typed) === '' || cleanText(typed).length > LONGEST_NAME ? t('sale.ask.somebody') : null,
  })
}

async function askPhone({ t }: Context, ask: Ask, region: string): Promise<string | null> {
  const typed = await ask.input(t('sale.ask.phone'), {
    check: (text) =>
      text === '' || parsePhone(text, region) !== null ? null : t('sale.ask.phoneAgain', { typed: text }),
  })
  return parsePhone(typed, region)
}

/** Products one after another, until she says that is all. */
async function askLines(context: Context, store: Store, ask: Ask): Promise<WantedLine[]> {
  const lines: WantedLine[] = []
  for (;;) {
    const product = await askProduct(context, store, ask, lines)
    if (product === null) return lines
    lines.push(await askLine(context, store, ask, product, lines))
  }
}

async function askProduct({ t }: Context, { db }: Store, ask: Ask, lines: readonly WantedLine[]) {
  const taken = new Set(lines.map((line) => foldName(line.product)))
  const done: Choice<null>[] = lines.length > 0 ? [{ name: t('sale.ask.done'), value: null }] : []
  return ask.search<Product | string | null>(
    t(lines.length > 0 ? 'sale.ask.another' : 'sale.ask.product'),
    (typed): Choice<Product | string | null>[] => {
      const text = cleanText(typed)
      const key = foldName(text)
      const found = key === '' ? listProducts(db, OFFERED) : findProducts(db, key, OFFERED)
      const free = found.filter((product) => !taken.has(foldName(product.name)))
      const known = free.map((product) => ({ name: safe(product.name), value: product }))
      if (key === '') return [...done, ...known]
      const exact = found.some((product) => foldName(product.name) === key) || taken.has(key)
      return exact || !isProductName(text)
        ? known
        : [...known, { name: t('sale.ask.newProduct', { name: text }), value: text }]
    },
    t('sale.ask.noProduct'),
  )
}

async function askLine(
  context: Context,
  { settings }: Store,
  ask: Ask,
  product: Product | string,
  lines: readonly WantedLine[],
): Promise<WantedLine> {
  const { t } = context
  const digits = currencyDigits(settings.currency)
  const priceOf = (typed: string) => parseMoney(typed, digits, settings.currency)
  const quantityOf = (typed: string) => parseDecimal(typed, 'decimal')
  const known = typeof product === 'string' ? null : product
  const quantity = await ask.input(t('sale.ask.quantity'), {
    preset: '1',
    check: (typed) => {
      const quantity = quantityOf(typed) ?? 0
      if (!isQuantity(quantity)) return t('sale.ask.again', { typed })
      return isLikePrice(typed, quantity) ? t('sale.ask.likePrice', { typed }) : null
    },
  })
  const count = quantityOf(quantity) ?? 1
  const payable = (minor: number) =>
    minor >= 0 && Number.isSafeInteger(totalOf(lines) + amountOf(count, minor))
  const preset = known?.priceMinor == null ? undefined : String(known.priceMinor / 10 ** digits)
  const price = await ask.input(t('sale.ask.price'), {
    ...(preset === undefined ? {} : { preset }),
    check: (typed) => (payable(priceOf(typed) ?? -1) ? null : t('sale.ask.priceAgain')),
  })
  const priceMinor = priceOf(price)
  return {
    productId: known?.id ?? null,
    product: known?.name ?? String(product),
    quantity: count,
    priceMinor,
    amountMinor: amountOf(count, priceMinor),
  }
}

/** What is paid; Enter notes nothing, and where there is nothing to pay nothing is asked. */
async function askPaid(
  context: Context,
  store: Store,
  ask: Ask,
  total: number,
): Promise<SalePromises['paid']> {
  if (total <= 0) return null
  const { t } = context
  const { currency } = store.settings
  const read = (typed: string): SalePromises['paid'] => {
    if (readPoints(typed) === 'all' || readYesNo(typed) === true) return 'all'
    const minor = parseMoney(typed, currencyDigits(currency), currency)
    return minor !== null && minor > 0 && minor <= total ? minor : null
  }
  const typed = await ask.input(t('sale.ask.paid'), {
    check: (text) =>
      text === '' || read(text) !== null
        ? null
        : t('sale.ask.paidAgain', { total: context.words(store).money(total) }),
  })
  return typed === '' ? null : read(typed)
}

/** The promised day, or nothing where the goods were handed over. */
async function askPromised(
  context: Context,
  { now, zone }: Store,
  ask: Ask,
  soldAt: Instant,
): Promise<Day | null> {
  const { t } = context
  const first = zone.day(soldAt)
  const promised = await ask.select(t('sale.ask.delivery'), [
    { name: t('sale.ask.handedOver'), value: false },
    { name: t('sale.ask.promised'), value: true },
  ])
  if (!promised) return null
  for (;;) {
    const typed = await ask.input(t('sale.ask.promisedDay'), { preset: t('log.ask.tomorrow') })
    const day = await readDay('--promised', typed, now, zone, 'future', first).catch(() => null)
    if (day !== null && day >= first) return day
    context.say(t('sale.ask.again', { typed }))
  }
}
