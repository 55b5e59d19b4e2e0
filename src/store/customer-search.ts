// Looks for customers by what she remembers of them: through the indexes of names, phones and ids alone, never the customers.
import type { Database } from 'better-sqlite3'
import { type Customer, customersByIds } from './customer.ts'
import { prepared } from './open.ts'

/** What a search looks for; every empty list finds nothing. */
export interface Search {
  /** Folded words, each somewhere in the name. */
  words: readonly string[]
  /** A piece of a phone: digits alone; empty for none. */
  digits: string
  /** A piece of an external id, as typed, in lower and in upper case: SQLite folds no Cyrillic. */
  ids: readonly string[]
}

export interface Found {
  customers: Customer[]
  /** How many there are in all. */
  total: number
}

/** SQL for whether an external id holds what is looked for. */
const holdsId = (id: string) =>
  `:typed <> '' AND (instr(${id}, :typed) > 0 OR instr(${id}, :lower) > 0 OR instr(${id}, :upper) > 0)`

const holdsDigits = (phone: string) => `:digits <> '' AND instr(${phone}, :digits) > 0`

/** The longest word is the rarest; only whose name has it is asked about the others. */
const named = (longest: string, others: string) =>
  `:longest <> '' AND ${longest} AND NOT EXISTS (SELECT 1 FROM json_each(:words) w WHERE ${others})`

/** Customers whose name, phone or external id, former ones too, holds what is looked for; names that begin so first. */
export function searchCustomers(db: Database, { words, digits, ids }: Search, limit: number): Found {
  const [typed = '', lower = typed, upper = lower] = ids
  return read(
    db,
    `SELECT id, name_key FROM customer
       WHERE ${named('instr(name_key, :longest) > 0', 'instr(name_key, w.value) = 0')}
     UNION ALL SELECT id, name_key FROM customer WHERE phone IS NOT NULL AND ${holdsDigits('phone')}
     UNION ALL SELECT id, name_key FROM customer INDEXED BY sqlite_autoindex_customer_1
       WHERE external_id > '' AND ${holdsId('external_id')}
     UNION ALL SELECT c.id, c.name_key FROM merged_customer m JOIN customer c ON c.id = m.customer_id
       WHERE ${holdsDigits('m.phone')} OR ${holdsId('m.external_id')}
     UNION ALL SELECT c.id, c.name_key FROM former_phone f JOIN customer c ON c.id = f.customer_id
       WHERE ${holdsDigits('f.phone')}`,
    { ...wordsOf(words), digits, typed, lower, upper, limit },
  )
}

export function findCustomers(db: Database, search: Search, limit: number): Customer[] {
  return searchCustomers(db, search, limit).customers
}

/** Customers each of whose folded words begins a word of the name: somebody of whom only a piece was said. */
export function customersByPiece(db: Database, words: readonly string[], limit: number): Customer[] {
  const begins = (word: string) => `instr(' ' || name_key, ' ' || ${word})`
  return read(
    db,
    `SELECT id, name_key FROM customer WHERE ${named(`${begins(':longest')} > 0`, `${begins('w.value')} = 0`)}`,
    // Names are in the order of the alphabet, whichever word of them was said.
    { ...wordsOf(words), first: '', limit },
  ).customers
}

function wordsOf(words: readonly string[]) {
  const longest = words.reduce((longest, word) => (word.length > longest.length ? word : longest), '')
  return { words: JSON.stringify(words), longest, first: words[0] ?? '' }
}

function read(db: Database, found: string, params: Record<string, string | number>): Found {
  const rows = prepared(
    db,
    `WITH found (id, name_key) AS MATERIALIZED (${found})
     SELECT id, count(*) OVER () AS total
     FROM (SELECT DISTINCT id, name_key FROM found) WHERE id NOT IN (SELECT customer_id FROM forgotten)
     ORDER BY instr(name_key, :first) <> 1, name_key, id LIMIT :limit`,
  ).all(params) as { id: number; total: number }[]
  return {
    customers: customersByIds(
      db,
      rows.map(({ id }) => id),
    ),
    total: rows[0]?.total ?? 0,
  }
}
