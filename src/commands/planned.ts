// What is planned for a customer, as the documents of several commands tell it.
import { dayText, type Instant } from '../domain/day.ts'
import type { Plan, Stretch } from '../domain/plan.ts'
import { holds, rests } from '../domain/quiet.ts'
import { type Touch, tierOf } from '../domain/touch.ts'
import type { PlannedTouch } from '../ui/view/planned.ts'
import type { Words } from '../ui/words.ts'
import { windowOf } from './card.ts'

/**
 * The windows still ahead or open, the earliest first. Of the touches that only repeat or replace each other
 * (keep-in-touch) the first stands for all; what a refusal or unhappiness rests for good is not planned.
 */
export function plannedTouches(plan: Plan, now: Instant, words: Words): PlannedTouch[] {
  const forGood = plan.quiets.filter((quiet) => holds(quiet, now) && quiet.until === Number.POSITIVE_INFINITY)
  const unhappy = forGood.some((quiet) => quiet.why === 'unhappy')
  const ahead = plan.touches.filter(
    (touch) =>
      touch.ended === null &&
      touch.closes > now &&
      (touch.mood !== 'unhappy' || unhappy) &&
      !forGood.some((quiet) => rests(quiet.why, touch)),
  )
  const comes = (touch: Touch) => plan.stretches.find((stretch) => isAbout(stretch, touch, now))
  const firstKeepInTouch = ahead.find((touch) => touch.kind === 'keep-in-touch')
  return ahead
    .filter((touch) => touch.kind !== 'keep-in-touch' || touch === firstKeepInTouch)
    .filter((touch) => comes(touch) !== undefined)
    .map((touch) => ({ touch, from: Math.max(touch.wakes, stillFrom(comes(touch), now), now) }))
    .sort(
      (a, b) => a.from - b.from || a.touch.due - b.touch.due || tierOf(a.touch, now) - tierOf(b.touch, now),
    )
    .map(({ touch }) => ({
      kind: touch.kind,
      ...{ saleId: touch.saleId, caseId: touch.caseId, promiseId: touch.promiseId, awaited: touch.awaited },
      ...windowOf(touch, words),
      wakes: dayText(words.zone.day(Math.max(touch.wakes, stillFrom(comes(touch), now)))),
      awaitsDelivery: touch.kind === 'first-use' && touch.wakes > Math.max(touch.opens, now),
    }))
}

/** When a touch comes up; one that is up already has been since it woke, through however many stretches. */
function stillFrom(stretch: Stretch | undefined, now: Instant): Instant {
  return stretch && stretch.from > now ? stretch.from : 0
}

/** Whether a stretch still to be lived through is the touch's own, or one whose call carries it. */
function isAbout(stretch: Stretch, touch: Touch, now: Instant): boolean {
  if (stretch.until <= Math.max(now, touch.wakes) || stretch.from >= touch.closes) return false
  const own =
    stretch.kind === touch.kind &&
    stretch.saleId === touch.saleId &&
    stretch.productId === touch.productId &&
    stretch.caseId === touch.caseId &&
    stretch.promiseId === touch.promiseId
  return own || stretch.carried.includes(touch.kind)
}
