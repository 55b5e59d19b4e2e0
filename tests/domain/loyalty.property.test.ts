// What holds of stage and risk of every customer, whatever happened to her and however the settings stand.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CRITERIA } from '../../src/domain/criteria.ts'
import { type ContactFact, factsAt } from '../../src/domain/facts.ts'
import { loyaltyIn, loyaltyOf, OPENS, RISKS, STAGES, type Stage } from '../../src/domain/loyalty.ts'
import { isUnhappy, plan } from '../../src/domain/plan.ts'
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.ts'
import { purchaseDays } from '../../src/domain/sale.ts'
import { tallyOf } from '../../src/domain/tally.ts'
import { lives } from './lives.ts'

const moments = fc.oneof(fc.integer({ min: 20, max: 150 }), fc.nat(700))
/** A life, a moment of it, and how many she referred. */
const cases = fc.record({ life: lives(), days: moments, minutes: fc.nat(1439), referred: fc.nat(2) })
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never
const settings = fc.record({
  tryingTalks: fc.integer({ min: 1, max: 3 }),
  regularDays: fc.integer({ min: 1, max: 3 }),
  more: fc.nat(2),
  loyalNps: fc.integer({ min: 0, max: 10 }),
  advocateReferred: fc.integer({ min: 1, max: 2 }),
  atRiskIntervals: fc.integer({ min: 1, max: 4 }),
})
const policyOf = ({ more, ...rule }: typeof settings extends fc.Arbitrary<infer T> ? T : never): Policy => ({
  ...DEFAULT_POLICY,
  loyalty: { ...DEFAULT_POLICY.loyalty, ...rule, loyalDays: rule.regularDays + more },
})

const momentOf = ({ life: { shop, start }, days, minutes }: Case) => shop.zone.at(start + days, minutes)

/** As the store asks: facts and plan as they stood at the moment. */
function loyalty(told: Case, policy = DEFAULT_POLICY, facts = told.life.facts) {
  const { shop } = told.life
  const now = momentOf(told)
  const known = factsAt(facts, now, shop.zone)
  return loyaltyOf(plan(known, policy, shop), known, now, shop.zone, policy, told.referred)
}

const always = (law: (told: Case, policy: Policy) => void) =>
  fc.assert(
    fc.property(cases, settings, (told, rule) => law(told, policyOf(rule))),
    { numRuns: 400 },
  )

test('the stage follows from the criteria, and the criteria of its steps from the stage', () => {
  always((told, policy) => {
    const { stage, criteria } = loyalty(told, policy)
    const reached = (step: Stage) => STAGES.indexOf(stage) >= STAGES.indexOf(step)
    const met = (step: Stage) =>
      CRITERIA.filter((code) => OPENS[code] === step).every((code) => criteria[code].met)
    expect(reached('regular')).toBe(met('regular'))
    expect(reached('loyal')).toBe(met('regular') && met('loyal'))
    expect(reached('advocate')).toBe(met('regular') && met('loyal') && met('advocate'))
    expect(stage === 'new').toBe(!met('regular') && !met('trying'))
  })
})

test('what is stored of her tells the same, from all she has done on', () => {
  always((told, policy) => {
    const { shop } = told.life
    const now = momentOf(told)
    const known = factsAt(told.life.facts, now, shop.zone)
    const past = plan(known, policy, shop)
    const tally = tallyOf(known, past, policy, shop.zone)
    const days = purchaseDays(past.purchases)
    expect([tally.deeds.purchaseDays, tally.deeds.lastDay]).toEqual([days.length, days.at(-1) ?? null])
    for (const wait of [0, 1, 7, 30, 45, 60, 90, 200, 1000]) {
      const at = shop.zone.at(told.life.start + told.days + wait, told.minutes)
      const { stage, risk } = loyaltyOf(past, known, at, shop.zone, policy, told.referred)
      expect(loyaltyIn(tally, at, shop.zone, policy, told.referred), `${wait}`).toEqual({ stage, risk })
    }
  })
})

test('so does the risk, and neither the unhappy nor the lapsed stand among the loyal', () => {
  always((told, policy) => {
    const { stage, risk, criteria } = loyalty(told, policy)
    const { active, content, silence } = criteria
    expect(risk === 'lapsed').toBe(!active.met)
    expect(risk === 'none').toBe(active.met && content.met && silence.met)
    if (!content.met || !active.met) expect(['loyal', 'advocate']).not.toContain(stage)
  })
})

test('content is whoever the plan does not hold for unhappy, to the moment', () => {
  always((told, policy) => {
    const { facts, shop } = told.life
    const past = plan(facts, policy, shop)
    for (const { at } of facts.contacts) {
      const { content } = loyaltyOf(past, facts, at, shop.zone, policy, 0).criteria
      expect(content.met).toBe(!isUnhappy(past, at))
    }
  })
})

test('whoever loses heart, or falls silent, leaves the loyal', () => {
  always((told) => {
    const now = momentOf(told)
    const low: ContactFact = {
      ...{ id: 999, at: now, outcome: 'talked', direction: 'out', csat: 1 },
      ...{ nps: null, next: null, runsOut: null, message: null },
    }
    const facts = { ...told.life.facts, contacts: [...told.life.facts.contacts, low] }
    expect(loyalty(told, DEFAULT_POLICY, facts).stage).not.toMatch(/loyal|advocate/)
    const { stage, risk } = loyalty({ ...told, days: told.days + 4000 })
    expect(stage).not.toMatch(/loyal|advocate/)
    if (stage === 'regular') expect(risk).toBe('lapsed')
  })
})

test('a higher setting never raises a stage, and more patience never a risk', () => {
  always((told, policy) => {
    const before = loyalty(told, policy)
    for (const key of ['tryingTalks', 'regularDays', 'loyalDays', 'loyalNps', 'advocateReferred'] as const) {
      const higher = { ...policy, loyalty: { ...policy.loyalty, [key]: policy.loyalty[key] + 1 } }
      const { stage } = loyalty(told, higher)
      expect(STAGES.indexOf(stage), key).toBeLessThanOrEqual(STAGES.indexOf(before.stage))
    }
    const atRiskIntervals = policy.loyalty.atRiskIntervals + 0.5
    const { risk } = loyalty(told, { ...policy, loyalty: { ...policy.loyalty, atRiskIntervals } })
    expect(RISKS.indexOf(risk)).toBeLessThanOrEqual(RISKS.indexOf(before.risk))
  })
})

test('the order in which facts are told changes nothing', () => {
  always((told, policy) => {
    const { facts } = told.life
    const turned = {
      ...facts,
      sales: [...facts.sales].reverse().map((sale) => ({ ...sale, lines: [...sale.lines].reverse() })),
      contacts: [...facts.contacts].reverse(),
    }
    expect(loyalty(told, policy, turned)).toEqual(loyalty(told, policy))
  })
})

test('what comes later changes nothing', () => {
  always((told, policy) => {
    const { facts, shop } = told.life
    const now = momentOf(told)
    const later = <T extends { at: number }>(fact: T): T => ({ ...fact, id: 1000, at: now + 1 })
    const more = {
      ...facts,
      sales: [...facts.sales, ...facts.sales.slice(0, 1).map(later)],
      contacts: [...facts.contacts, ...facts.contacts.slice(0, 1).map(later)],
    }
    expect(loyalty(told, policy, more)).toEqual(loyalty(told, policy))
    // Contacts count by their own moment even where nobody took the later ones out.
    const known = factsAt(facts, now, shop.zone)
    const past = plan(known, policy, shop)
    expect(loyaltyOf(past, facts, now, shop.zone, policy, told.referred)).toEqual(
      loyaltyOf(past, known, now, shop.zone, policy, told.referred),
    )
  })
})
