// Numbers that contradict each other: each is found, told by name, and mended by what is proposed.
import { expect, test } from 'vitest'
import { type FlawCode, flawsOf } from '../../src/domain/cadence-flaws.ts'
import { DEFAULT_POLICY, policyWith } from '../../src/domain/policy.ts'

const withNumbers = (numbers: Record<string, number>) => policyWith(new Map(Object.entries(numbers)))

test('there are none in the cadence that ships', () => expect(flawsOf(DEFAULT_POLICY)).toEqual([]))

test.each<[FlawCode, string, Record<string, number>]>([
  ['order', 'checkIn.opensAfterDays', { 'checkIn.opensAfterDays': 20, 'firstUse.closesAfterDays': 19 }],
  ['deadlineLate', 'firstUse.dueAfterHours', { 'firstUse.dueAfterHours': 200 }],
  ['deadlineEarly', 'firstUse.dueAfterHours', { 'firstUse.opensAfterDays': 3 }],
  ['gap', 'firstUse.closesAfterDays', { 'firstUse.closesAfterDays': 5 }],
  ['gap', 'checkIn.closesAfterDays', { 'checkIn.closesAfterDays': 30 }],
  ['overlap', 'firstUse.closesAfterDays', { 'firstUse.closesAfterDays': 8 }],
  ['winBackFirst', 'reorder.unknownClosesAfterDays', { 'winBack.silenceDays': 119 }],
  ['neverInTouch', 'keepInTouch.everyDays', { 'keepInTouch.everyDays': 121 }],
  ['noSecondTry', 'winBack.secondAfterDays', { 'winBack.secondAfterDays': 246 }],
  ['noCheckIn', 'hush.days', { 'hush.days': 34 }],
  ['runsOutFirst', 'reorder.shortestRunOutDays', { 'reorder.shortestRunOutDays': 7 }],
])('%s: %s', (code, key, numbers) => {
  const policy = withNumbers(numbers)
  const found = flawsOf(policy)
  expect(found.map((flaw) => [flaw.code, flaw.key])).toEqual([[code, key]])
  const mend = found[0]?.mend
  if (!mend) throw new Error('nothing is proposed')
  const mended = flawsOf(policyWith(new Map([[mend.key, mend.value]]), policy))
  expect(mended.filter((flaw) => flaw.code === code && flaw.key === key)).toEqual([])
})

test.each([
  ['deadlineLate', { 'firstUse.dueAfterHours': 192 }],
  ['deadlineEarly', { 'firstUse.opensAfterDays': 2 }],
  ['winBackFirst', { 'winBack.silenceDays': 120 }],
  ['neverInTouch', { 'keepInTouch.everyDays': 120 }],
  ['noSecondTry', { 'winBack.secondAfterDays': 245 }],
  ['noCheckIn', { 'hush.days': 33 }],
  ['runsOutFirst', { 'reorder.shortestRunOutDays': 8 }],
] as const)('%s is not one day too strict', (_, numbers) => expect(flawsOf(withNumbers(numbers))).toEqual([]))

test('proposes nothing that another number forbids', () => {
  const [flaw] = flawsOf(
    withNumbers({
      'checkIn.opensAfterDays': 50,
      'firstUse.closesAfterDays': 49,
      'reorder.unknownOpensAfterDays': 36,
    }),
  )
  expect(flaw).toMatchObject({ code: 'order', key: 'checkIn.opensAfterDays', mend: null })
})
