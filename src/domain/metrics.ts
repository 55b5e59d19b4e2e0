// Satisfaction in figures. Each says on how many answers it rests, and none claims more than that.

/** Fewer answers than this make no figure: only counts are told. */
export const ENOUGH = 10

/** The 97.5 % point of the normal distribution, for intervals of 95 %. */
const Z = 1.96

export interface Interval {
  low: number
  high: number
}

export interface Nps {
  /** −100…100, as the interval; null below ten answers. */
  value: number | null
  n: number
  promoters: number
  passives: number
  detractors: number
  low: number | null
  high: number | null
  /** Half the interval's width in points, before it is held to ±100; null below ten answers. */
  margin: number | null
}

/**
 * Net Promoter Score: the share of 9–10 less the share of 0–6, times 100. Its interval is the adjusted Wald interval:
 * N = n + 3, p = (P + ¾)/N, d = (D + ¾)/N, (p − d) ± 1.96·√((p + d − (p − d)²)/N). Source: Rocks, "Interval
 * estimation for the Net Promoter Score", The American Statistician 70, 2016.
 * @param answers 0–10, one of each customer
 */
export function npsOf(answers: readonly number[]): Nps {
  const n = answers.length
  const promoters = answers.filter((answer) => answer >= 9).length
  const detractors = answers.filter((answer) => answer <= 6).length
  const counts = { n, promoters, passives: n - promoters - detractors, detractors }
  if (n < ENOUGH) return { value: null, ...counts, low: null, high: null, margin: null }
  const size = n + 3
  const p = (promoters + 0.75) / size
  const d = (detractors + 0.75) / size
  const margin = Z * Math.sqrt((p + d - (p - d) ** 2) / size)
  const bounded = (score: number) => 100 * Math.min(1, Math.max(-1, score))
  const value = (100 * (promoters - detractors)) / n
  const [low, high] = [bounded(p - d - margin), bounded(p - d + margin)]
  return { value, ...counts, low, high, margin: 100 * margin }
}

/**
 * Wilson's score interval for a proportion, which stays inside 0…1 and holds for few answers. Source: E. B. Wilson,
 * "Probable inference, the law of succession, and statistical inference", 1927.
 * @returns null of nothing
 */
export function wilson(successes: number, n: number): Interval | null {
  if (n === 0) return null
  const share = successes / n
  const spread = Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))
  const scale = 1 + Z ** 2 / n
  const middle = share + Z ** 2 / (2 * n)
  // A rounding error must push no bound beyond 0, 1 or the share itself.
  return {
    low: Math.min(share, Math.max(0, (middle - spread) / scale)),
    high: Math.max(share, Math.min(1, (middle + spread) / scale)),
  }
}

export interface Csat {
  /** Share of 4–5 on 1–5; null without answers, as the interval. */
  share: number | null
  n: number
  satisfied: number
  low: number | null
  high: number | null
}

/** Customer satisfaction: the share of 4 and 5 among all answers on 1–5, with Wilson's interval. */
export function csatOf(answers: readonly number[]): Csat {
  return csatOfCounts({ n: answers.length, satisfied: answers.filter((answer) => answer >= 4).length })
}

/** The same of answers that were counted already. */
export function csatOfCounts({ n, satisfied }: Pick<Csat, 'n' | 'satisfied'>): Csat {
  const { low, high } = wilson(satisfied, n) ?? { low: null, high: null }
  return { share: shareOf(satisfied, n), n, satisfied, low, high }
}

/** The latest 0–10 answer of each customer. @param contacts in time order */
export function latestAnswers(contacts: readonly { customerId: number; nps: number | null }[]): number[] {
  const latest = new Map<number, number>()
  for (const { customerId, nps } of contacts) if (nps !== null) latest.set(customerId, nps)
  return [...latest.values()]
}

/** A part of a whole; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}

/** How many people may have heard of the shop from those who answered. */
export interface WordOfMouth {
  good: number
  bad: number
}

/**
 * An estimate of them: a promoter tells two, a detractor ten. A rule of thumb of the trade, no measurement. Source:
 * domain.md of the design, "Word of mouth".
 */
export function wordOfMouth({ promoters, detractors }: Pick<Nps, 'promoters' | 'detractors'>): WordOfMouth {
  return { good: 2 * promoters, bad: 10 * detractors }
}
