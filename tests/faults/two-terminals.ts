// Two terminals that sell two hundred times each, one process a sale: node tests/faults/two-terminals.ts [times]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Program } from './program.ts'
import { complaintsOf, planComplaints } from './state.ts'

const TIMES = Number(process.argv[2] ?? 200)
const program = new Program()
const folder = mkdtempSync(join(tmpdir(), 'aftersales-terminals-'))
const db = join(folder, 'shop.db')

async function terminal(who: string): Promise<number> {
  let failed = 0
  for (let n = 0; n < TIMES; n++) {
    const line = ['sale', 'add', '--new', '--customer', `${who} ${n}`, '--item', 'Cream @100']
    if ((await program.run(line, db)).code !== 0) failed++
  }
  return failed
}

const failed = await Promise.all(['A', 'B'].map(terminal))
const shop = new Database(db, { readonly: true })
const rows = ['sale', 'customer'].map((table) => shop.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
shop.close()
const complaints = [...complaintsOf(db), ...planComplaints(db)]
process.stdout.write(
  `2 × ${TIMES} sales: ${rows.join(' sales, ')} customers, ${failed.join(' + ')} refused; ${complaints.join('; ') || 'sound'}\n`,
)
for (const path of [folder, program.folder]) rmSync(path, { recursive: true, force: true })
process.exitCode = rows.every((count) => count === 2 * TIMES) && complaints.length === 0 ? 0 : 1
