// A refusal holds for the number and the address, not for the card: whoever shares one of them refuses too.
import type { Database } from 'better-sqlite3'
import { PURPOSES } from '../domain/consent.ts'
import { consentsOf, insertConsent, offersRefusedAt, refusedAt } from './consent.ts'
import { prepared } from './open.ts'

/** Later than every moment: whatever is known by now. */
const EVER = '9999'

const RINGS = (card: string) =>
  `NOT EXISTS (SELECT 1 FROM contact w WHERE w.customer_id = ${card}.id AND w.wrong_phone = ${card}.phone)`

/** SQL for "the card c can be reached where the card r is, or was, to be reached", one of them given. */
const SHARED = `
  SELECT r.id AS refusing, c.id AS reached FROM customer r JOIN customer c ON c.phone = r.phone
  WHERE ${RINGS('r')} AND ${RINGS('c')}
  UNION
  SELECT r.id, c.id FROM customer r JOIN customer c ON lower(c.email) = lower(r.email)
  UNION
  SELECT f.customer_id, c.id FROM former_phone f JOIN customer c ON c.phone = f.phone WHERE ${RINGS('c')}
  UNION
  SELECT m.customer_id, c.id FROM merged_customer m JOIN customer c ON c.phone = m.phone WHERE ${RINGS('c')}`

/**
 * Takes over for a card what was refused under its number or its address, dated as it was refused, inside a write; what
 * the card's own customer agreed to later still stands.
 */
export function takeRefusals(db: Database, id: number): void {
  const sharing = prepared(
    db,
    `SELECT refusing FROM (${SHARED}) WHERE reached = :id AND refusing <> :id ORDER BY refusing`,
  )
    .pluck()
    .all({ id }) as number[]
  for (const other of sharing) {
    for (const purpose of PURPOSES) {
      const at = (purpose === 'service' ? refusedAt : offersRefusedAt)(db, other, EVER)
      const word = { customerId: id, purpose, at: at ?? '', source: sourceOf(other) }
      if (at !== null && !isTaken(db, word)) insertConsent(db, { ...word, at, enteredAt: at, given: false })
    }
  }
}

/** Passes on what a card refuses to those who share a number or an address with it. @returns their ids */
export function spreadRefusals(db: Database, id: number): number[] {
  const reached = prepared(
    db,
    `SELECT reached FROM (${SHARED}) WHERE refusing = :id AND reached <> :id ORDER BY reached`,
  )
    .pluck()
    .all({ id }) as number[]
  for (const other of reached) takeRefusals(db, other)
  return reached
}

/** Whose number or address it is under which calls to a card are refused; null where its own customer refused, or nobody. */
export function refusedUnder(db: Database, id: number, until: string): number | null {
  const at = refusedAt(db, id, until)
  const word = consentsOf(db, id).find(
    (one) => one.purpose === 'service' && !one.given && one.at === at && /^#\d+$/.test(one.source),
  )
  return word ? Number(word.source.slice(1)) : null
}

/** What stands as the source of a refusal that was taken over: the card it came from. */
function sourceOf(id: number): string {
  return `#${id}`
}

function isTaken(
  db: Database,
  word: { customerId: number; purpose: string; at: string; source: string },
): boolean {
  return (
    prepared(
      db,
      `SELECT 1 FROM consent
       WHERE customer_id = :customerId AND purpose = :purpose AND at = :at AND source = :source AND given = 0`,
    ).get(word) !== undefined
  )
}
