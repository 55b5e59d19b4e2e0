// What a shop holds, in a few figures: to tell one copy from another, whatever version wrote it.
import Database, { type Database as Connection } from 'better-sqlite3'

export interface Contents {
  customers: number
  sales: number
  /** The moments of the last sale and of the last change; null where there was no sale, or no change is told. */
  lastSaleAt: string | null
  changedAt: string | null
  /** Version of the schema. */
  version: number
}

/** @throws SqliteError for a file that is damaged or no database */
export function contentsOf(path: string): Contents {
  const db = new Database(path, { readonly: true })
  try {
    return readContents(db)
  } finally {
    db.close()
  }
}

function readContents(db: Connection): Contents {
  const row = db
    .prepare(
      `SELECT (SELECT count(*) FROM customer) AS customers, (SELECT count(*) FROM sale) AS sales,
         (SELECT max(sold_at) FROM sale) AS lastSaleAt, (SELECT changed_at FROM shop) AS changedAt`,
    )
    .get() as Omit<Contents, 'version'>
  return { ...row, version: db.pragma('user_version', { simple: true }) as number }
}
