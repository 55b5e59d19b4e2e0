// Looks for customers by what she remembers of them: through the indexes of names, phones, ids and their pieces, never all cards.
import type { Database } from 'better-sqlite3'
import { type Customer, customersByIds } from './customer.ts'
import { prepared } from './open.ts'
import { piecesOf } from './search-index.ts'

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

const HOLDS_WORDS = named('instr(c.name_key, :longest) > 0', 'instr(c.name_key, w.value) = 0')

const begins = (word: string) => `instr(' ' || c.name_key, ' ' || ${word})`
const BEGINS_WORDS = named(`${begins(':longest')} > 0`, `${begins('w.value')} = 0`)

/** Customers whose name, phone or external id, former ones too, holds what is looked for; names that begin so first. */
export function searchCustomers(db: Database, { words, digits, ids }: Search, limit: number): Found {
  const [typed = '', lower = typed, upper = lower] = ids
  const params = { ...wordsOf(words), digits, typed, lower, upper }
  const near = nearBy(db, [words, [digits], ...ids.map((id) => [id])], HOLDS_WORDS, params)
  const [phone, id] = [holdsDigits('c.phone'), holdsId('c.external_id')]
  const cards = near
    ? `${begun(HOLDS_WORDS)} UNION ALL ${NEAR} WHERE ${HOLDS_WORDS} OR ${phone} OR ${id}`
    : `${ALL} WHERE ${HOLDS_WORDS}
       UNION ALL ${ALL} WHERE c.phone IS NOT NULL AND ${phone}
       UNION ALL ${ALL} INDEXED BY sqlite_autoindex_customer_1 WHERE c.external_id > '' AND ${id}`
  return read(
    db,
    `${cards}
     UNION ALL SELECT c.id, c.name_key FROM merged_customer m JOIN customer c ON c.id = m.customer_id
       WHERE ${holdsDigits('m.phone')} OR ${holdsId('m.external_id')}
     UNION ALL SELECT c.id, c.name_key FROM former_phone f JOIN customer c ON c.id = f.customer_id
       WHERE ${holdsDigits('f.phone')}`,
    { ...params, near, limit },
  )
}

export function findCustomers(db: Database, search: Search, limit: number): Customer[] {
  return searchCustomers(db, search, limit).customers
}

/** Customers each of whose folded words begins a word of the name: somebody of whom only a piece was said. */
export function customersByPiece(db: Database, words: readonly string[], limit: number): Customer[] {
  const params = wordsOf(words)
  const near = nearBy(db, [words], BEGINS_WORDS, params)
  const cards = near
    ? `${begun(BEGINS_WORDS)} UNION ALL ${NEAR} WHERE ${BEGINS_WORDS}`
    : `${ALL} WHERE ${BEGINS_WORDS}`
  // Names are in the order of the alphabet, whichever word of them was said.
  return read(db, cards, { ...params, near, first: '', limit }).customers
}

/** Everybody; of the cards SQLite reads an index alone. */
const ALL = 'SELECT c.id, c.name_key FROM customer c'

/** The cards of these numbers. */
const NEAR = 'SELECT c.id, c.name_key FROM json_each(:near) n CROSS JOIN customer c ON c.id = n.value'

/** Of the names that begin with what was typed, which the index of names has side by side, those that are meant. */
const begun = (meant: string) => `${ALL} WHERE c.name_key >= :from AND c.name_key < :after AND ${meant}`

/** Among so few customers everybody is looked at before the index of pieces is opened. */
const FEW = 3000

/** To look at a card by itself takes as long as to go by so many of them in order. */
const STEP = 50

/** With these of its pieces a text is as rare as with all. */
const ENOUGH = 20

type Params = Record<string, string | number | null>

/**
 * The numbers of the cards that hold what is looked for, besides those whose names begin with it, and of a few that only
 * hold its pieces; as JSON.
 * @param anyOf ways of which one is enough: texts that must all stand somewhere in a card; empty ones say nothing
 * @param meant SQL for which of the names that begin so are meant
 * @returns null where everybody is to be gone through: a way has no whole piece, or its pieces stand nearly everywhere
 */
function nearBy(
  db: Database,
  anyOf: readonly (readonly string[])[],
  meant: string,
  params: Params,
): string | null {
  const last = prepared(db, 'SELECT max(id) FROM customer').pluck().get() as number | null
  if (last === null || last < FEW) return null
  const ways = anyOf.filter((texts) => texts.some((text) => text !== ''))
  // Who holds one text holds whatever is in it too.
  const wide = ways.filter(
    (way, i) => !ways.some((other, j) => i !== j && isIn(other, way) && (j < i || !isIn(way, other))),
  )
  const pieces = wide.map((texts) => texts.flatMap(piecesOf).slice(0, ENOUGH))
  if (pieces.some((way) => way.length === 0)) return null
  if (pieces.length === 0) return '[]'
  const quoted = (piece: string) => `"${piece.replaceAll('"', '""')}"`
  const query = pieces.map((way) => `(${way.map(quoted).join(' AND ')})`).join(' OR ')
  const most = Math.floor(last / STEP)
  const near = prepared(
    db,
    `SELECT rowid FROM customer_piece
     WHERE customer_piece MATCH :query AND rowid NOT IN (SELECT id FROM (${begun(meant)})) LIMIT :most + 1`,
  )
    .pluck()
    .all({ ...params, query, most }) as number[]
  return near.length > most ? null : JSON.stringify(near)
}

const isIn = (texts: readonly string[], others: readonly string[]) =>
  texts.every((text) => others.some((other) => other.includes(text)))

function wordsOf(words: readonly string[]) {
  const longest = words.reduce((longest, word) => (word.length > longest.length ? word : longest), '')
  const [first = ''] = words
  const from = words.join(' ')
  // No letter comes after the last one there is.
  const range = { from, after: from && `${from}\u{10ffff}` }
  return { words: JSON.stringify(words), longest, first, ...range }
}

function read(db: Database, found: string, params: Params): Found {
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
