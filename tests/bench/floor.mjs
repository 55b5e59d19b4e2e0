// The floor that everything is measured against: Node, better-sqlite3, one database opened, one indexed question.
import Database from 'better-sqlite3'

const db = new Database(process.argv[2], { readonly: true })
const row = db.prepare('SELECT name FROM customer WHERE id = ?').get(1)
process.stdout.write(`${row.name}\n`)
