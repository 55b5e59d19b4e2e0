// Replays her history in time order: purchases start touches; talks, attempts and skips end or delay them.
import {
  arrivedOn,
  callbackTouch,
  caseTouch,
  checkInTouch,
  deliveryTouch,
  firstUseTouch,
  keepInTouchTouches,
  lapse,
  promiseTouch,
  reorderTouch,
  thanksTouch,
  waitForReorder,
  winBackTouch,
} from './cadence.ts'
import type { CaseFact, CaseSpan } from './case.ts'
import type { Day, Instant } from './day.ts'
import { eventsOf } from './events.ts'
import type { ContactFact, Facts, Shop, SkipFact, SnoozeFact } from './facts.ts'
import { offersSomething } from './message.ts'
import type { Policy } from './policy.ts'
import { awake, type Quiet } from './quiet.ts'
import { Rests } from './rests.ts'
import { Rhythm } from './rhythm.ts'
import type { Purchase } from './sale.ts'
import { type RunOut, Supplies, type Supply } from './supply.ts'
import { callOf, endOf, isOpen, isPromise, isSettled, isStanding, type Touch } from './touch.ts'

export class Replay {
  readonly touches: Touch[] = []
  readonly talks: Instant[] = []
  /** Purchases up to now, in time order. */
  readonly purchases: Purchase[] = []
  /** What was known of when she runs out, from each moment on at which that changed. */
  readonly runOuts: { at: Instant; runOut: RunOut | null }[] = []
  expectedInterval: number
  lapsed: { from: Day; until: Day } | null = null

  readonly #policy: Policy
  readonly #shop: Shop
  readonly #supplies: Supplies
  readonly #rests: Rests
  readonly #rhythm = new Rhythm()
  /** Touches that are not over yet: all that an event can be about. */
  #alive: Touch[] = []
  /** Keep-in-touch calls that time has not reached, and the first of them: most are ended before they are made. */
  #later: Iterator<Touch, undefined> | null = null
  #next: Touch | undefined

  constructor(facts: Facts, policy: Policy, shop: Shop) {
    this.#policy = policy
    this.#shop = shop
    this.#supplies = new Supplies(policy, shop)
    this.expectedInterval = shop.medianIntervalDays
    this.#rests = new Rests(facts.cases, policy, shop)
    for (const event of eventsOf(facts, policy, shop)) {
      this.#reach(event.at)
      this.#alive = this.#alive.filter((touch) => endOf(touch) > event.at)
      this.#rests.moveOn(event.at)
      if ('purchase' in event) this.#bought(event.purchase)
      else if ('contact' in event) this.#contacted(event.contact)
      else if ('snooze' in event) this.#snoozed(event.snooze)
      else if ('skip' in event) this.#skipped(event.skip)
      else if ('consent' in event) this.#rests.consented(event.consent)
      else if ('span' in event) this.#caseMoved(event.case, event.span)
      else if (event.settled) this.#end(event.at, (touch) => touch.promiseId === event.promise.id)
      else this.#add(promiseTouch(event.promise, shop))
    }
    this.#reach(Number.POSITIVE_INFINITY)
  }

  get quiets(): Quiet[] {
    return this.#rests.quiets
  }

  #bought(purchase: Purchase): void {
    const { at } = purchase
    this.#end(at, (touch) => touch.kind === 'keep-in-touch' || touch.kind === 'win-back')
    this.purchases.push(purchase)
    this.#rhythm.bought(purchase)
    this.expectedInterval = this.#rhythm.expectedInterval(this.#policy, this.#shop)
    this.lapsed = lapse(purchase.day, this.expectedInterval, this.#policy)

    if (!purchase.sale.imported) this.#add(thanksTouch(purchase, this.#policy, this.#shop))
    this.#add(deliveryTouch(purchase, this.#policy, this.#shop))
    this.#add(firstUseTouch(purchase, this.#policy, this.#shop))
    const waiting = this.#alive.some((touch) => touch.kind === 'check-in' && isStanding(touch, at))
    if (!waiting || purchase.newProducts.length > 0) {
      this.#add(checkInTouch(purchase, this.#policy, this.#shop))
    }
    this.#end(
      at,
      (touch) => touch.kind === 'reorder' && (touch.productId === null || purchase.kept.has(touch.productId)),
    )
    const isKnown = this.#rhythm.intervals >= this.#policy.interval.ownNeeded
    const rhythm = isKnown ? this.expectedInterval : null
    for (const supply of this.#supplies.bought(purchase, rhythm)) this.#reorder(at, supply)
    this.runOuts.push({ at, runOut: this.#supplies.firstOut(purchase.day) })
    this.#joinReorders(at)
    this.#keepInTouch(purchase.day)
    this.#add(winBackTouch(this.lapsed.from, this.lapsed.until, false, this.#shop))
  }

  #reorder(at: Instant, { purchase, productId, runOut }: Supply): void {
    this.#add(reorderTouch(purchase, productId, runOut, at, this.#policy, this.#shop))
  }

  /** Check-ins still to open may wait for a reorder; an open one is on the list already and stays there. */
  #joinReorders(at: Instant): void {
    const reorders = this.#alive.filter((touch) => touch.kind === 'reorder' && isStanding(touch, at))
    for (const touch of this.#alive) {
      if (touch.kind !== 'check-in' || touch.ended !== null || touch.wakes <= at) continue
      waitForReorder(touch, reorders, this.#policy, this.#shop)
    }
  }

  #toldRunOut(at: Instant, day: Day): void {
    for (const supply of this.#supplies.told(day)) {
      this.#end(at, (touch) => touch.kind === 'reorder' && touch.productId === supply.productId)
      this.#reorder(at, supply)
    }
    const bought = this.purchases.at(-1)
    if (bought) this.runOuts.push({ at, runOut: this.#supplies.firstOut(bought.day) })
    this.#joinReorders(at)
  }

  #contacted(contact: ContactFact): void {
    const { at, outcome } = contact
    if (outcome === 'talked') this.#talked(contact)
    else if (outcome === 'no-answer') this.#unanswered(at)
    else if (outcome === 'message-sent') this.#messaged(contact)
    else if (outcome === 'refused') this.#rests.begin('refused', at, Number.POSITIVE_INFINITY)
    // Whoever has been reached since need not rest for not answering.
    if (outcome === 'talked' || outcome === 'call-later') this.#rests.cutShort('no-answer', at)
    if (contact.runsOut !== null) this.#toldRunOut(at, contact.runsOut)
    if (contact.next !== null) this.#calledLater(at, contact.next)
    this.#rests.answered(contact)
  }

  #talked({ at, direction }: ContactFact): void {
    const day = this.#shop.zone.day(at)
    const call = this.#callAt(at)
    const owed = (call && isPromise(call.live.kind)) || arrivedOn(day, this.purchases, this.#policy)
    if (direction === 'out' && !owed) this.#rests.count(at)
    if (call) {
      this.#serve(at, call)
      if ([call.live, ...call.carried].some((touch) => touch.kind === 'first-use')) {
        this.#rests.beginDays('first-use-apart', at, this.#policy.firstUse.apartDays)
      }
    }
    this.talks.push(at)
    this.#rests.beginDays('hush', at, this.#policy.hush.days)
    this.#end(at, (touch) => touch.kind === 'keep-in-touch')
    this.#keepInTouch(day)
  }

  /** The no-answer ladder: the next morning, then two days later, then the touch is let go. */
  #unanswered(at: Instant): void {
    const { attempts, secondAfterDays, thirdAfterDays } = this.#policy.noAnswer
    const call = this.#callAt(at)
    // A thank-you is a message: no call was about it.
    const called = call ? [call.live, ...call.carried].filter((touch) => touch.kind !== 'thanks') : []
    for (const touch of called) touch.attempts.push(at)
    const tries = called[0]?.attempts.length ?? 1
    // What is owed is tried again and again, as after the second time.
    const again = tries === 2 || (tries > 2 && called[0] !== undefined && isSettled(called[0].kind))
    const rest = again ? thirdAfterDays : secondAfterDays
    this.#rests.beginDays('no-answer', at, rest)
    const [live, ...carried] = called
    if (live && tries >= attempts) this.#serve(at, { live, carried })
  }

  /** A thank-you serves the touch it was for; an offer counts, if the seller began it; other messages do neither. */
  #messaged({ at, direction, message }: ContactFact): void {
    if (direction === 'in') return
    const thanks = this.#alive.filter((touch) => touch.kind === 'thanks' && isOpen(touch, at))
    // One of which nothing is known is the thank-you that waits; where none waits, the worst is assumed.
    const sent = message ?? (thanks.length > 0 ? 'thanks' : 'own')
    if (offersSomething(sent)) this.#rests.count(at)
    if (sent === 'thanks') for (const touch of thanks) touch.ended = at
  }

  #calledLater(at: Instant, next: Instant): void {
    this.#end(at, (touch) => touch.kind === 'callback')
    this.#rests.cutShort('callback', at)
    const callback = callbackTouch(at, next, this.#shop)
    this.#add(callback)
    this.#rests.begin('callback', at, callback.wakes)
  }

  #caseMoved(opened: CaseFact, span: CaseSpan): void {
    this.#end(span.from, (touch) => touch.caseId === opened.id)
    this.#add(caseTouch(opened, span, this.#shop))
    this.#rests.caseMoved(opened.id, span.state, span.from)
  }

  #snoozed({ at, until }: SnoozeFact): void {
    this.#rests.cutShort('snoozed', at)
    this.#rests.begin('snoozed', at, until)
  }

  #skipped({ at }: SkipFact): void {
    const call = this.#callAt(at)
    if (call) this.#serve(at, call)
    this.#rests.beginDays('skipped', at, 1)
  }

  /** The call that a talk, an attempt or a skip at this moment is about. */
  #callAt(at: Instant) {
    const standing = this.#rests.standingAt(at)
    const open = this.#alive.filter((touch) => isOpen(touch, at) && awake(touch, standing))
    return callOf(open, at)
  }

  /** Closes a call's touches for good, and starts what their closing starts. */
  #serve(at: Instant, { live, carried }: { live: Touch; carried: Touch[] }): void {
    for (const touch of [live, ...carried]) {
      if (isSettled(touch.kind)) continue
      touch.ended = at
      if (touch.kind === 'win-back' && !touch.second && this.lapsed) {
        const from = this.#shop.zone.day(at) + this.#policy.winBack.secondAfterDays
        this.#add(winBackTouch(from, this.lapsed.until, true, this.#shop))
      }
    }
  }

  /** Begins anew: of those before nothing stands any more. */
  #keepInTouch(base: Day): void {
    // Somebody who has not bought yet is kept in touch with as if the talk had been a purchase.
    const lapsed = this.lapsed ?? lapse(base, this.expectedInterval, this.#policy)
    this.#later = keepInTouchTouches(base, lapsed, this.#policy, this.#shop)
    this.#next = this.#later.next().value
  }

  /** Makes the keep-in-touch calls that have opened by a moment. */
  #reach(at: Instant): void {
    while (this.#next && this.#next.opens <= at) {
      this.#add(this.#next)
      this.#next = this.#later?.next().value
    }
  }

  #end(at: Instant, which: (touch: Touch) => boolean): void {
    for (const touch of this.#alive) {
      if (isStanding(touch, at) && which(touch)) touch.ended = at
    }
  }

  #add(touch: Touch | null): void {
    if (!touch || touch.wakes >= touch.closes) return
    this.touches.push(touch)
    this.#alive.push(touch)
  }
}
