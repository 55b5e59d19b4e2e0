// The service grade against examples worked by hand, and laws that hold for any answers.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FACTORS, type Factor } from '../../src/domain/contact.ts'
import { CRITICAL, type Grade, gradeOf } from '../../src/domain/grade.ts'
import { DEFAULT_POLICY, type Policy, policyWith } from '../../src/domain/policy.ts'

interface Said {
  factor: Factor
  score: number
  words: string | null
}

const answer = (factor: Factor, score: number, words: string | null = null): Said => ({
  ...{ factor, score, words },
})

/** The grade of answers in time order. */
function graded(answers: readonly Said[], policy: Policy): Grade {
  const isCriticalOf = (factor: Factor) => (one: Said) =>
    one.factor === factor && one.score <= CRITICAL && one.words !== null
  return gradeOf(
    answers.map(({ factor, score }) => ({ factor, score, n: 1 })),
    policy,
    (factor) => answers.findLast(isCriticalOf(factor))?.words ?? null,
  )
}
const grade = (...answers: Said[]) => graded(answers, DEFAULT_POLICY)

describe('the grade', () => {
  it('weighs fulfilment six times', () => {
    // Fulfilment (5 + 4)/2 = 4.5 → 0.875, empathy 3 → 0.5: 10 · (6 · 0.875 + 0.5)/7 = 57.5/7.
    const { value, n, factors } = grade(
      answer('fulfilment', 5),
      answer('empathy', 3),
      answer('fulfilment', 4),
    )
    expect(value).toBeCloseTo(57.5 / 7, 12)
    expect(n).toBe(3)
    expect(factors).toEqual([
      { factor: 'fulfilment', weight: 6, n: 2, mean: 4.5, score: 0.875 },
      { factor: 'responsiveness', weight: 1, n: 0, mean: null, score: null },
      { factor: 'assurance', weight: 1, n: 0, mean: null, score: null },
      { factor: 'empathy', weight: 1, n: 1, mean: 3, score: 0.5 },
      { factor: 'tangibles', weight: 1, n: 0, mean: null, score: null },
    ])
  })

  it('is none without fulfilment, nor where that weighs nothing', () => {
    expect(grade(answer('empathy', 5))).toMatchObject({ value: null, band: null, n: 1 })
    expect(grade()).toMatchObject({ value: null, band: null, n: 0, weakest: null })
    const weightless = policyWith(new Map([['grade.fulfilmentWeight', 0]]))
    expect(graded([answer('fulfilment', 5)], weightless).value).toBeNull()
    const others = graded([answer('fulfilment', 5), answer('empathy', 3)], weightless)
    expect(others).toMatchObject({ value: null, weakest: { factor: 'empathy' } })
    expect(graded([answer('fulfilment', 1)], weightless).weakest).toBeNull()
  })

  it.each([
    [[1], 0, 'failed'],
    [[3], 5, 'failed'],
    [[3, 3, 3, 4], 5.625, 'again'],
    [[5, 5, 5, 5, 4], 9.5, 'delighted'],
    [[5, 5, 5, 4], 9.375, 'again'],
    [[5], 10, 'delighted'],
  ] as const)('of fulfilment %j is %d: %s', (scores, value, band) => {
    const mark = grade(...scores.map((score) => answer('fulfilment', score)))
    expect(mark.value).toBeCloseTo(value, 12)
    expect(mark.band).toBe(band)
  })

  it('reaches a bound that only rounding keeps it from', () => {
    // 10 · (0.1 · 0.75 + 0.7 · 0.75)/0.8 is 7.5 on paper, and a little less as a computer's fractions.
    const policy = policyWith(
      new Map([
        ['grade.fulfilmentWeight', 0.1],
        ['grade.empathyWeight', 0.7],
        ['grade.delightedFrom', 7.5],
      ]),
    )
    const mark = graded([answer('fulfilment', 4), answer('empathy', 4)], policy)
    expect(mark.value).toBeLessThan(7.5)
    expect(mark.band).toBe('delighted')
  })

  it('takes weights and bands from the settings', () => {
    const policy = policyWith(
      new Map([
        ['grade.fulfilmentWeight', 1],
        ['grade.failedAtMost', 8],
        ['grade.delightedFrom', 8.2],
      ]),
    )
    const mark = (...answers: Said[]) => graded(answers, policy)
    // 10 · (1 + 0.5)/2.
    expect(mark(answer('fulfilment', 5), answer('tangibles', 3))).toMatchObject({
      ...{ value: 7.5, band: 'failed' },
    })
    expect(mark(answer('fulfilment', 5), answer('tangibles', 4))).toMatchObject({ band: 'delighted' })
  })
})

describe('the weakest factor', () => {
  it('has the lowest mean, and the latest words of who was critical of it', () => {
    const { weakest } = grade(
      answer('tangibles', 2, 'The box was torn'),
      answer('fulfilment', 3, 'A day late'),
      answer('tangibles', 3, 'The label was smeared'),
      answer('tangibles', 1),
      answer('tangibles', 4, 'Nicer now'),
      answer('empathy', 3, 'A little short with me'),
    )
    expect(weakest).toEqual({ factor: 'tangibles', mean: 2.5, reason: 'The label was smeared' })
  })

  it('of equal ones is the weightier, and says nothing where nobody gave a reason', () => {
    const { weakest } = grade(answer('tangibles', 4, 'fine'), answer('assurance', 4))
    expect(weakest).toEqual({ factor: 'assurance', mean: 4, reason: null })
  })

  it('is none where all is best', () => {
    expect(grade(answer('fulfilment', 5), answer('empathy', 5)).weakest).toBeNull()
  })
})

const answers: fc.Arbitrary<Said[]> = fc.array(
  fc.record({
    factor: fc.constantFrom(...FACTORS),
    score: fc.integer({ min: 1, max: 5 }),
    words: fc.constant(null),
  }),
  { maxLength: 40 },
)

describe('for any answers the grade', () => {
  it('is 0 to 10, does not depend on their order, and counts them all', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const forwards = graded(given, DEFAULT_POLICY)
        const backwards = graded([...given].reverse(), DEFAULT_POLICY)
        expect(backwards).toEqual(forwards)
        expect(forwards.n).toBe(given.length)
        expect(forwards.value === null).toBe(!given.some(({ factor }) => factor === 'fulfilment'))
        if (forwards.value === null) return
        expect(forwards.value).toBeGreaterThanOrEqual(0)
        expect(forwards.value).toBeLessThanOrEqual(10)
      }),
    )
  })

  it('is the same of answers that were counted first', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const counts = FACTORS.flatMap((factor) =>
          [1, 2, 3, 4, 5].map((score) => ({
            ...{ factor, score },
            n: given.filter((one) => one.factor === factor && one.score === score).length,
          })),
        )
        expect(gradeOf(counts, DEFAULT_POLICY, () => null)).toEqual(graded(given, DEFAULT_POLICY))
      }),
    )
  })

  it('does not depend on the scale of the weights', () => {
    const weights = fc.tuple(...FACTORS.map(() => fc.integer({ min: 1, max: 20 })))
    fc.assert(
      fc.property(answers, weights, fc.integer({ min: 2, max: 5 }), (given, chosen, times) => {
        const weighed = (scale: number) =>
          policyWith(
            new Map(FACTORS.map((factor, i) => [`grade.${factor}Weight`, (chosen[i] as number) * scale])),
          )
        const [once, scaled] = [graded(given, weighed(1)), graded(given, weighed(times))]
        expect(scaled.band).toBe(once.band)
        if (once.value === null) expect(scaled.value).toBeNull()
        else expect(scaled.value).toBeCloseTo(once.value, 9)
      }),
    )
  })

  it('rises with a better answer', () => {
    fc.assert(
      fc.property(answers, fc.nat(39), (given, index) => {
        const worse = given[index]
        fc.pre(worse !== undefined && worse.score < 5)
        const better = given.with(index, { ...(worse as Said), score: 5 })
        const [before, after] = [graded(given, DEFAULT_POLICY), graded(better, DEFAULT_POLICY)]
        if (before.value === null) expect(after.value).toBeNull()
        else expect(after.value).toBeGreaterThan(before.value)
      }),
    )
  })
})
