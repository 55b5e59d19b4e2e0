// customer show --export: everything held on one person, and of nobody else more than that they are there.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { ANNA, BORIS, DERIVED, fullShop, markTexts, personalTables, rowsOf } from '../personal.ts'

const EXPORT = ['customer', 'show', '#2', '--export']

describe('the report of all that is held', () => {
  it('has every text of every table, and nothing of anybody else', async () => {
    const world = await fullShop()
    const db = new Database(world.db)
    const marks = markTexts(db, 2, 'Её')
    for (const id of [1, 4]) {
      db.prepare('UPDATE customer SET name = ? WHERE id = ?').run(`Чужое имя ${id}`, id)
      if (id === 4) markTexts(db, id, 'Чужое')
    }
    db.close()
    const { out } = await runLine(EXPORT, world)
    const report = JSON.stringify(JSON.parse(out))
    expect([...marks.values()].filter((text) => !report.includes(text))).toEqual([])
    expect(report).not.toContain('Чужое')
    expect(report).not.toContain(BORIS.phone.slice(1))
  })

  it('has as many rows as there are', async () => {
    const world = await fullShop()
    const report = await runJson<Record<string, { length: number }>>(EXPORT, world)
    const sales = report.sales as unknown as Record<string, unknown[]>[]
    const cases = report.cases as unknown as Record<string, unknown[]>[]
    const told: Record<string, number> = {
      ...{
        customer: 1,
        stretch: 0,
        tally: 0,
        first_call: 0,
        worth: 0,
        sale: sales.length,
        service_case: cases.length,
      },
      sale_line: sales.flatMap(({ lines }) => lines).length,
      payment: sales.flatMap(({ payments }) => payments).length,
      bonus_terms: sales.flatMap(({ bonusTerms }) => bonusTerms).length,
      case_step: cases.flatMap(({ steps }) => steps).length,
      bonus_entry: (report.bonus as unknown as { entries: unknown[] }).entries.length,
      ...{ consent: report.consents?.length ?? 0, customer_avoid: report.avoid?.length ?? 0 },
      ...{ contact: report.contacts?.length ?? 0, promise: report.promises?.length ?? 0 },
      ...{ snooze: report.snoozes?.length ?? 0, skip: report.skips?.length ?? 0 },
      former_sale: report.formerSales?.length ?? 0,
      former_phone: report.formerPhones?.length ?? 0,
      ...{ line_origin: report.importedLines?.length ?? 0, merged_customer: report.mergedCards?.length ?? 0 },
    }
    const db = new Database(world.db, { readonly: true })
    const held = personalTables(db).map((table) => [
      table.name,
      DERIVED.has(table.name) ? 0 : rowsOf(db, table, 2).length,
    ])
    db.close()
    expect(told).toEqual(Object.fromEntries(held))
  })

  it('tells no number of a sale that is another customer’s', async () => {
    const world = await fullShop()
    const { sale } = await runJson<{ sale: { id: number } }>(
      ['sale', 'add', '--customer', '#2', '--item', 'Мыло @300'],
      world,
    )
    const asked = [
      'case',
      'add',
      '#2',
      '--kind',
      'question',
      '--asked',
      'чья продажа?',
      '--sale',
      String(sale.id),
    ]
    await runJson(asked, world)
    const saleOfCase = async () => {
      const { cases } = await runJson<{ cases: { asked: string; saleId: number | null }[] }>(EXPORT, world)
      return cases.find((one) => one.asked === 'чья продажа?')?.saleId
    }
    expect(await saleOfCase()).toBe(sale.id)
    await runJson(['sale', 'edit', String(sale.id), '--customer', '#4'], world)
    expect(await saleOfCase()).toBeNull()
  })

  it('tells moments by the shop’s clock, who brought her as somebody, and whom she brought as a number', async () => {
    const world = await fullShop()
    await runJson(['customer', 'edit', '#4', '--referred-by', '#2'], world)
    const report = await runJson<Record<string, unknown>>(EXPORT, world)
    expect(report).toMatchObject({
      asOf: '2026-11-21T10:00:00+03:00',
      currency: 'RUB',
      customer: {
        name: ANNA.name,
        phone: ANNA.phone,
        birthday: '05-12',
        broughtBy: 'a customer',
        brought: 1,
      },
      consents: [{ purpose: 'marketing', given: true, at: '2026-10-20T10:00:00+03:00', source: ANNA.words }],
      sales: [
        { lines: [{ product: 'Крем', quantity: 2, amountMinor: 200_000 }] },
        { lines: [{ product: 'Мыло' }] },
      ],
    })
    expect(JSON.stringify(report)).not.toMatch(/customerId|referredById|friendId/)
  })

  it('goes into a file for its owner alone, which is not overwritten unasked', async () => {
    const world = await fullShop()
    const path = join(world.home, 'anna.json')
    expect(await runLine([...EXPORT, path], world)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Everything held on Анна Ёлкина is in'),
    })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const written = readFileSync(path, 'utf8')
    expect(written).toBe((await runLine(EXPORT, world)).out)
    expect(await runError([...EXPORT, path], world)).toMatchObject({ exit: 3, code: 'file.exists' })
    await runJson(['customer', 'edit', '#2', '--note', 'новое'], world)
    expect(await runJson([...EXPORT, path, '--force'], world)).toMatchObject({
      customer: { id: 2 },
      file: path,
    })
    expect(readFileSync(path, 'utf8')).toContain('новое')
    expect(await runError([...EXPORT, world.db, '--force'], world)).toMatchObject({ code: 'file.exists' })
    expect(await runError([...EXPORT, join(world.home, 'none', 'a.json')], world)).toMatchObject({
      code: 'file.unwritable',
    })
  })

  it('is refused for nobody', async () => {
    const world = fakeWorld()
    const path = join(world.home, 'x.json')
    expect(await runError(['customer', 'show', 'анна', '--export', path], world)).toMatchObject({
      code: 'customer.notFound',
    })
    expect(existsSync(path)).toBe(false)
  })
})
