// aftersales bonus show|add|spend: a customer's points.
import type { Context } from '../context.ts'
import { discountFor, pointWorth } from '../domain/bonus-rule.ts'
import { currencyDigits } from '../domain/money.ts'
import { saleTotal } from '../domain/sale.ts'
import { AppError, invalid } from '../errors.ts'
import { bonusEntriesOf, bonusHolders } from '../store/bonus.ts'
import { type Customer, personById } from '../store/customer.ts'
import { type Sale, saleById } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import {
  type BonusChangeDocument,
  pointsText,
  type StatementDocument,
  viewAccounts,
  viewBonusChange,
  viewStatement,
} from '../ui/view/bonus.ts'
import { accountDocument, award, book, refuseOff, statementFor, statementLines } from './bonus-account.ts'
import { notEnough, pointsFor } from './bonus-points.ts'
import { spendOnSale } from './bonus-sale.ts'
import { personOf } from './customer-document.ts'
import { check, missing, optional, readPoints, text } from './input.ts'
import { namedOrChosen } from './log.ts'
import { findCustomer, findSale, findSaleOf, readAnew } from './reference.ts'
import { saleDocument } from './sale-document.ts'
import { owedMinor } from './sale-money.ts'

const REASON_LENGTH = 500

/** Rows of one page. */
const PAGE = 20

/** Sorts after every day. */
const NEVER = '9999'

/** @throws AppError customer.notFound, customer.ambiguous */
export async function showBonus(
  context: Context,
  reference: string | undefined,
  flags: { all?: boolean },
): Promise<void> {
  const store = await context.read()
  const customer = await namedOrChosen(context, store, reference, context.t('bonus.askWhose'))
  const document = statementDocument(store, customer)
  context.show(document, (shown) => viewStatement(shown, context.page(store), flags.all === true))
}

/** Who has points, those whose points expire first at the top. */
export async function listBonus(context: Context, flags: { all?: boolean }): Promise<void> {
  const store = await context.read()
  const rows = bonusHolders(store.db)
    .map((id) => ({
      customer: personById(store.db, id),
      ...accountDocument(statementFor(store, id)),
    }))
    .filter(({ balance }) => balance > 0)
    .sort(
      (a, b) =>
        (a.expiring?.day ?? NEVER).localeCompare(b.expiring?.day ?? NEVER) || a.customer.id - b.customer.id,
    )
  const shown = flags.all === true || context.json ? rows : rows.slice(0, PAGE)
  const document = { programme: store.settings.bonus, accounts: shown, total: rows.length }
  context.show(document, (accounts) => viewAccounts(accounts, context.page(store)))
}

/**
 * Puts points on an account: for a review, or by hand.
 * @throws AppError bonus.off, input.invalid, input.missing, customer.*
 */
export async function addBonus(
  context: Context,
  reference: string,
  typed: string | undefined,
  flags: { review?: boolean; reason?: string },
): Promise<void> {
  const store = await context.change()
  const { reason = null } = check({ reason: optional(text(REASON_LENGTH)) }, { reason: flags.reason })
  const given = typed === undefined ? null : pointsToGive(typed)
  if (given === null && flags.review !== true) missing('<points>')
  const found = await findCustomer(context, store, reference)
  refuseOff(store)
  const { customer, before } = store.write(() => {
    const latest = readAnew(store, found.id)
    const last = lastEntry(store, latest)
    const points = given ?? store.policy.bonus.reviewPoints
    award(store, latest.id, flags.review === true ? 'review' : 'gift', points, store.now, reason)
    return { customer: latest, before: last }
  })
  showChange(context, store, customer, before, null)
}

/**
 * Takes points off an account: as a discount on a sale, or for anything else she gives for them.
 * @throws AppError bonus.notEnough, input.invalid, sale.*, customer.*
 */
export async function spendBonus(
  context: Context,
  reference: string | undefined,
  given: string | undefined,
  flags: { sale?: string; reason?: string },
): Promise<void> {
  const store = await context.change()
  const { now } = store
  const { reason = null } = check({ reason: optional(text(REASON_LENGTH)) }, { reason: flags.reason })
  if (given !== undefined) readWanted(given)
  const found = await namedOrChosen(context, store, reference, context.t('bonus.askWhose'))
  const typed = given ?? (await askPoints(context, store, found))
  const wanted = readWanted(typed)
  const saleId = flags.sale === undefined ? null : findSale(store, flags.sale).id
  const { customer, before } = store.write((changes) => {
    const latest = readAnew(store, found.id)
    const last = lastEntry(store, latest)
    const sale = saleId === null ? null : ownSale(store, latest, saleId)
    const { there, ...most } = pointsFor(store, latest, now, sale ? toPay(sale) : 0)
    const room = sale ? most.room : there
    const points = wanted === 'all' ? Math.min(there, room) : wanted
    if (there === 0 || points > there) throw notEnough(latest, there)
    if (points === 0 || points > room) invalid('bonus', '<points>', typed, { most: room })
    changes.touch(latest.id)
    if (sale) spendOnSale(store, sale, points, reason)
    else book(store, { customerId: latest.id, saleId, at: now, kind: 'spend', points: -points, reason })
    return { customer: latest, before: last }
  })
  showChange(context, store, customer, before, saleId)
}

/** A number of points, or all there are. @throws AppError input.invalid */
function readWanted(typed: string): number | 'all' {
  return readPoints(typed) ?? invalid('points', '<points>', typed)
}

/** @throws AppError input.missing, cancelled */
async function askPoints(context: Context, store: Store, { id }: Customer): Promise<string> {
  if (!context.terminal.interactive) missing('<points>')
  const { t } = context
  const { balance } = statementFor(store, id)
  const points = pointsText(balance, context.words(store))
  const ask = await context.ask()
  return ask.input(t('bonus.askPoints', { points }), {
    check: (text) => (readPoints(text) === null ? t('error.input.pointsHint') : null),
  })
}

/** A sale of hers whose discount may still change. @throws AppError sale.notTheirs, sale.returned */
function ownSale(store: Store, customer: Customer, saleId: number): Sale {
  const sale = findSaleOf(store, customer, `#${saleId}`)
  if (sale.lines.some((line) => line.returnedAt !== null)) throw new AppError('sale.returned', { id: saleId })
  return sale
}

/** What of a sale is not paid yet; all of it where payment is not kept track of. */
function toPay(sale: Sale): number {
  return sale.paidMinor === null ? saleTotal(sale) : Math.max(0, owedMinor(sale))
}

/** A number of points to give. @throws AppError input.invalid */
function pointsToGive(typed: string): number {
  const points = readPoints(typed)
  return points === null || points === 'all' ? invalid('pointsGiven', '<points>', typed) : points
}

function statementDocument(store: Store, customer: Customer): StatementDocument {
  const statement = statementFor(store, customer.id)
  const { policy, settings } = store
  const worth = pointWorth(policy.bonus, currencyDigits(settings.currency))
  return {
    customer: personOf(customer),
    programme: settings.bonus,
    ...accountDocument(statement),
    worthMinor: discountFor(statement.balance, worth),
    currency: settings.currency,
    lines: statementLines(store, statement.lines),
  }
}

function lastEntry({ db }: Store, { id }: Customer): number {
  return Math.max(0, ...bonusEntriesOf(db, id).map((entry) => entry.id))
}

/** What has changed since an entry, and what is on the account now. */
function showChange(
  context: Context,
  store: Store,
  customer: Customer,
  since: number,
  saleId: number | null,
): void {
  const statement = statementFor(store, customer.id)
  const lines = statement.lines.filter(({ entry, kind }) => entry.id > since && kind !== 'expiry')
  const document: BonusChangeDocument = {
    customer: personOf(customer),
    ...accountDocument(statement),
    lines: statementLines(store, lines),
    sale: saleId === null ? null : saleDocument(saleById(store.db, saleId) as Sale, store),
  }
  context.show(document, (shown) => viewBonusChange(shown, context.page(store)))
}
