// Brings a database to the newest schema: each step and its version in one transaction.
import type { Database } from 'better-sqlite3'
import { sql as morningLoop } from './migrations/0001-morning-loop.ts'
import { sql as arrivalDay } from './migrations/0002-arrival-day.ts'
import { sql as serviceLedger } from './migrations/0003-service-ledger.ts'
import { sql as warrantyAndFormerPhones } from './migrations/0004-warranty-and-former-phones.ts'
import { sql as foundByIndex } from './migrations/0005-found-by-index.ts'
import { sql as journal } from './migrations/0006-journal.ts'
import { sql as paceOfTheShop } from './migrations/0007-pace-of-the-shop.ts'
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
]

export const NEWEST_VERSION = STEPS.length

/** @param settled what is to be done with a database that is newest now, in the transaction of the last step */
export function migrate(db: Database, settled: (db: Database) => void = () => undefined): void {
  for (;;) {
    const more = db
      .transaction(() => {
        // Read inside the lock: another process may have taken the step while this one waited.
        const version = db.pragma('user_version', { simple: true }) as number
        const step = STEPS[version]
        if (step === undefined) return false
        disarmJournal(db)
        db.exec(step)
        armJournal(db)
        db.pragma(`user_version = ${version + 1}`)
        if (version + 1 === NEWEST_VERSION) settled(db)
        return true
      })
      .immediate()
    if (!more) return
  }
}
