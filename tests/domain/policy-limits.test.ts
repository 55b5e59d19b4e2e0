// What each number of the policy may be.
import { expect, it } from 'vitest'
import { DEFAULT_POLICY, policyKeys, policyWith } from '../../src/domain/policy.ts'
import { limitsOf, numberOf } from '../../src/domain/policy-limits.ts'

it('every default is within its limits', () => {
  for (const [key, value] of policyKeys()) {
    const { least, most, whole } = limitsOf(key, DEFAULT_POLICY)
    expect(value >= least && value <= most && (!whole || Number.isInteger(value)), key).toBe(true)
    expect(numberOf(key, DEFAULT_POLICY), key).toBe(value)
  }
})

it('a window opens before it closes', () => {
  expect(limitsOf('checkIn.dueAfterDays', DEFAULT_POLICY)).toEqual({ least: 8, most: 35, whole: true })
  const later = policyWith(new Map([['checkIn.opensAfterDays', 12]]))
  expect(limitsOf('checkIn.dueAfterDays', later).least).toBe(12)
})

it.each([
  ['unhappy.npsAtMost', 0, 10, true],
  ['unhappy.csatAtMost', 1, 5, true],
  ['keepInTouch.everyDays', 7, 3650, true],
  ['loyalty.atRiskIntervals', 0.5, 100, false],
  ['timeBox.minutesPerCall', 0.5, 1440, false],
  ['noAnswer.attempts', 1, 1000, true],
  ['grade.empathyWeight', 0, 100, false],
  ['grade.failedAtMost', 0, 9.5, false],
  ['grade.delightedFrom', 5, 10, false],
] as const)('%s: %d to %d', (key, least, most, whole) => {
  expect(limitsOf(key, DEFAULT_POLICY)).toEqual({ least, most, whole })
})
