// The summary as data: what `summary --json` writes, and what the screen is made of.
import type { ContactCounts, FirstCalls, HandlingTime, Reach } from '../../domain/calls.ts'
import type { FactorComplaints, FirstContact, ReplyTime } from '../../domain/case-metrics.ts'
import type { Change } from '../../domain/change.ts'
import type { Grade } from '../../domain/grade.ts'
import type { Csat, Nps, WordOfMouth } from '../../domain/metrics.ts'
import type { ProductRating } from '../../domain/product-rating.ts'
import type { PromiseShare } from '../../domain/promise.ts'
import type { CallEffect, Cohort, SecondPurchase } from '../../domain/retention.ts'
import type { ShopFigures } from '../../domain/shop-figures.ts'
import type { SalesFigure } from '../../store/figures.ts'

/** First and last local day. */
export interface Period {
  from: string
  to: string
}

/** A customer with the answer that brought her here. */
export interface Answered {
  id: number
  name: string
  phone: string | null
  /** When she answered; null for who is thanked for a friend alone. */
  at: string | null
  nps: number | null
  csat: number | null
  reason: string | null
  /** How many customers she brought who bought. */
  referred: number
}

/** Nobody stands in two of the lists, and nobody who asked not to be called in any. */
export interface Names {
  /** A low answer up to the end of the period, and unhappy to this day; who waits longest first. */
  callBack: Answered[]
  /** Content, and brought a friend already, or gave a 5 of 5; the latest answer first. */
  thank: Answered[]
  /** Gave a 9 or 10, is content and has brought nobody yet; the latest answer first. */
  askForName: Answered[]
}

/** The figures that another period is compared by. */
export interface Figures extends Period {
  contacts: ContactCounts
  reach: Reach
  firstCall48h: FirstCalls & { share: number | null }
  nps: Nps
  csat: Csat
  aht: HandlingTime
  grade: Grade
  /** Of the cases opened in the period, as the next. */
  fcr: FirstContact
  replyTime: ReplyTime
  /** The seller's promises due in the period. */
  promises: PromiseShare
  sales: SalesFigure & { currency: string }
}

export interface CsatPoint extends Period {
  csat: Csat
}

export interface TrendPoint extends CsatPoint {
  nps: Nps
}

/** What changed since the period before; null where either has too few answers to say. */
export interface Changes {
  /** In points. */
  nps: Change | null
  /** Shares of one, as the next two. */
  csat: Change | null
  reach: Change | null
  firstCall48h: Change | null
}

/** What the first screen tells. */
export interface SummaryScreen extends Figures {
  names: Names
  /** How many of each list are left out there; everybody stands in the whole summary. */
  unnamed?: Record<keyof Names, number>
  secondPurchase: SecondPurchase[]
  callEffect: CallEffect[]
  /** Periods of equal kind, the oldest first, this one last. */
  trend: CsatPoint[]
  /** Of all cases, whenever opened, at the moment of the figures. */
  openCases: { open: number; unanswered: number }
  /** The period before, as `--compare` asks. */
  previous: Figures | null
  changes: Changes | null
}

export interface SummaryDocument extends SummaryScreen {
  cohorts: Cohort[]
  byProduct: ProductRating[]
  wordOfMouth: WordOfMouth
  trend: TrendPoint[]
  shop: ShopFigures & { currency: string }
  complaintsByFactor: FactorComplaints[]
}
