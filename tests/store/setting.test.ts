// What the settings make of the policy, also where somebody spoilt them by hand.
import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { policyOf } from '../../src/store/setting.ts'

test('a number of hers takes the place of ours', () => {
  const policy = policyOf(new Map([['keepInTouch.everyDays', 90]]))
  expect(policy.keepInTouch.everyDays).toBe(90)
  expect({ ...policy, keepInTouch: DEFAULT_POLICY.keepInTouch }).toEqual(DEFAULT_POLICY)
})

test.each<[string, unknown]>([
  // A rhythm of no days at all would plan for ever.
  ['keepInTouch.everyDays', 0],
  ['keepInTouch.everyDays', '90'],
  ['keepInTouch.everyDays.more', 0],
  ['keepInTouch.unheardOf', 5],
  ['unheardOf.everyDays', 5],
  ['keepInTouch', 5],
  ['constructor.length', 5],
  ['keepInTouch.toString', 5],
  ['', 5],
])('%s = %j is none of them', (key, value) => {
  expect(policyOf(new Map([[key, value]]))).toEqual(DEFAULT_POLICY)
})
