// A refusal holds for the number and the address, not for the card: whoever shares one of them refuses too.
import type { Database } from 'better-sqlite3'
import { PURPOSES } from '../domain/consent.ts'
import { consentsOf, insertConsent, offersRefusedAt, refusedAt } from './consent.ts'
import { prepared } from './open.ts'

/** Later than every moment: whatever is known by now. */
const EVER = '9999'

interface Reached {
  /** A number that rings. */
  phone: string | null
  email: string | null
}

const RINGS = (card: string) =>
  `NOT EXISTS (SELECT 1 FROM contact w WHERE w.customer_id = ${card}.id AND w.wrong_phone = ${card}.phone)`

function reachOf(db: Database, id: number): Reached {
  const reached = prepared(
    db,
    `SELECT CASE WHEN ${RINGS('c')} THEN c.phone END AS phone, c.email FROM customer c WHERE c.id = ?`,
  ).get(id)
  return reached as Reached
}

/**
 * Takes over for a card what was refused under its number or its address, dated as it was refused, inside a write; what
 * the card's own customer agreed to later still stands.
 */
export function takeRefusals(db: Database, id: number): void {
  const { phone, email } = reachOf(db, id)
  const sharing = [
    ...(phone === null ? [] : everHad(db, phone)),
    ...(email === null ? [] : withEmail(db, email)),
  ]
  for (const other of sharing) if (other !== id) takeOver(db, id, other)
}

/** Passes on what a card refuses to those who share a number or an address with it. @returns their ids */
export function spreadRefusals(db: Database, id: number): number[] {
  const { phone, email } = reachOf(db, id)
  const former = prepared(
    db,
    `SELECT phone FROM former_phone WHERE customer_id = :id
     UNION ALL SELECT phone FROM merged_customer WHERE customer_id = :id AND phone IS NOT NULL`,
  )
    .pluck()
    .all({ id }) as string[]
  const numbers = phone === null ? former : [phone, ...former]
  const sharing = new Set([
    ...numbers.flatMap((number) => reachedUnder(db, number)),
    ...(email === null ? [] : withEmail(db, email)),
  ])
  sharing.delete(id)
  for (const other of sharing) takeOver(db, other, id)
  return [...sharing]
}

/** Whose number it is, or was. */
function everHad(db: Database, phone: string): number[] {
  const former = prepared(
    db,
    `SELECT customer_id FROM former_phone WHERE phone = :phone
     UNION ALL SELECT customer_id FROM merged_customer WHERE phone = :phone`,
  )
  return [...reachedUnder(db, phone), ...(former.pluck().all({ phone }) as number[])]
}

function reachedUnder(db: Database, phone: string): number[] {
  return prepared(db, `SELECT c.id FROM customer c WHERE c.phone = ? AND ${RINGS('c')}`)
    .pluck()
    .all(phone) as number[]
}

function withEmail(db: Database, email: string): number[] {
  return prepared(db, 'SELECT id FROM customer WHERE email IS NOT NULL AND lower(email) = lower(?)')
    .pluck()
    .all(email) as number[]
}

function takeOver(db: Database, id: number, other: number): void {
  for (const purpose of PURPOSES) {
    const at = (purpose === 'service' ? refusedAt : offersRefusedAt)(db, other, EVER)
    const word = { customerId: id, purpose, at: at ?? '', source: sourceOf(other) }
    if (at !== null && !isTaken(db, word)) insertConsent(db, { ...word, at, enteredAt: at, given: false })
  }
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
