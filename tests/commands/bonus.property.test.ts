// The bonus ledger over a whole shop: what holds after any sequence of commands, typed as she types them.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Context } from '../../src/context.ts'
import { expiredOf, statementOf } from '../../src/domain/bonus.ts'
import { earnedOn, pointsWithin } from '../../src/domain/bonus-rule.ts'
import { HOUR } from '../../src/domain/day.ts'
import { keptShare, saleTotal } from '../../src/domain/sale.ts'
import { AppError, type ErrorCode } from '../../src/errors.ts'
import { runProgram } from '../../src/program/program.ts'
import { bonusEntriesForFriend, bonusEntriesOf, bonusTermsOf } from '../../src/store/bonus.ts'
import { saleById } from '../../src/store/sale.ts'
import { Store } from '../../src/store/store.ts'
import { createContext, fakeWorld } from '../fixture.ts'

const START = Date.parse('2026-11-21T06:00:00Z')
const PEOPLE = [1, 2, 3, 4]

/** A shop in memory with four customers, the first of whom brought the second, and that one the third. */
class Bench {
  readonly store = new Store(':memory:', 'write', () => START, 'Europe/Moscow')
  readonly context: Context

  constructor(context: Context) {
    const store = async () => this.store
    const shown = { show: () => undefined, say: () => undefined, close: () => undefined }
    this.context = Object.assign(context, { read: store, change: store, write: store, ...shown })
  }

  static async open(mode: string, expiresDays: string): Promise<Bench> {
    const bench = new Bench(await createContext(fakeWorld(), {}))
    for (const id of PEOPLE) {
      const referred = id === 2 || id === 3 ? ['--referred-by', `#${id - 1}`] : []
      await bench.run('customer', 'add', `Customer ${id}`, '--phone', `+7900000000${id}`, ...referred)
    }
    await bench.run('config', 'set', 'bonus', mode)
    await bench.run('config', 'set', 'bonus.expiresDays', expiresDays)
    return bench
  }

  /** @returns the code of the refusal, or null */
  async run(...argv: string[]): Promise<ErrorCode | null> {
    try {
      await runProgram([...argv, '--json', '--yes'], this.context)
      return null
    } catch (error) {
      if (error instanceof AppError) return error.code
      throw error
    }
  }

  get sales(): number[] {
    return this.store.db.prepare('SELECT id FROM sale ORDER BY id').pluck().all() as number[]
  }

  get entries(): unknown[] {
    return this.store.db.prepare('SELECT * FROM bonus_entry ORDER BY id').all()
  }

  statement(who: number, at = this.store.now) {
    return statementOf(bonusEntriesOf(this.store.db, who), at, this.store.zone)
  }

  balances(): number[] {
    return PEOPLE.map((who) => this.statement(who).balance)
  }
}

const any = fc.nat({ max: 7 })
const money = fc.constantFrom('0', '15', '99.50', '100', '1490', '20000')
const what = fc.record({ quantity: fc.constantFrom('1', '2', '3', '0.5'), price: money })
const points = fc.constantFrom('all', '1', '7', '50', '300')

const sell = fc.record({
  do: fc.constant('sell' as const),
  who: any,
  what,
  bonus: fc.option(points, { nil: null }),
  ago: fc.constantFrom(0, 0, 0, 1, 4),
})
const edit = fc.record({
  do: fc.constant('edit' as const),
  sale: any,
  who: fc.option(any, { nil: null }),
  what: fc.option(what, { nil: null }),
  discount: fc.option(fc.constantFrom('0', '10', '50', '300'), { nil: null }),
})
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: sell },
    { weight: 3, arbitrary: edit },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('return' as const),
        sale: any,
        part: fc.boolean(),
        ago: fc.constantFrom(0, 0, 2),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        ...{ do: fc.constant('spend' as const), who: any, points },
        sale: fc.option(any, { nil: null }),
      }),
    },
    fc.record({ do: fc.constant('gift' as const), who: any, points: fc.constantFrom('5', '60') }),
    fc.record({ do: fc.constant('review' as const), who: any, talk: fc.boolean() }),
    fc.record({ do: fc.constant('refuse' as const), who: any }),
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 6, 21) }),
    },
    fc.record({
      do: fc.constant('setting' as const),
      setting: fc.constantFrom(
        ...[['bonus', 'off'] as const, ['bonus', 'points'] as const, ['bonus', 'percent'] as const],
        ...[['bonus.percent', '12.5'] as const, ['bonus.pointValue', '0.5'] as const],
        ...[['bonus.expiresDays', '0'] as const, ['bonus.expiresDays', '10'] as const],
        ...[['bonus.referralPoints', '30'] as const, ['bonus.referralPoints', '0'] as const],
        ...[['bonus.pointsPer', '3'] as const],
      ),
    }),
  ),
  { minLength: 4, maxLength: 18 },
)
type Step = (typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never) & object

const item = ({ quantity, price }: { quantity: string; price: string }) => `Cream x${quantity} @${price}`
const someone = (who: number) => `#${(who % PEOPLE.length) + 1}`

/** The command line of a step; null where there is no sale yet that it could be about. */
function lineOf(bench: Bench, step: Step): string[] | null {
  const { store, sales } = bench
  const flag = (name: string, value: string | null) => (value === null ? [] : [name, value])
  const dated = (ago: number) => (ago === 0 ? [] : ['--date', `-${ago}d`])
  const sale = 'sale' in step && step.sale !== null ? sales[step.sale % Math.max(1, sales.length)] : undefined
  switch (step.do) {
    case 'sell':
      return [
        ...['sale', 'add', '--customer', someone(step.who), '--item', item(step.what)],
        ...[...flag('--bonus', step.bonus), ...dated(step.ago)],
      ]
    case 'edit': {
      const { who, what: items, discount } = step
      if (sale === undefined) return null
      const changes = [
        ...flag('--customer', who === null ? null : someone(who)),
        ...flag('--item', items && item(items)),
        ...flag('--discount', discount),
      ]
      return ['sale', 'edit', String(sale), ...changes]
    }
    case 'return':
      if (sale === undefined) return null
      return [
        'sale',
        'return',
        String(sale),
        ...(step.part ? ['--item', 'Cream x0.5'] : []),
        ...dated(step.ago),
      ]
    case 'spend':
      return [
        ...['bonus', 'spend', someone(step.who), step.points],
        ...flag('--sale', sale === undefined ? null : String(sale)),
      ]
    case 'gift':
      return ['bonus', 'add', someone(step.who), step.points, '--reason', 'for nothing']
    case 'review':
      return step.talk
        ? ['log', someone(step.who), '--outcome', 'talked', '--review']
        : ['bonus', 'add', someone(step.who), '--review']
    case 'refuse':
      return ['log', someone(step.who), '--outcome', 'refused']
    case 'setting':
      return ['config', 'set', ...step.setting]
    case 'wait':
      store.now += step.days * 24 * HOUR
      return null
  }
}

/** How many days points live. */
const lives = fc.constantFrom('0', '3', '10')

/** Refusals that a random command may meet; any other error fails the test. */
const REFUSALS: ErrorCode[] = [
  ...(['bonus.off', 'bonus.notEnough', 'sale.notTheirs', 'input.invalid'] as const),
  ...(['sale.returned', 'sale.nothingToReturn'] as const),
]

/** @param timely whether everything was told when it happened: told late, it may change what expired and what was spent */
function expectLaws({ store, sales }: Bench, timely: boolean): void {
  const { db, now, zone } = store
  for (const who of PEOPLE) {
    const entries = bonusEntriesOf(db, who)
    const { lines, balance, withheld } = statementOf(entries, now, zone)
    expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(balance)
    for (const line of lines) expect(line.balance).toBeGreaterThanOrEqual(0)
    const net = entries.reduce((sum, entry) => sum + entry.points, 0)
    const expired = lines.reduce((sum, line) => (line.kind === 'expiry' ? sum - line.points : sum), 0)
    expect(balance - withheld).toBe(net - expired)
  }
  for (const id of sales) {
    const sale = saleById(db, id) as NonNullable<ReturnType<typeof saleById>>
    const terms = bonusTermsOf(db, id)
    for (const who of PEOPLE) {
      const account = bonusEntriesOf(db, who)
      const own = account.filter((entry) => entry.saleId === id && entry.friendId === null)
      const sumOf = (...kinds: string[]) =>
        own.reduce((sum, entry) => (kinds.includes(entry.kind) ? sum + entry.points : sum), 0)
      const earned = sumOf('purchase', 'reversal')
      const spent = 0 - sumOf('spend', 'refund')
      if (!terms) {
        expect(own).toEqual([])
        continue
      }
      const due = who === sale.customerId && terms.earn ? earnedOn(terms.earn, saleTotal(sale)) : 0
      // What is more than due has expired, and was lost so.
      const expired = expiredOf(account, { saleId: id, friendId: null }, now, zone)
      expect(earned).toBeGreaterThanOrEqual(due)
      if (timely) expect(earned - due).toBeLessThanOrEqual(expired)
      const room = pointsWithin(sale.discountMinor, terms.pointMinor)
      const toSpend = Math.min(terms.spendPoints, room) * keptShare(sale.lines)
      expect(spent).toBe(who === sale.customerId ? Math.max(0, Math.ceil(toSpend - 1e-6)) : 0)
    }
  }
  for (const friend of PEOPLE) {
    const entries = bonusEntriesForFriend(db, friend)
    const given = entries.reduce((sum, { points: each }) => sum + each, 0)
    const rewards = entries.filter(({ kind }) => kind === 'referral').map(({ points: each }) => each)
    expect(given).toBeGreaterThanOrEqual(0)
    expect(given).toBeLessThanOrEqual(Math.max(0, ...rewards))
    for (const entry of entries) expect(entry.customerId).toBe(friend - 1)
  }
  expect(store.wronglyPlanned()).toEqual([])
}

const isTimely = (sequence: readonly Step[]) => sequence.every((step) => !('ago' in step) || step.ago === 0)

it('the ledger is whole after any commands, and no entry is ever changed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('points', 'percent', 'off'),
      lives,
      steps,
      async (mode, days, sequence) => {
        const bench = await Bench.open(mode, days)
        for (const step of sequence) {
          const [before, held, programme] = [bench.entries, bench.balances(), bench.store.settings.bonus]
          const line = lineOf(bench, step)
          const refusal = line && (await bench.run(...line))
          const after = bench.entries
          expect(after.slice(0, before.length)).toEqual(before)
          if (refusal !== null) {
            expect(REFUSALS, line?.join(' ')).toContain(refusal)
            expect(after).toEqual(before)
          }
          // A changed setting and a refusal to be called leave every account alone.
          if (step.do === 'setting' || step.do === 'refuse') expect(bench.balances()).toEqual(held)
          if (programme === 'off' && ['sell', 'gift', 'review'].includes(step.do)) {
            const earned = (after.slice(before.length) as { points: number }[]).filter(
              (entry) => entry.points > 0,
            )
            expect(earned).toEqual([])
          }
          // What is spent was there, and is taken whole.
          if (refusal === null && (step.do === 'spend' || step.do === 'sell')) {
            const who = (step.who % PEOPLE.length) + 1
            const fresh = bench.statement(who).lines.filter(({ entry }) => entry.id > before.length)
            for (const { kind, withheld } of fresh) if (kind === 'spend') expect(withheld).toBe(0)
          }
          expectLaws(bench, isTimely(sequence))
        }
        bench.store.close()
      },
    ),
    { numRuns: 100 },
  )
}, 240_000)

it('two sales edited back to what they were leave every balance as it was', async () => {
  const change = fc.tuple(edit, fc.option(fc.constantFrom('off', 'points', 'percent'), { nil: null }))
  await fc.assert(
    fc.asyncProperty(
      lives,
      steps,
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async (days, sequence, changes) => {
        const bench = await Bench.open('percent', days)
        for (const step of sequence) {
          const line = lineOf(bench, step)
          if (line) await bench.run(...line)
        }
        const { db } = bench.store
        const open = bench.sales
          .map((id) => saleById(db, id) as NonNullable<ReturnType<typeof saleById>>)
          .filter(({ lines }) => lines.every(({ returnedAt }) => returnedAt === null))
          .slice(0, 2)
        const editBack = async () => {
          for (const { id, customerId, lines, discountMinor } of open) {
            const [line] = lines
            const price = (line?.amountMinor ?? 0) / 100
            const back = [
              ...['sale', 'edit', String(id), '--customer', `#${customerId}`],
              ...['--item', `Cream x1 @${price}`, '--discount', String(discountMinor / 100)],
            ]
            expect(await bench.run(...back), back.join(' ')).toBeNull()
          }
        }
        // What was told late may have changed what had expired, and the next correction of a sale allows for it.
        if (!isTimely(sequence)) await editBack()
        const before = bench.balances()
        for (const [one, mode] of changes) {
          const sale = open[one.sale % Math.max(1, open.length)]
          const line = sale && lineOf(bench, { ...one, sale: bench.sales.indexOf(sale.id) })
          if (line) await bench.run(...line)
          if (mode) await bench.run('config', 'set', 'bonus', mode)
        }
        await editBack()
        expect(bench.balances()).toEqual(before)
        expectLaws(bench, isTimely(sequence))
        bench.store.close()
      },
    ),
    { numRuns: 100 },
  )
}, 240_000)

it('whatever moment the commands are told to be at, nothing is below zero and nothing is lost', async () => {
  const travels = fc.array(fc.tuple(fc.integer({ min: -15, max: 15 }), steps), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(lives, travels, async (lasts, journeys) => {
      const bench = await Bench.open('percent', lasts)
      for (const [days, sequence] of journeys) {
        bench.store.now += days * 24 * HOUR
        for (const step of sequence.slice(0, 6)) {
          const line = lineOf(bench, step)
          if (line) await bench.run(...line)
        }
      }
      bench.store.now += 60 * 24 * HOUR
      expectLaws(bench, false)
      bench.store.close()
    }),
    { numRuns: 100 },
  )
}, 240_000)
