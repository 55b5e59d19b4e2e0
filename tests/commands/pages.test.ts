// Pages to read and to print: the report and the call sheet. Their figures are those of the documents, and whatever was
// typed or imported is a text on them.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import type { SummaryDocument } from '../../src/ui/view/summary-document.ts'
import { disturb, endless, HOSTILE } from '../disturbed.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { fullShop, withDatabase } from '../personal.ts'

/** Thirty customers of autumn, most of them content, half of them called in time; one may leave. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld({ now: '2026-10-01T09:00:00+03:00' })
  for (let i = 1; i <= 30; i++) {
    const day = `2026-10-${String(1 + (i % 27)).padStart(2, '0')}`
    world.setClock(`${day}T10:00:00+03:00`)
    const phone = `+7916123${String(4500 + i)}`
    await runJson(
      ['sale', 'add', '--customer', `Buyer ${i}`, '--phone', phone, '--item', 'Cream @100'],
      world,
    )
  }
  for (let i = 1; i <= 20; i++) {
    world.setClock(`2026-11-${String(i).padStart(2, '0')}T12:00:00+03:00`)
    const answers = ['--csat', i % 5 === 0 ? '3' : '5', '--nps', i % 5 === 0 ? '5' : '9']
    const factor = `${['fulfilment', 'empathy'][i % 2]}=${i % 5 === 0 ? 3 : 5}`
    await runJson(['log', `#${i}`, '--outcome', 'talked', ...answers, '--factor', factor], world)
    if (i % 3 === 0) await runJson(['sale', 'add', '--customer', `#${i}`, '--item', 'Soap @50'], world)
  }
  world.setClock('2026-11-21T09:00:00+03:00')
  return world
}

const written = async (world: FakeWorld, ...args: string[]) => {
  const out = join(world.home, 'page.html')
  await runJson(['report', '--out', out, '--force', ...args], world)
  return readFileSync(out, 'utf8')
}

/** A figure of a document by its path; of second purchases by their days. */
function figureOf(summary: SummaryDocument, code: string): unknown {
  const [head = '', key = ''] = code.split('.')
  const part = summary[head as keyof SummaryDocument] as unknown
  if (Array.isArray(part)) return part.find(({ days }) => String(days) === key)?.share
  return (part as Record<string, unknown>)[key]
}

describe('the report', () => {
  test.each(['en', 'ru'])('has the figures of the summary (%s)', async (lang) => {
    const world = await shop()
    const page = await written(world, '--lang', lang)
    const summary = await runJson<SummaryDocument>(['summary', '--period', 'month'], world)
    const figures = [...page.matchAll(/<data value="([^"]*)" id="([^"]*)">/g)]
    expect(figures.map(([, , code]) => code)).toEqual(
      expect.arrayContaining(['nps.value', 'csat.share', 'grade.value', 'sales.revenueMinor']),
    )
    for (const [, value, code = ''] of figures)
      expect([code, Number(value)]).toEqual([code, figureOf(summary, code)])
    expect(page).toContain(`<html lang="${lang}">`)
    expect(page).toContain('class="dot"')
  })

  it('is for its owner alone and takes nobody’s place', async () => {
    const world = await shop()
    const out = join(world.home, 'page.html')
    const { out: said } = await runLine(['report', '--out', out], world)
    expect(said.replace(out, 'OUT')).toBe(
      'The report is in OUT: open it in any browser,\nor print it.\nIt names customers: mind whom you show it to.\n',
    )
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(await runError(['report', '--out', out], world)).toMatchObject({ exit: 3, code: 'file.exists' })
    expect(await runError(['report', '--out', world.db, '--force'], world)).toMatchObject({ exit: 3 })
  })

  it('of a shop without anything says so in figures, and makes no shop', async () => {
    const world = fakeWorld()
    const page = await written(world, '--period', 'quarter')
    expect(page).toContain('<strong>–</strong>')
    expect(page).not.toMatch(/NaN|undefined|<section>/)
    expect(existsSync(world.db)).toBe(false)
  })

  it('that cannot be opened is there all the same', async () => {
    const world = await shop()
    world.env.PATH = world.home
    const out = join(world.home, 'page.html')
    const { code, out: said } = await runLine(['report', '--open', '--out', out], world)
    expect(code).toBe(0)
    expect(said).toContain('open the file yourself')
  })

  test.each([
    '--period nonsense',
    '--from 2027-01-01',
    '--from 2026-11-02 --to 2026-11-01',
  ])('%s is no period', async (flags) =>
    expect(await runError(['report', ...flags.split(' ')], fakeWorld())).toMatchObject({ exit: 2 }))
})

describe('the call sheet', () => {
  it('has a box for everything to ask, and each call of the list', async () => {
    const world = await shop()
    const out = join(world.home, 'calls.html')
    const due = await runJson<{ calls: { customer: { name: string }; ask: string[] }[] }>(['due'], world)
    expect(due.calls).toHaveLength(5)
    await runJson(['due', '--print', out], world)
    const page = readFileSync(out, 'utf8')
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(page.match(/<section class="card">/g)).toHaveLength(5)
    for (const { customer, ask } of due.calls) {
      expect(page).toContain(`. ${customer.name} &#35;`.replace('&#35;', '#'))
      for (const question of ask) expect(page).toContain('<li class="box">'.concat(escaped(question)))
    }
    writeFileSync(out, 'mine')
    expect(await runError(['due', '--print', out], world)).toMatchObject({ exit: 3, code: 'file.exists' })
    expect(readFileSync(out, 'utf8')).toBe('mine')
  })
})

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Everything that our pages are made of; the rest is text. */
const TAG =
  /<\/?(html|head|meta|title|style|body|header|footer|section|div|span|strong|data|p|h1|h2|ul|li|figure|svg|g|line|path|circle|rect|text|table|thead|tbody|tr|th|td)((?: (?:lang|charset|http-equiv|content|name|data-name|class|value|id|viewBox|role|aria-label|x|y|x1|x2|y1|y2|cx|cy|r|rx|d|width|height|text-anchor)="[^"<>]*")*)\/?>|<!doctype html>/g

function complaintsAbout(page: string): string[] {
  const style = page.replace(/<style>[^<]*<\/style>/, '')
  const text = style.replace(TAG, '')
  return [
    ...(text.match(/<[^\n]{0,40}/g) ?? []),
    ...(page.match(/[^\n\P{C}]/gu) ?? []).map((sign) => JSON.stringify(sign)),
    ...(page.match(/ (?:on\w+|src|href|style)="[^"]*/g) ?? []),
    ...(page.match(/url\(|@import|<script/gi) ?? []),
  ]
}

it('nothing on a page is anything but text, whatever is stored', { timeout: 120_000 }, async () => {
  for (const [lang, first] of [
    ['en', 0],
    ['ru', 5],
  ] as const) {
    const world = await fullShop()
    withDatabase(world, (db) => db.transaction(disturb)(db, endless(HOSTILE, first), null))
    const report = await written(world, '--period', 'all', '--lang', lang)
    const out = join(world.home, 'calls.html')
    await runJson(['due', '--print', out, '--all', '--lang', lang], world)
    expect([complaintsAbout(report), complaintsAbout(readFileSync(out, 'utf8'))]).toEqual([[], []])
  }
  expect(complaintsAbout('<p>a</p><img src="x">')).not.toEqual([])
})

const CHROMIUM = ['chromium', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0)

describe.skipIf(CHROMIUM === undefined)('in a browser', () => {
  it('loads nothing and complains of nothing', { timeout: 60_000 }, async () => {
    const world = await shop()
    const out = join(world.home, 'page.html')
    await runJson(['report', '--out', out], world)
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--enable-logging=stderr', '--v=0']
    const { stdout, stderr } = spawnSync(CHROMIUM as string, [...flags, '--dump-dom', `file://${out}`], {
      encoding: 'utf8',
      env: { ...process.env, HOME: world.home },
    })
    expect(stdout).toContain('class="figure"')
    expect(stderr.split('\n').filter((line) => line.includes('CONSOLE'))).toEqual([])
  })
})
