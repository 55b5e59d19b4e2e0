// All that happened to one customer, as one ordered history.

import type { CaseFact } from './case.ts'
import { type CaseSpan, spansOf } from './case.ts'
import type { ConsentFact } from './consent.ts'
import type { Instant } from './day.ts'
import type { ContactFact, Facts, Shop, SkipFact, SnoozeFact } from './facts.ts'
import type { Policy } from './policy.ts'
import type { PromiseFact } from './promise.ts'
import { type Purchase, purchasesOf } from './sale.ts'

type Event =
  | { at: Instant; order: 0; id: number; purchase: Purchase }
  | { at: Instant; order: 1; id: number; contact: ContactFact }
  | { at: Instant; order: 2; id: number; snooze: SnoozeFact }
  | { at: Instant; order: 3; id: number; skip: SkipFact }
  | { at: Instant; order: 4; id: number; consent: ConsentFact }
  // After the talk in which it was said: the talk was about the case as it stood before.
  | { at: Instant; order: 5; id: number; span: CaseSpan; case: CaseFact }
  | { at: Instant; order: 6; id: number; promise: PromiseFact; settled: boolean }

/** In time order; what happened at one moment in a fixed order. */
export function eventsOf(facts: Facts, policy: Policy, { zone }: Shop): Event[] {
  const events: Event[] = [
    ...purchasesOf(facts.sales, zone).map(
      (purchase): Event => ({ at: purchase.at, order: 0, id: purchase.sale.id, purchase }),
    ),
    ...facts.contacts.map((contact): Event => ({ at: contact.at, order: 1, id: contact.id, contact })),
    ...facts.snoozes.map((snooze): Event => ({ at: snooze.at, order: 2, id: snooze.id, snooze })),
    ...facts.skips.map((skip): Event => ({ at: skip.at, order: 3, id: skip.id, skip })),
    ...facts.consents.map((consent): Event => ({ at: consent.at, order: 4, id: consent.id, consent })),
    ...facts.cases.flatMap((opened) =>
      spansOf(opened, policy, zone).map(
        (span): Event => ({ at: span.from, order: 5, id: opened.id, span, case: opened }),
      ),
    ),
    ...facts.promises.flatMap((promise): Event[] => [
      { at: promise.at, order: 6, id: promise.id, promise, settled: false },
      ...(promise.settledAt === null
        ? []
        : [{ at: promise.settledAt, order: 6 as const, id: promise.id, promise, settled: true }]),
    ]),
  ]
  return events.sort((a, b) => a.at - b.at || a.order - b.order || a.id - b.id)
}
