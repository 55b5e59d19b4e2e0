// Who recommended whom, as a file of customers tells it: somebody in the file or in the shop.
import { foldName } from '../domain/name.ts'
import { parsePhone } from '../domain/phone.ts'
import { customerByExternalId, customersByName, customersByPhone } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import type { Match } from './import-customers-match.ts'

/** A stored customer, by id, or somebody new, by the line of the file. */
export type Person = `#${number}` | `line ${number}`

export type ReferrerNote = 'referrer.unknown' | 'referrer.several' | 'referrer.self'

export class Referrers {
  readonly #store: Store
  /** Everybody in the file by phone, external id and folded name. */
  readonly #inFile = { phone: new Map<string, Person[]>(), id: new Map(), name: new Map() } as Record<
    'phone' | 'id' | 'name',
    Map<string, Person[]>
  >

  constructor(store: Store, matches: readonly Match[]) {
    this.#store = store
    for (const match of matches) {
      const { phone, externalId, name } = match.row
      const keys = { phone, id: externalId, name: name === null ? null : foldName(name) }
      for (const by of ['phone', 'id', 'name'] as const) {
        const key = keys[by]
        if (key === null) continue
        const people = this.#inFile[by].get(key) ?? []
        this.#inFile[by].set(key, [...people, personOf(match)])
      }
    }
  }

  /** Who is meant by a phone, an external id or a whole name, in that order; and why nobody is. */
  of(match: Match): { referrer: Person | null; doubt: ReferrerNote | null } {
    const text = match.row.referredBy
    if (text === null) return { referrer: null, doubt: null }
    for (const people of [this.#byPhone(text), this.#byId(text), this.#byName(text)]) {
      const [first, ...others] = new Set(people)
      if (first === undefined) continue
      if (others.length > 0) return { referrer: null, doubt: 'referrer.several' }
      if (first === personOf(match)) return { referrer: null, doubt: 'referrer.self' }
      return { referrer: first, doubt: null }
    }
    return { referrer: null, doubt: 'referrer.unknown' }
  }

  #byPhone(text: string): Person[] {
    const { db, settings } = this.#store
    const phone = parsePhone(text, settings.region)
    if (phone === null) return []
    return [...(this.#inFile.phone.get(phone) ?? []), ...customersByPhone(db, phone).map(stored)]
  }

  #byId(text: string): Person[] {
    const owner = customerByExternalId(this.#store.db, text)
    return [...(this.#inFile.id.get(text) ?? []), ...(owner ? [stored(owner)] : [])]
  }

  #byName(text: string): Person[] {
    const key = foldName(text)
    if (key === '') return []
    return [...(this.#inFile.name.get(key) ?? []), ...customersByName(this.#store.db, key).map(stored)]
  }
}

export function personOf({ row, customer }: Match): Person {
  return customer ? stored(customer) : `line ${row.line}`
}

function stored({ id }: { id: number }): Person {
  return `#${id}`
}
