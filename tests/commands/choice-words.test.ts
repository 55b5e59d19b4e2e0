// Fixed values of flags: whatever a screen calls one of them, the flag takes.
import { describe, expect, test } from 'vitest'
import { valueNamed } from '../../src/commands/choice-words.ts'
import { CASE_CHANNELS, CASE_KINDS, RESOLUTIONS } from '../../src/domain/case.ts'
import { PURPOSES } from '../../src/domain/consent.ts'
import { FACTORS, REPEATS } from '../../src/domain/contact.ts'
import { CHANNELS, OUTCOMES } from '../../src/domain/facts.ts'
import { RISKS, STAGES } from '../../src/domain/loyalty.ts'
import { MESSAGE_KINDS } from '../../src/domain/message.ts'
import { PROMISE_KINDS } from '../../src/domain/promise.ts'
import { TOUCH_KINDS } from '../../src/domain/touch.ts'
import { LANGS, loadLanguage } from '../../src/ui/i18n/index.ts'
import { fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const NAMED: Record<string, readonly string[]> = {
  'case.kind': CASE_KINDS,
  'case.channel': CASE_CHANNELS,
  'case.factor': FACTORS,
  'case.resolution': RESOLUTIONS,
  common: REPEATS,
  'consent.purpose': PURPOSES,
  'customer.risk': RISKS,
  'customer.stage': STAGES,
  'message.kind': MESSAGE_KINDS,
  'promise.kind': PROMISE_KINDS,
  'touch.channel': CHANNELS,
  'touch.kind': TOUCH_KINDS,
  'touch.outcome': OUTCOMES,
}

describe.each(LANGS)('as the screens call them in %s', (lang) => {
  test.each(Object.entries(NAMED))('%s', async (key, values) => {
    const t = await loadLanguage(lang, () => 'aftersales')
    const named = values.map((value) => valueNamed(values, t(`${key}.${value}` as 'common.yes')))
    expect(named).toEqual(values)
  })
})

test('a word that names nothing is no choice, and a value is one in any case', () => {
  expect(valueNamed(CASE_KINDS, 'крем')).toBeNull()
  expect(valueNamed(CASE_KINDS, ' Repair ')).toBe('repair')
  expect(valueNamed(OUTCOMES, 'No answer')).toBe('no-answer')
})

test('she writes it as she would say it', async () => {
  const world = fakeWorld({ lang: 'ru' })
  const run = (...line: string[]) => runJson<Record<string, Record<string, unknown>>>(line, world)
  await run('customer', 'add', 'Анна', '--phone', '89123456789')
  const added = await run(
    'case',
    'add',
    'анна',
    '--kind',
    'жалоба',
    '--channel',
    'чат',
    '--factor',
    'обещания',
  )
  expect(added.case).toMatchObject({ kind: 'complaint', channel: 'chat', factor: 'fulfilment' })
  const solved = await run('case', 'resolve', '1', '--how', 'Починили')
  expect(solved.case).toMatchObject({ resolution: 'repaired' })
  await run('log', 'анна', '--outcome', 'поговорили', '--factor', 'внимание=4', '--repeat', 'может быть')
  await run('summary', '--period', 'месяц')
  expect((await runLine(['due', '--kind', 'первый звонок'], world)).code).toBe(0)
  const wrong = await runError(['case', 'resolve', '1', '--confirmed', 'может'], world)
  expect(wrong.message).toContain('--confirmed')
  const { err } = await runLine(['case', 'resolve', '1', '--confirmed', 'может'], world)
  expect(err).toContain('можно: да или нет')
})
