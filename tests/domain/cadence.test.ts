// The edges of the windows that no whole life is likely to touch.
import { expect, test } from 'vitest'
import { keepInTouchTouches, lapse, winBackTouch } from '../../src/domain/cadence.ts'
import type { Day } from '../../src/domain/day.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import type { Touch } from '../../src/domain/touch.ts'
import { MOSCOW, shopOf } from './story.ts'

const shop = shopOf(MOSCOW, 0)

/** First and last day of a window, and in which mood it lives. */
const said = ({ opens, closes, mood }: Touch): [Day, Day, Touch['mood']] => [
  MOSCOW.day(opens),
  MOSCOW.day(closes - 1),
  mood,
]

test.each([
  // More than 120 days, or more than twice her interval; until the later of 365 days and three times it.
  [10, 121, 365],
  [60, 121, 365],
  [60.4, 121, 365],
  [60.5, 122, 365],
  [121.6, 244, 365],
  [122, 245, 366],
  [130.5, 262, 391],
])('with %d days between purchases she lapses on day %i and rests after %i', (interval, from, until) => {
  expect(lapse(0, interval, DEFAULT_POLICY)).toEqual({ from, until })
})

const keptInTouch = (from: Day, until: Day) =>
  [...keepInTouchTouches(0, { from, until }, DEFAULT_POLICY, shop)].map(said)

test('keeping in touch fills its time without a gap, in two moods', () => {
  expect(keptInTouch(121, 168)).toEqual([
    [56, 111, 'any'],
    [112, 120, 'any'],
    [121, 167, 'unhappy'],
    [168, 168, 'unhappy'],
  ])
  expect(keptInTouch(112, 130)).toEqual([
    [56, 111, 'any'],
    [112, 130, 'unhappy'],
  ])
  expect(keptInTouch(111, 111)).toEqual([
    [56, 110, 'any'],
    [111, 111, 'unhappy'],
  ])
  expect(keptInTouch(40, 55)).toEqual([])
})

test('winning back has at least a day', () => {
  const tried = (from: Day, until: Day) => {
    const touch = winBackTouch(from, until, false, shop)
    return touch && said(touch)
  }
  expect(tried(121, 365)).toEqual([121, 365, 'content'])
  expect(tried(365, 365)).toEqual([365, 365, 'content'])
  expect(tried(366, 365)).toBe(null)
})
