// Brings a database to the newest schema: every missing step and the version in one transaction.
import type { Database } from 'better-sqlite3'
import { sql as morningLoop } from './migrations/0001-morning-loop.ts'
import { sql as arrivalDay } from './migrations/0002-arrival-day.ts'
import { sql as serviceLedger } from './migrations/0003-service-ledger.ts'
import { sql as warrantyAndFormerPhones } from './migrations/0004-warranty-and-former-phones.ts'
import { sql as foundByIndex } from './migrations/0005-found-by-index.ts'
import { sql as journal } from './migrations/0006-journal.ts'
import { sql as paceOfTheShop } from './migrations/0007-pace-of-the-shop.ts'
import { sql as tally } from './migrations/0008-tally.ts'
import { sql as customerPiece } from './migrations/0009-customer-piece.ts'
import { sql as worth } from './migrations/0010-worth.ts'
import { sql as countedByIndex } from './migrations/0011-counted-by-index.ts'
import { sql as deeds } from './migrations/0012-deeds.ts'
import { armSearch } from './search-index.ts'
import { armJournal, disarmJournal } from './trigger.ts'

/** Append only: a released step is never edited. The version of a database is the number of steps it has had. */
const STEPS: readonly string[] = [
  morningLoop,
  arrivalDay,
  serviceLedger,
  warrantyAndFormerPhones,
  foundByIndex,
  journal,
  paceOfTheShop,
  tally,
  customerPiece,
  worth,
  countedByIndex,
  deeds,
]

/**
 * All the steps that are missing, in one transaction: a file is as it was, or newest.
 * @param settled what is to be done with a database that is newest now, in the same transaction
 */
export function migrate(db: Database, settled: (db: Database) => void = () => undefined): void {
  db.transaction(() => {
    // Read inside the lock: another process may have taken the steps while this one waited.
    const version = db.pragma('user_version', { simple: true }) as number
    if (version >= STEPS.length) return
    disarmJournal(db)
    for (const step of STEPS.slice(version)) db.exec(step)
    armJournal(db)
    armSearch(db)
    db.pragma(`user_version = ${STEPS.length}`)
    settled(db)
  }).immediate()
}
