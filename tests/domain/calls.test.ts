// The figures of the seller's calls against worked examples.
import { describe, expect, it } from 'vitest'
import { contactCounts, firstCallShare, firstCallsOf, handlingTime, reachOf } from '../../src/domain/calls.ts'
import { DAY, HOUR, parseDay, Zone } from '../../src/domain/day.ts'
import type { ContactFact, Facts, SaleFact, Shop } from '../../src/domain/facts.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { Replay } from '../../src/domain/replay.ts'
import { noFacts } from './story.ts'

it('handling time has a mean and a median', () => {
  expect(handlingTime([2, 3, 10])).toEqual({ meanMinutes: 5, medianMinutes: 3, n: 3 })
  expect(handlingTime([])).toEqual({ meanMinutes: null, medianMinutes: null, n: 0 })
})

describe('contacts', () => {
  const all = { talksOut: 1, talksIn: 1, attempts: 4, messages: 1 }
  it('are talks, attempts and messages', () => {
    expect(contactCounts(all)).toEqual({ total: 7, talks: 2, attempts: 4, messages: 1 })
  })
  it('reach: talks among the calls that the seller began', () => {
    expect(reachOf(all)).toEqual({ share: 0.2, talks: 1, attempts: 5 })
    expect(reachOf({ ...all, talksOut: 0, attempts: 0 }).share).toBeNull()
  })
})

describe('first calls within 48 hours', () => {
  const zone = new Zone('Europe/Moscow')
  const noon = (day: string) => zone.noon(parseDay(day) as number)
  const shop: Shop = {
    zone,
    since: noon('2026-01-01'),
    medianIntervalDays: 60,
    ...{ meanIntervalDays: 60, regularity: 1, leaving: 1, settling: 1 },
    ...{ forecastErrorDays: null, forecasts: 0 },
    basketMinor: 0,
  }
  const sold = noon('2026-03-10')
  const deadline = sold + 48 * HOUR

  function sale(
    id: number,
    at: number,
    more: Partial<SaleFact> & { productId?: number; quantity?: number } = {},
  ): SaleFact {
    const { productId = 1, quantity = 1, ...fields } = more
    const line = { productId, quantity, amountMinor: 100, returnedAt: null, lastsDays: null, hasTips: true }
    const head = { id, at, enteredAt: at, imported: false, promised: null, delivered: null, discountMinor: 0 }
    return { ...head, lines: [line], ...fields }
  }
  const contact = (id: number, at: number, outcome: ContactFact['outcome'] = 'talked'): ContactFact => ({
    ...{ id, at, outcome, direction: 'out', message: null },
    ...{ nps: null, csat: null, next: null, runsOut: null },
  })
  function count(
    sales: SaleFact[],
    contacts: ContactFact[] = [],
    from = sold - 30 * DAY,
    until = sold + 30 * DAY,
  ) {
    const facts: Facts = { ...noFacts(), sales, contacts }
    const calls = firstCallsOf(new Replay(facts, DEFAULT_POLICY, shop), facts, DEFAULT_POLICY)
    const { share: _, ...counts } = firstCallShare(
      calls.filter(({ due }) => due >= from && due < until).map(({ outcome }) => ({ outcome, n: 1 })),
    )
    return counts
  }

  it.each([
    ['a talk just in time', deadline, 'talked', 1],
    ['a talk a minute late', deadline + 60_000, 'talked', 0],
    ['a talk before the sale', sold - HOUR, 'talked', 0],
    ['a call nobody answered', sold + 24 * HOUR, 'no-answer', 0],
  ] as const)('%s', (_, at, outcome, made) => {
    expect(count([sale(1, sold)], [contact(1, at, outcome)])).toEqual({ made, due: 1, enteredLate: 0 })
  })

  it('belong to the period in which the deadline passes', () => {
    expect(count([sale(1, sold)], [], deadline, deadline + 1).due).toBe(1)
    expect(count([sale(1, sold)], [], deadline + 1).due).toBe(0)
    expect(count([sale(1, sold)], [], sold, deadline).due).toBe(0)
  })

  it('start at the delivery, where there was one', () => {
    const delivered = [sale(1, sold, { delivered: parseDay('2026-03-15') })]
    expect(count(delivered, [contact(1, noon('2026-03-17'))])).toEqual({ made: 1, due: 1, enteredLate: 0 })
    expect(count(delivered, [contact(1, noon('2026-03-11'))])).toEqual({ made: 0, due: 1, enteredLate: 0 })
  })

  it('leave out sales entered after their deadline, even where she was called', () => {
    const late = [sale(1, sold, { enteredAt: deadline + 1 })]
    expect(count(late)).toEqual({ made: 0, due: 0, enteredLate: 1 })
    expect(count(late, [contact(1, sold + HOUR)])).toEqual({ made: 0, due: 0, enteredLate: 1 })
  })

  it('leave out who refused before the deadline, not who refused after it', () => {
    expect(count([sale(1, sold)], [contact(1, sold + HOUR, 'refused')]).due).toBe(0)
    expect(count([sale(1, sold)], [contact(1, deadline + HOUR, 'refused')]).due).toBe(1)
  })

  it('leave out goods that came back, lone negative lines, and known products', () => {
    const returned = sale(1, sold)
    returned.lines.push({
      ...(returned.lines[0] as SaleFact['lines'][0]),
      quantity: -1,
      returnedAt: sold + HOUR,
    })
    expect(count([returned]).due).toBe(0)
    expect(count([sale(1, sold, { quantity: -1 })]).due).toBe(0)
    expect(count([sale(1, sold), sale(2, sold + DAY)]).due).toBe(1)
  })

  it('ask no second call within days of the first: a new product so soon is no miss', () => {
    const second = sale(2, sold + 3 * DAY, { productId: 2 })
    expect(count([sale(1, sold), second], [contact(1, sold + DAY)])).toEqual({
      made: 1,
      due: 1,
      enteredLate: 0,
    })
    expect(count([sale(1, sold), second])).toEqual({ made: 0, due: 2, enteredLate: 0 })
  })

  it('are summed over customers', () => {
    const counted = [
      { outcome: 'made', n: 2 },
      { outcome: 'missed', n: 3 },
      { outcome: 'entered-late', n: 2 },
      { outcome: 'made', n: 1 },
    ] as const
    expect(firstCallShare(counted)).toEqual({ share: 0.5, made: 3, due: 6, enteredLate: 2 })
    expect(firstCallShare([]).share).toBeNull()
  })
})
