// Which stored customer each line of a file of customers is: by phone, else external id, else name.
import { namesAgree } from '../domain/customer.ts'
import { foldName } from '../domain/name.ts'
import { originOf } from '../domain/origin.ts'
import { formatPhone } from '../domain/phone.ts'
import type { CustomerRow } from '../exchange/customers.ts'
import type { Who } from '../exchange/line.ts'
import {
  type Customer,
  customerByExternalId,
  customersByName,
  customersByPhone,
  hasCustomers,
} from '../store/customer.ts'
import { originsOf } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { numberTells } from './identity.ts'
import { isStandIn } from './import-people.ts'
import type { Answers, Question } from './import-questions.ts'

export type NoteCode = 'sameName' | 'mayBe' | 'otherPhone' | 'otherName'

export interface Match {
  row: CustomerRow
  /** Null for somebody new. */
  customer: Customer | null
  note: { code: NoteCode; params: { name: string; known: string; value: string } } | null
  question: Question | null
  /** By what the line is known again when it has a name alone. */
  origin: string | null
}

export interface MatchProblem {
  line: number
  code: 'customer.conflict' | 'customer.twice' | 'id.taken' | 'name.missing' | 'doNotCall.whose'
  params: { value: string; known: string; other: string }
}

/**
 * Lines that tell of two customers at once, or of one that another line told of, are problems and match nobody.
 * @param answers null where nobody can be asked
 */
export function matchCustomers(
  store: Store,
  rows: readonly CustomerRow[],
  answers: Answers | null,
): { matches: Match[]; problems: MatchProblem[] } {
  const found = new Map<CustomerRow, Match | MatchProblem>()
  /** Stored customers that a line has, and which. */
  const claimed = new Map<number, number>()
  const matcher = new Matcher(store, rows, claimed)
  // What is certain comes first, so that no doubtful line takes a customer away from the line that names her.
  for (const step of [matcher.certain, matcher.byOthersPhone, matcher.byName]) {
    for (const row of rows) {
      if (found.has(row)) continue
      const match = step.call(matcher, row, answers)
      if (match === null) continue
      const id = 'code' in match ? null : (match.customer?.id ?? null)
      const line = id === null ? undefined : claimed.get(id)
      found.set(row, line === undefined ? match : problem(row, 'customer.twice', String(line)))
      if (id !== null && line === undefined) claimed.set(id, row.line)
    }
  }
  const all = rows.flatMap((row) => found.get(row) ?? [])
  return {
    matches: all.flatMap((match) => ('code' in match ? [] : match)),
    problems: all.flatMap((match) => ('code' in match ? match : [])),
  }
}

class Matcher {
  readonly #store: Store
  readonly #anybody: boolean
  readonly #claimed: ReadonlyMap<number, number>
  readonly #origins = new Map<CustomerRow, string>()

  constructor(store: Store, rows: readonly CustomerRow[], claimed: ReadonlyMap<number, number>) {
    this.#store = store
    this.#anybody = hasCustomers(store.db)
    this.#claimed = claimed
    const counted = new Map<string, number>()
    for (const row of rows.filter(isBare)) {
      const name = foldName(row.name ?? '')
      const ordinal = (counted.get(name) ?? 0) + 1
      counted.set(name, ordinal)
      this.#origins.set(row, originOf('customer', ordinal))
    }
  }

  /** By an external id, or by a phone whose owner's name agrees; null where these do not tell. */
  certain(row: CustomerRow): Match | MatchProblem | null {
    if (!this.#anybody) return this.#newcomer(row)
    const { phone, externalId, name } = row
    const sharing = this.#sharers(row)
    const owner = externalId === null ? null : customerByExternalId(this.#store.db, externalId)
    if (owner) {
      const shares = sharing.some(({ id }) => id === owner.id)
      const [other] = shares ? [] : sharing
      if (other) return problem(row, 'customer.conflict', '', other, owner)
      const moved = phone !== null && owner.phone !== null && phone !== owner.phone && !owner.wrongPhone
      if (moved && !agree(row, owner)) return problem(row, 'id.taken', externalId ?? '', owner)
      return this.#match(row, owner)
    }
    const agreeing = sharing.filter((one) => agree(row, one))
    const same = (one: Customer) => foldName(one.name) === foldName(name ?? '')
    const known =
      agreeing.find((one) => one.id === row.ownId && same(one)) ?? agreeing.find(same) ?? agreeing[0]
    return known ? this.#match(row, known) : null
  }

  /** By a phone that is known under another name. Lines of the file that share it were told apart already. */
  byOthersPhone(row: CustomerRow): Match | null {
    const { externalId } = row
    const known = this.#sharers(row).find(
      (one) => !this.#claimed.has(one.id) && (externalId === null || one.externalId === null),
    )
    return known ? this.#match(row, known) : null
  }

  /** By a name, which proves nothing: only she can tell, or the file that was imported before. */
  byName(row: CustomerRow, answers: Answers | null): Match | MatchProblem {
    const { line, name, phone, externalId } = row
    const origin = this.#origins.get(row)
    const namesakes = name === null ? [] : customersByName(this.#store.db, foldName(name))
    const free = namesakes.filter(({ id }) => !this.#claimed.has(id))
    const candidates = free.filter(
      (one) =>
        (phone === null || one.phone === null || one.wrongPhone) &&
        (externalId === null || one.externalId === null),
    )
    const known =
      candidates.find((one) => one.id === row.ownId && isBare(one) && isBare(row)) ??
      candidates.find(({ id }) => origin !== undefined && originsOf(this.#store.db, id).includes(origin))
    if (known) return this.#match(row, known)
    const answer = answers?.get(line)
    const chosen = candidates.find(({ id }) => id === answer)
    if (chosen) return this.#match(row, chosen, true)
    const [namesake] = candidates.length > 0 ? candidates : free
    const match = this.#newcomer(row)
    if (!namesake || answer === null || 'code' in match) return match
    // A wish not to be called must not end up with a namesake while the one who said it is called on.
    if (answers === null && row.doNotCall && candidates.length > 0)
      return problem(row, 'doNotCall.whose', '', namesake)
    const told = phone === null ? externalId : formatPhone(phone)
    const code = candidates.length === 0 ? 'otherPhone' : told === null ? 'sameName' : 'mayBe'
    return {
      ...match,
      note: noteOf(row, namesake, code),
      question: candidates.length > 0 ? { name: name ?? '', line, told, candidates } : null,
    }
  }

  /** An id that nobody has tells too little of somebody new. */
  #newcomer(row: CustomerRow): Match | MatchProblem {
    const known = row.name !== null || row.phone !== null
    return known ? this.#match(row, null) : problem(row, 'name.missing', '')
  }

  #sharers({ phone, name }: CustomerRow): Customer[] {
    const all = phone === null ? [] : customersByPhone(this.#store.db, phone)
    return all.filter((one) => numberTells(one, name ?? ''))
  }

  /** @param told whether she said so herself, which the file is then to remember */
  #match(row: CustomerRow, customer: Customer | null, told = false): Match {
    const origin = !customer || told ? (this.#origins.get(row) ?? null) : null
    const differs = customer !== null && !agree(row, customer)
    const note = differs ? noteOf(row, customer, 'otherName') : null
    return { row, customer, note, question: null, origin }
  }
}

/** Whether the names may be one person's; a name that nobody told contradicts none. */
function agree({ name }: Who, customer: Customer): boolean {
  return name === null || isStandIn(customer) || namesAgree(name, customer.name)
}

/** Whether there is a name and nothing else to know somebody by. */
function isBare({ phone, externalId }: Who): boolean {
  return phone === null && externalId === null
}

function noteOf(row: CustomerRow, known: Customer, code: NoteCode): Match['note'] {
  const { phone, externalId } = row
  const value = phone === null ? (externalId ?? '') : formatPhone(phone)
  return { code, params: { name: row.name ?? value, known: knownAs(known), value } }
}

function problem(
  { line }: CustomerRow,
  code: MatchProblem['code'],
  value: string,
  known: Customer | null = null,
  other: Customer | null = null,
): MatchProblem {
  const named = (customer: Customer | null) => (customer ? knownAs(customer) : '')
  return { line, code, params: { value, known: named(known), other: named(other) } }
}

/** `Anna (#12)`. */
export function knownAs({ id, name }: Pick<Customer, 'id' | 'name'>): string {
  return `${name} (#${id})`
}
