// Opens the one database file: refuses what is not ours, creates what is missing, sets the safety switches.

import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import Database, { type Database as Connection, type Statement } from 'better-sqlite3'
import { AppError } from '../errors.ts'
import { migrate, NEWEST_VERSION } from './migrate.ts'

/** "aSal" in ASCII: marks a SQLite file as ours. */
export const APPLICATION_ID = 0x6153616c

/** How long a command waits for another one to finish writing, in milliseconds. */
const BUSY_TIMEOUT = 5000

/**
 * Opens a database for reading or writing. Reading a file that does not exist gives an empty shop in memory and
 * creates nothing; writing creates the file, complete, under its name in one step. An older file is brought to the
 * newest schema first.
 * @param created what a new file begins with
 * @param upgraded what an older file needs beside its new schema, in the same transaction
 * @throws AppError db.isFolder, db.empty, db.notOurs, db.newer, db.readOnly; the file is left as it was
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
    if (path === ':memory:' || mode === 'read') return prepareNew(new Database(':memory:'), created)
    create(path, created)
  }
  const version = inspect(path)
  const locked = (statSync(path).mode & 0o222) === 0
  // Even the owner's or root's power to write is not used on a file marked read-only.
  if (locked && (mode === 'write' || version < NEWEST_VERSION)) throw new AppError('db.readOnly', { path })
  // A journal beside the file is what a crash left; only a connection that may write can roll it back.
  const crashed = !locked && existsSync(`${path}-journal`)
  const readonly = mode === 'read' && version === NEWEST_VERSION && !crashed
  const db = new Database(path, { readonly, timeout: BUSY_TIMEOUT })
  secure(db)
  if (!readonly) {
    durable(db)
    if (version < NEWEST_VERSION) migrate(db, upgraded)
  }
  return db
}

const statements = new WeakMap<Connection, Map<string, Statement>>()

/** The statement for a static SQL text, prepared once per connection. */
export function prepared(db: Connection, sql: string): Statement {
  let known = statements.get(db)
  if (!known) {
    known = new Map()
    statements.set(db, known)
  }
  let statement = known.get(sql)
  if (!statement) {
    statement = db.prepare(sql)
    known.set(sql, statement)
  }
  return statement
}

/** Reads the file's own header, without SQLite: nothing may be touched before it is known to be ours. */
function inspect(path: string): number {
  const kind = statSync(path)
  if (kind.isDirectory()) throw new AppError('db.isFolder', { path })
  // Opening a pipe or a device could wait for ever.
  if (!kind.isFile()) throw new AppError('db.notOurs', { path })
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  let length: number
  try {
    length = readSync(file, header, 0, 100, 0)
  } finally {
    closeSync(file)
  }
  if (length === 0) throw new AppError('db.empty', { path })
  const isSqlite = length === 100 && header.toString('latin1', 0, 16) === 'SQLite format 3\0'
  // Offsets of https://www.sqlite.org/fileformat.html: 60 user version, 68 application id.
  const ours = isSqlite && header.readInt32BE(68) === APPLICATION_ID
  const version = header.readInt32BE(60)
  if (!ours || version < 1) throw new AppError('db.notOurs', { path })
  if (version > NEWEST_VERSION) throw new AppError('db.newer', { path, version, known: NEWEST_VERSION })
  return version
}

/** Builds the database under a name of its own, then gives it its name: a crash leaves no half-made file. */
function create(path: string, created: (db: Connection) => void): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.new-${randomUUID()}`
  try {
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
    for (const file of [draft, `${draft}-journal`]) rmSync(file, { force: true })
  }
}

/** A hard link fails where the name is taken meanwhile; file systems without links fall back to a rename. */
function takeName(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    if (!existsSync(path)) renameSync(draft, path)
  }
}

function prepareNew(db: Connection, created: (db: Connection) => void): Connection {
  secure(db)
  db.pragma(`application_id = ${APPLICATION_ID}`)
  migrate(db)
  created(db)
  return db
}

function secure(db: Connection): void {
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('secure_delete = ON')
  db.pragma('cell_size_check = ON')
}

/** She copies the .db file by hand: everything acknowledged must be in it, hence no WAL. */
function durable(db: Connection): void {
  db.pragma('journal_mode = DELETE')
  db.pragma('synchronous = EXTRA')
}
