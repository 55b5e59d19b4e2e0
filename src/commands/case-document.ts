// A case as the documents of several commands tell it.
import { isReopened, spanAt } from '../domain/case.ts'
import { firstReply } from '../domain/case-metrics.ts'
import { HOUR } from '../domain/day.ts'
import { recordOf, type StoredCase } from '../store/case.ts'
import { type Customer, customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import type { Scripts } from '../ui/script.ts'
import type { CaseDocument } from '../ui/view/case.ts'

/** A case as it stands at the moment of this run; it has been opened by then. */
export function caseDocument(
  { db, zone, now, policy }: Store,
  scripts: Scripts,
  stored: StoredCase,
): CaseDocument {
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
    customer: personOf(customerById(db, stored.customerId) as Customer),
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
    steps: steps.map(({ at, kind: step, resolution, text: words, contactId }) => ({
      ...{ at: zone.text(Date.parse(at)), kind: step, resolution, text: words, contactId },
    })),
  }
}

function personOf({ id, externalId, name, phone }: Customer): CaseDocument['customer'] {
  return { id, externalId, name, phone }
}
