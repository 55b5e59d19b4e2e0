// aftersales case add|list|show: what customers ask for, until they find it solved.
import type { Context } from '../context.ts'
import { CASE_CHANNELS, CASE_KINDS } from '../domain/case.ts'
import { FACTORS } from '../domain/contact.ts'
import { instantText } from '../domain/day.ts'
import type { Plan } from '../domain/plan.ts'
import { invalid } from '../errors.ts'
import {
  type CaseFilter,
  caseById,
  closedCases,
  hasCases,
  insertCase,
  openCases,
  type StoredCase,
} from '../store/case.ts'
import { type Customer, customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { loadScripts } from '../ui/script.ts'
import { safe } from '../ui/terminal.ts'
import { viewCase, viewCaseChanged } from '../ui/view/case.ts'
import { viewCases } from '../ui/view/case-list.ts'
import { caseDocument } from './case-document.ts'
import { check, choice, missing, optional, text } from './input.ts'
import { namedOrChosen } from './log.ts'
import { plannedTouches } from './planned.ts'
import { findAnyCase, findCustomer, findSaleOf, readAnew } from './reference.ts'
import { readWhen } from './when.ts'

export interface CaseFlags {
  kind?: string
  channel?: string
  factor?: string
  asked?: string
  sale?: string
  at?: string
}

/** Rows of one page. */
const PAGE = 20

/** Characters of what was asked, and of what was said of it since. */
export const CASE_TEXT_LENGTH = 2000

/** @throws AppError customer.*, sale.notFound, sale.notTheirs, input.invalid, input.missing */
export async function addCase(
  context: Context,
  reference: string | undefined,
  flags: CaseFlags,
): Promise<void> {
  const store = await context.change()
  const { now, zone, db } = store
  const read = check(
    {
      kind: optional(choice(CASE_KINDS)),
      channel: optional(choice(CASE_CHANNELS)),
      factor: optional(choice(FACTORS)),
      asked: optional(text(CASE_TEXT_LENGTH)),
    },
    { kind: flags.kind, channel: flags.channel, factor: flags.factor, asked: flags.asked },
  )
  const customer = await namedOrChosen(context, store, reference, context.t('case.ask.customer'))
  const at = flags.at === undefined ? now : await readWhen('--at', flags.at, now, zone, 'past')
  if (at > now) invalid('future', '--at', flags.at)
  const sale = flags.sale === undefined ? null : findSaleOf(store, customer, flags.sale)
  if (sale && zone.day(at) < zone.day(Date.parse(sale.soldAt))) {
    invalid('caseBeforeSale', '--at', flags.at, { id: sale.id })
  }
  const kind = read.kind ?? (await askKind(context))
  const asked = read.asked === undefined ? await askAsked(context) : read.asked
  const id = store.write((changes) => {
    const { id: customerId } = readAnew(store, customer.id)
    changes.touch(customerId)
    return insertCase(db, {
      ...{ customerId, saleId: sale?.id ?? null, kind, asked, origin: 'asked', contactId: null },
      ...{ channel: read.channel ?? 'phone', factor: read.factor ?? null },
      ...{ openedAt: instantText(at), enteredAt: instantText(now) },
    })
  })
  await showCaseChanged(context, store, id)
}

/** The open ones by the time they are due, then with --all the closed ones, the latest first. */
export async function listCases(
  context: Context,
  flags: { all?: boolean; kind?: string; customer?: string },
): Promise<void> {
  const store = await context.read()
  const { db, now } = store
  const { kind = null } = check({ kind: optional(choice(CASE_KINDS)) }, { kind: flags.kind })
  const customer = flags.customer === undefined ? null : await findCustomer(context, store, flags.customer)
  const scripts = await loadScripts(context.lang)
  const filter: CaseFilter = { kind, customerId: customer?.id ?? null }
  const all = flags.all === true
  const open = store.look(() =>
    openCases(db, instantText(now), filter).map((stored) => caseDocument(store, scripts, stored)),
  )
  open.sort((a, b) => Date.parse(a.due ?? '') - Date.parse(b.due ?? '') || a.id - b.id)
  const closed = all ? closedCases(db, instantText(now), filter, Number.MAX_SAFE_INTEGER) : []
  const cases = [...open, ...closed.map((stored) => caseDocument(store, scripts, stored))]
  const shown = all || context.json ? cases : cases.slice(0, PAGE)
  context.show({ cases: shown, total: cases.length }, (document) =>
    viewCases(
      document,
      context.t(hasCases(db) && !all ? 'case.none' : 'case.noneAtAll'),
      context.page(store),
    ),
  )
}

/** @throws AppError case.notFound, input.missing */
export async function showCase(context: Context, reference: string | undefined): Promise<void> {
  const store = await context.read()
  const stored = reference === undefined ? await chooseCase(context, store) : findAnyCase(store, reference)
  const document = { case: caseDocument(store, await loadScripts(context.lang), stored) }
  context.show(document, (shown) => viewCase(shown, context.page(store)))
}

/** One of the open cases, where there is any and somebody to choose. @throws AppError input.missing, cancelled */
async function chooseCase(context: Context, store: Store): Promise<StoredCase> {
  const { db, now } = store
  const open = openCases(db, instantText(now), { kind: null, customerId: null })
  if (open.length === 0 || !context.terminal.interactive) missing('<case>')
  const { t } = context
  const ask = await context.ask()
  const choices = open.map((stored) => {
    const { name } = customerById(db, stored.customerId) as Customer
    return { name: safe(`${t(`case.kind.${stored.kind}`)} #${stored.id} – ${name}`), value: stored }
  })
  return ask.select(t('case.ask.which'), choices)
}

/** The case as it is now, and what is planned for its customer. */
export async function showCaseChanged(context: Context, store: Store, id: number): Promise<void> {
  const stored = caseById(store.db, id) as StoredCase
  const plan = store.planOf(stored.customerId, store.now) as Plan
  const document = {
    case: caseDocument(store, await loadScripts(context.lang), stored),
    touches: plannedTouches(plan, store.now, context.words(store)),
  }
  context.show(document, (shown) => viewCaseChanged(shown, context.page(store)))
}

async function askKind(context: Context) {
  if (!context.terminal.interactive) missing('--kind')
  const { t } = context
  const ask = await context.ask()
  return ask.select(
    t('case.ask.kind'),
    CASE_KINDS.map((kind) => ({ name: t(`case.kind.${kind}`), value: kind })),
  )
}

/** What was asked may stay unsaid. */
async function askAsked(context: Context): Promise<string | null> {
  if (!context.terminal.interactive) return null
  const ask = await context.ask()
  const typed = await ask.input(context.t('case.ask.asked'))
  return check({ asked: text(CASE_TEXT_LENGTH) }, { asked: typed }).asked
}
