// aftersales customer add|list|find|edit.
import type * as z from 'zod/mini'
import type { Context } from '../context.ts'
import { cleanText, foldName } from '../domain/name.ts'
import { AppError, invalid } from '../errors.ts'
import { retractWrongPhone } from '../store/contact.ts'
import {
  type Customer,
  type CustomerFields,
  countCustomers,
  customerByExternalId,
  customerById,
  customersByPhone,
  listCustomers as listedCustomers,
  updateCustomer,
} from '../store/customer.ts'
import { addAvoided, avoidedBy, replaceAvoided } from '../store/customer-avoid.ts'
import { searchCustomers } from '../store/customer-search.ts'
import { spreadRefusals } from '../store/refusal.ts'
import type { ShopSettings } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import { viewCustomers, viewKept } from '../ui/view/customer.ts'
import { avoidNotices } from './avoid.ts'
import { moveReferral } from './bonus-sale.ts'
import { customerPerson, customerRows } from './customer-document.ts'
import { keepCustomer, mayBeAdded, refusedNotice } from './identity.ts'
import {
  anyText,
  birthday,
  check,
  clearable,
  email,
  flagOf,
  missing,
  name,
  optional,
  phone,
  tags,
  text,
} from './input.ts'
import { type Notice, warningsOf } from './notice.ts'
import { askFor } from './prompt.ts'
import { readAnew, findCustomer as referredTo, searchFor } from './reference.ts'
import { refuseRing } from './referrals.ts'

/** Customers on one page of a terminal. */
const PAGE = 20

export interface CustomerFlags {
  name?: string
  phone?: string
  email?: string
  chat?: string
  birthday?: string
  externalId?: string
  referredBy?: string
  note?: string
  avoid?: string[]
  new?: boolean
}

const FIELDS = ['name', 'phone', 'email', 'chat', 'birthday', 'externalId', 'referredBy', 'note'] as const
const FLAGS = [...FIELDS, 'avoid'] as const

const fields = (settings: ShopSettings) => ({
  name: optional(name()),
  phone: optional(clearable(phone(settings))),
  email: optional(clearable(email())),
  chat: optional(clearable(text(200))),
  birthday: optional(clearable(birthday())),
  externalId: optional(clearable(text(200))),
  referredBy: optional(clearable(anyText())),
  note: optional(clearable(text(2000))),
  avoid: optional(tags()),
})

/**
 * Without a name a terminal asks.
 * @throws AppError input.missing, input.invalid, customer.exists, customer.phoneTaken, customer.conflict
 */
export async function addCustomer(
  context: Context,
  typed: string | undefined,
  flags: CustomerFlags,
): Promise<void> {
  const { t } = context
  if (typed === undefined && !context.terminal.interactive) missing('<name>')
  // What is wrong with the values is found before a new shop's file is made.
  const shop = await context.change()
  const given = check(fields(shop.settings), { ...flags, name: typed })
  const fullName = given.name ?? (await askFor(context, t('customer.ask.name'), 'name', name()))
  if (typed === undefined && given.phone === undefined) {
    given.phone = await askFor(context, t('customer.ask.phone'), 'phone', clearable(phone(shop.settings)))
  }
  const details = await detailsOf(context, shop, given)
  const said = { name: fullName, phone: given.phone ?? null, new: flags.new === true }
  const identity = await mayBeAdded(context, shop, said)
  const store = await context.write()
  const { id, created, left } = store.write((changes) => {
    if (details.externalId) refuseTaken(store, details.externalId, identity.customer?.id ?? null)
    const kept = keepCustomer(store, identity, details, changes)
    addAvoided(store.db, kept.id, given.avoid ?? [])
    return { ...kept, left: kept.created ? [] : fillIn(store, kept.id, details) }
  })
  const { name: known } = customerById(store.db, id) as Customer
  const notTaken: Notice = {
    code: 'customer.notTaken',
    params: { id, name: known, said: context.words(store).list(left.map(flagOf)) },
  }
  const avoids = avoidNotices(context, store, given.avoid ?? [])
  const notices = [identity.notice, left.length > 0 ? notTaken : null, ...avoids]
  showKept(context, store, id, created ? 'added' : 'known', notices)
}

/** Adds to a known customer what is empty there. @returns what stayed as it was, as flags are named */
function fillIn({ db }: Store, id: number, details: Partial<CustomerFields>): string[] {
  const latest = customerById(db, id) as Customer
  const { externalId, email, chat, birthday, note } = details
  const filled = {
    ...latest,
    externalId: latest.externalId ?? externalId ?? null,
    email: latest.email ?? email ?? null,
    chat: latest.chat ?? chat ?? null,
    birthday: latest.birthday ?? birthday ?? null,
    note: latest.note ?? note ?? null,
  }
  updateCustomer(db, id, filled, foldName(latest.name))
  return FIELDS.filter((flag) => {
    const field = flag === 'referredBy' ? 'referredById' : flag
    return flag !== 'name' && flag !== 'phone' && (details[field] ?? filled[field]) !== filled[field]
  })
}

/** @throws AppError input.missing without anything to change, customer.*, input.invalid */
export async function editCustomer(context: Context, reference: string, flags: CustomerFlags): Promise<void> {
  if (FLAGS.every((flag) => flags[flag] === undefined)) {
    throw new AppError('input.missing', { flag: FLAGS.map(flagOf) })
  }
  const store = await context.change()
  const found = await referredTo(context, store, reference)
  const given = check(fields(store.settings), { ...flags })
  const changed = await detailsOf(context, store, given)
  // A second allergy must not cost the first: only an empty text takes away.
  const clears = (flags.avoid ?? []).some((tag) => cleanText(tag) === '')
  const { id, avoided } = store.write((changes) => {
    const { id, ...known } = readAnew(store, found.id)
    const avoided = clears ? avoidedBy(store.db, id) : []
    if (changed.referredById) changed.referredById = readAnew(store, changed.referredById).id
    if (changed.referredById === id) invalid('self', '--referred-by', flags.referredBy)
    if (changed.externalId) refuseTaken(store, changed.externalId, id)
    if (changed.referredById) refuseRing(store, id, changed.referredById)
    const latest = { ...known, ...changed }
    updateCustomer(store.db, id, latest, foldName(latest.name))
    if (changed.referredById !== undefined) moveReferral(store, id)
    if (given.avoid && clears) replaceAvoided(store.db, id, given.avoid)
    else addAvoided(store.db, id, given.avoid ?? [])
    if (changed.phone) retractWrongPhone(store.db, id, changed.phone)
    for (const other of spreadRefusals(store.db, id)) changes.touch(other)
    changes.touch(id)
    return { id, avoided }
  })
  const sharing = changed.phone ? customersByPhone(store.db, changed.phone) : []
  const other = sharing.find((customer) => customer.id !== id && !customer.formerPhone)
  const notice: Notice | null = other
    ? { code: 'customer.sharedPhone', params: { id: other.id, name: other.name, said: '' } }
    : null
  const cleared: Notice | null =
    avoided.length > 0 ? { code: 'customer.avoidCleared', params: { tags: avoided.join(', ') } } : null
  const avoids = avoidNotices(context, store, given.avoid ?? [])
  showKept(context, store, id, 'saved', [notice, cleared, ...avoids])
}

type Given = z.output<z.ZodMiniObject<ReturnType<typeof fields>>>

/** What was given, as it is stored. */
async function detailsOf(
  context: Context,
  store: Store,
  { referredBy, avoid: _, ...rest }: Given,
): Promise<Partial<CustomerFields>> {
  const referrer = referredBy ? await referredTo(context, store, referredBy) : null
  const given = { ...rest, referredById: referredBy === undefined ? undefined : (referrer?.id ?? null) }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

export async function listCustomers(context: Context, flags: { all?: boolean }): Promise<void> {
  const store = await context.read()
  const limit = limitOf(context, flags)
  const document = store.look(() => ({
    customers: customerRows(store, listedCustomers(store.db, limit)),
    total: countCustomers(store.db),
  }))
  context.show(document, (shown) => viewCustomers(shown, context.t('customer.none'), context.page(store)))
}

/** Finding nobody is no error. */
export async function findCustomer(context: Context, typed: string, flags: { all?: boolean }): Promise<void> {
  const store = await context.read()
  const document = store.look(() => {
    const { customers, total } = searchCustomers(store.db, searchFor(typed), limitOf(context, flags))
    return { customers: customerRows(store, customers), total }
  })
  const nobody = context.t('customer.notFound', { text: typed })
  context.show(document, (shown) => viewCustomers(shown, nobody, context.page(store)))
}

/** A page is for eyes; a document is whole. */
function limitOf(context: Context, flags: { all?: boolean }): number {
  return flags.all || context.json ? Number.MAX_SAFE_INTEGER : PAGE
}

function showKept(
  context: Context,
  store: Store,
  id: number,
  what: 'added' | 'saved' | 'known',
  notices: (Notice | null)[],
): void {
  const customer = {
    ...customerPerson(store, customerById(store.db, id) as Customer),
    created: what === 'added',
  }
  const all = [...notices, refusedNotice(store, id)]
  const document = { customer, warnings: all.flatMap((notice) => warningsOf(notice, context)) }
  context.show(document, (shown) => viewKept(shown, what, context.page(store)))
}

/** @throws AppError customer.conflict when an external id is already somebody else's */
function refuseTaken({ db }: Store, externalId: string, ownId: number | null): void {
  const owner = customerByExternalId(db, externalId)
  if (owner && owner.id !== ownId) {
    throw new AppError('customer.conflict', { value: externalId, name: owner.name, id: owner.id })
  }
}
