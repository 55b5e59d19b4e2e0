// The due engine: from the facts of one customer to a timeline in which at most one touch is live.
import type { Day, Instant } from './day.ts'
import type { Facts, Shop } from './facts.ts'
import { type Fade, fadesOf, valuesOf } from './fades.ts'
import { missesOf } from './missed.ts'
import type { Policy } from './policy.ts'
import { awake, BARS, holds, type Quiet, type QuietReason, rests, wantsUnhappy } from './quiet.ts'
import { Replay } from './replay.ts'
import type { Purchase } from './sale.ts'
import { Sweep } from './sweep.ts'
import { awaitedCase, byUrgency, callOf, endOf, isOpen, type Touch, type TouchKind, tierOf } from './touch.ts'

/** Where a live touch is shown: among calls, messages, those without a number, or as a bare promise. */
export type Lane = 'call' | 'message' | 'noPhone' | 'promise'

/** A stretch of time in which one touch is live for one customer. Nothing in it depends on the clock. */
export interface Stretch {
  customerId: number
  from: Instant
  /** Not included; Infinity where only a talk ends it. */
  until: Instant
  lane: Lane
  tier: number
  kind: TouchKind
  saleId: number | null
  productId: number | null
  caseId: number | null
  promiseId: number | null
  /** The window of the touch itself, of which this is a stretch. */
  opens: Instant
  due: Instant
  closes: Instant
  value: number
  attempts: number
  /** Touches that went by unserved since her last purchase or talk. */
  missed: number
  /** Other open touches whose questions the same call asks. */
  carried: TouchKind[]
  /** Of the live touch: a check-in after a first purchase, the second try of a win-back, the day goods run out. */
  afterFirst: boolean
  second: boolean
  runOut: Day | null
  unhappy: boolean
  /** Whether nothing may be offered to her. */
  spared: boolean
  /** The unanswered case that any talk would be about. */
  awaitedId: number | null
  /** The sales whose first use, and the products whose reorder is open, even where it rests. */
  firstUses: number[]
  reorders: number[]
}

export interface Plan {
  touches: Touch[]
  quiets: Quiet[]
  stretches: Stretch[]
  purchases: Purchase[]
  /** When she was talked to. */
  talks: Instant[]
  /** When she runs out, as it was known from each moment on. */
  runOuts: Replay['runOuts']
  expectedInterval: number
  /** First and last local day of the win-back condition; null before a purchase. */
  lapsed: Replay['lapsed']
}

/**
 * The plan of one customer from the shop's snapshot on. Pure: the same facts, policy and shop give the same plan,
 * in whatever order the facts come, and there is no `now` in it.
 */
export function plan(facts: Facts, policy: Policy, shop: Shop): Plan {
  const replay = new Replay(facts, policy, shop)
  const { touches, quiets, talks, purchases, runOuts, expectedInterval, lapsed } = replay
  const since = shop.since
  const alive = touches.filter((touch) => endOf(touch) > since)
  const holding = quiets.filter((quiet) => quiet.until > since)
  const stretches: Stretch[] = []
  if (alive.length > 0 && !facts.forgotten) {
    const fades = fadesOf(replay, since, shop)
    const cuts = cutsOf(alive, holding, fades, talks, since)
    const missedAt = missesOf(replay, since)
    const windows = new Sweep(alive, (touch) => touch.wakes, endOf)
    const rest = new Sweep(
      holding,
      (quiet) => quiet.from,
      (quiet) => quiet.until,
    )
    const valueAt = valuesOf(fades, policy, shop)
    for (const [i, from] of cuts.entries()) {
      const until = cuts[i + 1] ?? Number.POSITIVE_INFINITY
      const resting = rest.at(from)
      const all = windows.at(from)
      const open = all.filter((touch) => awake(touch, resting))
      const call = callOf(open, from)
      if (!call) continue
      const { live, carried } = call
      const stretch: Stretch = {
        customerId: facts.customerId,
        from,
        until,
        lane: laneOf(live, resting, facts),
        tier: tierOf(live, from),
        kind: live.kind,
        saleId: live.saleId,
        productId: live.productId,
        caseId: live.caseId,
        promiseId: live.promiseId,
        opens: live.opens,
        due: live.due,
        closes: live.closes,
        value: valueAt(from),
        attempts: live.attempts.filter((at) => at <= from).length,
        missed: missedAt(from),
        carried: carried.length === 0 ? [] : [...new Set(carried.map((touch) => touch.kind))],
        afterFirst: live.afterFirst,
        second: live.second,
        runOut: live.runOut,
        unhappy: resting.some((quiet) => quiet.why === 'unhappy'),
        spared: resting.some((quiet) => BARS.some((bar) => bar === quiet.why)),
        awaitedId: awaitedCase(all, from),
        firstUses: idsOf(all, 'first-use', (touch) => touch.saleId),
        reorders: idsOf(all, 'reorder', (touch) => touch.productId),
      }
      const last = stretches.at(-1)
      if (last && last.until === from && sameBut(last, stretch)) last.until = until
      else stretches.push(stretch)
    }
  }
  return { touches, quiets, stretches, talks, purchases, runOuts, expectedInterval, lapsed }
}

/** Whether she is unhappy at a moment: a case is open, or a low answer came after the last one that was solved. */
export function isUnhappy(plan: Pick<Plan, 'quiets'>, at: Instant): boolean {
  return plan.quiets.some((quiet) => quiet.why === 'unhappy' && holds(quiet, at))
}

/** The stretch that holds at a moment. */
export function stretchAt(stretches: readonly Stretch[], at: Instant): Stretch | null {
  return stretches.find((stretch) => stretch.from <= at && at < stretch.until) ?? null
}

/** Why a customer is on today's list or not. */
export type Standing =
  | { code: 'live'; stretch: Stretch }
  | { code: 'refused'; since: Instant }
  | { code: 'quiet'; why: QuietReason; until: Instant; kind: TouchKind }
  | { code: 'waiting'; next: Stretch }
  | { code: 'resting' }
  | { code: 'no-purchase' }

export function standingAt(plan: Plan, at: Instant): Standing {
  const stretch = stretchAt(plan.stretches, at)
  if (stretch) return { code: 'live', stretch }
  const quiets = plan.quiets.filter((quiet) => holds(quiet, at))
  const refused = quiets.find((quiet) => quiet.why === 'refused')
  if (refused) return { code: 'refused', since: refused.from }
  // Of what would be live but for a quiet, name what is free first; a touch is free when its last quiet ends.
  const held = plan.touches
    .filter((touch) => isOpen(touch, at) && !wantsUnhappy(touch, quiets))
    .flatMap((touch) => {
      const quiet = quiets.filter(({ why }) => rests(why, touch)).sort((a, b) => b.until - a.until)[0]
      return quiet ? [{ touch, quiet }] : []
    })
    .sort((a, b) => a.quiet.until - b.quiet.until || byUrgency(at)(a.touch, b.touch))[0]
  if (held) {
    const { quiet, touch } = held
    return { code: 'quiet', why: quiet.why, until: quiet.until, kind: touch.kind }
  }
  const next = plan.stretches.find((candidate) => candidate.from > at)
  if (next) return { code: 'waiting', next }
  return { code: plan.purchases.length > 0 ? 'resting' : 'no-purchase' }
}

/** Every moment at which the live touch, or what is said of it, can change. */
function cutsOf(
  touches: readonly Touch[],
  quiets: readonly Quiet[],
  fades: readonly Fade[],
  talks: readonly Instant[],
  since: Instant,
) {
  const cuts = new Set([since])
  const cut = (at: Instant) => {
    if (at > since && at !== Number.POSITIVE_INFINITY) cuts.add(at)
  }
  for (const touch of touches) {
    cut(touch.wakes)
    cut(endOf(touch))
    if (touch.kind === 'first-use') cut(touch.due + 1)
    for (const attempt of touch.attempts) cut(attempt)
  }
  for (const quiet of quiets) {
    cut(quiet.from)
    cut(quiet.until)
  }
  for (const fade of fades) cut(fade.from)
  // Misses are counted anew from a talk on.
  for (const talk of talks) cut(talk)
  return [...cuts].sort((a, b) => a - b)
}

function idsOf(open: readonly Touch[], kind: TouchKind, id: (touch: Touch) => number | null): number[] {
  const ids = open.filter((touch) => touch.kind === kind).map(id)
  // As at most moments; there are several for each purchase.
  if (ids.length === 0) return []
  return [...new Set(ids.filter((known) => known !== null))].sort((a, b) => a - b)
}

function laneOf(touch: Touch, resting: readonly Quiet[], facts: Facts): Lane {
  if (touch.kind === 'thanks') return 'message'
  if (resting.some((quiet) => quiet.why === 'refused')) return 'promise'
  return facts.reach === null ? 'noPhone' : 'call'
}

function sameBut(a: Stretch, b: Stretch): boolean {
  return (
    a.kind === b.kind &&
    a.saleId === b.saleId &&
    a.productId === b.productId &&
    a.caseId === b.caseId &&
    a.promiseId === b.promiseId &&
    a.opens === b.opens &&
    a.due === b.due &&
    a.closes === b.closes &&
    a.lane === b.lane &&
    a.tier === b.tier &&
    a.value === b.value &&
    a.attempts === b.attempts &&
    a.missed === b.missed &&
    a.carried.join() === b.carried.join() &&
    a.afterFirst === b.afterFirst &&
    a.second === b.second &&
    a.runOut === b.runOut &&
    a.unhappy === b.unhappy &&
    a.spared === b.spared &&
    a.awaitedId === b.awaitedId &&
    a.firstUses.join() === b.firstUses.join() &&
    a.reorders.join() === b.reorders.join()
  )
}
