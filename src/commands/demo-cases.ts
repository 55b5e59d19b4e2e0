// The demo shop's cases, kept as if they had been noted in their time.
import { type Instant, instantText } from '../domain/day.ts'
import type { DemoCase } from '../exchange/demo-cases.ts'
import type { Ago } from '../exchange/demo-table.ts'
import { insertCase, insertStep } from '../store/case.ts'
import type { Store } from '../store/store.ts'

/** Who and what the tables of the demo shop are in the file. */
export interface Stocked {
  momentOf(ago: Ago): Instant
  customerId(customer: string): number
  /** The sale of a customer so many days ago. */
  saleId(customer: string, daysAgo: number): number
  /** The contact with a customer at a moment, where there was one. */
  contactId(customer: string, at: Ago): number | null
}

/** The talk in which a case was opened or moved on is found by its moment. */
export function keepDemoCases({ db }: Store, cases: readonly DemoCase[], stocked: Stocked): void {
  const text = (ago: Ago) => instantText(stocked.momentOf(ago))
  for (const { customer, saleAgo, steps, daysAgo, minutes, ...told } of cases) {
    const at = text({ daysAgo, minutes })
    const caseId = insertCase(db, {
      ...told,
      customerId: stocked.customerId(customer),
      saleId: saleAgo === null ? null : stocked.saleId(customer, saleAgo),
      contactId: told.origin === 'low-answer' ? stocked.contactId(customer, { daysAgo, minutes }) : null,
      ...{ openedAt: at, enteredAt: at },
    })
    for (const { next, kind, resolution, text: words, ...ago } of steps) {
      insertStep(db, {
        ...{ caseId, kind, resolution, text: words, at: text(ago), enteredAt: text(ago) },
        dueAt: next === null ? null : text(next),
        contactId: stocked.contactId(customer, ago),
      })
    }
  }
}
