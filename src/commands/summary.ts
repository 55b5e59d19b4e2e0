// aftersales summary: whether the service works, whom to call back, thank and ask, and who comes back.
import type { Context } from '../context.ts'
import { caseStateAt } from '../domain/case.ts'
import { complaintsByFactor } from '../domain/case-metrics.ts'
import { type Day, instantText } from '../domain/day.ts'
import { wordOfMouth } from '../domain/metrics.ts'
import { ratingsOf } from '../domain/product-rating.ts'
import { callEffect, cohortsOf, type Days, secondPurchases } from '../domain/retention.ts'
import { shopFigures } from '../domain/shop-figures.ts'
import { openCases, recordOf } from '../store/case.ts'
import { contactsBetween, unsolvedAnswersBefore } from '../store/contact.ts'
import type { Store } from '../store/store.ts'
import { viewSummary } from '../ui/view/summary.ts'
import type { SummaryDocument } from '../ui/view/summary-document.ts'
import { firstDay, type Period, type PeriodFlags, periodBefore, readPeriod, trendOf } from './period.ts'
import { newBuyers, periodBuyers, productAnswers } from './summary-buyers.ts'
import { casesOf, changesOf, figuresOf, spanOf, trendPoints } from './summary-figures.ts'
import { namesOf } from './summary-names.ts'

export interface SummaryFlags extends PeriodFlags {
  allDetails?: boolean
}

/** @throws AppError input.invalid */
export async function summary(context: Context, flags: SummaryFlags): Promise<void> {
  const store = await context.read()
  const first = firstDay(store)
  const period = await readPeriod(store, flags, first)
  const document = store.look(() => summarize(store, period, first, flags.compare === true))
  context.show(document, (shown) => viewSummary(shown, context.page(store), flags.allDetails === true))
}

/** @param first the day of the first thing that happened in the shop; null before it */
export function summarize(
  store: Store,
  period: Period,
  first: Day | null,
  compare: boolean,
): SummaryDocument {
  const { zone, now, policy, settings } = store
  const contacts = contactsOf(store, period)
  const figures = figuresOf(store, period, contacts)
  const before = compare ? periodBefore(period) : null
  const previous = before && figuresOf(store, before, contactsOf(store, before))
  const buyers = newBuyers(store, period)
  const friends = buyers.filter(({ day }) => day >= period.from)
  const nothingBefore = first === null || first >= period.from
  return {
    ...figures,
    names: namesOf(
      store,
      unsolvedAnswersBefore(store.db, instantText(spanOf(store, period).from), instantText(now)),
      contacts,
      friends.flatMap(({ referredById }) => referredById ?? []),
    ),
    secondPurchase: secondPurchases(buyers, period),
    callEffect: callEffect(buyers, period, policy),
    cohorts: cohortsOf(buyers, period, zone.day(now)),
    byProduct: ratingsOf(productAnswers(store, contacts)),
    wordOfMouth: wordOfMouth(figures.nps),
    trend: trendPoints(store, trendOf(period, first)),
    shop: { ...shopFigures(periodBuyers(store, period, nothingBefore)), currency: settings.currency },
    complaintsByFactor: complaintsByFactor(casesOf(store, period)),
    openCases: openNow(store),
    previous,
    changes: previous && changesOf(figures, previous),
  }
}

function openNow({ db, now }: Store): SummaryDocument['openCases'] {
  const open = openCases(db, instantText(now), { kind: null, customerId: null })
  const unanswered = open.filter((stored) => caseStateAt(recordOf(stored), now) === 'unanswered')
  return { open: open.length, unanswered: unanswered.length }
}

function contactsOf(store: Store, days: Days) {
  const { from, until } = spanOf(store, days)
  return contactsBetween(store.db, instantText(from), instantText(until))
}
