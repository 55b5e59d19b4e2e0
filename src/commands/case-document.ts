// A case as the documents of several commands tell it.
import { isReopened, spanAt } from '../domain/case.ts'
import { firstReply } from '../domain/case-metrics.ts'
import { type Day, dayText, HOUR, parseDay } from '../domain/day.ts'
import { type Warranty, warrantyOf } from '../domain/warranty.ts'
import { recordOf, type StoredCase } from '../store/case.ts'
import { personById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { warrantedOf } from '../store/warranty.ts'
import type { Scripts } from '../ui/script.ts'
import type { CaseDocument } from '../ui/view/case.ts'

/** A case as it stands at the moment of this run; it has been opened by then. */
export function caseDocument(store: Store, scripts: Scripts, stored: StoredCase): CaseDocument {
  const { db, zone, now, policy } = store
  const { id, kind, channel, factor, origin, saleId, asked } = stored
  const steps = stored.steps.filter(({ at }) => Date.parse(at) <= now)
  const record = recordOf({ ...stored, steps })
  const span = spanAt(record, now, policy, zone)
  const state = span?.state ?? 'unanswered'
  const closedAt = span && state === 'closed' ? span.from : null
  const solved = state === 'resolved' || state === 'closed'
  const text = (at: number | null) => (at === null ? null : zone.text(at))
  return {
    ...{ id, kind, channel, factor, origin, saleId },
    customer: personById(db, stored.customerId),
    asked,
    openedAt: zone.text(record.at),
    state,
    ageHours: Math.round((((closedAt ?? now) - record.at) / HOUR) * 10) / 10,
    due: text(span?.due ?? null),
    firstReplyAt: text(firstReply(record.steps)),
    resolution: solved ? (steps.findLast((step) => step.resolution !== null)?.resolution ?? null) : null,
    closedAt: text(closedAt),
    nextStep: scripts.nextStep({
      kind,
      channel,
      origin,
      state,
      reopened: span !== null && isReopened(record, span),
    }),
    warranty: warrantyFor(store, stored),
    steps: steps.map(({ at, kind: step, resolution, text: words, contactId }) => ({
      ...{ at: zone.text(Date.parse(at)), kind: step, resolution, text: words, contactId },
    })),
  }
}

/** How long what is to be repaired is under warranty: the goods of its sale, or whatever she bought; newest first. */
function warrantyFor(
  { db, zone }: Store,
  { kind, customerId, saleId, openedAt }: StoredCase,
): CaseDocument['warranty'] {
  if (kind !== 'repair') return []
  const asked = zone.day(Date.parse(openedAt))
  const known = new Map<string, Warranty>()
  for (const row of warrantedOf(db, { customerId, saleId, at: openedAt })) {
    const { product, warrantyDays, soldAt, promisedDay, deliveredDay } = row
    const came = deliveredDay ?? promisedDay
    const from = came === null ? zone.day(Date.parse(soldAt)) : (parseDay(came) as Day)
    if (!known.has(product)) known.set(product, warrantyOf(product, from, warrantyDays, asked))
  }
  return [...known.values()].map((warranty) => ({ ...warranty, until: dayText(warranty.until) }))
}
