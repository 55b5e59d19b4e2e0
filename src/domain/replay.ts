// Replays her history in time order: purchases start touches; talks, attempts and skips end or delay them.
import {
  callbackTouch,
  checkInTouch,
  deliveryTouch,
  firstUseTouch,
  joinCheckIn,
  keepInTouchTouches,
  lapse,
  reorderTouch,
  thanksTouch,
  winBackTouch,
} from './cadence.ts'
import type { Day, Instant } from './day.ts'
import type { ContactFact, Facts, Shop, SkipFact, SnoozeFact } from './facts.ts'
import type { Policy } from './policy.ts'
import { holds, type Quiet, type QuietReason, rests, yieldsToTalk } from './quiet.ts'
import { expectedIntervalOf, intervals, runOutAfter } from './rhythm.ts'
import { type Purchase, purchaseDays, purchasesOf } from './sale.ts'
import { callOf, isOpen, isPromise, type Touch } from './touch.ts'

type Event =
  | { at: Instant; order: 0; id: number; purchase: Purchase }
  | { at: Instant; order: 1; id: number; contact: ContactFact }
  | { at: Instant; order: 2; id: number; snooze: SnoozeFact }
  | { at: Instant; order: 3; id: number; skip: SkipFact }

/** What is left of a product, or of her general rhythm: the purchase it came with and the day it runs out. */
interface Supply {
  purchase: Purchase
  productId: number | null
  runOutDay: Day | null
}

export class Replay {
  readonly touches: Touch[] = []
  readonly quiets: Quiet[] = []
  readonly talks: Instant[] = []
  /** Purchases up to now, in time order. */
  readonly purchases: Purchase[] = []
  expectedInterval: number
  lapsed: { from: Day; until: Day } | null = null

  readonly #policy: Policy
  readonly #shop: Shop
  readonly #counted: Instant[] = []
  readonly #boughtOn = new Map<number, Day[]>()
  readonly #supplies = new Map<number | null, Supply>()
  #unhappy: Quiet | null = null

  constructor(facts: Facts, policy: Policy, shop: Shop) {
    this.#policy = policy
    this.#shop = shop
    this.expectedInterval = shop.medianIntervalDays
    for (const event of eventsOf(facts, shop)) {
      if ('purchase' in event) this.#bought(event.purchase)
      else if ('contact' in event) this.#contacted(event.contact)
      else if ('snooze' in event) this.#snoozed(event.snooze)
      else this.#skipped(event.skip)
    }
  }

  #bought(purchase: Purchase): void {
    const { at } = purchase
    this.#end(at, (touch) => touch.kind === 'keep-in-touch' || touch.kind === 'win-back')
    this.purchases.push(purchase)
    this.expectedInterval = expectedIntervalOf(this.purchases, this.#policy, this.#shop)
    this.lapsed = lapse(purchase.day, this.expectedInterval, this.#policy)

    if (!purchase.sale.imported) this.#add(thanksTouch(purchase, this.#policy, this.#shop))
    this.#add(deliveryTouch(purchase, this.#policy, this.#shop))
    this.#add(firstUseTouch(purchase, this.#policy, this.#shop))
    const waiting = this.touches.some(
      (touch) => touch.kind === 'check-in' && touch.ended === null && touch.closes > at,
    )
    if (!waiting || purchase.newProducts.length > 0) this.#add(checkInTouch(purchase, this.#policy, this.#shop))
    this.#resupply(purchase)
    this.#keepInTouch(purchase.day)
    this.#add(winBackTouch(this.lapsed.from, this.lapsed.until, false, this.#shop))
  }

  /** What she bought anew is reordered: the old reorder of each product gives way to the new one. */
  #resupply(purchase: Purchase): void {
    const { at, kept } = purchase
    this.#end(at, (touch) => touch.kind === 'reorder' && (touch.productId === null || kept.has(touch.productId)))
    this.#supplies.delete(null)
    let known = false
    for (const [productId, what] of kept) {
      const days = this.#boughtOn.get(productId) ?? []
      if (days.at(-1) !== purchase.day) days.push(purchase.day)
      this.#boughtOn.set(productId, days)
      const runOut = runOutAfter(days, what, this.#policy, this.#shop)
      this.#supplies.delete(productId)
      if (runOut === null) continue
      known = true
      this.#supply(purchase, productId, runOut)
    }
    if (known) return
    // Nothing she took has a known end: her rhythm over everything she buys stands in for it.
    const own = intervals(purchaseDays(this.purchases))
    const rhythm = own.length >= this.#policy.interval.ownNeeded ? this.expectedInterval : null
    this.#supply(purchase, null, rhythm)
  }

  #supply(purchase: Purchase, productId: number | null, runOut: number | null): void {
    const runOutDay = runOut === null ? null : purchase.anchorDay + Math.round(runOut)
    this.#supplies.set(productId, { purchase, productId, runOutDay })
    const reorder = reorderTouch(purchase, productId, runOut, this.#policy, this.#shop)
    if (!reorder) return
    this.#add(reorder)
    for (const checkIn of this.touches) {
      if (checkIn.kind === 'check-in' && checkIn.ended === null && checkIn.closes > purchase.at) {
        joinCheckIn(checkIn, reorder, this.#policy, this.#shop)
      }
    }
  }

  /** Her own word of the day it runs out overrides every earlier reckoning, or else the nearest one. */
  #toldRunOut(at: Instant, day: Day): void {
    const supplies = [...this.#supplies.values()]
    const reckoned = (supply: Supply) => supply.runOutDay ?? supply.purchase.anchorDay
    const nearest = Math.min(...supplies.map(reckoned))
    for (const supply of supplies) {
      if (reckoned(supply) > Math.max(day, nearest)) continue
      this.#end(at, (touch) => touch.kind === 'reorder' && touch.productId === supply.productId)
      this.#supply(supply.purchase, supply.productId, day - supply.purchase.anchorDay)
    }
  }

  #contacted(contact: ContactFact): void {
    const { at, outcome } = contact
    if (outcome === 'talked') this.#talked(contact)
    else if (outcome === 'no-answer') this.#unanswered(at)
    else if (outcome === 'message-sent') this.#messaged(at)
    else if (outcome === 'refused') this.#quiet('refused', at, Number.POSITIVE_INFINITY)
    if (contact.runsOut !== null) this.#toldRunOut(at, contact.runsOut)
    if (contact.next !== null) this.#calledLater(at, contact.next)
    this.#answered(contact)
  }

  #talked({ at, direction }: ContactFact): void {
    const { zone } = this.#shop
    const call = this.#callAt(at)
    const own = call === null || !isPromise(call.live.kind)
    if (direction === 'out' && own) this.#count(at)
    if (call) this.#serve(at, call)
    this.talks.push(at)
    this.#quiet('hush', at, zone.start(zone.day(at) + this.#policy.hush.days))
    this.#end(at, (touch) => touch.kind === 'keep-in-touch')
    this.#keepInTouch(zone.day(at))
  }

  /** The no-answer ladder: the next morning, then two days later, then the touch is let go. */
  #unanswered(at: Instant): void {
    const { zone } = this.#shop
    const { attempts, secondAfterDays, thirdAfterDays } = this.#policy.noAnswer
    const call = this.#callAt(at)
    const open = call ? [call.live, ...call.carried] : []
    for (const touch of open) touch.attempts.push(at)
    const tries = call?.live.attempts.length ?? 1
    const rest = tries === 2 ? thirdAfterDays : secondAfterDays
    this.#quiet('no-answer', at, zone.start(zone.day(at) + rest))
    if (call && tries >= attempts) this.#serve(at, call)
  }

  /** A message serves the thank-you it was; any other counts as an offer that the seller began. */
  #messaged(at: Instant): void {
    const thanks = this.touches.filter((touch) => touch.kind === 'thanks' && isOpen(touch, at))
    if (thanks.length === 0) this.#count(at)
    for (const touch of thanks) touch.ended = at
  }

  #calledLater(at: Instant, next: Instant): void {
    this.#end(at, (touch) => touch.kind === 'callback')
    for (const quiet of this.quiets) if (quiet.why === 'callback') quiet.until = Math.min(quiet.until, at)
    const callback = callbackTouch(at, next, this.#shop)
    this.touches.push(callback)
    this.#quiet('callback', at, callback.opens)
  }

  #answered({ at, nps, csat }: ContactFact): void {
    const { zone } = this.#shop
    const { npsAtMost, csatAtMost } = this.#policy.unhappy
    if (nps !== null) {
      this.#quiet('answered', at, zone.start(zone.day(at) + this.#policy.checkIn.answerHoldsDays + 1))
    }
    if (nps === null && csat === null) return
    const low = (nps !== null && nps <= npsAtMost) || (csat !== null && csat <= csatAtMost)
    if (low && !this.#unhappy) {
      this.#unhappy = { why: 'unhappy', from: at, until: Number.POSITIVE_INFINITY }
      this.quiets.push(this.#unhappy)
    } else if (!low && this.#unhappy) {
      this.#unhappy.until = at
      this.#unhappy = null
    }
  }

  #snoozed({ at, until }: SnoozeFact): void {
    for (const quiet of this.quiets) if (quiet.why === 'snoozed') quiet.until = Math.min(quiet.until, at)
    this.#quiet('snoozed', at, until)
  }

  #skipped({ at }: SkipFact): void {
    const { zone } = this.#shop
    const call = this.#callAt(at)
    if (call) this.#serve(at, call)
    this.#quiet('skipped', at, zone.start(zone.day(at) + 1))
  }

  /** The call that a talk, an attempt or a skip at this moment is about. */
  #callAt(at: Instant) {
    const standing = this.quiets.filter((quiet) => holds(quiet, at) && !yieldsToTalk(quiet.why))
    const open = this.touches.filter(
      (touch) =>
        isOpen(touch, at) &&
        (touch.mood !== 'unhappy' || this.#unhappy !== null) &&
        !standing.some((quiet) => rests(quiet.why, touch)),
    )
    return callOf(open, at)
  }

  /** Closes a call's touches for good, and starts what their closing starts. */
  #serve(at: Instant, { live, carried }: { live: Touch; carried: Touch[] }): void {
    const { zone } = this.#shop
    for (const touch of [live, ...carried]) {
      touch.ended = at
      if (touch.kind === 'first-use') {
        this.#quiet('first-use-apart', at, zone.start(zone.day(at) + this.#policy.firstUse.apartDays))
      }
      if (touch.kind === 'win-back' && !touch.second && this.lapsed) {
        const from = zone.day(at) + this.#policy.winBack.secondAfterDays
        this.#add(winBackTouch(from, this.lapsed.until, true, this.#shop))
      }
    }
  }

  /** One more contact that the seller began; the cap rests her once there are enough of them within its days. */
  #count(at: Instant): void {
    const { zone } = this.#shop
    const { contacts, days } = this.#policy.cap
    this.#counted.push(at)
    const oldest = this.#counted.at(-contacts)
    if (oldest === undefined) return
    this.#quiet('cap', at, zone.start(zone.day(oldest) + days))
  }

  #keepInTouch(base: Day): void {
    // Somebody who has not bought yet is kept in touch with as if the talk had been a purchase.
    const lapsed = this.lapsed ?? lapse(base, this.expectedInterval, this.#policy)
    this.touches.push(...keepInTouchTouches(base, lapsed, this.#policy, this.#shop))
  }

  #end(at: Instant, which: (touch: Touch) => boolean): void {
    for (const touch of this.touches) {
      if (touch.ended === null && touch.closes > at && which(touch)) touch.ended = at
    }
  }

  #add(touch: Touch | null): void {
    if (touch && touch.opens < touch.closes) this.touches.push(touch)
  }

  #quiet(why: QuietReason, from: Instant, until: Instant): void {
    if (until > from) this.quiets.push({ why, from, until })
  }
}

/** All that happened, in time order; what happened at one moment in a fixed order. */
function eventsOf(facts: Facts, { zone }: Shop): Event[] {
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
