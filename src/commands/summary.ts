// aftersales summary: whether the service works, whom to call back, thank and ask, and who comes back.
import type { Context } from '../context.ts'
import { caseStateAt } from '../domain/case.ts'
import { complaintsByFactor } from '../domain/case-metrics.ts'
import { type Day, instantText } from '../domain/day.ts'
import { wordOfMouth } from '../domain/metrics.ts'
import { ratingsOf } from '../domain/product-rating.ts'
import { callEffect, cohortsOf, secondPurchases } from '../domain/retention.ts'
import { shopFigures } from '../domain/shop-figures.ts'
import { openCaseFacts } from '../store/case-facts.ts'
import type { Store } from '../store/store.ts'
import { viewScreen, viewWhole } from '../ui/view/summary.ts'
import type { SummaryDocument, SummaryScreen } from '../ui/view/summary-document.ts'
import { SHOWN } from '../ui/view/summary-names.ts'
import { firstDay, type Period, type PeriodFlags, periodBefore, readPeriod, trendOf } from './period.ts'
import { newBuyers, periodBuyers, productAnswers, referrersIn, returnsIn } from './summary-buyers.ts'
import { answersOf, casesOf, changesOf, csatPoints, figuresOf, trendPoints } from './summary-figures.ts'
import { namesOf } from './summary-names.ts'

export interface SummaryFlags extends PeriodFlags {
  allDetails?: boolean
}

/** @throws AppError input.invalid */
export async function summary(context: Context, flags: SummaryFlags): Promise<void> {
  const store = await context.read()
  const first = firstDay(store)
  const period = await readPeriod(store, flags, first)
  const span: Asked = { period, first, compare: flags.compare === true }
  if (context.json || flags.allDetails === true) {
    const document = store.look(() => summarize(store, span))
    context.show(document, (shown) => viewWhole(shown, context.page(store)))
  } else {
    const document = store.look(() => firstScreen(store, span))
    context.show(document, (shown) => viewScreen(shown, context.page(store)))
  }
}

export interface Asked {
  period: Period
  /** The day of the first thing that happened in the shop; null before it. */
  first: Day | null
  /** Whether the period before is told too. */
  compare: boolean
}

/** All there is to tell. */
export function summarize(store: Store, asked: Asked): SummaryDocument {
  const { zone, now, settings } = store
  const { period, first } = asked
  const {
    names,
    unnamed: _,
    secondPurchase,
    callEffect,
    trend: _counted,
    openCases,
    previous,
    changes,
    ...figures
  } = screenOf(store, asked, Number.POSITIVE_INFINITY)
  const nothingBefore = first === null || first >= period.from
  return {
    ...figures,
    ...{ names, secondPurchase, callEffect },
    cohorts: cohortsOf(newBuyers(store, period), period, zone.day(now)),
    byProduct: ratingsOf(productAnswers(store, answersOf(store, period))),
    wordOfMouth: wordOfMouth(figures.nps),
    trend: trendPoints(store, trendOf(period, first)),
    shop: { ...shopFigures(periodBuyers(store, period, nothingBefore)), currency: settings.currency },
    complaintsByFactor: complaintsByFactor(casesOf(store, period)),
    ...{ openCases, previous, changes },
  }
}

/** What the first screen tells, without looking for more than that. */
export function firstScreen(store: Store, asked: Asked): SummaryScreen {
  return screenOf(store, asked, SHOWN)
}

function screenOf(store: Store, { period, first, compare }: Asked, most: number): SummaryScreen {
  const figures = figuresOf(store, period)
  const before = compare ? periodBefore(period) : null
  const previous = before && figuresOf(store, before)
  const returns = returnsIn(store, period)
  return {
    ...figures,
    ...namesOf(store, period, referrersIn(store, period), most),
    secondPurchase: secondPurchases(returns),
    callEffect: callEffect(returns),
    trend: csatPoints(store, trendOf(period, first)),
    openCases: openNow(store),
    previous,
    changes: previous && changesOf(figures, previous),
  }
}

function openNow({ db, now }: Store): SummaryDocument['openCases'] {
  const open = openCaseFacts(db, instantText(now))
  const unanswered = open.filter((opened) => caseStateAt(opened, now) === 'unanswered')
  return { open: open.length, unanswered: unanswered.length }
}
