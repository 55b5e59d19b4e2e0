// Names of backups, and which of them give way.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type BackupName,
  backupStem,
  dailyNames,
  keptAsideNames,
  newestFirst,
  outlived,
  parseBackupName,
  upgradeNames,
} from '../../src/domain/backup.ts'
import { dayText, parseDay } from '../../src/domain/day.ts'

const MOMENT = '2026-11-21T09:05:07+03:00'
const first = <T>(names: Iterable<T>) => [...take(names, 3)]
function* take<T>(items: Iterable<T>, most: number): Generator<T> {
  let left = most
  for (const item of items) {
    if (left-- === 0) return
    yield item
  }
}

const parsed = (...names: string[]) =>
  names.map((name) => {
    const backup = parseBackupName(name, 'shop')
    if (!backup) throw new Error(`no backup: ${name}`)
    return backup
  })

describe('names', () => {
  test('of a day that has none, and of one that has', () => {
    expect(first(dailyNames('shop', MOMENT, []))).toEqual([
      'shop-2026-11-21.db',
      'shop-2026-11-21-090507.db',
      'shop-2026-11-21-090507-2.db',
    ])
    expect(first(dailyNames('shop', MOMENT, parsed('shop-2026-11-21-080000.db')))[0]).toBe(
      'shop-2026-11-21-090507.db',
    )
    expect(first(dailyNames('shop', MOMENT, parsed('shop-2026-11-20.db')))[0]).toBe('shop-2026-11-21.db')
  })

  test('of what is kept aside: always behind what was kept before, also when the clock went back', () => {
    const names = (...earlier: string[]) => first(keptAsideNames('shop', MOMENT, parsed(...earlier)))[0]
    expect(names()).toBe('shop-before-restore-2026-11-21-090507.db')
    expect(names('shop-before-restore-2026-11-21-090506.db')).toBe('shop-before-restore-2026-11-21-090507.db')
    expect(names('shop-before-restore-2026-11-21-090507.db')).toBe(
      'shop-before-restore-2026-11-21-090507-2.db',
    )
    expect(
      names('shop-before-restore-2028-01-01-000000-2.db', 'shop-before-restore-2028-01-01-000000.db'),
    ).toBe('shop-before-restore-2028-01-01-000000-3.db')
  })

  test('of what was there before an upgrade', () => {
    expect(first(upgradeNames('shop', 3))).toEqual([
      'shop-before-upgrade-v3.db',
      'shop-before-upgrade-v3-2.db',
      'shop-before-upgrade-v3-3.db',
    ])
  })

  test('every name that is made is known again', () => {
    const made = [
      ...first(dailyNames('my.shop+', MOMENT, [])),
      ...first(keptAsideNames('my.shop+', MOMENT, [])),
      ...first(upgradeNames('my.shop+', 12)),
    ]
    const kinds = made.map((name) => parseBackupName(name, 'my.shop+')?.kind)
    expect(kinds).toEqual([
      ...['daily', 'daily', 'daily'],
      ...['before-restore', 'before-restore', 'before-restore'],
      ...['before-upgrade', 'before-upgrade', 'before-upgrade'],
    ])
    expect(made.map((name) => parseBackupName(`${name}.age`, 'my.shop+')?.encrypted)).toEqual(
      made.map(() => true),
    )
  })

  test.each([
    'shop-2026-11-21.db.sha256',
    'shop-2026-11-21.db-journal',
    'shop-2026-11-21.db.bak',
    'shop-2026-11-21 (copy).db',
    'shop-2026-13-21.db',
    'shop-2026-11-21-9.db',
    'shop-anna-2026-11-21.db',
    'SHOP-2026-11-21.db',
    'other-2026-11-21.db',
    'shop.db',
    'shop-before-upgrade-v.db',
    'shop-before-restore-2026-11-21.db',
    '../shop-2026-11-21.db',
  ])('%s is none of ours', (name) => expect(parseBackupName(name, 'shop')).toBeNull())

  test('no two databases of one folder share their backups', () => {
    const databases = ['shop.db', 'shop', 'shop.', 'shop.sqlite', 'shop-2026-11-21.db', '.db', 'shop.db.db']
    const stems = databases.map(backupStem)
    expect(new Set(stems).size).toBe(databases.length)
    for (const stem of stems) {
      const name = first(dailyNames(stem, MOMENT, []))[0] as string
      expect(stems.filter((other) => parseBackupName(name, other))).toEqual([stem])
    }
  })
})

const day = (text: string) => parseDay(text) as number
const daily = (...days: number[]) => parsed(...days.map((n) => `shop-${dayText(n)}.db`))
const keptOf = (backups: readonly BackupName[], made: string) => {
  const gone = new Set(outlived(backups, made))
  return newestFirst(backups.filter(({ name }) => !gone.has(name))).map(({ name }) => name.slice(5, 15))
}

describe('what gives way', () => {
  test('a year of days: 7 days, 4 weeks, 12 months stay', () => {
    const today = day('2026-11-21')
    const days = Array.from({ length: 400 }, (_, i) => today - i)
    expect(keptOf(daily(...days), 'shop-2026-11-21.db')).toEqual([
      ...['2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17', '2026-11-16', '2026-11-15'],
      // Sundays; the one of the first week is among the days.
      ...['2026-11-08', '2026-11-01'],
      ...['2026-10-31', '2026-09-30', '2026-08-31', '2026-07-31', '2026-06-30', '2026-05-31', '2026-04-30'],
      ...['2026-03-31', '2026-02-28', '2026-01-31', '2025-12-31'],
    ])
  })

  test('seldom used, nothing goes: days, weeks and months are those that have one', () => {
    const days = ['2019-01-01', '2020-03-05', '2021-07-07', '2022-01-31', '2022-02-01', '2026-11-21'].map(day)
    expect(keptOf(daily(...days), 'shop-2026-11-21.db')).toHaveLength(6)
  })

  test('several of one day: the newest stays, and of the day just made every one', () => {
    const backups = parsed(
      ...['shop-2026-11-20.db', 'shop-2026-11-20-101010.db', 'shop-2026-11-20-101010-2.db'],
      ...['shop-2026-11-21.db', 'shop-2026-11-21-090507.db'],
    )
    expect(outlived(backups, 'shop-2026-11-21-090507.db').sort()).toEqual([
      'shop-2026-11-20-101010.db',
      'shop-2026-11-20.db',
    ])
  })

  test('what was encrypted, kept aside or made before an upgrade never goes by itself', () => {
    const others = parsed(
      ...['shop-2001-01-01.db.age', 'shop-before-restore-2001-01-01-000000.db', 'shop-before-upgrade-v1.db'],
    )
    const days = Array.from({ length: 400 }, (_, i) => day('2026-11-21') - i)
    const gone = outlived([...daily(...days), ...others], 'shop-2026-11-21.db')
    expect(gone.length).toBeGreaterThan(300)
    expect(gone.filter((name) => others.some((other) => other.name === name))).toEqual([])
  })

  test('a clock two years off costs at most one copy', () => {
    const right = Array.from({ length: 7 }, (_, i) => day('2026-11-21') - i)
    for (const wrong of ['2028-11-21', '2024-11-21']) {
      const made = `shop-${wrong}.db`
      const gone = outlived(daily(...right, day(wrong)), made)
      expect(gone.length).toBeLessThanOrEqual(1)
      expect(gone).not.toContain(made)
      expect(gone).not.toContain('shop-2026-11-21.db')
    }
  })

  test('whatever the days: the one just made stays, as do the newest of each of the last days, weeks and months', () => {
    const someDay = fc.integer({ min: day('2020-01-01'), max: day('2030-12-31') })
    fc.assert(
      fc.property(fc.uniqueArray(someDay, { minLength: 1, maxLength: 60 }), fc.nat(), (days, pick) => {
        const made = `shop-${dayText(days[pick % days.length] as number)}.db`
        const backups = daily(...days)
        const gone = new Set(outlived(backups, made))
        const kept = days.filter((n) => !gone.has(`shop-${dayText(n)}.db`))
        expect(gone.has(made)).toBe(false)
        const newest = [...days].sort((a, b) => b - a)
        for (const n of newest.slice(0, 7)) expect(kept).toContain(n)
        const newestOf = (span: (n: number) => string | number, most: number) => {
          const seen = new Map<string | number, number>()
          for (const n of newest) if (!seen.has(span(n))) seen.set(span(n), n)
          return [...seen.values()].slice(0, most)
        }
        for (const n of newestOf((n) => Math.floor((n + 3) / 7), 4)) expect(kept).toContain(n)
        for (const n of newestOf((n) => dayText(n).slice(0, 7), 12)) expect(kept).toContain(n)
        expect(kept.length).toBeLessThanOrEqual(7 + 4 + 12 + 1)
        // Done once more, nothing else goes.
        expect(outlived(daily(...kept), made)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
