// The cadence: which touches a purchase, a talk or a wish starts, and in which windows.

import { type CaseFact, type CaseSpan, listedFrom } from './case.ts'
import type { Day, Instant, Zone } from './day.ts'
import { HOUR } from './day.ts'
import type { Shop } from './facts.ts'
import type { Policy } from './policy.ts'
import type { PromiseFact } from './promise.ts'
import type { Purchase } from './sale.ts'
import type { Touch, TouchKind } from './touch.ts'

type Window = { opens: Instant; due: Instant; closes: Instant }

function touch(kind: TouchKind, { opens, due, closes }: Window, more: Partial<Touch> | null = null): Touch {
  const plain: Touch = {
    kind,
    saleId: null,
    caseId: null,
    promiseId: null,
    productId: null,
    runOut: null,
    opens,
    due,
    closes,
    wakes: opens,
    ended: null,
    attempts: [],
    afterFirst: false,
    second: false,
    mood: 'any',
    awaited: false,
  }
  // Assigned, not spread: touches of one shape take half the time, and a plan makes dozens of them.
  return more ? Object.assign(plain, more) : plain
}

/** Whole local days, both ends included. */
function days(zone: Zone, opens: Day, due: Day, closes: Day): Window {
  return { opens: zone.start(opens), due: zone.start(due), closes: zone.start(closes + 1) }
}

/** From when the touches of a sale may live: not while its delivery is promised and not confirmed. */
function arrival({ sale }: Purchase, policy: Policy, zone: Zone): Instant {
  const { promised, delivered } = sale
  if (promised === null || delivered !== null) return sale.at
  return zone.start(promised + policy.delivery.closesAfterDays + 1)
}

export function thanksTouch(purchase: Purchase, policy: Policy, { zone }: Shop): Touch {
  const closes = zone.start(purchase.day + policy.thanks.closesAfterDays + 1)
  return touch('thanks', { opens: purchase.at, due: purchase.at, closes }, { saleId: purchase.sale.id })
}

/** A delivery since confirmed was asked about until the day it came. */
export function deliveryTouch(purchase: Purchase, policy: Policy, { zone }: Shop): Touch | null {
  const { promised, delivered, id } = purchase.sale
  if (promised === null) return null
  const window = days(zone, promised, promised, promised + policy.delivery.closesAfterDays)
  return touch('delivery', window, {
    saleId: id,
    wakes: Math.max(window.opens, purchase.at),
    ended: delivered === null ? null : zone.start(delivered),
  })
}

/** Whether promised goods came on this day in delivery's time: the talk of that day was about them. */
export function arrivedOn(day: Day, purchases: readonly Purchase[], { delivery }: Policy): boolean {
  return purchases.some(
    ({ sale: { promised, delivered } }) =>
      promised !== null && delivered === day && promised <= day && day <= promised + delivery.closesAfterDays,
  )
}

/** After a first purchase, or one that brings a product new to her with usage tips. */
export function firstUseTouch(purchase: Purchase, policy: Policy, { zone }: Shop): Touch | null {
  const toLearn = purchase.newProducts.some((id) => purchase.kept.get(id)?.hasTips)
  if (!purchase.first && !toLearn) return null
  const { opensAfterDays, dueAfterHours, closesAfterDays } = policy.firstUse
  const window = {
    opens: zone.start(purchase.anchorDay + opensAfterDays),
    due: purchase.anchor + dueAfterHours * HOUR,
    closes: zone.start(purchase.anchorDay + closesAfterDays + 1),
  }
  return touch('first-use', window, {
    saleId: purchase.sale.id,
    wakes: Math.max(window.opens, arrival(purchase, policy, zone)),
  })
}

export function checkInTouch(purchase: Purchase, policy: Policy, { zone }: Shop): Touch {
  const { opensAfterDays, dueAfterDays, closesAfterDays } = policy.checkIn
  const { anchorDay: from } = purchase
  const window = days(zone, from + opensAfterDays, from + dueAfterDays, from + closesAfterDays)
  return touch('check-in', window, {
    saleId: purchase.sale.id,
    wakes: Math.max(window.opens, arrival(purchase, policy, zone)),
    afterFirst: purchase.first,
  })
}

/**
 * The call before she runs out.
 * @param runOut days from the anchor until the goods run out; null when nobody knows
 * @param knownAt since when that is known: the moment of the purchase, or of her word
 * @returns null for goods too short-lived to call about
 */
export function reorderTouch(
  purchase: Purchase,
  productId: number | null,
  runOut: number | null,
  knownAt: Instant,
  policy: Policy,
  { zone }: Shop,
): Touch | null {
  const rule = policy.reorder
  const { anchorDay: from } = purchase
  let window: Window
  if (runOut === null) {
    window = days(
      zone,
      from + rule.unknownOpensAfterDays,
      from + rule.unknownDueAfterDays,
      from + rule.unknownClosesAfterDays,
    )
  } else {
    if (runOut < rule.shortestRunOutDays) return null
    const last = from + Math.round(runOut)
    const opens = Math.max(from + rule.earliestDay, last - rule.opensBeforeDays)
    window = days(zone, opens, Math.max(opens, last - rule.dueBeforeDays), last + rule.closesAfterDays)
  }
  return touch('reorder', window, {
    saleId: purchase.sale.id,
    wakes: Math.max(window.opens, arrival(purchase, policy, zone), knownAt),
    productId,
    runOut: runOut === null ? null : from + Math.round(runOut),
    mood: 'content',
  })
}

/**
 * Where a check-in would be followed by a reorder within days, it waits for that reorder's opening: one call asks
 * both. Of several the earliest decides.
 */
export function waitForReorder(
  checkIn: Touch,
  reorders: readonly Touch[],
  policy: Policy,
  { zone }: Shop,
): void {
  const wakes = reorders
    .filter((reorder) => {
      const apart = zone.day(reorder.due) - zone.day(checkIn.due)
      return apart >= 0 && apart <= policy.reorder.joinsCheckInWithinDays
    })
    .map((reorder) => reorder.wakes)
  if (wakes.length > 0) checkIn.wakes = Math.max(checkIn.wakes, Math.min(...wakes))
}

/** The day on which silence turns her into a lapsed customer, and the last day of winning her back. */
export function lapse(
  lastPurchase: Day,
  expectedInterval: number,
  policy: Policy,
): { from: Day; until: Day } {
  const rule = policy.winBack
  const silence = Math.max(rule.silenceDays, rule.silenceIntervals * expectedInterval)
  const rests = Math.max(rule.closesSilenceDays, rule.closesIntervals * expectedInterval)
  return { from: lastPurchase + Math.floor(silence) + 1, until: lastPurchase + Math.floor(rests) }
}

/**
 * A touch every so many days after the last talk or purchase, each missed one giving way to the next. It ends
 * where she counts as lapsed; an unhappy customer is not won back, so for her it goes on in place of that.
 * In order of when they open.
 */
export function* keepInTouchTouches(
  base: Day,
  lapsed: { from: Day; until: Day },
  policy: Policy,
  { zone }: Shop,
): Generator<Touch, undefined> {
  const every = policy.keepInTouch.everyDays
  for (let opens = base + every; opens <= lapsed.until; opens += every) {
    const closes = Math.min(opens + every - 1, lapsed.until)
    if (opens < lapsed.from) {
      yield touch('keep-in-touch', days(zone, opens, opens, Math.min(closes, lapsed.from - 1)))
    }
    if (closes >= lapsed.from) {
      const from = Math.max(opens, lapsed.from)
      yield touch('keep-in-touch', days(zone, from, from, closes), { mood: 'unhappy' })
    }
  }
}

/** One of the two tries to win a lapsed customer back; null once its time is over. */
export function winBackTouch(from: Day, until: Day, second: boolean, { zone }: Shop): Touch | null {
  return from > until ? null : touch('win-back', days(zone, from, from, until), { second, mood: 'content' })
}

/**
 * The call she asked for. On a later day it is open all that day, so that the morning shows it; on the same
 * day it opens at the moment she named.
 */
export function callbackTouch(asked: Instant, next: Instant, { zone }: Shop): Touch {
  const opens = zone.day(next) > zone.day(asked) ? zone.start(zone.day(next)) : next
  return touch('callback', { opens, due: next, closes: Number.POSITIVE_INFINITY })
}

/** What is to be done about a case in one of its states: answered within hours, seen to on its day, confirmed. */
export function caseTouch({ id, saleId }: CaseFact, span: CaseSpan, { zone }: Shop): Touch | null {
  const { due } = span
  if (due === null) return null
  return touch(
    'case',
    { opens: listedFrom(span, zone), due, closes: Number.POSITIVE_INFINITY },
    { saleId, caseId: id, awaited: span.state === 'unanswered' },
  )
}

/**
 * A promise comes up on its day, and stays until somebody says how it went. Of the customer's own, money above all,
 * nobody who is unhappy is reminded.
 */
export function promiseTouch({ id, at, due, saleId, promiser }: PromiseFact, { zone }: Shop): Touch {
  const opens = zone.start(due)
  return touch(
    'promise',
    { opens, due: opens, closes: Number.POSITIVE_INFINITY },
    {
      ...{ saleId, promiseId: id, wakes: Math.max(opens, at) },
      mood: promiser === 'customer' ? 'content' : 'any',
    },
  )
}
