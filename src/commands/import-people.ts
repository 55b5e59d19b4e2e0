// Which stored customers a file of sales tells of, and what it adds to them.
import { namesAgree } from '../domain/customer.ts'
import { foldName } from '../domain/name.ts'
import { originOf } from '../domain/origin.ts'
import { formatPhone } from '../domain/phone.ts'
import type { Who } from '../exchange/line.ts'
import type { Party as AnyParty } from '../exchange/parties.ts'
import { keyOf, type SaleRow } from '../exchange/sales.ts'
import {
  type Customer,
  type CustomerFields,
  customerByExternalId,
  customersByName,
  customersByPhone,
  hasCustomers,
} from '../store/customer.ts'
import { originsOf } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { numberTells } from './identity.ts'
import type { Answers, Question } from './import-questions.ts'

type Party = AnyParty<SaleRow>

/** Something decided about a customer that she should know of. */
export interface Note {
  line: number
  code: 'sameName' | 'otherName' | 'idTaken'
  params: { name: string; known: string; value: string }
}

/** A party and the stored customer it is; null for somebody new. */
export interface Match {
  party: Party
  customer: Customer | null
  notes: Note[]
  question: Question | null
}

/** Who is stored, as an import looks for them. */
export interface People {
  byPhone(phone: string): Customer[]
  byExternalId(externalId: string): Customer | null
  /** @param key the folded name */
  byName(key: string): Customer[]
  /** Whether any of these lines is stored as hers. */
  hasLine(customer: Customer, rows: Party['rows']): boolean
}

export function peopleOf({ db }: Store): People {
  // Into an empty shop nobody needs to be looked for, which is half the reckoning of a large first import.
  const anybody = hasCustomers(db)
  return {
    byPhone: (phone) => (anybody ? customersByPhone(db, phone) : []),
    byExternalId: (externalId) => (anybody ? customerByExternalId(db, externalId) : null),
    byName: (key) => (anybody ? customersByName(db, key) : []),
    hasLine({ id }, rows) {
      const stored = new Set(originsOf(db, id))
      return rows.some((row) => stored.has(originOf(keyOf(row), 1)))
    },
  }
}

/** The names that only she can tell about: those without phone or id that stored customers have. */
export function openQuestions(store: Store, parties: readonly Party[]): Question[] {
  const people = peopleOf(store)
  return parties
    .filter(({ phone, externalId }) => phone === null && externalId === null)
    .flatMap((party) => matchParty(people, party, new Map()).question ?? [])
}

export function matchParty(people: People, party: Party, answers: Answers): Match {
  const { phone, externalId } = party
  const match = (customer: Customer | null, ...notes: Note[]): Match => {
    const others = otherNames(party, customer)
    return { party, customer, notes: [...others, ...notes], question: null }
  }
  if (phone !== null) {
    const sharing = people.byPhone(phone).filter((one) => numberTells(one, party.name ?? ''))
    const owner =
      sharing.find((one) => externalId !== null && one.externalId === externalId) ??
      sharing.find((one) => party.name !== null && namesAgree(one.name, party.name)) ??
      sharing[0]
    if (owner) return match(owner)
  }
  if (externalId !== null) {
    const owner = people.byExternalId(externalId)
    if (!owner || phone === null || owner.phone === null || owner.wrongPhone) return match(owner)
    return match(null, note('idTaken', party, owner, externalId))
  }
  return phone === null ? matchName(people, party, answers) : match(null)
}

/**
 * A name alone is a question against customers already stored, but lines that are stored with one of them answer it:
 * the file, or one that overlaps it, was imported before.
 */
function matchName(people: People, party: Party, answers: Answers): Match {
  const name = party.name ?? ''
  const key = foldName(name)
  const candidates = people.byName(key)
  const settled = (customer: Customer | null, notes: Note[] = []): Match => {
    return { party, customer, notes, question: null }
  }
  const [first] = candidates
  if (!first) return settled(null)
  const known = candidates.find((candidate) => people.hasLine(candidate, party.rows))
  if (known) return settled(known)
  const line = party.rows[0]?.line ?? 0
  const answer = answers.get(line)
  if (answer === null) return settled(null)
  const chosen = candidates.find((candidate) => candidate.id === answer)
  if (chosen) return settled(chosen)
  return {
    ...settled(null, [note('sameName', party, first, '')]),
    question: { name, line, told: null, candidates },
  }
}

function otherNames(party: Party, customer: Customer | null): Note[] {
  if (!customer && party.otherNames.length === 0) return []
  const known = customer && !isStandIn(customer) ? customer.name : (party.name ?? '')
  const [row] = party.rows
  const differs = row !== undefined && party.name !== null && !namesAgree(party.name, known)
  const names = differs ? [{ line: row.line, name: party.name ?? '' }, ...party.otherNames] : party.otherNames
  return names.map(({ line, name }) => {
    const value = party.phone === null ? (party.externalId ?? '') : formatPhone(party.phone)
    return { line, code: 'otherName' as const, params: { name, known, value } }
  })
}

function note(code: Note['code'], { name, rows }: Party, known: Customer, value: string): Note {
  const params = { name: name ?? value, known: `${known.name} (#${known.id})`, value }
  return { line: rows[0]?.line ?? 0, code, params }
}

/** Whether her name only stands in for one nobody told: her external id, or her phone. */
export function isStandIn({ name, externalId, phone }: Customer): boolean {
  return name === externalId || (phone !== null && name.startsWith('+') && name === formatPhone(phone))
}

/** What is kept of somebody new. A name that nobody told is the external id, or the phone. */
export function newFields({ phone, externalId, name }: Who, ownsId: boolean): CustomerFields {
  const known = name ?? externalId ?? (phone === null ? '' : formatPhone(phone))
  const rest = { email: null, chat: null, birthday: null, note: null, referredById: null }
  return { externalId: ownsId ? externalId : null, name: known, phone, ...rest }
}

/** A stored customer with what she lacked and the file tells; null when it tells nothing new. */
export function completed(customer: Customer, party: Party, ownsId: boolean): CustomerFields | null {
  const phone =
    customer.phone === null || customer.wrongPhone ? (party.phone ?? customer.phone) : customer.phone
  const externalId = customer.externalId ?? (ownsId ? party.externalId : null)
  const name = isStandIn(customer) && party.name !== null ? party.name : customer.name
  if (phone === customer.phone && externalId === customer.externalId && name === customer.name) return null
  const { email, chat, birthday, note, referredById } = customer
  return { externalId, name, phone, email, chat, birthday, note, referredById }
}
