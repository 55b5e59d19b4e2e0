// Stage and risk, criterion by criterion, and the evidence of each.
import { describe, expect, it } from 'vitest'
import { HOUR, parseDay, Zone } from '../../src/domain/day.ts'
import type { ContactFact, Facts, SaleFact, Shop } from '../../src/domain/facts.ts'
import { loyaltyOf } from '../../src/domain/loyalty.ts'
import { plan } from '../../src/domain/plan.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { noFacts } from './story.ts'

const zone = new Zone('Europe/Moscow')
const noon = (day: string) => zone.noon(parseDay(day) as number)
const shop: Shop = {
  zone,
  since: noon('2026-01-01'),
  medianIntervalDays: 60,
  ...{ meanIntervalDays: 60, regularity: 1, leaving: 1, settling: 1 },
  ...{ forecastErrorDays: null, forecasts: 0 },
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

function at(day: string, sales: SaleFact[], contacts: ContactFact[] = [], referredBuyers = 0) {
  const facts: Facts = { ...noFacts(), sales, contacts }
  const now = noon(day) + 2 * HOUR
  return loyaltyOf(plan(facts, DEFAULT_POLICY, shop), facts, now, zone, DEFAULT_POLICY, referredBuyers)
}

function on(...told: Parameters<typeof at>) {
  const { stage, risk } = at(...told)
  return { stage, risk }
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

describe('the evidence', () => {
  const criteria = (...told: Parameters<typeof at>) => at(...told).criteria
  const day = (text: string) => parseDay(text) as number

  it('of talks counts those since the first purchase, and names the last', () => {
    const contacts = [
      contact(1, '2026-01-05'),
      contact(2, '2026-01-12'),
      contact(3, '2026-01-20', { direction: 'in' }),
      contact(4, '2026-01-25', { outcome: 'no-answer' }),
      contact(5, '2026-02-20'),
    ]
    expect(criteria('2026-02-01', [sale(1, '2026-01-10')], contacts).talked).toEqual({
      ...{ met: true, value: 2, needed: 1, last: noon('2026-01-20') + HOUR },
    })
    expect(criteria('2026-02-01', [], contacts).talked).toEqual({
      ...{ met: false, value: 0, needed: 1, last: null },
    })
  })

  it('of purchases counts days, and names the first and the last', () => {
    const sales = [sale(4, '2026-02-10'), sale(1, '2026-01-10'), sale(2, '2026-01-10'), sale(3, '2026-03-10')]
    expect(criteria('2026-02-20', sales).purchaseDays).toEqual({
      ...{ met: true, value: 2, needed: 2, first: day('2026-01-10'), last: day('2026-02-10') },
    })
    expect(criteria('2026-01-01', sales).purchaseDays).toEqual({
      ...{ met: false, value: 0, needed: 2, first: null, last: null },
    })
  })

  it('of devotion is either of two, both told', () => {
    const nine = [contact(1, '2026-02-15', { nps: 9 })]
    expect(criteria('2026-02-20', twice, nine).devoted).toEqual({
      ...{ met: true, value: 2, needed: 3, nps: 9, npsNeeded: 9, answered: noon('2026-02-15') + HOUR },
    })
    expect(criteria('2026-03-11', thrice).devoted).toMatchObject({ met: true, nps: null, answered: null })
    expect(criteria('2026-02-14', twice, nine).devoted).toMatchObject({ met: false, nps: null })
    // Of two answers at one moment the one entered later counts.
    const better = contact(2, '2026-02-15', { nps: 10 })
    expect(criteria('2026-02-20', twice, [better, ...nine]).devoted.nps).toBe(10)
  })

  it('of contentment is the answer that made her unhappy, else the latest one', () => {
    const contacts = [
      contact(1, '2026-02-12', { csat: 5 }),
      contact(2, '2026-02-14', { csat: 2, nps: 8 }),
      contact(3, '2026-02-16', { nps: 5 }),
      contact(4, '2026-02-20', { nps: 7 }),
    ]
    const on = (text: string) => criteria(text, twice, contacts).content
    expect(on('2026-02-11')).toEqual({
      ...{ met: true, answered: null, nps: null, csat: null },
      ...{ caseId: null, caseKind: null },
    })
    expect(on('2026-02-13')).toMatchObject({ met: true, answered: noon('2026-02-12') + HOUR, csat: 5 })
    const low = { met: false, answered: noon('2026-02-14') + HOUR, csat: 2, nps: 8 }
    expect(on('2026-02-14')).toMatchObject(low)
    expect(on('2026-02-19')).toMatchObject(low)
    expect(on('2026-02-20')).toMatchObject({ met: true, answered: noon('2026-02-20') + HOUR, nps: 7 })
  })

  it('of silence counts days, up to the last day that is none to worry about', () => {
    const once = [sale(1, '2026-01-10')]
    const { active, silence } = criteria('2026-04-10', once)
    expect({ active, silence }).toEqual({
      active: { met: true, value: 90, limit: 120 },
      silence: { met: true, value: 90, limit: 90 },
    })
    expect(criteria('2026-04-11', once).silence).toEqual({ met: false, value: 91, limit: 90 })
    expect(criteria('2026-05-11', once).active).toEqual({ met: false, value: 121, limit: 120 })
    expect(criteria('2026-05-11', []).active).toEqual({ met: true, value: null, limit: null })
    // 31 days once, and twice the shop's 60: 50⅓ are expected, so that 75½ days would be the edge.
    expect(criteria('2026-04-26', twice).silence).toEqual({ met: true, value: 75, limit: 75 })
    expect(criteria('2026-04-27', twice).silence).toEqual({ met: false, value: 76, limit: 75 })
  })

  it('of forgiveness is a purchase after an unhappiness that was put right', () => {
    const low = contact(1, '2026-01-15', { nps: 3 })
    const better = contact(2, '2026-01-20', { nps: 8 })
    const since = noon('2026-01-15') + HOUR
    const until = noon('2026-01-20') + HOUR
    const never = { met: false, since: null, until: null, bought: null }
    expect(criteria('2026-03-11', thrice).forgave).toEqual(never)
    expect(criteria('2026-01-14', thrice, [low, better]).forgave).toEqual(never)
    // Buying on while unhappy forgives nothing.
    expect(criteria('2026-02-20', thrice, [low]).forgave).toEqual({ ...never, since })
    expect(criteria('2026-01-25', thrice, [low, better]).forgave).toEqual({ ...never, since, until })
    const back = { met: true, since, until, bought: day('2026-02-10') }
    expect(criteria('2026-02-10', thrice, [low, better]).forgave).toEqual(back)
    // Unhappy once more, the customer has nothing forgiven yet.
    const again = contact(3, '2026-02-15', { csat: 1 })
    const anew = { ...never, since: noon('2026-02-15') + HOUR }
    expect(criteria('2026-02-20', thrice, [low, better, again]).forgave).toEqual(anew)
    // Forgiven in its turn it is the one that is told.
    const settled = contact(4, '2026-02-25', { csat: 4 })
    expect(criteria('2026-03-10', thrice, [low, better, again, settled]).forgave).toEqual({
      ...{ met: true, since: noon('2026-02-15') + HOUR, until: noon('2026-02-25') + HOUR },
      bought: day('2026-03-10'),
    })
  })
})
