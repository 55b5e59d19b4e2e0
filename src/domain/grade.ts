// The service grade: five factors, each asked in turn, weighed into one mark out of ten.
import { FACTORS, type Factor } from './contact.ts'
import type { Policy } from './policy.ts'

export const BANDS = ['failed', 'again', 'delighted'] as const
/** What the grade tells of a customer: failed her, she will buy again, she is delighted. */
export type Band = (typeof BANDS)[number]

/** How often a factor was given a mark. */
export interface FactorCount {
  factor: Factor
  /** 1–5. */
  score: number
  n: number
}

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

/** An answer up to this one says what is wrong. */
export const CRITICAL = 3

/** The best answer. */
const BEST = 5

/**
 * The mark: 10 · Σ w·s ÷ Σ w over the factors that were answered, s = (mean − 1)/4 of each; none without fulfilment,
 * be it that nobody was asked about it or that it weighs nothing.
 * Source: domain.md of the design, "Service grade"; the weights and the bounds of the bands are settings.
 * @param wordsOn what was last said of a factor by whoever gave it a critical mark; null where nothing was
 */
export function gradeOf(
  counts: readonly FactorCount[],
  { grade }: Pick<Policy, 'grade'>,
  wordsOn: (factor: Factor) => string | null,
): Grade {
  const factors = FACTORS.map((factor) => factorGrade(factor, counts, grade[`${factor}Weight`]))
  const value = markOf(factors)
  return {
    value,
    band: value === null ? null : bandOf(value, grade),
    n: sumOf(counts, ({ n }) => n),
    factors,
    weakest: weakestOf(factors, wordsOn),
  }
}

const sumOf = (counts: readonly FactorCount[], part: (count: FactorCount) => number) =>
  counts.reduce((sum, count) => sum + part(count), 0)

function factorGrade(factor: Factor, counts: readonly FactorCount[], weight: number): FactorGrade {
  const given = counts.filter((count) => count.factor === factor)
  const n = sumOf(given, (count) => count.n)
  if (n === 0) return { factor, weight, n, mean: null, score: null }
  const mean = sumOf(given, (count) => count.n * count.score) / n
  return { factor, weight, n, mean, score: (mean - 1) / (BEST - 1) }
}

function markOf(factors: readonly FactorGrade[]): number | null {
  if (
    factors.some(({ factor, score, weight }) => factor === 'fulfilment' && (score === null || weight === 0))
  )
    return null
  let [sum, weights] = [0, 0]
  for (const { weight, score } of factors) {
    if (score === null) continue
    sum += weight * score
    weights += weight
  }
  return (10 * sum) / weights
}

function bandOf(value: number, { failedAtMost, delightedFrom }: Policy['grade']): Band {
  // A sum of fractions may miss a bound that it reaches on paper.
  const mark = Math.round(value * 1e6) / 1e6
  if (mark <= failedAtMost) return 'failed'
  return mark < delightedFrom ? 'again' : 'delighted'
}

function weakestOf(
  factors: readonly FactorGrade[],
  wordsOn: (factor: Factor) => string | null,
): Grade['weakest'] {
  let weakest: { factor: Factor; mean: number } | null = null
  for (const { factor, mean, weight } of factors) {
    if (weight > 0 && mean !== null && mean < (weakest?.mean ?? BEST)) weakest = { factor, mean }
  }
  if (!weakest) return null
  return { ...weakest, reason: wordsOn(weakest.factor) }
}
