// Walks through lives of customers, day by day: what walks.md reckoned by hand, and what the due engine says.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDay, Zone } from '../../src/domain/day.ts'
import { factsAt } from '../../src/domain/facts.ts'
import { plan, type Standing, type Stretch, standingAt } from '../../src/domain/plan.ts'
import { DEFAULT_POLICY } from '../../src/domain/policy.ts'
import { Story, shopOf } from './story.ts'

const newYork = new Zone('America/New_York')
const weekly = [0, 7, 14, 21, 28, 35, 42, 49, 56, 63]

/** The facts of each walk, under its heading in walks.md. */
const STORIES: Record<string, Story> = {
  'A delivery promised in five days and never confirmed': new Story().sale(0, { promised: 5 }),
  'A delivery confirmed a day late': new Story().sale(0, { promised: 5, delivered: 6 }).talk(6),
  'A repeat buyer, weekly, nobody calls': weekly.reduce((story, day) => story.sale(day), new Story()),
  'A repeat buyer, monthly, well looked after': new Story()
    .sale(0, { items: [{ lasts: 30, tips: true }] })
    .talk(2)
    .talk(12, { nps: 9 })
    .talk(27)
    .sale(30, { items: [{ lasts: 30, tips: true }] })
    .sale(60, { items: [{ lasts: 30, tips: true }] })
    .sale(90, { items: [{ lasts: 30, tips: true }] }),
  'Three new products on three days of one week': new Story()
    .sale(0, { items: [{ product: 1, tips: true }] })
    .talk(2)
    .sale(2, { items: [{ product: 2, tips: true }] })
    .sale(4, { items: [{ product: 3, tips: true }] })
    .talk(14, { nps: 10 }),
  'Three new products, first called after the second': new Story()
    .sale(0, { items: [{ product: 1, tips: true }] })
    .sale(2, { items: [{ product: 2, tips: true }] })
    .talk(4)
    .sale(4, { items: [{ product: 3, tips: true }] }),
  'Three times no answer': new Story().sale(0).noAnswer(2).noAnswer(3).noAnswer(5),
  'Unhappy, then content': new Story()
    .sale(0, { items: [{ lasts: 30 }] })
    .talk(2, { csat: 2 })
    .talk(14, { nps: 5 })
    .talk(40, { csat: 5, direction: 'in' }),
  'Unhappy for good': new Story().sale(0, { items: [{ lasts: 30 }] }).talk(2, { csat: 1 }),
  'A product that lasts 20 days': new Story().sale(0, { items: [{ lasts: 20 }] }),
  'A product that lasts 5 days': new Story().sale(0, { items: [{ lasts: 5 }] }),
  'A rhythm of 300 days': new Story().sale(0).sale(300).sale(600),
  'A whole sale returned': new Story().sale(0, { returned: 5 }),
  'No phone': new Story().sale(0).withoutPhone(),
  'A two-year-old sale entered today': new Story().sale(-730, { entered: 0 }).sale(3),
  'Refused while a delivery is owed': new Story().sale(0, { promised: 5 }).contact(2, 'refused'),
  'Put off for five days': new Story().sale(0).snooze(1, '6 12:00'),
  'Skipped twice': new Story()
    .sale(0, { items: [{ lasts: 20 }] })
    .skip(3)
    .skip(13),
  'A callback on a later day, with no answer': new Story()
    .sale(0)
    .contact(2, 'call-later', { next: '5 16:00' })
    .noAnswer('5 16:30')
    .noAnswer(6)
    .noAnswer(8),
  'A callback later the same day': new Story()
    .sale(0)
    .noAnswer('2 09:30')
    .contact(2, 'call-later', { next: '2 17:00', direction: 'in' })
    .talk('2 17:10'),
  'Enough for a month': new Story().sale(0).message('0 16:00').talk(2).message(13).message(14),
  'She says herself when it runs out': new Story()
    .sale(0, { items: [{ lasts: 30 }] })
    .talk(2)
    .talk(25, { runsOut: 50 }),
  'The 48 hours over a night that loses an hour': new Story(newYork, parseDay('2026-03-07') as number).sale(
    0,
  ),
  'The 48 hours over a night that gains an hour': new Story(newYork, parseDay('2026-10-31') as number).sale(
    0,
  ),
  'Ten years of monthly purchases, imported today': Array.from({ length: 120 }, (_, i) => i).reduce(
    (story, i) => story.sale(-12 - 30 * i, { imported: true, entered: 0 }),
    new Story(),
  ),
  'One purchase 200 days ago, imported today': new Story().sale(-200, { imported: true, entered: 0 }),
}

interface Row {
  from: number
  to: number
  /** The wall-clock time of the look at the list; a range of days is looked at every morning. */
  time: string | null
  says: string
}

/** The walks of walks.md: heading → rows of its table. */
function readWalks(): Map<string, Row[]> {
  const walks = new Map<string, Row[]>()
  const text = readFileSync(new URL('walks.md', import.meta.url), 'utf8')
  for (const section of text.split(/^## /m).slice(1)) {
    const [heading = '', ...lines] = section.split('\n')
    const rows = lines.flatMap((line) => {
      const cells = /^\| *(-?\d+)(?:…(-?\d+))?(?: (\d\d:\d\d))? *\| *(.+?) *\|/.exec(line)
      if (!cells) return []
      const [, from, to = from, time = null, says = ''] = cells
      return [{ from: Number(from), to: Number(to), time, says }]
    })
    walks.set(heading.trim(), rows)
  }
  return walks
}

/** What the list says of her: the touch, what else the call carries, and where she stands if not among the calls. */
function listed({ kind, tier, carried, lane }: Stretch): string {
  const late = kind === 'first-use' && tier === 3 ? ' (late)' : ''
  const where = lane === 'noPhone' ? ' (no phone)' : lane === 'promise' ? ' (promise)' : ''
  return `${[`${kind}${late}`, ...carried].join(' + ')}${where}`
}

/** `–` and the reason why she is not listed. */
function unlisted(standing: Exclude<Standing, { code: 'live' }>): string {
  return `– ${standing.code === 'quiet' ? standing.why : standing.code}`
}

/** What the seller would see at a moment, knowing what had happened by then. */
function saysAt(story: Story, moment: string): string {
  const at = story.at(moment)
  const known = factsAt(story.facts, at, story.zone)
  const standing = standingAt(plan(known, DEFAULT_POLICY, shopOf(story.zone, at)), at)
  return standing.code === 'live' ? listed(standing.stretch) : unlisted(standing)
}

const walks = readWalks()

test('every walk has its story', () => {
  expect([...walks.keys()]).toEqual(Object.keys(STORIES))
})

describe.each([...walks])('%s', (heading, rows) => {
  const mornings = rows.filter((row) => row.time === null)

  test('leaves out no day', () => {
    expect(mornings.length).toBeGreaterThan(0)
    for (const [i, row] of mornings.slice(1).entries()) expect(row.from).toBe((mornings[i]?.to ?? 0) + 1)
  })

  test('goes as reckoned by hand', () => {
    const story = STORIES[heading] as Story
    const moments = rows.flatMap(({ from, to, time, says }) =>
      Array.from({ length: to - from + 1 }, (_, i) => ({ moment: `${from + i} ${time ?? '09:00'}`, says })),
    )
    const shown = (says: (row: { moment: string; says: string }) => string) =>
      moments.map((row) => `${row.moment}  ${says(row)}`)
    expect(shown(({ moment }) => saysAt(story, moment))).toEqual(shown(({ says }) => says))
  })
})
