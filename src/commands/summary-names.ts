// Whom to call back, to thank and to ask for a name, by what they answered in a period; a low answer waits till it is solved.
import { type Instant, instantText } from '../domain/day.ts'
import { isLow } from '../domain/mood.ts'
import type { Standing } from '../domain/tally.ts'
import { type Answer, wordsOf } from '../store/contact.ts'
import { type Customer, customersByIds, referredBuyers } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { standingsOf } from '../store/tally.ts'
import type { Answered, Names } from '../ui/view/summary-document.ts'

/** Answers from this one on are promoters'; a definition of NPS, and no setting. */
const PROMOTER = 9

const BEST_CSAT = 5

/** What one customer answered in the period, the latest of each; a low answer may be older. */
interface Told {
  low: Answer | null
  nps: Answer | null
  csat: Answer | null
  /** A friend of hers bought for the first time. */
  brought: boolean
}

type List = keyof Names

/** Who stands in one of the lists, since when, and by which answer. */
interface Named {
  id: number
  list: List
  since: Instant
  answer: Answer | null
}

const LISTS = ['callBack', 'thank', 'askForName'] as const satisfies readonly List[]

/**
 * @param earlier answers from before the period, of those whose cases are not solved yet, in time order
 * @param answers all of the period, in time order
 * @param referrers of those who bought first in it
 * @param most how many of each list are told; the others are only counted
 */
export function namesOf(
  store: Store,
  earlier: readonly Answer[],
  answers: readonly Answer[],
  referrers: readonly number[],
  most = Number.POSITIVE_INFINITY,
): { names: Names; unnamed: Record<List, number> } {
  const told = [...toldBy(store, earlier, answers, referrers)].filter(([, hers]) => isAsked(hers))
  const ids = told.map(([id]) => id)
  const standings = standingsAt(store, ids)
  const promoters = told.filter(([, hers]) => isPromoter(hers)).map(([id]) => id)
  const friends = referredBuyers(store.db, promoters, instantText(store.now))
  const named = told.flatMap(
    ([id, hers]) => nameOf(id, hers, standings.get(id) ?? CONTENT, friends.get(id) ?? 0, store.now) ?? [],
  )
  const names: Names = { callBack: [], thank: [], askForName: [] }
  const unnamed = { callBack: 0, thank: 0, askForName: 0 }
  for (const list of LISTS) {
    const order = list === 'callBack' ? 1 : -1
    const whole = named
      .filter((one) => one.list === list)
      .sort((a, b) => order * (a.since - b.since) || a.id - b.id)
    names[list] = tell(store, whole.slice(0, most))
    unnamed[list] = whole.length - names[list].length
  }
  return { names, unnamed }
}

function toldBy(
  store: Store,
  earlier: readonly Answer[],
  answers: readonly Answer[],
  referrers: readonly number[],
) {
  const told = new Map<number, Told>()
  const of = (id: number) => {
    const known = told.get(id) ?? { low: null, nps: null, csat: null, brought: false }
    told.set(id, known)
    return known
  }
  for (const answer of earlier) if (isLow(answer, store.policy)) of(answer.customerId).low = answer
  for (const answer of answers) {
    const { customerId, nps, csat } = answer
    if (nps === null && csat === null) continue
    const hers = of(customerId)
    if (isLow(answer, store.policy)) hers.low = answer
    if (nps !== null) hers.nps = answer
    if (csat !== null) hers.csat = answer
  }
  for (const id of referrers) of(id).brought = true
  return told
}

const isPromoter = ({ nps }: Told) => nps?.nps != null && nps.nps >= PROMOTER
const isDelighted = ({ nps, csat }: Told) => nps === null && csat?.csat === BEST_CSAT

/** Whether anything she told may bring her onto a list. */
function isAsked(told: Told): boolean {
  return told.low !== null || told.brought || isPromoter(told) || isDelighted(told)
}

/** Who has nothing stored against her. */
const CONTENT: Standing = { unhappy: null, refused: null }

/** How they stand at the moment of the run, whatever the period: read where it is stored, else computed. */
function standingsAt(store: Store, ids: readonly number[]): Map<number, Standing> {
  const { db, now } = store
  if (!store.isPast(now)) return standingsOf(db, ids)
  return new Map([...store.talliesOf(ids, now)].map((tally) => [tally.customerId, tally]))
}

function nameOf(
  id: number,
  told: Told,
  { unhappy, refused }: Standing,
  referred: number,
  now: Instant,
): Named | null {
  if (refused !== null && refused <= now) return null
  const { low, nps, csat, brought } = told
  const name = (list: List, answer: Answer | null, since: Instant): Named => ({ id, list, since, answer })
  if (unhappy && unhappy.from <= now && now < unhappy.until) {
    // A low answer from before was put right, though she is unhappy again.
    const isOpen = low !== null && Date.parse(low.at) >= unhappy.from
    return isOpen ? name('callBack', low, unhappy.from) : null
  }
  if (nps && isPromoter(told)) return name(referred > 0 ? 'thank' : 'askForName', nps, Date.parse(nps.at))
  if (csat && isDelighted(told)) return name('thank', csat, Date.parse(csat.at))
  // Who is thanked for a friend alone stands after those who answered.
  return brought ? name('thank', null, Number.NEGATIVE_INFINITY) : null
}

function tell({ db, zone, now }: Store, named: readonly Named[]): Answered[] {
  const ids = named.map(({ id }) => id)
  const people = customersByIds(db, ids)
  const referred = referredBuyers(db, ids, instantText(now))
  const words = wordsOf(
    db,
    named.flatMap(({ answer }) => answer?.id ?? []),
  )
  return named.map(({ answer }, i) => {
    const { id, name, phone } = people[i] as Customer
    return {
      ...{ id, name, phone },
      at: answer && zone.text(Date.parse(answer.at)),
      nps: answer?.nps ?? null,
      csat: answer?.csat ?? null,
      reason: (answer && words.get(answer.id)) ?? null,
      referred: referred.get(id) ?? 0,
    }
  })
}
