// What holds of the plan of every customer, whatever happened to her.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barOf } from '../../src/domain/cross-sell.ts'
import { DAY, HOUR, type Instant } from '../../src/domain/day.ts'
import { type ContactFact, type Facts, factsAt } from '../../src/domain/facts.ts'
import { isUnhappy, type Plan, plan, type Stretch, standingAt, stretchAt } from '../../src/domain/plan.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { awake, holds, rests, wantsUnhappy } from '../../src/domain/quiet.ts'
import { awaitedCase, isOpen, sells, type Touch, type TouchKind, tierOf } from '../../src/domain/touch.ts'
import { type Life, lives } from './lives.ts'

const ROUTINE: readonly TouchKind[] = ['check-in', 'reorder', 'keep-in-touch', 'win-back']
/** Messages that offer something to buy. */
const OFFERS: readonly (string | null)[] = ['own', 'run-out', 'win-back']

const planOf = ({ facts, shop }: Life): Plan => plan(facts, DEFAULT_POLICY, shop)

/** Checks a law over many lives; its failure names the smallest life found that breaks it. */
function always(law: (life: Life, plan: Plan) => void, numRuns = 400): void {
  fc.assert(
    fc.property(lives(), (life) => law(life, planOf(life))),
    { numRuns },
  )
}

/** The same for every stretch, at its first and its last moment. */
function alwaysWhileLive(law: (stretch: Stretch, at: Instant, life: Life, plan: Plan) => void): void {
  always((life, planned) => {
    for (const stretch of planned.stretches) {
      law(stretch, stretch.from, life, planned)
      if (stretch.until !== Number.POSITIVE_INFINITY) law(stretch, stretch.until - 1, life, planned)
    }
  })
}

/** Cases that nobody has confirmed as solved. */
function openCases({ cases }: Facts, at: Instant) {
  return cases.filter((opened) => {
    const last = opened.steps
      .filter((step) => step.at <= at && step.kind !== 'reply' && step.kind !== 'resolve')
      .sort((a, b) => a.at - b.at || a.id - b.id)
      .at(-1)
    return opened.at <= at && last?.kind !== 'confirm'
  })
}

/** The edges of everything that is planned, the moments before them, and some in between. */
function momentsOf({ shop, start }: Life, { stretches, quiets }: Plan): Instant[] {
  const edges = [
    ...stretches.flatMap(({ from, until }) => [from, until]),
    ...quiets.map(({ until }) => until),
  ]
  const between = Array.from({ length: 9 }, (_, i) => shop.zone.start(start) + i ** 3 * 21 * HOUR)
  const moments = new Set([...edges.flatMap((edge) => [edge - 1, edge]), ...between])
  return [...moments].filter((at) => Number.isFinite(at) && at >= shop.since)
}

function touchOf({ touches }: Plan, stretch: Stretch): Touch {
  const fields = ['kind', 'saleId', 'productId', 'caseId', 'promiseId', 'opens', 'due', 'closes'] as const
  const found = touches.filter(
    (touch) => isOpen(touch, stretch.from) && fields.every((field) => touch[field] === stretch[field]),
  )
  expect(found.length).toBeGreaterThan(0)
  return found[0] as Touch
}

/** Her contacts up to a moment, in the order in which they happened. */
function contactsUntil({ contacts }: Facts, at: Instant): ContactFact[] {
  return contacts.filter((contact) => contact.at <= at).sort((a, b) => a.at - b.at || a.id - b.id)
}

describe('the timeline', () => {
  test('does not depend on the order in which facts are told', () => {
    const shuffled = lives().chain((life) => {
      const { sales, contacts, snoozes, skips } = life.facts
      const mixed = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })
      return fc
        .record({
          sales: fc
            .tuple(...sales.map((sale) => mixed(sale.lines).map((lines) => ({ ...sale, lines }))))
            .chain(mixed),
          contacts: mixed(contacts),
          snoozes: mixed(snoozes),
          skips: mixed(skips),
        })
        .map((told) => [life, { ...life, facts: { ...life.facts, ...told } }] as const)
    })
    fc.assert(
      fc.property(shuffled, ([life, mixed]) => {
        const [one, other] = [planOf(life), planOf(mixed)]
        expect(other.stretches).toEqual(one.stretches)
        for (const at of momentsOf(life, one)) expect(standingAt(other, at)).toEqual(standingAt(one, at))
      }),
      { numRuns: 300 },
    )
  })

  test('is ascending, without overlaps, from the snapshot on, and leaves the facts alone', () => {
    always((life) => {
      const before = structuredClone(life.facts)
      let last = life.shop.since
      for (const { from, until } of planOf(life).stretches) {
        expect(from).toBeGreaterThanOrEqual(last)
        expect(until).toBeGreaterThan(from)
        last = until
      }
      expect(life.facts).toEqual(before)
    })
  })

  test('planned from a later snapshot is the same from there on', () => {
    fc.assert(
      fc.property(lives(), fc.nat(500), fc.nat(24 * 60), (life, days, minutes) => {
        const since = life.shop.since + days * DAY + minutes * 60_000
        const later = planOf({ ...life, shop: { ...life.shop, since } })
        const tail = planOf(life).stretches.filter(({ until }) => until > since)
        expect(later.stretches).toEqual(
          tail.map((stretch) => ({ ...stretch, from: Math.max(stretch.from, since) })),
        )
      }),
      { numRuns: 500 },
    )
  })

  test('says at every moment what was known then: no later fact rewrites what was live', () => {
    // A return, a confirmed delivery and a wrong number do rewrite it: they tell what has been so all along.
    fc.assert(
      fc.property(lives({ withHindsight: false }), (life) => {
        const planned = planOf(life)
        const told = (at: Instant, { stretches }: Plan) => {
          const stretch = stretchAt(stretches, at)
          // Her rhythm is known better in hindsight, and how long a stretch lasts may depend on what comes.
          return stretch && { ...stretch, value: null, until: null }
        }
        for (const at of momentsOf(life, planned)) {
          const known = { ...life, facts: factsAt(life.facts, at, life.shop.zone) }
          expect(told(at, planOf(known))).toEqual(told(at, planned))
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('facts as they stood', () => {
  test('at one moment hold nothing that happened after it, by whatever way one comes there', () => {
    fc.assert(
      fc.property(lives(), fc.nat(450), fc.nat(450), ({ facts, shop }, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)].map(
          (day) => shop.since + day * DAY,
        )
        if (early === undefined || late === undefined) return
        const then = factsAt(facts, early, shop.zone)
        expect(factsAt(factsAt(facts, late, shop.zone), early, shop.zone)).toEqual(then)
        for (const { at } of [...then.sales, ...then.contacts, ...then.snoozes, ...then.skips]) {
          expect(at).toBeLessThanOrEqual(early)
        }
        expect(factsAt(facts, shop.since + 1000 * DAY, shop.zone)).toEqual(facts)
      }),
    )
  })
})

describe('a live touch', () => {
  test('lives in its window, in its tier, and after its sale', () => {
    alwaysWhileLive((stretch, at, { facts }, planned) => {
      const touch = touchOf(planned, stretch)
      expect(at).toBeGreaterThanOrEqual(stretch.opens)
      expect(at).toBeLessThan(stretch.closes)
      expect(stretch.tier).toBe(tierOf(touch, at))
      const sale = facts.sales.find(({ id }) => id === stretch.saleId)
      if (sale) expect(at).toBeGreaterThanOrEqual(sale.at)
      expect(Number.isInteger(stretch.missed) && Number.isInteger(stretch.attempts)).toBe(true)
      expect(stretch.value).toBeGreaterThanOrEqual(0)
      expect(stretch.value).toBeLessThan(Number.POSITIVE_INFINITY)
    })
  })

  test('says of itself what the whole plan says at every moment of it', () => {
    alwaysWhileLive((stretch, at, _, planned) => {
      const touch = touchOf(planned, stretch)
      const open = planned.touches.filter((other) => isOpen(other, at))
      const ids = (kind: TouchKind, id: 'saleId' | 'productId') =>
        new Set(open.filter((other) => other.kind === kind && other[id] !== null).map((other) => other[id]))
      expect(stretch).toMatchObject({
        ...{ afterFirst: touch.afterFirst, second: touch.second, runOut: touch.runOut },
        unhappy: isUnhappy(planned, at),
        spared: barOf(planned, at) !== null,
        awaitedId: awaitedCase(open, at),
      })
      expect(new Set(stretch.firstUses)).toEqual(ids('first-use', 'saleId'))
      expect(new Set(stretch.reorders)).toEqual(ids('reorder', 'productId'))
    })
  })

  test('has a window of whole local days', () => {
    always(({ shop: { zone } }, { touches }) => {
      for (const { kind, opens, closes } of touches) {
        if (closes !== Number.POSITIVE_INFINITY) expect(zone.start(zone.day(closes))).toBe(closes)
        if (ROUTINE.includes(kind) && kind !== 'reorder') expect(zone.start(zone.day(opens))).toBe(opens)
      }
    })
  })

  test('of a sale waits until its promised delivery is confirmed or given up', () => {
    alwaysWhileLive(({ kind, saleId }, at, { facts, shop }) => {
      const sale = facts.sales.find(({ id }) => id === saleId)
      if (!sale || sale.promised === null || sale.delivered !== null) return
      const [promised, clear] = [shop.zone.start(sale.promised), shop.zone.start(sale.promised + 4)]
      if (kind === 'delivery') expect(at >= promised && at < clear).toBe(true)
      else if (kind !== 'thanks') expect(at).toBeGreaterThanOrEqual(clear)
    })
  })

  test('within its 48 hours ends no later than its deadline, to the minute', () => {
    alwaysWhileLive(({ kind, tier, saleId, due }, at, { facts, shop: { zone } }) => {
      if (kind !== 'first-use') return
      const sale = facts.sales.find(({ id }) => id === saleId)
      const day = sale?.delivered ?? sale?.promised ?? null
      const anchor = Math.max(sale?.at ?? 0, day === null ? 0 : zone.noon(day))
      expect(due).toBe(anchor + 48 * HOUR)
      expect(tier).toBe(at <= due ? 2 : 3)
    })
  })

  test('sells nothing to the unhappy, and carries no selling into a first call', () => {
    alwaysWhileLive(({ kind, carried }, at, { facts }) => {
      const answer = contactsUntil(facts, at).findLast(
        (contact) => contact.nps !== null || contact.csat !== null,
      )
      const low = answer && ((answer.nps ?? 10) <= 6 || (answer.csat ?? 5) <= 2)
      const unsolved =
        low &&
        !facts.cases.some(({ steps }) =>
          steps.some((step) => step.kind === 'confirm' && step.at >= answer.at && step.at <= at),
        )
      const kinds = [kind, ...carried]
      if (unsolved || openCases(facts, at).length > 0 || kinds.includes('first-use'))
        expect(kinds.filter(sells)).toEqual([])
    })
  })

  test('is no routine one within ten days after a talk', () => {
    alwaysWhileLive(({ kind, carried }, at, { facts, shop: { zone } }) => {
      const talk = contactsUntil(facts, at).findLast(({ outcome }) => outcome === 'talked')
      if (!talk || at >= zone.start(zone.day(talk.at) + 10)) return
      expect([kind, ...carried].filter((each) => ROUTINE.includes(each))).toEqual([])
    })
  })

  test('is no check-in within 90 days after a 0–10 answer', () => {
    alwaysWhileLive(({ kind, carried }, at, { facts, shop: { zone } }) => {
      const answer = contactsUntil(facts, at).findLast(({ nps }) => nps !== null)
      if (!answer || zone.day(at) - zone.day(answer.at) > 90) return
      expect([kind, ...carried]).not.toContain('check-in')
    })
  })

  test('is at most a wish, what is owed, or a thank-you once three contacts were begun in 30 days', () => {
    always(({ facts, shop: { zone } }, { stretches, quiets }) => {
      const outward = facts.contacts.filter(({ direction }) => direction === 'out')
      const begun = outward.filter(
        ({ outcome, message }) =>
          outcome === 'talked' ||
          (outcome === 'message-sent' && (message === null || OFFERS.includes(message))),
      )
      const within = (contacts: readonly ContactFact[], at: Instant) =>
        contacts.filter(
          (each) => each.at <= at && at < zone.start(zone.day(each.at) + DEFAULT_POLICY.cap.days),
        ).length
      // Some of them may have been thank-yous, or about deliveries and wishes; the rest surely count.
      const surely = begun.filter((contact) => {
        const day = zone.day(contact.at)
        return contact.outcome === 'message-sent'
          ? contact.message !== null ||
              !facts.sales.some((sale) => sale.at <= contact.at && day <= zone.day(sale.at) + 2)
          : !facts.sales.some(
              ({ promised }) => promised !== null && promised <= day && day <= promised + 3,
            ) &&
              !facts.contacts.some((each) => each.at <= contact.at && each.next !== null) &&
              ![...facts.cases, ...facts.promises].some((owed) => owed.at <= contact.at)
      })
      for (const { from, until, kind } of stretches) {
        for (const at of [from, until - 1]) {
          if (within(surely, at) < DEFAULT_POLICY.cap.contacts) continue
          expect(['callback', 'case', 'delivery', 'promise', 'thanks']).toContain(kind)
        }
      }
      for (const { why, from } of quiets) {
        if (why === 'cap') expect(within(begun, from)).toBeGreaterThanOrEqual(DEFAULT_POLICY.cap.contacts)
      }
    })
  })

  test('after a refusal is only what is owed, as a promise; her word alone lifts it', () => {
    alwaysWhileLive(({ kind, lane, carried }, at, { facts }) => {
      const words = [
        ...contactsUntil(facts, at)
          .filter(({ outcome }) => outcome === 'refused')
          .map((contact) => ({ at: contact.at, order: 0, id: contact.id, given: false })),
        ...facts.consents
          .filter((consent) => consent.purpose === 'service' && consent.at <= at)
          .map((consent) => ({ at: consent.at, order: 1, id: consent.id, given: consent.given })),
      ].sort((a, b) => a.at - b.at || a.order - b.order || a.id - b.id)
      const refused = words.at(-1)?.given === false
      expect(lane === 'promise').toBe(refused)
      if (refused)
        for (const each of [kind, ...carried]) expect(['case', 'delivery', 'promise']).toContain(each)
    })
  })

  test('offers nothing to who wants no offers', () => {
    alwaysWhileLive(({ kind, carried }, at, { facts }) => {
      const said = facts.consents
        .filter((consent) => consent.purpose === 'marketing' && consent.at <= at)
        .sort((a, b) => a.at - b.at || a.id - b.id)
        .at(-1)
      if (said?.given === false) expect([kind, ...carried].filter(sells)).toEqual([])
    })
  })

  test('reminds nobody of money or a word of theirs while a case of theirs is open, and asks nothing before its answer', () => {
    alwaysWhileLive(({ kind, carried, promiseId }, at, { facts }) => {
      const open = openCases(facts, at)
      if (open.length > 0) {
        const promise = facts.promises.find(({ id }) => id === promiseId)
        expect(promise?.promiser ?? 'seller').toBe('seller')
      }
      const waits = open.some(({ steps }) => steps.every((step) => step.at > at))
      if (waits && kind === 'case')
        expect(carried.filter((each) => ROUTINE.includes(each) || each === 'first-use')).toEqual([])
    })
  })

  test('is of the first tier while a case is unanswered or a promise is due, unless she was tried or wants it later', () => {
    always((life, planned) => {
      const { facts, shop } = life
      for (const at of momentsOf(life, planned)) {
        const waits = facts.cases.some(
          ({ at: opened, steps }) => opened <= at && steps.every((step) => step.at > at),
        )
        const unhappy = isUnhappy(planned, at)
        const due = facts.promises.some(
          (promise) =>
            // Nobody is reminded of a promise of their own while something is owed to them.
            (promise.promiser === 'seller' || !unhappy) &&
            promise.at <= at &&
            promise.due <= shop.zone.day(at) &&
            (promise.settledAt === null || promise.settledAt > at),
        )
        if (!waits && !due) continue
        const held = planned.quiets.some(
          (quiet) => holds(quiet, at) && ['no-answer', 'skipped', 'snoozed', 'callback'].includes(quiet.why),
        )
        if (!held && at >= shop.since) expect(stretchAt(planned.stretches, at)).toMatchObject({ tier: 1 })
      }
    })
  })

  test('rests while she is snoozed, and but for a thank-you until the morning after an attempt or a skip', () => {
    alwaysWhileLive(({ kind }, at, { facts, shop: { zone } }) => {
      const snooze = facts.snoozes.filter((each) => each.at <= at).at(-1)
      if (snooze) expect(at).toBeGreaterThanOrEqual(snooze.until)
      if (kind === 'thanks') return
      const today = (each: { at: Instant }) => zone.day(each.at) === zone.day(at)
      const reached = contactsUntil(facts, at).findLast(
        ({ outcome }) => outcome === 'talked' || outcome === 'call-later' || outcome === 'no-answer',
      )
      expect(reached?.outcome === 'no-answer' && today(reached)).toBe(false)
      expect(facts.skips.some((skip) => skip.at <= at && today(skip))).toBe(false)
    })
  })

  test('is among the calls, or apart where there is no way to call; a thank-you among the messages', () => {
    alwaysWhileLive(({ kind, lane }, _, { facts }) => {
      if (kind === 'thanks') expect(lane).toBe('message')
      else if (lane !== 'promise') expect(lane).toBe(facts.reach === null ? 'noPhone' : 'call')
    })
  })

  test('thanks nobody for an imported sale', () => {
    always(({ facts }, { touches }) => {
      for (const { kind, saleId } of touches) {
        if (kind === 'thanks') expect(facts.sales.find(({ id }) => id === saleId)?.imported).toBe(false)
      }
    })
  })
})

test('where she stands is true at every moment', () => {
  always((life, planned) => {
    for (const at of momentsOf(life, planned)) {
      const holding = planned.quiets.filter((quiet) => holds(quiet, at))
      const open = planned.touches.filter((touch) => isOpen(touch, at) && !wantsUnhappy(touch, holding))
      const free = open.filter((touch) => awake(touch, holding))
      const later = planned.stretches.filter(({ from }) => from > at)
      const standing = standingAt(planned, at)
      expect(standing.code === 'live').toBe(free.length > 0)
      switch (standing.code) {
        case 'live':
          expect(free).toContain(touchOf(planned, standing.stretch))
          break
        case 'refused':
          expect(holding).toContainEqual(expect.objectContaining({ why: 'refused', from: standing.since }))
          break
        case 'quiet': {
          const { why, until, kind } = standing
          expect(holding.some((quiet) => quiet.why === why && quiet.until === until)).toBe(true)
          expect(open.some((touch) => touch.kind === kind && rests(why, touch))).toBe(true)
          if (until === Number.POSITIVE_INFINITY) expect(['unhappy', 'no-offers']).toContain(why)
          else expect(standingAt(planned, until)).not.toMatchObject({ code: 'quiet', why, until })
          break
        }
        case 'waiting':
          expect(open).toEqual([])
          expect(standing.next).toBe(later[0])
          break
        default:
          expect([open, later]).toEqual([[], []])
          expect(planned.purchases.length > 0).toBe(standing.code === 'resting')
      }
    }
  }, 300)
})
