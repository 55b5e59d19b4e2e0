// Stage and risk, criterion by criterion.
import { describe, expect, it } from 'vitest'
import { HOUR, parseDay, Zone } from '../../src/domain/day.ts'
import type { ContactFact, Facts, SaleFact, Shop } from '../../src/domain/facts.ts'
import { loyaltyOf } from '../../src/domain/loyalty.ts'
import { plan } from '../../src/domain/plan.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'

const zone = new Zone('Europe/Moscow')
const noon = (day: string) => zone.noon(parseDay(day) as number)
const shop: Shop = {
  zone,
  since: noon('2026-01-01'),
  medianIntervalDays: 60,
  dailyRate: 0.02,
  basketMinor: 100_000,
}

/** A sale of one unit of a product that nobody knows the life of. */
function sale(id: number, day: string, quantity = 1): SaleFact {
  const line = {
    productId: 1,
    quantity,
    amountMinor: 1000 * quantity,
    returnedAt: null,
    lastsDays: null,
    hasTips: false,
  }
  const at = noon(day)
  return {
    id,
    at,
    enteredAt: at,
    imported: false,
    promised: null,
    delivered: null,
    discountMinor: 0,
    lines: [line],
  }
}

function contact(id: number, day: string, more: Partial<ContactFact> = {}): ContactFact {
  const at = noon(day) + HOUR
  return {
    id,
    at,
    outcome: 'talked',
    direction: 'out',
    message: null,
    nps: null,
    csat: null,
    next: null,
    runsOut: null,
    ...more,
  }
}

function on(day: string, sales: SaleFact[], contacts: ContactFact[] = [], referredBuyers = 0) {
  const facts: Facts = {
    customerId: 1,
    reach: 'phone',
    forgotten: false,
    sales,
    contacts,
    snoozes: [],
    skips: [],
    cases: [],
    promises: [],
    consents: [],
  }
  const at = noon(day) + 2 * HOUR
  return loyaltyOf(plan(facts, DEFAULT_POLICY, shop), facts, at, zone, DEFAULT_POLICY, referredBuyers)
}

const twice = [sale(1, '2026-01-10'), sale(2, '2026-02-10')]
const thrice = [...twice, sale(3, '2026-03-10')]

describe('stage', () => {
  it('is new before a purchase and after a first one that nobody called about', () => {
    expect(on('2026-01-11', [])).toEqual({ stage: 'new', risk: 'none' })
    expect(on('2026-01-11', [sale(1, '2026-01-10')])).toEqual({ stage: 'new', risk: 'none' })
    const missed = contact(1, '2026-01-11', { outcome: 'no-answer' })
    expect(on('2026-01-11', [sale(1, '2026-01-10')], [missed]).stage).toBe('new')
  })

  it('is trying after a talk about the first purchase, not after one that led to it', () => {
    const first = [sale(1, '2026-01-10')]
    expect(on('2026-01-12', first, [contact(1, '2026-01-12')]).stage).toBe('trying')
    expect(on('2026-01-12', first, [contact(1, '2026-01-08')]).stage).toBe('new')
  })

  it('is regular from the second day of purchase on; two sales of one day are one', () => {
    expect(on('2026-02-11', twice).stage).toBe('regular')
    expect(on('2026-01-11', [sale(1, '2026-01-10'), sale(2, '2026-01-10')]).stage).toBe('new')
  })

  it('does not count returned sales or lone negative lines', () => {
    expect(on('2026-02-11', [sale(1, '2026-01-10'), sale(2, '2026-02-10', -1)]).stage).toBe('new')
  })

  it('is loyal with three days of purchase, or two and a latest answer of 9 or 10', () => {
    expect(on('2026-03-11', thrice).stage).toBe('loyal')
    expect(on('2026-02-20', twice, [contact(1, '2026-02-20', { nps: 9 })]).stage).toBe('loyal')
    expect(on('2026-02-20', twice, [contact(1, '2026-02-20', { nps: 8 })]).stage).toBe('regular')
    const cooled = [contact(1, '2026-02-18', { nps: 10 }), contact(2, '2026-02-20', { nps: 7 })]
    expect(on('2026-02-20', twice, cooled).stage).toBe('regular')
  })

  it('is advocate once somebody she referred has bought, but never before she is loyal', () => {
    expect(on('2026-03-11', thrice, [], 1).stage).toBe('advocate')
    expect(on('2026-02-11', twice, [], 1).stage).toBe('regular')
  })

  it('falls back to regular while she is unhappy or lapsed', () => {
    const low = contact(1, '2026-03-12', { csat: 2 })
    expect(on('2026-03-12', thrice, [low], 1)).toEqual({ stage: 'regular', risk: 'at-risk' })
    const better = contact(2, '2026-03-20', { csat: 5 })
    expect(on('2026-03-20', thrice, [low, better], 1)).toEqual({ stage: 'advocate', risk: 'none' })
    expect(on('2026-12-01', thrice)).toEqual({ stage: 'regular', risk: 'lapsed' })
  })

  it('knows only what had happened by the moment asked for', () => {
    expect(on('2026-02-01', thrice).stage).toBe('new')
  })
})

describe('risk', () => {
  // One purchase and the shop's 60 days: expected interval 60, at risk after 90, lapsed after 120 days of silence.
  const once = [sale(1, '2026-01-10')]
  it.each([
    ['2026-04-10', 90, 'none'],
    ['2026-04-11', 91, 'at-risk'],
    ['2026-05-10', 120, 'at-risk'],
    ['2026-05-11', 121, 'lapsed'],
  ])('on %s, after %i days of silence, is %s', (day, _, risk) => {
    expect(on(day, once).risk).toBe(risk)
  })

  it('is at-risk for an unhappy customer however fresh the purchase, lapsed for one long gone', () => {
    const low = [contact(1, '2026-01-12', { nps: 6 })]
    expect(on('2026-01-12', once, low).risk).toBe('at-risk')
    expect(on('2026-06-30', once, low).risk).toBe('lapsed')
  })
})
