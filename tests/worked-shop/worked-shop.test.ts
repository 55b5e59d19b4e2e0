// A whole shop entered through the command line, and every figure of its summaries as figures.md derived them by hand.
import { expect, test } from 'vitest'
import type { SummaryDocument } from '../../src/ui/view/summary-document.ts'
import { runJson } from '../fixture.ts'
import { workedShop } from './entries.ts'
import { derivedDocument, derivedSummaries, rounded } from './tables.ts'

// Two hundred and fifty command lines: seconds on an idle machine, more on a busy one.
test('the worked shop has the figures derived by hand', { timeout: 120_000 }, async () => {
  const world = await workedShop()
  const summary = (flags: string) => runJson<SummaryDocument>(['summary', ...flags.split(' ')], world)
  const { cases } = await runJson<{ cases: { id: number }[] }>(['case', 'list', '--all'], world)
  expect
    .soft({ cases: cases.toSorted((a, b) => a.id - b.id) }, 'cases')
    .toMatchObject(derivedDocument('Every case'))
  const { promises } = await runJson<{ promises: { id: number | null; saleId: number | null }[] }>(
    ['promise', 'list', '--all'],
    world,
  )
  const byNumber = promises.toSorted(
    (a, b) => (a.id ?? 99) - (b.id ?? 99) || (a.saleId ?? 0) - (b.saleId ?? 0),
  )
  expect.soft({ promises: byNumber }, 'promises').toMatchObject(derivedDocument('Every promise'))
  const derived = derivedSummaries()
  expect(derived).toHaveLength(4)
  const { cases: known } = derivedDocument('Every case') as { cases: { state: string }[] }
  const count = (...states: string[]) => known.filter(({ state }) => states.includes(state)).length
  const waiting = { open: known.length - count('closed'), unanswered: count('unanswered') }
  for (const { flags, document } of derived) {
    const { openCases, ...told } = await summary(flags)
    expect.soft(rounded(told as SummaryDocument), flags).toEqual(document)
    expect.soft(openCases, flags).toEqual(waiting)
  }
  // The shop is younger than the year, so the year is all there is; only its trend is by years.
  const [all, year] = [await summary('--period all'), await summary('--period year')]
  const { from: _, trend, ...figures } = year
  expect(all).toMatchObject(figures)
  expect(trend).toEqual([{ from: '2026-01-01', to: '2026-11-21', nps: all.nps, csat: all.csat }])
})
