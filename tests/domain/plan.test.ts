// Single rules of the due engine, each in the smallest life that shows it.
import { describe, expect, test } from 'vitest'
import { type Day, HOUR, parseDay } from '../../src/domain/day.ts'
import { factsAt } from '../../src/domain/facts.ts'
import { worthNow } from '../../src/domain/fades.ts'
import { MESSAGE_KINDS } from '../../src/domain/message.ts'
import { type Plan, plan, type Stretch, standingAt, stretchAt } from '../../src/domain/plan.ts'
import { DEFAULT_POLICY, policyWith } from '../../src/domain/policy.ts'
import { MOSCOW, Story, shopOf } from './story.ts'

/** Everything a life leads to, from long before it began. */
function planOf(story: Story, policy = DEFAULT_POLICY): Plan {
  return plan(story.facts, policy, shopOf(story.zone, story.at(-5000)))
}

function liveAt(story: Story, moment: string | number, policy = DEFAULT_POLICY): Stretch | null {
  return stretchAt(planOf(story, policy).stretches, story.at(moment))
}

const kindAt = (story: Story, moment: string | number) => liveAt(story, moment)?.kind ?? null
const standing = (story: Story, moment: string | number) => standingAt(planOf(story), story.at(moment))

/** The first and last day on which a kind of touch may live, by its window. */
function windowsOf(story: Story, kind: Stretch['kind']): [number, number][] {
  const day = (at: number) => story.zone.day(at) - story.day(0)
  return planOf(story)
    .touches.filter((touch) => touch.kind === kind)
    .map((touch) => [day(touch.wakes), day(touch.closes - 1)])
}

describe('delivery', () => {
  test('promised for the day of the sale, it is not asked before the sale', () => {
    const story = new Story().sale(0, { promised: 0 })
    expect(kindAt(story, '0 14:59')).toBe(null)
    expect(kindAt(story, '0 15:00')).toBe('delivery')
  })

  test('unconfirmed, a sale keeps the windows of its anchor but sleeps until delivery has had its days', () => {
    const story = new Story().sale(0, { promised: 5 })
    const firstUse = planOf(story).touches.find((touch) => touch.kind === 'first-use')
    expect(firstUse).toMatchObject({
      opens: story.zone.start(story.day(6)),
      wakes: story.zone.start(story.day(9)),
    })
  })

  test('nothing is asked of what nobody promised', () => {
    expect(windowsOf(new Story().sale(0), 'delivery')).toEqual([])
    expect(windowsOf(new Story().sale(0, { delivered: 3 }), 'delivery')).toEqual([])
  })

  test('once confirmed, the touches of the sale follow the day it came', () => {
    const story = new Story().sale(0, { promised: 5, delivered: 3 })
    expect(kindAt(story, 5)).toBe('first-use')
    expect(windowsOf(story, 'first-use')).toEqual([[4, 10]])
    expect(windowsOf(story, 'check-in')).toEqual([[11, 38]])
  })

  test('the touches of another sale go on meanwhile, and one call asks both', () => {
    const story = new Story().sale(0).sale(10, { promised: 12 })
    expect(kindAt(story, 11)).toBe('check-in')
    expect(liveAt(story, 12)).toMatchObject({ kind: 'delivery', tier: 1, carried: ['check-in', 'thanks'] })
  })

  test('what the talk about it carried is closed with it', () => {
    const story = new Story().sale(0).sale(10, { promised: 12 }).talk(12)
    expect(kindAt(story, '12 18:00')).toBe(null)
    expect(kindAt(story, 22)).toBe(null)
  })

  test('a day without a time is known from its noon on', () => {
    const story = new Story().sale(0, { promised: 5, delivered: 6 })
    const known = (moment: string) => factsAt(story.facts, story.at(moment), MOSCOW).sales[0]?.delivered
    expect(known('6 11:59')).toBe(null)
    expect(known('6 12:00')).toBe(story.day(6))
  })
})

describe('first-use', () => {
  test('is for a first sale, and for a new product with usage tips', () => {
    const known = new Story().sale(0).sale(100)
    const untipped = new Story().sale(0).sale(100, { items: [{ product: 2 }] })
    const tipped = new Story().sale(0).sale(100, { items: [{ product: 2, tips: true }] })
    const knownAndTipped = new Story()
      .sale(0, { items: [{ tips: true }] })
      .sale(100, { items: [{ tips: true }] })
    expect(windowsOf(known, 'first-use')).toEqual([[1, 7]])
    expect(windowsOf(untipped, 'first-use')).toEqual([[1, 7]])
    expect(windowsOf(knownAndTipped, 'first-use')).toEqual([[1, 7]])
    expect(windowsOf(tipped, 'first-use')).toEqual([
      [1, 7],
      [101, 107],
    ])
  })

  test('carries no selling, nor does a call that carries it', () => {
    const stocked = () => new Story().sale(0, { items: [{ lasts: 30 }] })
    const buysAnother = stocked().sale(30, { items: [{ product: 2, tips: true }] })
    expect(liveAt(buysAnother, 33)).toMatchObject({ kind: 'first-use', carried: ['check-in'] })
    const wished = stocked()
      .sale(30, { items: [{ product: 2, tips: true }] })
      .contact(31, 'call-later', { next: '33 12:00' })
    expect(liveAt(wished, 33)).toMatchObject({ kind: 'callback', carried: ['first-use', 'check-in'] })
    // The reorder was not carried, so the talk leaves it open.
    expect(kindAt(wished.talk(33), 43)).toBe('reorder')
  })

  test('rests for ten days after a first-use talk, but not after an attempt or a skip', () => {
    const bought = () =>
      new Story().sale(0, { items: [{ tips: true }] }).sale(5, { items: [{ product: 2, tips: true }] })
    expect(kindAt(bought().talk(2), 10)).toBe(null)
    expect(kindAt(bought().skip(2), 10)).toBe('first-use')
    expect(
      kindAt(
        new Story()
          .sale(0)
          .talk(12)
          .sale(13, { items: [{ product: 2, tips: true }] }),
        16,
      ),
    ).toBe('first-use')
    expect(kindAt(bought().noAnswer(2).noAnswer('2 11:00').noAnswer('2 12:00'), 10)).toBe('first-use')
  })
})

describe('check-in', () => {
  test('of a new product comes beside a waiting one; known products start none', () => {
    const known = new Story().sale(0).sale(5)
    const both = new Story().sale(0).sale(5, { items: [{ product: 2 }] })
    expect(windowsOf(known, 'check-in')).toEqual([[8, 35]])
    expect(windowsOf(both, 'check-in')).toEqual([
      [8, 35],
      [13, 40],
    ])
  })

  test('after a first purchase stands in tier 4, others in tier 5', () => {
    const story = new Story().sale(0).sale(100)
    expect(liveAt(story, 10)).toMatchObject({ kind: 'check-in', tier: 4 })
    expect(liveAt(story, 110)).toMatchObject({ kind: 'check-in', tier: 5 })
  })

  test('waits for a reorder of an earlier sale that is due within ten days after it', () => {
    const joined = new Story()
      .sale(0, { items: [{ product: 1, lasts: 60 }] })
      .sale(40, { items: [{ product: 2, lasts: 5 }] })
    expect(kindAt(joined, 52)).toBe(null)
    expect(liveAt(joined, 53)).toMatchObject({ kind: 'check-in', carried: ['reorder'] })
  })

  test.each([
    [16, 8],
    [17, 10],
    [26, 19],
    [27, 20],
    [28, 8],
  ])('with goods for %i days it opens on day %i', (lasts, opens) => {
    expect(windowsOf(new Story().sale(0, { items: [{ lasts }] }), 'check-in')).toEqual([[opens, 35]])
  })

  test('of two reorders that near it joins the earlier', () => {
    const story = new Story().sale(0, {
      items: [
        { product: 1, lasts: 26 },
        { product: 2, lasts: 20 },
      ],
    })
    expect(windowsOf(story, 'check-in')).toEqual([[13, 35]])
    expect(windowsOf(story, 'reorder')).toEqual([
      [19, 56],
      [13, 50],
    ])
  })

  test('waits as well for a reorder that her word brings near', () => {
    const story = new Story().sale(0, { items: [{ lasts: 60 }] })
    expect(windowsOf(story, 'check-in')).toEqual([[8, 35]])
    story.contact(3, 'message-sent', { runsOut: 22, direction: 'in' })
    expect(windowsOf(story, 'check-in')).toEqual([[15, 35]])
  })

  test('alone waits: a first call is made in time, however near the reorder', () => {
    const story = new Story().sale(0, { items: [{ lasts: 14 }] })
    expect(kindAt(story, 1)).toBe('first-use')
    expect(liveAt(story, 8)).toMatchObject({ kind: 'check-in', carried: ['reorder'] })
  })

  test('already open, it is not taken off the list by a later sale', () => {
    const story = new Story()
      .sale(0, { items: [{ lasts: 40 }] })
      .sale(9, { items: [{ product: 2, lasts: 14 }] })
    expect(kindAt(story, 10)).toBe('check-in')
  })
})

describe('reorder', () => {
  test.each([
    [13, []],
    [14, [[8, 44]]],
    [15, [[8, 45]]],
    [16, [[9, 46]]],
    [100, [[93, 130]]],
  ])('goods for %i days are asked about on days %j', (lasts, windows) => {
    expect(windowsOf(new Story().sale(0, { items: [{ lasts }] }), 'reorder')).toEqual(windows)
  })

  test('two packs last twice as long, and half of them sent back half as long', () => {
    const story = new Story().sale(0, { items: [{ lasts: 20, quantity: 2 }] })
    expect(windowsOf(story, 'reorder')).toEqual([[33, 70]])
    story.facts.sales[0]?.lines.push({
      ...{ productId: 1, quantity: -1, amountMinor: -149_000, lastsDays: 20, hasTips: false },
      returnedAt: story.at(1),
    })
    expect(windowsOf(story, 'reorder')).toEqual([[13, 50]])
  })

  test('follows the latest sale of each product and leaves the others', () => {
    const story = new Story()
      .sale(0, {
        items: [
          { product: 1, lasts: 60 },
          { product: 2, lasts: 90 },
        ],
      })
      .sale(50, { items: [{ product: 1, lasts: 60 }] })
    const standingReorders = planOf(story).touches.filter(
      (touch) => touch.kind === 'reorder' && touch.ended === null,
    )
    expect(standingReorders.map(({ productId, runOut }) => [productId, runOut])).toEqual([
      [2, story.day(90)],
      [1, story.day(110)],
    ])
  })

  test('her word moves what was to run out before it, else only what runs out next', () => {
    const told = (runsOut: number) =>
      planOf(
        new Story()
          .sale(0, {
            items: [
              { product: 1, lasts: 40 },
              { product: 2, lasts: 60 },
              { product: 3, lasts: 90 },
            ],
          })
          .message(20)
          .contact(21, 'message-sent', { runsOut, direction: 'in' }),
      )
        .touches.filter((touch) => touch.kind === 'reorder' && touch.ended === null)
        .map(({ productId, runOut }) => [productId, (runOut as Day) - (parseDay('2026-03-02') as Day)])
        .sort()
    expect(told(70)).toEqual([
      [1, 70],
      [2, 70],
      [3, 90],
    ])
    expect(told(30)).toEqual([
      [1, 30],
      [2, 60],
      [3, 90],
    ])
  })

  test('her word opens nothing before it was given', () => {
    const story = new Story().sale(0).contact('100 12:00', 'message-sent', { runsOut: 102, direction: 'in' })
    expect(windowsOf(story, 'reorder').at(-1)).toEqual([100, 132])
    expect(kindAt(story, '100 12:00')).toBe('keep-in-touch')
    expect(liveAt(story, '100 11:59')?.due).toBe(liveAt(new Story().sale(0), '100 11:59')?.due)
  })

  test('goods of whole and half days run out on the nearer day', () => {
    const story = new Story().sale(0, { items: [{ lasts: 30.5 }] })
    expect(windowsOf(story, 'reorder')).toEqual([[24, 61]])
    expect(planOf(story).touches.find(({ kind }) => kind === 'reorder')?.runOut).toBe(story.day(31))
  })

  const productsOf = (story: Story) =>
    planOf(story)
      .touches.filter((touch) => touch.kind === 'reorder' && touch.ended === null)
      .map(({ productId }) => productId)

  test('two own intervals tell of a product what nobody else knows; two sales of a day are one', () => {
    expect(productsOf(new Story().sale(0).sale(30).sale(60))).toEqual([1])
    expect(productsOf(new Story().sale(0).sale('0 16:00').sale(30))).toEqual([null])
    expect(productsOf(new Story().sale(0).sale(30).sale('30 16:00'))).toEqual([null])
    expect(
      productsOf(
        new Story()
          .sale(0)
          .sale(30, { items: [{ product: 2 }] })
          .sale(60),
      ),
    ).toEqual([null])
  })

  test('what stood in for unknown goods gives way to any purchase, for her word too', () => {
    const story = new Story().sale(0).sale(10, { items: [{ product: 2, lasts: 60 }] })
    expect(productsOf(story)).toEqual([2])
    expect(productsOf(story.contact(20, 'message-sent', { runsOut: 80, direction: 'in' }))).toEqual([2])
  })

  test('her word stands until she says another', () => {
    const items = [
      { product: 1, lasts: 40 },
      { product: 2, lasts: 60 },
    ]
    const story = new Story()
      .sale(0, { items })
      .contact(20, 'message-sent', { runsOut: 50, direction: 'in' })
      .contact(21, 'message-sent', { runsOut: 55, direction: 'in' })
      .contact(22, 'message-sent', { runsOut: 45, direction: 'in' })
    const runOuts = planOf(story).touches.filter((touch) => touch.kind === 'reorder' && touch.ended === null)
    expect(runOuts.map(({ productId, runOut }) => [productId, runOut])).toEqual([
      [2, story.day(60)],
      [1, story.day(45)],
    ])
    const both = new Story()
      .sale(0, { items })
      .contact(20, 'message-sent', { runsOut: 70, direction: 'in' })
      .contact(21, 'message-sent', { runsOut: 50, direction: 'in' })
    const sooner = planOf(both).touches.filter((touch) => touch.kind === 'reorder' && touch.ended === null)
    expect(sooner.map(({ runOut }) => runOut)).toEqual([story.day(50), story.day(50)])
  })

  test('goods that outlast everybody stay inside the calendar', () => {
    const story = new Story().sale(0, { items: [{ lasts: 3650, quantity: 1_000_000 }] })
    expect(windowsOf(story, 'reorder')).toEqual([[3643, 3680]])
  })
})

describe('hush and cap', () => {
  test('a talk hushes routine touches for ten days, whoever began it', () => {
    for (const direction of ['in', 'out'] as const) {
      const story = new Story().sale(0, { items: [{ lasts: 20 }] }).talk(9, { direction })
      expect(kindAt(story, '18 23:59')).toBe(null)
      expect(kindAt(story, '19 00:00')).toBe('check-in')
    }
  })

  /** Three contacts on days 1, 2 and 3; whether the check-in rests on day 30 and comes back on day 31. */
  const capped = (story: Story) => [kindAt(story, 30), kindAt(story, 31)]

  test('the third contact that the seller began rests her until 30 days after the first', () => {
    const messages = () => new Story().sale(0).message('0 16:00').message(1).message(2)
    expect(capped(messages().message(3))).toEqual([null, 'check-in'])
    expect(capped(messages())).toEqual(['check-in', 'check-in'])
    expect(standing(messages().message(3), 30)).toMatchObject({ code: 'quiet', why: 'cap' })
  })

  test('thank-yous, attempts, and what she began herself do not count', () => {
    const messages = () => new Story().sale(0).message('0 16:00').message(1).message(2)
    const inward = { direction: 'in' } as const
    expect(capped(messages().contact(3, 'message-sent', inward))[0]).toBe('check-in')
    expect(capped(messages().noAnswer(3))[0]).toBe('check-in')
    expect(capped(messages().talk(3, inward))[0]).toBe('check-in')
    expect(capped(messages().talk(3))[0]).toBe(null)
  })

  test('of messages whose kind is known only offers count, even while a thank-you waits', () => {
    const messages = () => new Story().sale(0).message('0 16:00').message(1).message(2)
    for (const kind of ['own', 'run-out', 'win-back'] as const)
      expect(capped(messages().message(3, kind))[0]).toBe(null)
    for (const kind of MESSAGE_KINDS.filter((each) => each !== 'run-out' && each !== 'win-back'))
      expect(capped(messages().message(3, kind))[0]).toBe('check-in')
    const offered = new Story().sale(0).message('0 16:00', 'own').message(1, 'own').message(2, 'own')
    expect([kindAt(offered, 29), kindAt(offered, 30)]).toEqual([null, 'check-in'])
    expect(kindAt(offered, '0 18:00')).toBe('thanks')
  })

  test('a thank-you alone serves the thank-you', () => {
    for (const kind of MESSAGE_KINDS)
      expect(kindAt(new Story().sale(0).message('0 16:00', kind), '0 17:00')).toBe(
        kind === 'thanks' ? null : 'thanks',
      )
    expect(kindAt(new Story().sale(0).message('0 16:00'), '0 17:00')).toBe(null)
  })

  test('neither do callbacks and deliveries', () => {
    const called = new Story().sale(0).message('0 16:00').message(1).message(2)
    called.contact(3, 'call-later', { next: '4 12:00' })
    expect(capped(called.talk(4))[0]).toBe('check-in')
    const delivered = new Story()
      .sale(0, { promised: 3, delivered: 3 })
      .message('0 16:00')
      .message(1)
      .message(2)
    expect(capped(delivered.talk(3))[0]).toBe('check-in')
    const lastDay = new Story()
      .sale(-50)
      .sale(0, { items: [{ product: 2 }], promised: 0, delivered: 3 })
      .message('0 16:00')
      .message(1)
      .message(2)
    expect(capped(lastDay.talk(3))[0]).toBe('check-in')
    const dayAfter = new Story()
      .sale(0, { promised: 0, delivered: 4 })
      .message('0 16:00')
      .message(1)
      .message(2)
    expect(capped(dayAfter.talk(4))[0]).toBe(null)
    const notYet = new Story().sale(0, { promised: 3, delivered: 4 }).message('0 16:00').message(1).message(2)
    expect(capped(notYet.talk(3))[0]).toBe('check-in')
    const longSince = new Story()
      .sale(0, { promised: 2, delivered: 2 })
      .message('0 16:00')
      .message(1)
      .message(2)
    expect(capped(longSince.talk(3))[0]).toBe(null)
  })

  test('a cap rests first calls too, but neither wishes nor deliveries nor thank-yous', () => {
    const story = new Story()
      .sale(0, { promised: 20 })
      .message('0 16:00')
      .message(1)
      .message(2)
      .message(3)
      .sale(5, { items: [{ product: 2, tips: true }] })
      .contact(6, 'call-later', { next: '12 12:00' })
      .talk(13)
    expect(kindAt(story, '5 18:00')).toBe('thanks')
    expect(standing(story, 10)).toMatchObject({ code: 'quiet', why: 'cap', kind: 'first-use' })
    expect(kindAt(story, 12)).toBe('callback')
    expect(kindAt(story, 20)).toBe('delivery')
    const silent = new Story()
      .sale(0)
      .message('0 16:00')
      .message('0 17:00')
      .message('0 18:00')
      .message('0 19:00')
    expect(standing(silent, 2)).toMatchObject({ code: 'quiet', why: 'cap', kind: 'first-use' })
  })
})

describe('no answer', () => {
  test('counts the attempts of the live touch and of what it carried', () => {
    const story = new Story()
      .sale(0, { items: [{ lasts: 20 }] })
      .noAnswer(14)
      .noAnswer(15)
    expect(liveAt(story, 13)).toMatchObject({ attempts: 0 })
    expect(liveAt(story, '15 09:00')).toMatchObject({ attempts: 1 })
    expect(liveAt(story, 17)).toMatchObject({ attempts: 2 })
    expect(planOf(story).touches.find(({ kind }) => kind === 'reorder')?.attempts).toHaveLength(2)
  })

  test('does not close a thank-you, which is a message', () => {
    const story = new Story().sale(0).sale(60).noAnswer('60 16:00').noAnswer('60 17:00').noAnswer('60 18:00')
    expect(kindAt(story, 61)).toBe('thanks')
  })

  test('rests wishes and deliveries as well until the next morning', () => {
    const story = new Story().sale(0, { promised: 5 }).noAnswer(5)
    expect(kindAt(story, '5 23:59')).toBe(null)
    expect(kindAt(story, '6 00:00')).toBe('delivery')
  })
})

describe('putting off', () => {
  /** A first call that is open beside a reorder, which it must not carry. */
  const twoCalls = () =>
    new Story().sale(0, { items: [{ lasts: 30 }] }).sale(30, { items: [{ product: 2, tips: true }] })

  test('a skip rests what it did not close until the next day', () => {
    const story = twoCalls().skip(31)
    expect(standing(story, '31 23:59')).toMatchObject({ code: 'quiet', why: 'skipped', kind: 'reorder' })
    expect(kindAt(story, '32 00:00')).toBe('reorder')
  })

  test('a talk closes what was put off: she is on the phone after all', () => {
    expect(kindAt(twoCalls().skip(31), 45)).toBe('reorder')
    expect(liveAt(twoCalls().skip(31).talk('31 19:00'), 45)).toMatchObject({ kind: 'check-in', carried: [] })
    expect(kindAt(new Story().sale(0).snooze(1, '6 12:00'), '6 18:00')).toBe('first-use')
    expect(kindAt(new Story().sale(0).snooze(1, '6 12:00').talk(3), '6 18:00')).toBe(null)
    const wished = () => new Story().sale(0).contact(2, 'call-later', { next: '5 12:00' })
    expect(liveAt(wished(), 5)?.carried).toEqual(['first-use'])
    expect(liveAt(wished().talk(3), 5)?.carried).toEqual([])
  })

  test('a talk closes nothing that rests for a reason of its own', () => {
    const capped = new Story().sale(0).message('0 16:00').message(1).message(2).message(3)
    expect(kindAt(capped.talk(20), 32)).toBe('check-in')
  })
})

describe('callback', () => {
  test('a new wish takes the place of the old one', () => {
    const story = new Story()
      .sale(0)
      .contact(2, 'call-later', { next: '5 12:00' })
      .contact(3, 'call-later', { next: '9 12:00' })
    expect(standing(story, 5)).toMatchObject({ code: 'quiet', why: 'callback', until: story.at('9 00:00') })
    expect(liveAt(story, 9)).toMatchObject({ kind: 'callback', due: story.at('9 12:00'), tier: 1 })
  })

  test('an earlier wish takes the place of a later one, and with it what had to wait', () => {
    const story = new Story()
      .sale(0)
      .contact(1, 'call-later', { next: '7 12:00' })
      .contact(2, 'call-later', { next: '3 12:00' })
    expect(liveAt(story, 3)).toMatchObject({ kind: 'callback', carried: ['first-use'] })
  })

  test('stays until a talk, through later purchases and years', () => {
    const story = new Story().sale(0).contact(2, 'call-later', { next: '5 12:00' }).sale(8)
    expect(kindAt(story, 900)).toBe('callback')
    expect(kindAt(story.talk(900), '900 18:00')).toBe(null)
  })

  test('hush holds it back as little as a cap does', () => {
    const story = new Story().sale(0).talk(2, { next: '4 12:00' })
    expect(kindAt(story, 3)).toBe(null)
    expect(kindAt(story, 4)).toBe('callback')
  })
})

describe('keeping in touch and winning back', () => {
  test('the second try comes 60 days after the first, and there is no third', () => {
    const story = new Story().sale(0).talk(150)
    expect(kindAt(story, 149)).toBe('win-back')
    expect(kindAt(story, 209)).toBe(null)
    expect(liveAt(story, 210)).toMatchObject({ kind: 'win-back' })
    expect(kindAt(story.talk(210), 300)).toBe(null)
    expect(standing(story, 300)).toEqual({ code: 'resting' })
  })

  test('trying counts, answered or not; after the last day nothing is tried', () => {
    expect(kindAt(new Story().sale(0).skip(150), 209)).toBe(null)
    expect(kindAt(new Story().sale(0).skip(150), 210)).toBe('win-back')
    expect(kindAt(new Story().sale(0).talk(310), 370)).toBe(null)
  })

  test('whoever has only been talked to is kept in touch with', () => {
    const story = new Story().talk(0)
    expect(kindAt(story, 55)).toBe(null)
    expect(kindAt(story, 56)).toBe('keep-in-touch')
    expect(kindAt(story, 121)).toBe(null)
    expect(standing(new Story(), 0)).toEqual({ code: 'no-purchase' })
  })

  test('lapsing follows her own rhythm where it is slow', () => {
    const yearly = new Story().sale(0, { items: [{ lasts: 180 }] })
    expect(kindAt(yearly, 360)).toBe('keep-in-touch')
    expect(kindAt(yearly, 361)).toBe('win-back')
    expect(kindAt(yearly, 540)).toBe('win-back')
    expect(kindAt(yearly, 541)).toBe(null)
  })
})

describe('refusal, snooze and unhappiness', () => {
  test('a refusal outlasts everything but a delivery that is owed', () => {
    const story = new Story().sale(0).contact(1, 'refused').sale(50, { promised: 55 }).talk(60, { csat: 5 })
    expect(liveAt(story, 55)).toMatchObject({ kind: 'delivery', lane: 'promise' })
    expect(standing(story, 100)).toEqual({ code: 'refused', since: story.at(1) })
  })

  test('a shorter snooze takes the place of a longer one', () => {
    const story = new Story().sale(0).snooze(9, '60 12:00').snooze(10, '12 12:00')
    expect(kindAt(story, '12 11:59')).toBe(null)
    expect(kindAt(story, '12 12:00')).toBe('check-in')
  })

  test.each([
    [{ nps: 6 }, 'unhappy'],
    [{ nps: 7 }, 'content'],
    [{ csat: 2 }, 'unhappy'],
    [{ csat: 3 }, 'content'],
    [{ nps: 6, csat: 5 }, 'unhappy'],
    [{ nps: 10, csat: 1 }, 'unhappy'],
  ] as const)('%j is %s', (answers, mood) => {
    const story = new Story().sale(0, { items: [{ lasts: 100 }] }).talk(60, answers)
    expect(kindAt(story, 95)).toBe(mood === 'unhappy' ? null : 'reorder')
  })

  test('a contact without an answer changes no mood', () => {
    const story = new Story()
      .sale(0, { items: [{ lasts: 100 }] })
      .talk(60, { csat: 1 })
      .talk(70)
    expect(standing(story, 95)).toMatchObject({ code: 'quiet', why: 'unhappy', kind: 'reorder' })
  })

  test('unhappy and lapsed, she is kept in touch with until winning back would end', () => {
    const story = new Story().sale(0).talk(20, { nps: 0 })
    expect(kindAt(story, 130)).toBe('keep-in-touch')
    expect(kindAt(story, 365)).toBe('keep-in-touch')
    expect(kindAt(story, 366)).toBe(null)
    expect(standing(story.talk(150), 155)).toMatchObject({ code: 'quiet', why: 'unhappy', kind: 'win-back' })
    expect(standing(story, 207)).toMatchObject({ code: 'live' })
    expect(standing(story.skip(207), '207 18:00')).toMatchObject({ why: 'unhappy', kind: 'win-back' })
  })

  test('of several quiets over one touch the last to end is named', () => {
    const answered = new Story().sale(0).talk(2, { nps: 9 })
    expect(standing(answered, 9)).toMatchObject({ why: 'answered', until: answered.at('93 00:00') })
    const capped = new Story().sale(0).message('0 16:00').message(1).message(2).talk(3)
    expect(standing(capped, 9)).toMatchObject({ why: 'cap', until: capped.at('31 00:00') })
  })

  test('of several reasons the one is named that ends first', () => {
    const story = new Story()
      .sale(0, { items: [{ lasts: 30 }] })
      .talk(2, { csat: 1 })
      .sale(25, { items: [{ product: 2, lasts: 5 }] })
      .talk(30)
    expect(standing(story, 35)).toEqual({
      ...{ code: 'quiet', why: 'hush', kind: 'check-in' },
      until: story.at('40 00:00'),
    })
  })
})

describe('what a stretch says', () => {
  test('misses are counted since her last purchase or talk', () => {
    const story = new Story().sale(0)
    expect(liveAt(story, 7)?.missed).toBe(0)
    expect(liveAt(story, 8)?.missed).toBe(1)
    expect(liveAt(story, 36)?.missed).toBe(2)
    expect(liveAt(story.talk(40), 96)?.missed).toBe(0)
    expect(liveAt(new Story().sale(0).talk(2).talk(40), 96)?.missed).toBe(0)
    expect(liveAt(new Story().sale(0).sale(50), 58)?.missed).toBe(0)
    expect(liveAt(new Story().sale(0).sale(50), '50 15:00')?.missed).toBe(0)
  })

  test('what rested through its whole window was not missed, nor what closed before the sale was entered', () => {
    const answered = new Story().sale(0, { items: [{ lasts: 30 }] }).talk(2, { nps: 9 })
    expect(liveAt(answered, 40)).toMatchObject({ kind: 'reorder', missed: 0 })
    const partly = new Story().sale(0, { items: [{ lasts: 30 }] }).snooze(8, '35 12:00')
    expect(liveAt(partly, 40)).toMatchObject({ kind: 'reorder', missed: 2 })
    expect(liveAt(new Story().sale(0, { entered: 10 }), 40)?.missed).toBe(1)
  })

  test('the worth of a call is reckoned at the purchase and at parts of the interval, for the days between', () => {
    const story = new Story().sale('0 12:00')
    const worths = [6, 29, 30, 44, 45, 60, 75, 90, 119, 120, 180].map((day) => {
      const at = story.at(`${day} 12:00`)
      return worthNow(planOf(story), at, DEFAULT_POLICY, shopOf(MOSCOW, at))
    })
    expect(worths.map(({ silenceDays }) => silenceDays)).toEqual([
      ...[15, 15, 37.5, 37.5, 52.5, 67.5, 82.5, 105, 105, 150, 240],
    ])
    expect(worths[3]?.value).toBe(liveAt(story, 40)?.value)
    expect(worths[9]?.value).toBe(liveAt(story, 121)?.value)
  })

  test('goods that last longer are expected to be bought again later, and her own word counts most', () => {
    const bought = (lasts?: number) => new Story().sale('0 12:00', { items: [lasts ? { lasts } : {}] })
    const pace = (story: Story, day: number) => {
      const { paceDays, paceFrom } = worthNow(planOf(story), story.at(day), DEFAULT_POLICY, shopOf(MOSCOW, 0))
      return [paceDays, paceFrom]
    }
    expect(pace(bought(), 40)).toEqual([60, 'shop'])
    expect(pace(bought(90), 40)).toEqual([90, 'goods'])
    const told = bought(90).talk(20, { runsOut: 33 })
    expect(pace(told, 19)).toEqual([90, 'goods'])
    expect(pace(told, 21)).toEqual([33, 'word'])
    expect(liveAt(told, 31)?.value).not.toBe(liveAt(bought(90).talk(20), 31)?.value)
    // What ran out long ago and was not bought again is done without.
    const other = bought(10).sale('50 12:00', { items: [{ product: 2, lasts: 80 }] })
    expect(pace(other, 60)).toEqual([(50 + 80) / 2, 'goods'])
  })

  test('a new purchase starts the silence anew, from its very moment', () => {
    const story = new Story().sale('0 12:00').sale('50 12:00', { items: [{ product: 2, tips: true }] })
    const days = (moment: string) =>
      worthNow(planOf(story), story.at(moment), DEFAULT_POLICY, shopOf(MOSCOW, 0)).silenceDays
    // A pace of 60 days before the second purchase, of 55 after it.
    expect(days('50 11:59')).toBe(52.5)
    expect(days('50 12:00')).toBe(14)
    expect(liveAt(story, '77 23:00')?.value).toBe(liveAt(story, '51 12:00')?.value)
    expect(liveAt(story, '78 00:00')?.value).not.toBe(liveAt(story, '77 23:00')?.value)
    expect(liveAt(story, '0 12:00')?.value).toBeGreaterThan(0)
  })

  test('a stretch is not cut where nothing changes', () => {
    const { stretches } = planOf(new Story().sale('0 12:00'))
    // To the hour: a first call is late a millisecond after its 48 hours.
    const hours = (from: number) => Math.round((from - new Story().at('0 00:00')) / HOUR)
    const days = stretches.map(({ from, kind }) => `${hours(from) / 24} ${kind}`)
    expect(days).toEqual([
      ...['0.5 thanks', '1 first-use', '2.5 first-use', '3 first-use'],
      ...['8 check-in', '30 check-in', '36 reorder', '45 reorder'],
      ...['56 keep-in-touch', '60 keep-in-touch', '75 keep-in-touch', '90 keep-in-touch'],
      ...['112 reorder', '120 reorder', '121 win-back', '180 win-back', '300 win-back'],
    ])
  })
})

test('settings move every rule', () => {
  const story = new Story().sale(0, { items: [{ lasts: 30 }] }).talk(15)
  const policy = policyWith(
    new Map([
      ['hush.days', 4],
      ['reorder.opensBeforeDays', 12],
    ]),
  )
  expect(liveAt(story, '18 23:59', policy)?.kind ?? null).toBe(null)
  expect(liveAt(story, '19 00:00', policy)?.kind).toBe('reorder')
  const late = policyWith(new Map([['firstUse.dueAfterHours', 24]]))
  expect(liveAt(new Story().sale(0), 2, late)?.due).toBe(story.at('0 15:00') + 24 * HOUR)
})
