// aftersales due: twenty minutes' worth of calls, best first.
import type { Context } from '../context.ts'
import { isCallable } from '../domain/call-hours.ts'
import type { Stretch } from '../domain/plan.ts'
import { TOUCH_KINDS, type TouchKind } from '../domain/touch.ts'
import { hasCustomers, personById } from '../store/customer.ts'
import { linesOf } from '../store/sale.ts'
import { callHoursOf } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import type { Scripts } from '../ui/script.ts'
import {
  type DueCounts,
  type DueDocument,
  isAbout,
  SHOWN,
  type ShownDue,
  tellsCases,
  viewDue,
} from '../ui/view/due.ts'
import type { Words } from '../ui/words.ts'
import { callReason, cardOf, windowOf } from './card.ts'
import { casesInHand, dueCaseOf } from './case-due.ts'
import { callsIn, type DueList, dueList, minutesPerCall } from './due-list.ts'
import { check, choice, number, optional } from './input.ts'
import { callScripts, thanksFor } from './message-text.ts'
import { duePromises } from './promise-document.ts'

export interface DueFlags {
  minutes?: string
  limit?: string
  all?: boolean
  kind?: string
  why?: boolean
}

/** @throws AppError input.invalid for a flag that is no number or no kind */
export async function due(context: Context, flags: DueFlags): Promise<void> {
  const store = await context.read()
  const words = context.words(store)
  const all = context.json || flags.all === true
  const { document, counts } = dueUpTo(
    all ? EVERY_ROW : SHOWN,
    store,
    words,
    await callScripts(context),
    flags,
  )
  context.show(document, (shown) => viewDue(shown, context.page(store), flags.all === true, counts))
}

const EVERY_ROW = Number.MAX_SAFE_INTEGER

export async function dueDocument(
  store: Store,
  words: Words,
  scripts: Scripts,
  flags: DueFlags,
): Promise<DueDocument> {
  // With every row asked for, each is a whole card.
  return dueUpTo(EVERY_ROW, store, words, scripts, flags).document as DueDocument
}

interface Asked {
  minutes?: number | undefined
  limit?: number | undefined
  kind?: TouchKind | undefined
}

function checked({ minutes, limit, kind }: DueFlags): Asked {
  // Most mornings nothing is asked for, and to load what checks it takes as long as the list.
  if ((minutes ?? limit ?? kind) === undefined) return {}
  return check(
    {
      minutes: optional(number(1, 24 * 60)),
      limit: optional(number(1, 100_000, true)),
      kind: optional(choice(TOUCH_KINDS)),
    },
    { minutes, limit, kind },
  )
}

/** The list with so many rows beside the calls at most; a card costs more than all the counting. */
export function dueUpTo(rows: number, store: Store, words: Words, scripts: Scripts, flags: DueFlags): Due {
  return store.look(() => read(rows, store, words, scripts, flags))
}

interface Due {
  document: ShownDue
  counts: DueCounts
}

function read(rows: number, store: Store, words: Words, scripts: Scripts, flags: DueFlags): Due {
  const { timeBox } = store.policy
  const { minutes = timeBox.minutes, limit, kind } = checked(flags)
  const perCall = minutesPerCall(store)
  const list = dueList(store, flags.all ? null : (limit ?? callsIn(minutes, perCall)), kind ?? null, rows)
  const promises = duePromises(store, words)
  const uncalled = promises.filter((promise) => !list.calls.some((call) => isAbout(call, promise)))
  const cases = casesInHand(store)
  const heard = new Set(list.calls.filter(tellsCases).map(({ customerId }) => customerId))
  const unheard = cases.filter(({ of }) => !heard.has(of.customerId))
  const shownCases = rows === EVERY_ROW ? cases : unheard.slice(0, rows)
  const card = (stretch: Stretch, i: number) =>
    cardOf(store, stretch, i + 1, words, scripts, flags.why === true)
  const person = (stretch: Stretch) => personById(store.db, stretch.customerId)
  const document: ShownDue = {
    asOf: store.zone.text(store.now),
    minutes,
    minutesPerCall: perCall,
    offHours: isCallable(store.now, store.zone, callHoursOf(store.settings))
      ? null
      : store.settings.callHours,
    total: list.total,
    calls: list.calls.map(card),
    more: list.more,
    promises: (rows === EVERY_ROW ? promises : uncalled.slice(0, rows)).map((promise) => promise.tell()),
    cases: shownCases.map((inHand) => dueCaseOf(store, inHand, scripts, words)),
    messages: list.messages.map((stretch) => {
      const customer = person(stretch)
      const sale = { lines: linesOf(store.db, stretch.saleId ?? 0) }
      return {
        ...{ kind: stretch.kind, customer, saleId: stretch.saleId, ...windowOf(stretch, words) },
        text: thanksFor(store, customer, sale, scripts, words),
      }
    }),
    noPhone:
      rows === EVERY_ROW
        ? list.noPhone.map(card)
        : list.noPhone.map((stretch) => ({
            customer: person(stretch),
            reason: callReason(store, stretch, words),
          })),
    // Told where there is nothing to do, and to other programs.
    next: rows === EVERY_ROW || list.calls.length === 0 ? nextCall(list, store) : null,
    isNew: list.total === 0 && !hasCustomers(store.db),
  }
  const counts = {
    ...{ promises: promises.length, uncalled: uncalled.length },
    ...{ cases: cases.length, uncalledCases: unheard.length },
    ...list.waiting,
  }
  return { document, counts }
}

function nextCall({ next }: DueList, { db, zone }: Store): DueDocument['next'] {
  return next && { day: zone.text(next.from).slice(0, 10), customer: personById(db, next.customerId) }
}
