// All that happened to one customer, as one ordered history.
import type { Instant } from './day.ts'
import type { ContactFact, Facts, Shop, SkipFact, SnoozeFact } from './facts.ts'
import { type Purchase, purchasesOf } from './sale.ts'

type Event =
  | { at: Instant; order: 0; id: number; purchase: Purchase }
  | { at: Instant; order: 1; id: number; contact: ContactFact }
  | { at: Instant; order: 2; id: number; snooze: SnoozeFact }
  | { at: Instant; order: 3; id: number; skip: SkipFact }

/** In time order; what happened at one moment in a fixed order. */
export function eventsOf(facts: Facts, { zone }: Shop): Event[] {
  const events: Event[] = [
    ...purchasesOf(facts.sales, zone).map(
      (purchase): Event => ({ at: purchase.at, order: 0, id: purchase.sale.id, purchase }),
    ),
    ...facts.contacts.map((contact): Event => ({ at: contact.at, order: 1, id: contact.id, contact })),
    ...facts.snoozes.map((snooze): Event => ({ at: snooze.at, order: 2, id: snooze.id, snooze })),
    ...facts.skips.map((skip): Event => ({ at: skip.at, order: 3, id: skip.id, skip })),
  ]
  return events.sort((a, b) => a.at - b.at || a.order - b.order || a.id - b.id)
}
