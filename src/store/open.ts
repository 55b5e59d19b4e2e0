// Opens the one database file: refuses what is not ours, creates what is missing, sets the safety switches.
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database, { type Database as Connection, type Statement } from 'better-sqlite3'
import { AppError } from '../errors.ts'
import { backUpBeforeUpgrade } from './backup.ts'
import { draftOf, removeDraft, takeName } from './file.ts'
import { APPLICATION_ID, inspect, NEWEST_VERSION } from './header.ts'
import { migrate } from './migrate.ts'

export { APPLICATION_ID }

/**
 * Pages of the file that who only reads keeps at first. Memory touched for the first time takes longer than a page read once
 * more, and most commands read a few hundred pages.
 */
const FEW_PAGES = 100

/** As many as the library keeps. */
const MANY_PAGES = 4000

/** After so many statements more pages are kept: a list of the day takes a hundred, whatever goes through the shop thousands. */
const MANY_STATEMENTS = 300

/** How long a command waits for another one to finish writing, in milliseconds. */
export const BUSY_TIMEOUT = 5000

/**
 * Opens a database for reading or writing. Reading a file that does not exist gives an empty shop in memory and
 * creates nothing; writing creates the file, complete, under its name in one step. An older file is brought to the
 * newest schema first; one that may only be read is so in memory.
 * @param created what a new file begins with
 * @param upgraded what an older file needs beside its new schema, in the same transaction
 * @throws AppError db.isFolder, db.empty, db.notOurs, db.newer, db.readOnly, backup.beforeUpgrade; the file is left as
 *   it was
 */
export function open(
  path: string,
  mode: 'read' | 'write',
  created: (db: Connection) => void,
  upgraded: (db: Connection) => void,
): Connection {
  // Unlike existsSync, this does not take a file in a closed folder for a missing one.
  const missing = path === ':memory:' || statSync(path, { throwIfNoEntry: false }) === undefined
  if (missing) {
    if (path === ':memory:' || mode === 'read') return prepareNew(new Database(blank ?? ':memory:'), created)
    create(path, created)
  }
  const version = inspect(path)
  const locked = (statSync(path).mode & 0o222) === 0
  // Even the owner's or root's power to write is not used on a file marked read-only.
  if (locked && mode === 'write') throw new AppError('db.readOnly', { path })
  if (locked && version < NEWEST_VERSION) return upgradedCopy(path, upgraded)
  // A journal beside the file is what a crash left; only a connection that may write can roll it back.
  const crashed = !locked && existsSync(`${path}-journal`)
  const readonly = mode === 'read' && version === NEWEST_VERSION && !crashed
  const db = new Database(path, { readonly, timeout: BUSY_TIMEOUT })
  secure(db)
  if (!readonly) {
    durable(db)
    if (version < NEWEST_VERSION) {
      backUpBeforeUpgrade(db, path, version)
      migrate(db, upgraded)
    }
  }
  if (readonly) db.pragma(`cache_size = ${FEW_PAGES}`)
  return db
}

/** For whoever goes through much of the shop. The library refuses it while the rows of a statement are read: then it waits. */
export function keepPages(db: Connection): void {
  try {
    db.pragma(`cache_size = ${MANY_PAGES}`)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

const statements = new WeakMap<Connection, { known: Map<string, Statement>; asked: number }>()

/** The statement for a static SQL text, prepared once per connection; who asks for many is given room for pages. */
export function prepared(db: Connection, sql: string): Statement {
  let of = statements.get(db)
  if (!of) {
    of = { known: new Map(), asked: 0 }
    statements.set(db, of)
  }
  const { known } = of
  of.asked += 1
  if (of.asked % MANY_STATEMENTS === 0) keepPages(db)
  let statement = known.get(sql)
  if (!statement) {
    statement = db.prepare(sql)
    known.set(sql, statement)
  }
  return statement
}

/** Builds the database under a name of its own, then gives it its name: a crash leaves no half-made file. */
function create(path: string, created: (db: Connection) => void): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = draftOf(path)
  try {
    if (blank) writeBlank(draft, blank)
    const db = new Database(draft)
    try {
      chmodSync(draft, 0o600)
      durable(db)
      prepareNew(db, created)
    } finally {
      db.close()
    }
    takeName(draft, path)
  } finally {
    removeDraft(draft)
  }
}

/** An empty database of the newest schema, once one was made: a new file mostly follows an empty shop in memory. */
let blank: Buffer | null = null

function writeBlank(draft: string, bytes: Buffer): void {
  try {
    writeFileSync(draft, bytes, { mode: 0o600 })
  } catch (error) {
    // What fails in writing does not say of which file.
    throw Object.assign(error as Error, { path: draft })
  }
}

/** What an older file that may only be read holds, upgraded in memory. @throws AppError db.readOnly after a crash */
function upgradedCopy(path: string, upgraded: (db: Connection) => void): Connection {
  // Only whoever may write can roll back what was being written.
  if (existsSync(`${path}-journal`)) throw new AppError('db.readOnly', { path })
  const db = new Database(readFileSync(path))
  secure(db)
  migrate(db, upgraded)
  return db
}

function prepareNew(db: Connection, created: (db: Connection) => void): Connection {
  secure(db)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  migrate(db)
  blank ??= db.serialize()
  created(db)
  return db
}

export function secure(db: Connection): void {
  // In one go: none of them answers anything that is asked for.
  db.exec(`
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = ON;
    PRAGMA cell_size_check = ON;`)
}

/** She copies the .db file by hand: everything acknowledged must be in it, hence no WAL. */
export function durable(db: Connection): void {
  db.pragma('journal_mode = DELETE')
  db.pragma('synchronous = EXTRA')
}
