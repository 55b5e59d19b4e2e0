// Days out of range: refused wherever a day is read, so that no plan reaches beyond what a date can say.
import { expect, test } from 'vitest'
import { readDay, readWhen } from '../../src/commands/when.ts'
import { Zone } from '../../src/domain/day.ts'
import { fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const NOW = Date.parse('2026-11-21T06:00:00Z')
const zones = ['Europe/Moscow', 'Pacific/Kiritimati', 'America/New_York'].map((name) => new Zone(name))

const OUT = [
  ...['1969-12-31', '2200-01-01', '9999-12-31', '31.12.9999', '0999-01-01', '+9999m', '-9999w'],
  ...['2200-01-02T15:00:00+00:00', '1969-12-30T12:00:00Z', '9999-12-31T23:59:59Z', '1 january 3000'],
]

test.each(OUT)('%s is refused', async (text) => {
  for (const zone of zones) {
    const wrong = {
      code: 'input.invalid',
      params: { why: expect.stringMatching(/^day/), field: '--date', value: text },
    }
    await expect(readDay('--date', text, NOW, zone, 'past')).rejects.toMatchObject(wrong)
    await expect(readWhen('--date', text, NOW, zone, 'future')).rejects.toMatchObject(wrong)
  }
})

test.each(['1970-01-01', '2199-12-31'])('%s is still a day', async (text) => {
  for (const zone of zones) {
    const day = await readDay('--date', text, NOW, zone, 'past')
    expect(zone.text(await readWhen('--date', text, NOW, zone, 'future')).slice(0, 10)).toBe(text)
    expect(zone.text(zone.noon(day)).slice(0, 10)).toBe(text)
  }
})

test('a promise, a run-out and a clock out of range are wrong input', async () => {
  const world = fakeWorld()
  const sale = ['sale', 'add', '--customer', 'Anna', '--new', '--item', 'Cream @10', '--promised']
  const invalid = (field: string, why = /^day/) => ({
    exit: 2,
    code: 'input.invalid',
    params: { field, why: expect.stringMatching(why) },
  })
  expect(await runError([...sale, '9999-12-31'], world)).toMatchObject(invalid('--promised'))
  await runJson([...sale, '2199-12-31'], world)
  const log = ['log', 'Anna', '--outcome', 'talked', '--runs-out']
  expect(await runError([...log, '9999-12-31'], world)).toMatchObject(invalid('--runs-out'))
  expect((await runLine([...log, '2199-12-31'], world)).code).toBe(0)
  for (const asOf of ['9999-12-31', '9999-12-31T12:00:00Z', '1969-12-30'])
    expect(await runError(['due', '--as-of', asOf], world)).toMatchObject(invalid('--as-of', /^asOf$/))
  for (const asOf of ['2199-12-31', '1970-01-01'])
    expect((await runLine(['due', '--as-of', asOf], world)).code).toBe(0)
})
