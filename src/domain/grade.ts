// The service grade: five factors, each asked in turn, weighed into one mark out of ten.
import type { Factor } from './contact.ts'

export const BANDS = ['failed', 'again', 'delighted'] as const
/** What the grade tells of a customer: failed her, she will buy again, she is delighted. */
export type Band = (typeof BANDS)[number]

export interface FactorGrade {
  factor: Factor
  weight: number
  n: number
  /** 1–5; null without answers. */
  mean: number | null
  /** 0–1: (mean − 1)/4. */
  score: number | null
}

export interface Grade {
  /** 0–10; null while nobody was asked about fulfilment. */
  value: number | null
  band: Band | null
  /** Answers in all. */
  n: number
  /** All five, the weightiest first as FACTORS has them. */
  factors: FactorGrade[]
  /** The factor with the lowest mean, null where none is below 5; with the customer's own words where she gave any. */
  weakest: { factor: Factor; mean: number; reason: string | null } | null
}
