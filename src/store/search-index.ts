// The index of the pieces of names, phones and ids: what keeps it in step with the cards, and whether it is.
import type { Database } from 'better-sqlite3'

/** So many signs are a piece; of anything shorter the index knows nothing. */
const PIECE = 3

/** What a card is looked for by. */
const COLUMNS = ['name_key', 'phone', 'external_id'].join(', ')

const of = (row: string) => `${row}.id, ${row}.name_key, ${row}.phone, ${row}.external_id`
const ADD = `INSERT INTO customer_piece (rowid, ${COLUMNS}) VALUES (${of('NEW')});`
const DROP = `INSERT INTO customer_piece (customer_piece, rowid, ${COLUMNS}) VALUES ('delete', ${of('OLD')});`

/** The triggers, name → SQL. @param among of which cards: a condition on the row before a change, or the new one */
function triggers(among: (row: 'OLD' | 'NEW') => string): Map<string, string> {
  const changed = `(${of('OLD')}) IS NOT (${of('NEW')})`
  return new Map(
    [
      ['insert', `${among('NEW')} BEGIN ${ADD}`],
      ['update', `${among('OLD')} AND ${changed} BEGIN ${DROP} ${ADD}`],
      ['delete', `${among('OLD')} BEGIN ${DROP}`],
    ].map(([event, rest]) => {
      const name = `piece_customer_${event}`
      return [name, `CREATE TRIGGER ${name} AFTER ${event?.toUpperCase()} ON customer WHEN ${rest} END`]
    }),
  )
}

export const SEARCH_TRIGGERS: ReadonlyMap<string, string> = triggers(() => 'true')

/** After a step of the schema, of which no trigger told: makes them, and the index anew. */
export function armSearch(db: Database): void {
  for (const sql of SEARCH_TRIGGERS.values()) db.exec(sql)
  rebuildSearch(db)
}

/**
 * While cards are added in bulk, the index hears nothing of them: each by itself it would be written down for itself, and
 * brought together with the others later, which takes eight times as long as all of them at once.
 */
export function pauseSearch(db: Database, firstId: number): void {
  remake(
    db,
    triggers((row) => `${row}.id < ${Number(firstId)}`),
  )
}

/** Tells the index of all cards that were added since. */
export function resumeSearch(db: Database, firstId: number): void {
  remake(db, SEARCH_TRIGGERS)
  db.prepare(
    `INSERT INTO customer_piece (rowid, ${COLUMNS}) SELECT id, ${COLUMNS} FROM customer WHERE id >= ? ORDER BY id`,
  ).run(firstId)
}

function remake(db: Database, triggers: ReadonlyMap<string, string>): void {
  for (const [name, sql] of triggers) db.exec(`DROP TRIGGER ${name}; ${sql}`)
}

/** Makes the index anew from the cards. */
export function rebuildSearch(db: Database): void {
  db.exec("INSERT INTO customer_piece (customer_piece) VALUES ('rebuild')")
}

/** Whether the index holds what the cards tell: the same pieces, and of each as many cards. */
export function isSearchInStep(db: Database): boolean {
  const expected = new Map<string, number>()
  const cards = db.prepare(`SELECT ${COLUMNS} FROM customer`).raw()
  for (const card of cards.iterate() as IterableIterator<(string | null)[]>) {
    for (const piece of new Set(card.flatMap((text) => allPiecesOf(text ?? '')))) {
      expected.set(piece, (expected.get(piece) ?? 0) + 1)
    }
  }
  db.exec("CREATE VIRTUAL TABLE temp.piece_count USING fts5vocab ('main', 'customer_piece', 'row')")
  try {
    const counts = db.prepare('SELECT term, doc FROM temp.piece_count').raw().all() as [string, number][]
    return counts.length === expected.size && counts.every(([piece, count]) => expected.get(piece) === count)
  } finally {
    db.exec('DROP TABLE temp.piece_count')
  }
}

/** Every other piece of a text; none where it is shorter than one. The last is often an ending that many names share. */
export function piecesOf(text: string): string[] {
  return allPiecesOf(text).filter((_, i) => i % 2 === 0)
}

/** Every three signs in a row, as the index takes a text apart. */
function allPiecesOf(text: string): string[] {
  const signs = [...text]
  return signs.slice(PIECE - 1).map((_, i) => signs.slice(i, i + PIECE).join(''))
}
