// Whatever is sold, backed up, restored and brought back, in whatever order: each copy brings back what it was made of.
// BACKUP_RUNS sets how many sequences are tried.
import { basename } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fakeWorld, runJson } from '../fixture.ts'
import { expectSound, withDatabase } from '../personal.ts'

type Step =
  | { do: 'sell' | 'undo' | 'backup' | 'back' | 'tomorrow' | 'yesterday' }
  | { do: 'restore'; nth: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'sell' }) },
  fc.constantFrom<Step>(
    { do: 'undo' },
    { do: 'backup' },
    { do: 'back' },
    { do: 'tomorrow' },
    { do: 'yesterday' },
  ),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('restore' as const), nth: fc.nat({ max: 30 }) }) },
)

const DAY = 86_400_000
const RUNS = Number(process.env.BACKUP_RUNS ?? 12)

it('copies bring back what they were made of', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const world = fakeWorld()
      let clock = world.clock()
      let sold = 0
      /** Names of those who are there, and of those each copy holds; the last one kept aside. */
      let there: string[] = []
      const copies = new Map<string, string[]>()
      let kept: string | null = null
      const listed = async () =>
        (await runJson<{ backups: { name: string }[] }>(['backup', '--list'], world)).backups.map(
          ({ name }) => name,
        )
      /** What a change of its own accord backs up first. */
      const learn = async (held: string[]) => {
        const names = await listed()
        for (const name of names) if (!copies.has(name)) copies.set(name, held)
        for (const name of copies.keys()) if (!names.includes(name)) copies.delete(name)
      }
      const restore = async (args: string[], to: string[]) => {
        const { keptAside } = await runJson<{ keptAside: string | null }>(
          ['restore', ...args, '--yes'],
          world,
        )
        await learn(there)
        if (keptAside !== null) kept = basename(keptAside)
        there = to
      }
      for (const one of steps) {
        const before = there
        if (one.do === 'sell') {
          const name = `Customer ${++sold}`
          await runJson(['sale', 'add', '--new', '--customer', name, '--item', 'Soap @1'], world)
          await learn(before)
          there = [...before, name]
        } else if (one.do === 'undo' && there.length > 0 && before.at(-1) === `Customer ${sold}`) {
          await runJson(['undo'], world)
          await learn(before)
          there = before.slice(0, -1)
          sold += 1
        } else if (one.do === 'backup' && sold > 0) {
          await runJson(['backup'], world)
          await learn(before)
        } else if (one.do === 'back' && kept !== null) {
          await restore(['--back'], copies.get(kept) as string[])
        } else if (one.do === 'restore' && copies.size > 0) {
          const names = await listed()
          const nth = one.nth % names.length
          await restore([String(nth + 1)], copies.get(names[nth] as string) as string[])
        } else if (one.do === 'tomorrow' || one.do === 'yesterday') {
          clock += one.do === 'tomorrow' ? DAY : -DAY
          world.setClock(new Date(clock).toISOString())
        }
        if (sold === 0) continue
        const names = withDatabase(world, (db) =>
          db.prepare('SELECT name FROM customer ORDER BY id').pluck().all(),
        )
        expect(names).toEqual(there)
      }
      if (sold > 0) expectSound(world)
      const { backups } = await runJson<{ backups: { sound: boolean }[] }>(['backup', '--verify'], world)
      expect(backups.every(({ sound }) => sound)).toBe(true)
    }),
    { numRuns: RUNS, seed: 20261121 },
  )
}, 600_000)
