// The key by which a line is known again.
import { expect, it } from 'vitest'
import { Zone } from '../../src/domain/day.ts'
import { lineKey, lineOrigins, originOf, wallTime } from '../../src/domain/origin.ts'

const noon = '2026-11-21T12:00:00'
const cream = { product: 'Крем', quantity: 1, amountMinor: 149_000 }

it('is the same for two spellings of a product, and in every zone of the shop', () => {
  expect(lineKey(noon, { ...cream, product: ' КРЁМ ' })).toBe(lineKey(noon, { ...cream, product: 'крем' }))
  const walls = ['Europe/Moscow', 'Asia/Vladivostok'].map((name) => {
    const zone = new Zone(name)
    return wallTime(zone.noon(20_000), zone)
  })
  expect(walls).toEqual(['2024-10-04T12:00:00', '2024-10-04T12:00:00'])
})

it('numbers equal lines, and takes the first number that is free', () => {
  const key = lineKey(noon, cream)
  expect(lineOrigins(noon, [cream, cream])).toEqual([originOf(key, 1), originOf(key, 2)])
  expect(lineOrigins(noon, [cream], [originOf(key, 1)])).toEqual([originOf(key, 2)])
  expect(lineOrigins('2026-11-21T12:00:01', [cream], [originOf(key, 1)])).not.toContain(originOf(key, 2))
})
