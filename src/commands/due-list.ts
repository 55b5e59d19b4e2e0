// Today's list: what is live now, read from the stored plan, or computed where the past is asked for.
import type { Coming } from '../domain/agenda.ts'
import type { Instant } from '../domain/day.ts'
import type { Lane, Stretch } from '../domain/plan.ts'
import { inCallingOrder } from '../domain/rank.ts'
import { median } from '../domain/rhythm.ts'
import type { TouchKind } from '../domain/touch.ts'
import { callMinutes } from '../store/contact.ts'
import { keepPages } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { countStretchesAt, nextStretchAfter, stretchesAt, stretchesOfKindAt } from '../store/stretch.ts'

/** Counting what is left stops here: counting a large shop's open touches costs more than all the rest. */
const COUNTED = 1000

export interface DueList {
  calls: Stretch[]
  /** How many calls are live in all, and how many beside these; each counted up to COUNTED unless all are asked for. */
  total: number
  more: number
  messages: Stretch[]
  noPhone: Stretch[]
  /** How many of these two there are in all, counted up to COUNTED unless all are asked for. */
  waiting: { messages: number; noPhone: number }
  /** The first call still to come; looked for when it is asked for. */
  readonly next: Stretch | null
}

/**
 * @param limit how many calls; null for every one
 * @param rows how many messages and customers without a number at most; the others are only counted
 */
export function dueList(
  store: Store,
  limit: number | null,
  kind: TouchKind | null,
  rows = Number.MAX_SAFE_INTEGER,
): DueList {
  return store.isPast(store.now) ? computed(store, limit, kind, rows) : stored(store, limit, kind, rows)
}

function stored({ db, now }: Store, limit: number | null, kind: TouchKind | null, rows: number): DueList {
  const read = (lane: Lane, most: number) =>
    kind === null ? stretchesAt(db, lane, now, most) : stretchesOfKindAt(db, lane, kind, now, most)
  const count = (lane: Lane, most: number) =>
    kind === null ? countStretchesAt(db, lane, now, most) : read(lane, most).length
  const all = limit === null ? Number.MAX_SAFE_INTEGER : COUNTED
  const calls = read('call', limit ?? all)
  const live = limit === null || calls.length < limit ? calls.length : count('call', calls.length + COUNTED)
  const most = Math.min(rows, all)
  const [messages, noPhone] = [read('message', most), read('noPhone', most)]
  const waiting = (lane: Lane, some: readonly Stretch[]) =>
    some.length < most || most === all ? some.length : count(lane, all)
  return {
    calls,
    ...counts(live, calls.length, limit),
    messages,
    noPhone,
    waiting: { messages: waiting('message', messages), noPhone: waiting('noPhone', noPhone) },
    get next() {
      return nextStretchAfter(db, 'call', now)
    },
  }
}

/** What will be live later, if nothing is done until then. */
export function comingCalls(store: Store): Coming {
  const { db, now } = store
  if (!store.isPast(now)) {
    // Day after day looks through the same pages.
    keepPages(db)
    return {
      calls: (at, limit) => stretchesAt(db, 'call', at, limit),
      callbacks: (at, limit) => stretchesOfKindAt(db, 'call', 'callback', at, limit),
    }
  }
  const planned = [...store.pastPlans(now)].flatMap(({ stretches }) => stretches)
  const at = (moment: Instant) =>
    planned
      .filter(({ lane, from, until }) => lane === 'call' && from <= moment && until > moment)
      .sort(inCallingOrder)
  return {
    calls: (moment, limit) => at(moment).slice(0, limit),
    callbacks: (moment, limit) =>
      at(moment)
        .filter(({ kind }) => kind === 'callback')
        .slice(0, limit),
  }
}

function computed(store: Store, limit: number | null, kind: TouchKind | null, rows: number): DueList {
  const { live, next } = store.pastStretches(store.now)
  const ranked = live.filter((stretch) => kind === null || stretch.kind === kind).sort(inCallingOrder)
  const lane = (name: Lane) => ranked.filter((stretch) => stretch.lane === name)
  const most = limit === null ? ranked.length : COUNTED
  const calls = lane('call').slice(0, limit ?? ranked.length)
  const [messages, noPhone] = [lane('message').slice(0, most), lane('noPhone').slice(0, most)]
  return {
    calls,
    ...counts(lane('call').length, calls.length, limit),
    messages: messages.slice(0, rows),
    noPhone: noPhone.slice(0, rows),
    waiting: { messages: messages.length, noPhone: noPhone.length },
    next,
  }
}

function counts(live: number, shown: number, limit: number | null): Pick<DueList, 'total' | 'more'> {
  if (limit === null) return { total: live, more: 0 }
  return { total: Math.min(live, COUNTED), more: Math.min(live - shown, COUNTED) }
}

/** Minutes a call takes her: her own median once enough are known, the policy's guess before that. */
export function minutesPerCall({ db, policy }: Store): number {
  const { callsNeeded, minutesPerCall: guess } = policy.timeBox
  const known = callMinutes(db, callsNeeded * 10)
  return known.length < callsNeeded ? guess : Math.max(1, median(known) ?? guess)
}

/** How many calls fit into a time box; one at least. */
export function callsIn(minutes: number, perCall: number): number {
  return Math.max(1, Math.floor(minutes / perCall))
}
