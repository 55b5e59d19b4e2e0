// What a file of customers adds to those who are stored, reckoned without writing; and writing it.
import { instantText } from '../domain/day.ts'
import { foldName } from '../domain/name.ts'
import type { CustomerRow } from '../exchange/customers.ts'
import { saveContact } from '../store/contact.ts'
import { type Customer, type CustomerFields, insertCustomer, updateCustomer } from '../store/customer.ts'
import { setReferrer } from '../store/referral.ts'
import { keepOrigins } from '../store/sale.ts'
import type { Changes, Store } from '../store/store.ts'
import { emptyDraft } from './draft.ts'
import {
  knownAs,
  type NoteCode as MatchNote,
  type MatchProblem,
  matchCustomers,
} from './import-customers-match.ts'
import { type Person, personOf, type ReferrerNote, Referrers } from './import-customers-referrers.ts'
import { isStandIn, newFields } from './import-people.ts'
import type { Answers, Question } from './import-questions.ts'

/** What a known customer may have otherwise than the file, and keeps. */
const FILLED = ['phone', 'externalId', 'email', 'chat', 'birthday', 'note'] as const
export type KeptField = (typeof FILLED)[number] | 'referredBy'

/** Something decided about a customer that she should know of. */
export type CustomerNote = {
  line: number
  params: { name: string; known: string; value: string }
} & ({ code: MatchNote | ReferrerNote | 'refusalStays' } | { code: 'kept'; fields: KeptField[] })

interface Planned {
  person: Person
  id: number | null
  /** What to store; null where nothing of it is new. */
  fields: CustomerFields | null
  referrer: Person | null
  /** A refusal to store; one that is stored already stays as it is. */
  refuses: boolean
  /** Whether the line brought any of that. */
  news: boolean
  origin: string | null
}

export interface CustomersPlan {
  customers: Planned[]
  notes: CustomerNote[]
  problems: MatchProblem[]
  questions: Question[]
}

/** Reads who is stored and tells what a file adds. @param answers null where nobody can be asked */
export function planCustomers(
  store: Store,
  rows: readonly CustomerRow[],
  answers: Answers | null,
): CustomersPlan {
  const { matches, problems } = matchCustomers(store, rows, answers)
  const referrers = new Referrers(store, matches)
  const notes: CustomerNote[] = []
  const customers = matches.map((match): Planned => {
    const { row, customer, origin } = match
    const { name, line } = row
    const params = { name: name ?? '', known: customer ? knownAs(customer) : '', value: '' }
    if (match.note) notes.push({ line, ...match.note })
    const fields = customer ? { ...customer, ...filledIn(customer, row) } : fieldsOfNew(row)
    const { referrer, doubt } = referrers.of(match)
    const value = row.referredBy ?? ''
    if (doubt) notes.push({ line, code: doubt, params: { ...params, name: fields.name, value } })
    const kept: KeptField[] = FILLED.filter((field) => row[field] !== null && row[field] !== fields[field])
    const brought = customer?.referredById ?? null
    if (brought !== null && referrer !== null && referrer !== `#${brought}`) kept.push('referredBy')
    if (kept.length > 0) notes.push({ line, code: 'kept', fields: kept, params })
    if (customer?.refusedAt && row.doNotCall === false) notes.push({ line, code: 'refusalStays', params })
    const planned = {
      id: customer?.id ?? null,
      fields: customer && !differ(customer, fields) ? null : fields,
      referrer: brought === null ? referrer : null,
      refuses: row.doNotCall === true && !customer?.refusedAt,
    }
    const news = planned.fields !== null || planned.referrer !== null || planned.refuses
    return { ...planned, person: personOf(match), news, origin }
  })
  return { customers, notes, problems, questions: matches.flatMap(({ question }) => question ?? []) }
}

export function changesAnything({ customers }: CustomersPlan): boolean {
  return customers.some(({ news, origin }) => news || origin !== null)
}

/** Writes a plan, inside the transaction in which it was reckoned. @param why the note of each refusal */
export function writeCustomers({ db, now }: Store, plan: CustomersPlan, why: string, changes: Changes): void {
  const at = instantText(now)
  const ids = new Map<Person, number>()
  for (const { person, id, fields, refuses, news, origin } of plan.customers) {
    const customerId = id ?? insertCustomer(db, fields as CustomerFields, foldName(fields?.name ?? ''), at)
    ids.set(person, customerId)
    if (id !== null && fields) updateCustomer(db, id, fields, foldName(fields.name))
    if (origin !== null) keepOrigins(db, customerId, [origin])
    if (refuses) {
      const draft = { ...emptyDraft('refused', now), direction: 'in' as const, note: why }
      const moments = { at, enteredAt: at, nextAt: null, runsOutDay: null }
      saveContact(db, null, { ...draft, ...moments, customerId, wrongPhone: null })
    }
    if (news) changes.touch(customerId)
  }
  for (const { person, referrer } of plan.customers) {
    if (referrer === null) continue
    const referrerId = ids.get(referrer) ?? Number(referrer.slice(1))
    setReferrer(db, ids.get(person) as number, referrerId)
  }
}

function fieldsOfNew(row: CustomerRow): CustomerFields {
  const { email, chat, birthday, note } = row
  return { ...newFields(row, true), email, chat, birthday, note }
}

/** What she lacks and the file tells; a name that nobody told and a number that is not hers give way. */
function filledIn(customer: Customer, row: CustomerRow): Partial<CustomerFields> {
  const empty = FILLED.filter((field) => customer[field] === null && row[field] !== null)
  return {
    ...Object.fromEntries(empty.map((field) => [field, row[field]])),
    ...(customer.wrongPhone && row.phone !== null ? { phone: row.phone } : {}),
    ...(isStandIn(customer) && row.name !== null ? { name: row.name } : {}),
  }
}

function differ(customer: Customer, fields: CustomerFields): boolean {
  return customer.name !== fields.name || FILLED.some((field) => customer[field] !== fields[field])
}
