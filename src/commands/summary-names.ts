// Whom to call back, to thank and to ask for a name, by what they answered in a period; a low answer waits till it is solved.
import { type Instant, instantText } from '../domain/day.ts'
import type { Facts } from '../domain/facts.ts'
import { isLow } from '../domain/mood.ts'
import { isUnhappy } from '../domain/plan.ts'
import { holds } from '../domain/quiet.ts'
import { Replay } from '../domain/replay.ts'
import type { ContactFigure } from '../store/contact.ts'
import { type Customer, customerById, referredBuyersOf } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import type { Answered, Names } from '../ui/view/summary-document.ts'

/** Answers from this one on are promoters'; a definition of NPS, and no setting. */
const PROMOTER = 9

const BEST_CSAT = 5

/** What one customer answered in the period, the latest of each; a low answer may be older. */
interface Told {
  low: ContactFigure | null
  nps: ContactFigure | null
  csat: ContactFigure | null
  /** A friend of hers bought for the first time. */
  brought: boolean
}

type List = keyof Names

/** A row of one of the lists, and what it is sorted by. */
interface Named {
  list: List
  answered: Answered
  since: Instant
}

/**
 * @param earlier answers from before the period, of those whose cases are not solved yet, in time order
 * @param contacts all of the period, in time order
 * @param referrers of those who bought first in it
 */
export function namesOf(
  store: Store,
  earlier: readonly ContactFigure[],
  contacts: readonly ContactFigure[],
  referrers: readonly number[],
): Names {
  const named = [...toldBy(store, earlier, contacts, referrers)].flatMap(
    ([id, told]) => nameOf(store, id, told) ?? [],
  )
  const of = (wanted: List, order: 1 | -1) =>
    named
      .filter(({ list }) => list === wanted)
      .sort((a, b) => order * (a.since - b.since) || a.answered.id - b.answered.id)
      .map(({ answered }) => answered)
  return { callBack: of('callBack', 1), thank: of('thank', -1), askForName: of('askForName', -1) }
}

function toldBy(
  store: Store,
  earlier: readonly ContactFigure[],
  contacts: readonly ContactFigure[],
  referrers: readonly number[],
) {
  const told = new Map<number, Told>()
  const of = (id: number) => {
    const known = told.get(id) ?? { low: null, nps: null, csat: null, brought: false }
    told.set(id, known)
    return known
  }
  for (const contact of earlier) if (isLow(contact, store.policy)) of(contact.customerId).low = contact
  for (const contact of contacts) {
    const { customerId, nps, csat } = contact
    if (nps === null && csat === null) continue
    const hers = of(customerId)
    if (isLow(contact, store.policy)) hers.low = contact
    if (nps !== null) hers.nps = contact
    if (csat !== null) hers.csat = contact
  }
  for (const id of referrers) of(id).brought = true
  return told
}

function nameOf(store: Store, id: number, { low, nps, csat, brought }: Told): Named | null {
  const promoter = nps?.nps != null && nps.nps >= PROMOTER
  const delighted = nps === null && csat?.csat === BEST_CSAT
  if (!low && !promoter && !delighted && !brought) return null
  const { db, now } = store
  const { unhappySince, refused } = standingOf(store, id)
  if (refused) return null
  const customer = customerById(db, id) as Customer
  const referred = referredBuyersOf(db, id, instantText(now))
  const name = (list: List, contact: ContactFigure | null, since: Instant): Named => ({
    ...{ list, since, answered: answeredBy(store, customer, contact, referred) },
  })
  // A low answer from before was put right, though she is unhappy again.
  const open = low && unhappySince !== null && Date.parse(low.at) >= unhappySince
  if (unhappySince !== null) return open ? name('callBack', low, unhappySince) : null
  if (promoter) return name(referred > 0 ? 'thank' : 'askForName', nps, Date.parse(nps.at))
  if (delighted && csat) return name('thank', csat, Date.parse(csat.at))
  // Who is thanked for a friend alone stands after those who answered.
  return brought ? name('thank', null, Number.NEGATIVE_INFINITY) : null
}

/** How she stands at the moment of the run, whatever the period. */
function standingOf(store: Store, id: number): { unhappySince: Instant | null; refused: boolean } {
  const { now, policy } = store
  const { quiets } = new Replay(store.factsOf(id, now) as Facts, policy, store.shopAt(now))
  const holding = quiets.filter((quiet) => holds(quiet, now))
  const unhappy = holding.find(({ why }) => why === 'unhappy')
  return {
    unhappySince: isUnhappy({ quiets }, now) ? (unhappy?.from ?? now) : null,
    refused: holding.some(({ why }) => why === 'refused'),
  }
}

function answeredBy(
  { zone }: Store,
  { id, name, phone }: Customer,
  contact: ContactFigure | null,
  referred: number,
): Answered {
  return {
    ...{ id, name, phone },
    at: contact && zone.text(Date.parse(contact.at)),
    nps: contact?.nps ?? null,
    csat: contact?.csat ?? null,
    reason: contact?.words ?? null,
    referred,
  }
}
