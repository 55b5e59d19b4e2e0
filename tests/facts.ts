// Everything a shop holds that does not follow from something else, whole rows, to compare two shops.
import Database from 'better-sqlite3'

/** Follows from the facts, or from the past of the commands. */
const DERIVED = new Set([
  ...['shop', 'stretch', 'tally', 'first_call', 'worth', 'product_pair'],
  ...['customer_piece', 'customer_piece_config', 'customer_piece_data', 'customer_piece_idx'],
  ...['command', 'command_customer', 'command_range', 'change', 'journal'],
])

/** Rows by table, every column of them. @param path of the database */
export function factsIn(path: string): Record<string, unknown[]> {
  const db = new Database(path, { readonly: true })
  try {
    return Object.fromEntries(
      factTableNames(db).map((name) => {
        const key = db.pragma(`table_info(${name})`) as { name: string; pk: number }[]
        const order = key
          .filter(({ pk }) => pk > 0)
          .map((column) => column.name)
          .join(', ')
        return [name, db.prepare(`SELECT * FROM ${name} ORDER BY ${order}`).all()]
      }),
    )
  } finally {
    db.close()
  }
}

export function factTableNames(db: Database.Database): string[] {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[]
  return names.filter((name) => !name.startsWith('sqlite_') && !DERIVED.has(name)).sort()
}
