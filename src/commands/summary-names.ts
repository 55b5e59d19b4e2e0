// Whom to call back, to thank and to ask for a name, by what they answered in a period; a low answer waits till it is solved.
import { type Instant, instantText } from '../domain/day.ts'
import { isLow } from '../domain/mood.ts'
import type { Days } from '../domain/retention.ts'
import type { Standing } from '../domain/tally.ts'
import { type Answer, answersIn, lowAnswersBetween, unsolvedAnswersBefore } from '../store/answer.ts'
import { peopleByIds } from '../store/customer.ts'
import { type Pleased, pleasedBetween } from '../store/pleased.ts'
import { referredBuyers } from '../store/referral.ts'
import type { Store } from '../store/store.ts'
import { standingsOf } from '../store/tally.ts'
import type { Answered, Names } from '../ui/view/summary-document.ts'
import { spanOf } from './summary-figures.ts'

/** Answers from this one on are promoters'; a definition of NPS, and no setting. */
const PROMOTER = 9

const BEST_CSAT = 5

type List = keyof Names

/** Who stands in one of the lists, and by which answer. */
type Named = Pick<Pleased, 'customerId' | 'answerId'>

/** A list as far as it is told, and how many stand in it. */
interface Listed {
  first: Named[]
  total: number
}

/**
 * @param referrers of those who bought first in the period
 * @param most how many of each list are told; the others are only counted
 */
export function namesOf(
  store: Store,
  period: Days,
  referrers: readonly number[],
  most = Number.POSITIVE_INFINITY,
): { names: Names; unnamed: Record<List, number> } {
  const lists: Record<List, Listed> = {
    callBack: toCallBack(store, period, most),
    ...pleased(store, period, referrers, most),
  }
  const told = tell(store, [...lists.callBack.first, ...lists.thank.first, ...lists.askForName.first])
  const next = (list: List) => told.splice(0, lists[list].first.length)
  const unnamed = (list: List) => lists[list].total - lists[list].first.length
  return {
    names: { callBack: next('callBack'), thank: next('thank'), askForName: next('askForName') },
    unnamed: { callBack: unnamed('callBack'), thank: unnamed('thank'), askForName: unnamed('askForName') },
  }
}

/** Who answered low and is unhappy to this day, also by what was answered before and is not solved yet. */
function toCallBack(store: Store, period: Days, most: number): Listed {
  const { db, now, policy } = store
  const span = spanOf(store, period)
  const [from, until] = [instantText(span.from), instantText(span.until)]
  const earlier = unsolvedAnswersBefore(db, from, instantText(now)).filter((answer) => isLow(answer, policy))
  const lows = new Map<number, Answer>()
  for (const answer of [...earlier, ...lowAnswersBetween(db, policy.unhappy, from, until)])
    lows.set(answer.customerId, answer)
  const standings = standingsAt(store, [...lows.keys()])
  const waiting = [...lows].flatMap(([customerId, { id: answerId, at }]) => {
    const standing = standings.get(customerId)
    if (!standing?.unhappy || isOut(standing, now) !== 'unhappy') return []
    // A low answer from before was put right, though she is unhappy again.
    const { from: since } = standing.unhappy
    return Date.parse(at) >= since ? [{ customerId, answerId, since }] : []
  })
  waiting.sort((a, b) => a.since - b.since || a.customerId - b.customerId)
  return { first: waiting.slice(0, most), total: waiting.length }
}

/** Whom to thank and whom to ask for a name: read by how they stand, or for the past by how they are computed to stand. */
function pleased(
  store: Store,
  period: Days,
  referrers: readonly number[],
  most: number,
): Record<'thank' | 'askForName', Listed> {
  const { db, now } = store
  const { from, until } = spanOf(store, period)
  const asked = {
    ...{ from: instantText(from), until: instantText(until), now },
    ...{ promoter: PROMOTER, best: BEST_CSAT, referrers },
  }
  const rows = store.isPast(now)
    ? pleasedBetween(db, {
        ...asked,
        most,
        without: notContent(
          store,
          pleasedBetween(db, { ...asked, most: Number.POSITIVE_INFINITY, without: [] }),
        ),
      })
    : pleasedBetween(db, { ...asked, most, without: null })
  const listed = (list: Pleased['list']) => {
    const first = rows.filter((row) => row.list === list)
    return { first, total: first[0]?.total ?? 0 }
  }
  return { thank: listed('thank'), askForName: listed('askForName') }
}

/** Who of these refuses calls or is unhappy, at the moment of the run. */
function notContent(store: Store, rows: readonly Pleased[]): number[] {
  const ids = rows.map(({ customerId }) => customerId)
  return [...standingsAt(store, ids)].flatMap(([id, standing]) => (isOut(standing, store.now) ? [id] : []))
}

/** How they stand at the moment of the run, whatever the period: read where it is stored, else computed. */
function standingsAt(store: Store, ids: readonly number[]): Map<number, Standing> {
  const { db, now } = store
  if (!store.isPast(now)) return standingsOf(db, ids, now)
  return new Map([...store.talliesOf(ids, now)].map((tally) => [tally.customerId, tally]))
}

/** What keeps somebody from being thanked: nothing but a refusal keeps the unhappy from being called back. */
function isOut({ unhappy, refused }: Standing, now: Instant): 'refused' | 'unhappy' | null {
  if (refused !== null && refused <= now) return 'refused'
  return unhappy && unhappy.from <= now && now < unhappy.until ? 'unhappy' : null
}

function tell({ db, zone, now }: Store, named: readonly Named[]): Answered[] {
  const ids = named.map(({ customerId }) => customerId)
  const people = peopleByIds(db, ids)
  const referred = referredBuyers(db, ids, instantText(now))
  const answers = answersIn(
    db,
    named.flatMap(({ answerId }) => answerId ?? []),
  )
  return named.map(({ customerId: id, answerId }) => {
    const { name = '', phone = null } = people.get(id) ?? {}
    const answer = (answerId !== null && answers.get(answerId)) || null
    return {
      ...{ id, name, phone },
      at: answer && zone.text(Date.parse(answer.at)),
      nps: answer?.nps ?? null,
      csat: answer?.csat ?? null,
      reason: answer?.reason ?? null,
      referred: referred.get(id) ?? 0,
    }
  })
}
