// The facts as they stood at a moment, and the order of what happened at one and the same.
import { expect, test } from 'vitest'
import { type Facts, factsAt } from '../../src/domain/facts.ts'
import { plan, stretchAt } from '../../src/domain/plan.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { MOSCOW, Story, shopOf } from './story.ts'

const knownAt = (story: Story, moment: string): Facts => factsAt(story.facts, story.at(moment), MOSCOW)

test('what happened at the very moment is known, what happened after it is not', () => {
  const story = new Story().sale(3).talk(3).snooze(3, '5 12:00').skip(3)
  const counts = (moment: string) => {
    const { sales, contacts, snoozes, skips } = knownAt(story, moment)
    return [sales.length, contacts.length, snoozes.length, skips.length]
  }
  expect(counts('3 09:59')).toEqual([0, 0, 0, 0])
  expect(counts('3 10:00')).toEqual([0, 1, 1, 1])
  expect(counts('3 14:59')).toEqual([0, 1, 1, 1])
  expect(counts('3 15:00')).toEqual([1, 1, 1, 1])
})

test('goods were there until they came back', () => {
  const story = new Story().sale(0, { returned: 5 })
  const lines = (moment: string) => knownAt(story, moment).sales[0]?.lines.length
  expect(lines('5 11:59')).toBe(1)
  expect(lines('5 12:00')).toBe(2)
})

test('a sale counts from its own moment, however late it was entered', () => {
  expect(knownAt(new Story().sale(0, { entered: 700 }), '1 09:00').sales).toHaveLength(1)
})

test('a number rang until the first time it turned out to be wrong', () => {
  const story = new Story().withoutPhone().sale(0).contact(5, 'wrong-number').contact(9, 'wrong-number')
  const reach = (moment: string) => knownAt(story, moment).reach
  expect([reach('5 09:59'), reach('5 10:00'), reach('7 10:00'), reach('9 10:00')]).toEqual([
    'phone',
    null,
    null,
    null,
  ])
  expect(knownAt(new Story().withoutPhone().talk(5), '4 10:00').reach).toBe(null)
  expect(knownAt(new Story().withoutPhone().noAnswer(5), '4 10:00').reach).toBe(null)
})

test('a case was open until it was closed, and a promise until somebody said how it ended', () => {
  const story = new Story()
  story.facts.cases.push({
    ...{ id: 1, kind: 'question', saleId: null, contactId: null, at: story.at(3) },
    steps: [
      { id: 1, kind: 'resolve', at: story.at(5), due: null },
      { id: 2, kind: 'confirm', at: story.at(7), due: null },
    ],
  })
  story.facts.promises.push({
    ...{ id: 1, promiser: 'seller', saleId: null, at: story.at(3), due: story.day(9) },
    ...{ settlement: 'kept', settledAt: story.at(8) },
  })
  const known = (moment: string) => {
    const { cases, promises } = knownAt(story, moment)
    return [
      cases.map(({ steps }) => steps.length),
      promises.map(({ settlement, settledAt }) => [settlement, settledAt]),
    ]
  }
  expect(known('2 10:00')).toEqual([[], []])
  expect(known('6 10:00')).toEqual([[1], [[null, null]]])
  expect(known('8 09:59')).toEqual([[2], [[null, null]]])
  expect(known('8 10:00')).toEqual([[2], [['kept', story.at(8)]]])
})

const kindAt = ({ facts }: Story, moment: string) => {
  const story = new Story()
  const { stretches } = plan(facts, DEFAULT_POLICY, shopOf(MOSCOW, story.at(-10)))
  return stretchAt(stretches, story.at(moment))?.kind ?? null
}

test('a talk at the moment of a sale comes after it, and a skip after an attempt', () => {
  expect(kindAt(new Story().sale(0), '0 16:00')).toBe('thanks')
  expect(kindAt(new Story().talk('0 15:00').sale(0), '0 16:00')).toBe(null)
  // The wish comes first, so the skip is about the call that was wished and what it carried.
  const wished = new Story().sale(0).contact('2 12:00', 'call-later', { next: '2 12:00' })
  expect(kindAt(wished, '3 12:00')).toBe('callback')
  expect(kindAt(wished.skip('2 12:00'), '3 12:00')).toBe(null)
})

test('of two contacts at one moment the one entered last has the last word', () => {
  const answered = () => new Story().sale(0, { items: [{ lasts: 60 }] })
  const better = answered().talk(30, { csat: 1 }).talk(30, { csat: 5 })
  const worse = answered().talk(30, { csat: 5 }).talk(30, { csat: 1 })
  for (const story of [better, worse]) story.facts.contacts.reverse()
  expect(kindAt(better, '53 12:00')).toBe('reorder')
  expect(kindAt(worse, '53 12:00')).toBe(null)
})
