// customer show: what the card tells, and of everybody not to be called today, why.
import { describe, expect, test } from 'vitest'
import type { CustomerDocument } from '../../src/ui/view/customer-card.ts'
import { type FakeWorld, fakeWorld, runJson, runLine } from '../fixture.ts'

type Shown = CustomerDocument

const SALE = ['sale', 'add', '--customer', 'Анна Петрова', '--phone', '89123456789', '--item', 'Крем @1000']
const show = (world: FakeWorld) => runJson<Shown>(['customer', 'show', 'анна'], world)

/** Runs each command line at its moment; a moment alone only sets the clock. */
async function lived(...steps: [string, string[]?][]): Promise<FakeWorld> {
  const world = fakeWorld()
  for (const [now, line] of steps) {
    world.setClock(now.length > 10 ? `${now}+03:00` : `${now}T10:00:00+03:00`)
    if (line) await runJson(line, world)
  }
  return world
}

const log = (...flags: string[]) => ['log', 'анна', '--outcome', ...flags]
const SOLD: [string, string[]] = ['2026-11-01', SALE]

const STANDINGS: [string, [string, string[]?][], object, string][] = [
  [
    'nothing bought',
    [['2026-11-01', ['customer', 'add', 'Анна Петрова']]],
    { code: 'no-purchase', next: null },
    'Not on the list: no purchase yet, so nothing is planned.',
  ],
  [
    'a thank-you waits, no call yet',
    [SOLD],
    { code: 'waiting', kind: 'first-use', message: true },
    'Not on the list: no call is needed today. Next – first call: Mon 2 Nov. A thank-you waits to be sent.',
  ],
  [
    'on the list',
    [SOLD, ['2026-11-02']],
    { code: 'live', kind: 'first-use', lane: 'call', next: null },
    'On the list. First call after the purchase: 24 h left.',
  ],
  [
    'no number',
    [['2026-11-01', ['sale', 'add', '--customer', 'Анна Петрова', '--item', 'Крем @1000']], ['2026-11-02']],
    { code: 'live', lane: 'noPhone' },
    'It is time to call, but there is no number: give one with customer edit --phone. First call after the purchase: 24 h left.',
  ],
  [
    'a wrong number',
    [SOLD, ['2026-11-02', log('wrong-number')]],
    { code: 'live', lane: 'noPhone' },
    'It is time to call, but the number is wrong: give the right one with customer edit --phone. First call after the purchase: 24 h left.',
  ],
  [
    'refused',
    [SOLD, ['2026-11-02', log('refused')], ['2026-11-20']],
    { code: 'refused', from: '2026-11-02T10:00:00+03:00', next: null },
    'Not on the list: asked on Mon 2 Nov not to be called.',
  ],
  [
    'refused, with a delivery still owed',
    [['2026-11-01', [...SALE, '--promised', '2026-11-03']], ['2026-11-02', log('refused')], ['2026-11-03']],
    { code: 'live', lane: 'promise', kind: 'delivery' },
    'Not to be called, but something is still owed. Delivery was promised for today.',
  ],
  [
    'quiet after a talk',
    [SOLD, ['2026-11-02', log('talked', '--csat', '5')], ['2026-11-10']],
    { code: 'quiet', why: 'hush', from: '2026-11-12T00:00:00+03:00', kind: 'check-in' },
    'Not on the list: quiet after the talk until Thu 12 Nov. Next – check-in: Thu 12 Nov.',
  ],
  [
    'no answer, and a thank-you waits all the same',
    [SOLD, ['2026-11-02', log('no-answer')]],
    { code: 'quiet', why: 'no-answer', message: true },
    'Not on the list: nobody answered, quiet until Tue 3 Nov. Next – first call: Tue 3 Nov. A thank-you waits to be sent.',
  ],
  [
    'put off',
    [SOLD, ['2026-11-02', ['snooze', 'анна', '2026-11-05']]],
    { code: 'quiet', why: 'snoozed', from: '2026-11-05T00:00:00+03:00' },
    'Not on the list: put off until Thu 5 Nov. Next – first call: Thu 5 Nov.',
  ],
  [
    'asked to be called on another day',
    [SOLD, ['2026-11-04', log('call-later', '--next', '2026-11-06 15:30')]],
    { code: 'quiet', why: 'callback', next: { kind: 'callback', from: '2026-11-06T00:00:00+03:00' } },
    'Not on the list: asked to be called later. Next – call back: Fri 6 Nov, 15:30.',
  ],
  [
    'unhappy: a low answer opens a case, which is to be answered',
    [SOLD, ['2026-11-15', log('talked', '--nps', '3')], ['2026-11-17']],
    { code: 'live', kind: 'case', lane: 'call' },
    'On the list. Complaint #1: 2 days old and not answered.',
  ],
  [
    'unhappy, with a case that is answered and in hand until its day',
    [
      SOLD,
      ['2026-11-15', log('talked', '--nps', '3')],
      ['2026-11-16', ['case', 'reply', '1', '--next', '2026-12-20']],
      ['2026-12-10'],
    ],
    { code: 'quiet', why: 'unhappy', from: null, next: { kind: 'case' } },
    'Not on the list: unhappy. Put that right first, and offer nothing until then. Next – case: Sun 20 Dec.',
  ],
  [
    'refused, with a question still to be answered',
    [
      SOLD,
      ['2026-11-02', log('refused')],
      ['2026-11-08', ['case', 'add', 'анна', '--kind', 'question', '--channel', 'chat']],
      ['2026-11-09'],
    ],
    { code: 'live', lane: 'promise', kind: 'case' },
    'Not to be called, but something is still owed. Question #1: 24 hours old and not answered.',
  ],
  [
    'enough contacts',
    [
      SOLD,
      ['2026-11-02', log('talked')],
      ['2026-11-04', log('talked')],
      ['2026-11-06', log('talked')],
      ['2026-11-20'],
    ],
    { code: 'quiet', why: 'cap', from: '2026-12-02T00:00:00+03:00' },
    'Not on the list: enough contacts for now, quiet until Wed 2 Dec. Next – check-in: Wed 2 Dec.',
  ],
  [
    'answered lately',
    [SOLD, ['2026-11-15', log('talked', '--nps', '9')], ['2026-12-10', SALE], ['2026-12-24']],
    { code: 'quiet', why: 'answered', kind: 'check-in', next: { kind: 'reorder' } },
    'Not on the list: the 0–10 question was answered, and rests until Sun, 14 Feb 2027. Next – reorder: Fri, 15 Jan 2027.',
  ],
  [
    'everything tried',
    [SOLD, ['2028-11-01']],
    { code: 'resting', next: null },
    'Not on the list: nothing more is planned until the next purchase or talk.',
  ],
]

/** A touch that is about no case and no promise. */
const NO_SUBJECT = { caseId: null, promiseId: null, awaited: false }

describe('says where everybody stands', () => {
  test.each(STANDINGS)('%s', async (_, steps, standing, text) => {
    const shown = (await show(await lived(...steps))).standing
    expect(shown).toMatchObject(standing)
    expect(shown.text).toBe(text)
  })

  test('a year in Russian ends in one point only', async () => {
    const reply = ['case', 'reply', '1', '--next', '2027-01-10']
    const world = await lived(SOLD, ['2026-11-15', log('talked', '--nps', '3')], ['2026-12-10', reply])
    world.env.AFTERSALES_LANG = 'ru'
    expect((await show(world)).standing.text).toMatch(/10 января 2027 г\.$/)
  })
})

describe('the card', () => {
  const busy = async () => {
    const world = await lived(
      ['2026-10-01', [...SALE, '--item', 'Мыло x3 @100', '--discount', '100']],
      ['2026-10-05', log('talked', '--csat', '4', '--note', 'щиплет')],
      ['2026-11-01', [...SALE, '--promised', '2026-11-25']],
      ['2026-11-02', ['sale', 'return', '#1', '--item', 'Мыло x1']],
      ['2026-11-02', ['case', 'resolve', '1', '--how', 'refunded', '--confirmed', 'yes']],
      ['2026-11-20'],
    )
    return world
  }

  test('as a document', async () => {
    const shown = await show(await busy())
    expect(shown).toMatchObject({
      customer: { id: 1, name: 'Анна Петрова', phone: '+79123456789', referredBy: null },
      ...{ stage: 'regular', risk: 'none' },
      cases: [
        { id: 1, kind: 'return', origin: 'return', saleId: 1, state: 'closed', resolution: 'refunded' },
      ],
      promises: [{ kind: 'delivery', saleId: 2, due: '2026-11-25', state: 'open' }],
      ...{ purchases: 2, lastPurchase: '2026-11-01', currency: 'RUB' },
      sales: [
        { id: 2, date: '2026-11-01', promised: '2026-11-25', totalMinor: 100_000 },
        { id: 1, date: '2026-10-01', discountMinor: 10_000 },
      ],
      contacts: [{ at: '2026-10-05T10:00:00+03:00', outcome: 'talked', csat: 4, note: 'щиплет' }],
    })
    const [later, earlier] = shown.sales
    expect(earlier?.lines).toMatchObject([
      { product: 'Крем', quantity: 1 },
      { product: 'Мыло', quantity: 3 },
      { product: 'Мыло', quantity: -1, returned: '2026-11-02' },
    ])
    expect(shown.spentMinor).toBe((later?.totalMinor ?? 0) + (earlier?.totalMinor ?? 0))
    expect(shown.touches[0]).toEqual({
      ...{ kind: 'delivery', saleId: 2, opens: '2026-11-25', due: '2026-11-25', closes: '2026-11-28' },
      ...{ wakes: '2026-11-25', awaitsDelivery: false, ...NO_SUBJECT },
    })
  })

  test('at an earlier moment knows nothing of what came later', async () => {
    const world = await busy()
    const shown = await runJson<Shown>(['customer', 'show', 'анна', '--as-of', '2026-10-03'], world)
    expect(shown).toMatchObject({ purchases: 1, lastPurchase: '2026-10-01', contacts: [], stage: 'new' })
    expect(shown.cases).toEqual([])
    expect(shown.sales).toHaveLength(1)
    expect(shown.sales[0]?.lines).toHaveLength(2)
  })

  test('at an earlier moment plans what was open then, though it is over since', async () => {
    const world = await lived(
      SOLD,
      ['2026-11-03', ['case', 'add', 'анна', '--kind', 'question']],
      ['2026-11-03', ['promise', 'add', 'анна', '--what', 'пробник', '--by', '2026-11-06']],
      ['2026-11-07', ['promise', 'keep', '1']],
      ['2026-11-08', ['case', 'resolve', '1', '--how', 'advised', '--confirmed', 'yes']],
    )
    const planned = async (...flags: string[]) =>
      (await runJson<Shown>(['customer', 'show', 'анна', ...flags], world)).touches.map(({ kind }) => kind)
    const then = await planned('--as-of', '2026-11-06')
    expect([then.includes('case'), then.includes('promise')]).toEqual([true, true])
    const now = await planned()
    expect([now.includes('case'), now.includes('promise')]).toEqual([false, false])
  })

  test('at an earlier moment tells of no delivery to come, and today of one that came this morning', async () => {
    const world = await lived(SOLD, ['2026-11-02', ['sale', 'edit', '1', '--promised', '2026-11-05']])
    world.setClock('2026-11-05T09:00:00+03:00')
    await runJson(['sale', 'deliver', '1', '--right', 'no', '--complete', 'yes'], world)
    const sale = async (...flags: string[]) =>
      (await runJson<Shown>(['customer', 'show', 'анна', ...flags], world)).sales[0]
    expect(await sale()).toMatchObject({
      delivered: '2026-11-05',
      deliveredRight: false,
      deliveredComplete: true,
    })
    expect(await sale('--as-of', '2026-11-04')).toMatchObject({
      ...{ promised: '2026-11-05', delivered: null, deliveredRight: null, deliveredComplete: null },
    })
  })

  test('windows are days, but a first call and a callback are due at an instant', async () => {
    const { touches } = await show(await lived(SOLD))
    expect(touches.slice(0, 3)).toEqual([
      {
        kind: 'thanks',
        saleId: 1,
        opens: '2026-11-01',
        due: '2026-11-01',
        closes: '2026-11-03',
        ...{ wakes: '2026-11-01', awaitsDelivery: false, ...NO_SUBJECT },
      },
      {
        ...{ kind: 'first-use', saleId: 1, opens: '2026-11-02' },
        ...{ due: '2026-11-03T10:00:00+03:00', closes: '2026-11-08', wakes: '2026-11-02' },
        awaitsDelivery: false,
        ...NO_SUBJECT,
      },
      {
        kind: 'check-in',
        saleId: 1,
        opens: '2026-11-09',
        due: '2026-11-15',
        closes: '2026-12-06',
        ...{ wakes: '2026-11-09', awaitsDelivery: false, ...NO_SUBJECT },
      },
    ])
  })

  test('of whoever refused plans nothing', async () => {
    const world = await lived(SOLD, ['2026-11-02', log('refused')])
    expect((await show(world)).touches).toEqual([])
  })

  test('on a screen, in Russian', async () => {
    const world = await busy()
    world.env.AFTERSALES_LANG = 'ru'
    const { out } = await runLine(['customer', 'show', 'анна'], world)
    expect(out.replaceAll('\u00a0', ' ')).toBe(`Анна Петрова  #1
  +7 912 345 67 89
  Сегодня: Не в списке: сегодня звонить не нужно. Дальше – доставка: ср, 25
  ноября.

Ступень: постоянный
  пробует       ✓ 1 разговор после первой покупки, последний – пн, 5 октября
  постоянный    ✓ 2 дня с покупками, последний – вс, 1 ноября
  лояльный      – нужно одно из двух: ещё 1 день с покупкой (сейчас 2) или
                  оценка от 9/10 (ещё не было)
                ✓ недовольства нет, последняя оценка – 4/5, пн, 5 октября
                ✓ с последней покупки 19 дней, ступень держится до 120
  советует вас  – по рекомендации пока никто не купил
  ритм          ✓ 19 дней без покупок, тревожно – после 46

Оценки
  Оценка (1–5): 4 (05.10.2026)

Покупки: в 2 разных дня, всего 2 107,69 ₽; последняя – вс, 1 ноября
 №  Дата        Что                                 Сумма
#2  01.11.2026  Крем; обещано на 25.11.2026       1 000 ₽
#1  01.10.2026  Крем, Мыло × 3; возврат: Мыло  1 107,69 ₽

Разговоры
Дата        Итог        Оценки  Слова
05.10.2026  поговорили  4/5     щиплет

Обещания
№  Срок        Что обещано                  Состояние
   25.11.2026  доставка: Крем (продажа #2)  открыто

Обращения
 №  Открыто     Что               Срок  О чём речь
#1  02.11.2026  Возврат – закрыт  –

Планы
Что               Можно с     Лучше до    Не позже
доставка          25.11.2026  25.11.2026  28.11.2026
напомнить о себе  27.12.2026  27.12.2026  20.02.2027
повторный заказ   31.12.2026  24.01.2027  25.03.2027
вернуть клиента   02.03.2027  02.03.2027  01.11.2027
`)
  })

  test.each([
    ['a busy life', busy],
    ['a life of answers', () => answered()],
  ])('no line is wider than the screen: %s', async (_, life) => {
    const world = await life()
    for (const columns of [40, 60, 72, 80]) {
      world.env.COLUMNS = String(columns)
      for (const lang of ['en', 'ru']) {
        world.env.AFTERSALES_LANG = lang
        const { out } = await runLine(['customer', 'show', 'анна'], world)
        const widest = Math.max(...out.split('\n').map((line) => line.length))
        expect(widest).toBeGreaterThan(columns / 2)
        expect(widest).toBeLessThanOrEqual(columns)
      }
    }
  })

  test('colour changes no letter of it', async () => {
    const world = await busy()
    const plain = await runLine(['customer', 'show', 'анна'], world)
    Object.assign(world.env, { NO_COLOR: undefined, FORCE_COLOR: '1' })
    const { out } = await runLine(['customer', 'show', 'анна'], world)
    expect(out).not.toBe(plain.out)
    expect(out.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain.out)
  })
})

/** Unhappy in between, back after that, with a word on everything. */
const answered = () =>
  lived(
    ['2026-06-01', SALE],
    ['2026-06-02', log('talked', '--csat', '5')],
    [
      '2026-06-15',
      log('talked', '--nps', '6', '--reason', 'Ждать\u202e пришлось', '--factor', 'fulfilment=2'),
    ],
    [
      '2026-06-20',
      log(
        'talked',
        '--nps',
        '9',
        '--reason',
        'Всё исправили',
        '--factor',
        'responsiveness=5',
        '--solved',
        'yes',
      ),
    ],
    ['2026-07-10', SALE],
    ['2026-07-12', log('talked', '--csat', '4')],
    ['2026-08-20', SALE],
    ['2026-08-22', log('no-answer')],
    ['2026-08-30'],
  )

describe('the step', () => {
  test('comes with every criterion: a code, the step it opens, numbers and days, and a sentence', async () => {
    const { stage, risk, criteria } = await show(await answered())
    expect({ stage, risk }).toEqual({ stage: 'loyal', risk: 'none' })
    expect(criteria).toEqual([
      {
        ...{ code: 'talked', stage: 'trying', met: true, value: 4, needed: 1 },
        ...{ last: '2026-07-12T10:00:00+03:00' },
        text: '4 talks since the first purchase, the last – Sun 12 Jul',
      },
      {
        ...{ code: 'purchaseDays', stage: 'regular', met: true, value: 3, needed: 2 },
        ...{ first: '2026-06-01', last: '2026-08-20' },
        text: '3 days of purchase, the last – Thu 20 Aug',
      },
      {
        ...{ code: 'devoted', stage: 'loyal', met: true, value: 3, needed: 3, nps: 9, npsNeeded: 9 },
        answered: '2026-06-20T10:00:00+03:00',
        text: '3 days of purchase (3 needed), latest answer – 9/10',
      },
      {
        ...{ code: 'content', stage: 'loyal', met: true, nps: null, csat: 4, caseId: null, caseKind: null },
        answered: '2026-07-12T10:00:00+03:00',
        text: 'not unhappy, latest score – 4/5, Sun 12 Jul',
      },
      {
        ...{ code: 'active', stage: 'loyal', met: true, value: 10, limit: 120 },
        text: '10 days since the last purchase, the step holds up to 120',
      },
      {
        ...{ code: 'referred', stage: 'advocate', met: false, value: 0, needed: 1 },
        text: 'nobody recommended has bought yet',
      },
      {
        ...{ code: 'forgave', stage: null, met: true, bought: '2026-07-10' },
        ...{ since: '2026-06-15T10:00:00+03:00', until: '2026-06-20T10:00:00+03:00' },
        text: 'unhappy on Mon 15 Jun, put right on Sat 20 Jun, bought again – Fri 10 Jul',
      },
      {
        ...{ code: 'silence', stage: null, met: true, value: 10, limit: 60 },
        text: '10 days without a purchase; a worry after 60',
      },
    ])
  })

  test('at an earlier moment knows only what had happened', async () => {
    const world = await answered()
    const then = await runJson<Shown>(['customer', 'show', 'анна', '--as-of', '2026-06-18'], world)
    expect(then).toMatchObject({ stage: 'trying', risk: 'at-risk' })
    const texts = Object.fromEntries(then.criteria.map(({ code, text }) => [code, text]))
    expect(texts).toMatchObject({
      talked: '2 talks since the first purchase, the last – 3 days ago',
      purchaseDays: 'one day of purchase so far, 1 more needed',
      devoted: 'one of two is needed: 2 more days of purchase (now 1), or an answer of 9/10 (now 6)',
      content: 'unhappy since Mon 15 Jun (6/10): put that right first',
      forgave: 'unhappy since Mon 15 Jun, not put right yet',
    })
    expect(then.satisfaction.map(({ nps, csat }) => nps ?? csat)).toEqual([5, 6])
  })

  test('of somebody who has bought nothing marks nothing as reached', async () => {
    const world = await lived(['2026-11-01', ['customer', 'add', 'Анна Петрова']])
    const { out } = await runLine(['customer', 'show', 'анна'], world)
    expect(out.match(/[✓–] .*$/gm)).toEqual([
      '– nothing bought yet',
      '– nothing bought yet',
      '– one of two is needed: 3 more days of purchase (now 0), or an',
      '✓ not unhappy, no score yet',
      '– nothing bought yet',
      '– nobody recommended has bought yet',
      '– nothing bought yet',
    ])
  })

  test('follows the settings, and says what they ask for', async () => {
    const world = await answered()
    const settings = { tryingTalks: 5, regularDays: 4, loyalDays: 4, loyalNps: 10, advocateReferred: 2 }
    // From the top down: no step may overtake the next.
    for (const [name, value] of Object.entries(settings).reverse()) {
      await runJson(['config', 'set', `loyalty.${name}`, String(value)], world)
    }
    const { stage, criteria } = await show(world)
    expect(stage).toBe('new')
    expect(criteria.filter(({ met }) => !met).map(({ text }) => text)).toEqual([
      '4 talks since the first purchase so far, 1 more needed',
      '3 days of purchase so far, 1 more needed',
      'one of two is needed: one more day of purchase (now 3), or an answer of 10/10 (now 9)',
      '0 recommended customers have bought, 2 more needed',
    ])
  })
})

describe('satisfaction', () => {
  test('is every answer, the oldest first', async () => {
    const { satisfaction } = await show(await answered())
    expect(satisfaction).toEqual([
      {
        ...{ at: '2026-06-02T10:00:00+03:00', nps: null, csat: 5 },
        ...{ factor: null, factorScore: null, reason: null },
      },
      {
        ...{ at: '2026-06-15T10:00:00+03:00', nps: 6, csat: null },
        ...{ factor: 'fulfilment', factorScore: 2, reason: 'Ждать пришлось' },
      },
      {
        ...{ at: '2026-06-20T10:00:00+03:00', nps: 9, csat: null },
        ...{ factor: 'responsiveness', factorScore: 5, reason: 'Всё исправили' },
      },
      {
        ...{ at: '2026-07-12T10:00:00+03:00', nps: null, csat: 4 },
        ...{ factor: null, factorScore: null, reason: null },
      },
    ])
  })

  const section = (out: string) => /\n\n((?:Satisfaction|Оценки)\n.*?)\n\n/s.exec(out)?.[1]

  test('is a row of scores with their days, and the latest words', async () => {
    const world = await answered()
    expect(section((await runLine(['customer', 'show', 'анна'], world)).out)).toBe(`Satisfaction
  Satisfied (1–5): █▇ 5 (2 Jun 2026) → 4 (12 Jul 2026)
  Recommends (0–10): ▅█ 6 (15 Jun 2026) → 9 (20 Jun 2026)
  Service (1–5): all as promised – 2 (15 Jun 2026),
    quick answers – 5 (20 Jun 2026)
  Words: “Всё исправили”, Sat 20 Jun`)
    world.env.TERM = 'dumb'
    expect((await runLine(['customer', 'show', 'анна'], world)).out).toContain(
      'Recommends (0–10): =# 6 (15 Jun 2026) -> 9 (20 Jun 2026)',
    )
  })

  test('shows the latest ten and counts the others; of nobody asked there is none', async () => {
    const world = await lived(
      SOLD,
      ...Array.from({ length: 12 }, (_, i): [string, string[]] => [
        `2026-11-${String(i + 2).padStart(2, '0')}`,
        log('talked', '--csat', String((i % 5) + 1)),
      ]),
    )
    const shown = section((await runLine(['customer', 'show', 'анна'], world)).out) ?? ''
    expect(shown).not.toContain('(3 Nov')
    expect(shown).toContain('▅▇█▁▃▅▇█▁▃ 3 (4 Nov 2026) → 4 (5 Nov 2026)')
    expect(shown).toContain('… and 2 earlier')
    expect(section((await runLine(['customer', 'show', 'анна'], await lived(SOLD))).out)).toBeUndefined()
  })
})

test('of what is planned for one day the most urgent stands first, in whatever order it was planned', async () => {
  const lapsed = '2027-03-02'
  const world = await lived(SOLD, [
    '2026-11-02',
    ['promise', 'add', 'анна', '--what', 'пробник', '--by', lapsed],
  ])
  const { touches } = await show(world)
  const then = touches.filter(({ opens, due }) => opens === lapsed && due === lapsed)
  expect(then.map(({ kind }) => kind)).toEqual(['promise', 'win-back'])
})
