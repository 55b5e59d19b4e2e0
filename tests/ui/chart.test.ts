// Charts say the same with blocks and without, take the room they are given, and never flatter.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { band, bar, bars } from '../../src/ui/chart.ts'
import { clip, textWidth } from '../../src/ui/terminal.ts'

const blocks = { unicode: true }
const plain = { unicode: false }
const NPS = [-100, 100] as const

test.each([
  [0, '░░░░░░░░░░', '----------'],
  [0.44, '████░░░░░░', '####------'],
  [0.46, '█████░░░░░', '#####-----'],
  [1, '██████████', '##########'],
  [1.7, '██████████', '##########'],
])('a bar of %d', (share, withBlocks, withSigns) => {
  expect(bar(share, 10, blocks)).toBe(withBlocks)
  expect(bar(share, 10, plain)).toBe(withSigns)
})

test('a row of bars stands on nothing, and a missing figure is no low one', () => {
  expect(bars([0, 0.12, 0.5, null, 0.99, 1], blocks)).toBe('▁▁▅·██')
  expect(bars([0, 0.3, 0.5, null, 0.99, 1], plain)).toBe('_-=.##')
  expect(bars([], blocks)).toBe('')
})

test('a band shows the scale, the interval on it, and the value in it', () => {
  const shown = { value: 40, low: 20, high: 60 }
  expect(band(shown, NPS, 21, blocks)).toBe('├─────────┼─━━●━━───┤')
  expect(band(shown, NPS, 21, plain)).toBe('|---------|-==#==---|')
  expect(band({ value: -100, low: -100, high: -80 }, NPS, 21, blocks)).toBe('●━━───────┼─────────┤')
  expect(band({ value: 0, low: -10, high: 10 }, NPS, 21, plain)).toBe('|--------=#=--------|')
})

const share = fc.double({ min: -2, max: 2, noNaN: true })

test('charts are as wide as they are told', () => {
  fc.assert(
    fc.property(share, fc.integer({ min: 8, max: 60 }), fc.boolean(), (number, width, unicode) => {
      const points = { value: 100 * number, low: 100 * number - 20, high: 100 * number + 20 }
      expect(textWidth(bar(number, width, { unicode }))).toBe(width)
      expect(textWidth(band(points, NPS, width, { unicode }))).toBe(width)
    }),
  )
})

test('more is never drawn as less', () => {
  const height = (number: number, unicode: boolean) =>
    (unicode ? '▁▂▃▄▅▆▇█' : '_-=#').indexOf(bars([number], { unicode }))
  fc.assert(
    fc.property(share, share, fc.boolean(), (one, other, unicode) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)]
      expect(height(less, unicode)).toBeLessThanOrEqual(height(more, unicode))
      const filled = (number: number) => bar(number, 20, { unicode }).replace(/[░-]/g, '').length
      expect(filled(less)).toBeLessThanOrEqual(filled(more))
    }),
  )
})

test('a text that is too wide ends with a mark, and one that fits stays', () => {
  expect(clip('Anna Petrova', 12, blocks)).toBe('Anna Petrova')
  expect(clip('Anna Petrova', 11, blocks)).toBe('Anna Petro…')
  expect(clip('Anna Petrova', 8, blocks)).toBe('Anna Pe…')
  expect(clip('Anna Petrova', 8, plain)).toBe('Anna...')
  expect(clip('日本語の名前', 7, blocks)).toBe('日本語…')
  expect(clip('и\u0306и\u0306и\u0306и\u0306', 3, blocks)).toBe('и\u0306и\u0306…')
})
