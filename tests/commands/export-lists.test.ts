// Lists out as tables: what is in them, for other programs and for Excel, and that an import takes them back.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import readXlsx from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { factsIn } from '../facts.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'
import { fullShop } from '../personal.ts'

/** Anna bought, gave some back and talked; Vera was only met. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld()
  const run = (...line: string[]) => runJson(line, world)
  await run('product', 'add', 'Cream', '--price', '1490.5', '--lasts-days', '45.5')
  await run(
    'product',
    'edit',
    'Cream',
    '--tip',
    'thin; on damp skin',
    '--tip',
    '=twice a day',
    '--contains',
    'nuts',
  )
  await run('product', 'add', 'Soap', '--goes-with', 'Cream')
  const anna = ['--phone', '8 916 000 00 01', '--external-id', 'C-1', '--email', 'a@b.ru', '--chat', '@anna']
  await run('customer', 'add', '=Anna', ...anna, '--birthday', '12.05', '--note', '+dry skin; "likes" roses')
  world.setClock('2026-11-01T10:20:30+03:00')
  const sold = ['--item', 'Cream x2', '--item', 'Soap x1.5 @100', '--discount', '81', '--note', '-1 point']
  await run('sale', 'add', '--customer', '=Anna', ...sold)
  await run('customer', 'add', 'Vera', '--referred-by', '=Anna', '--phone', '8 916 000 00 02')
  world.setClock('2026-11-03T11:00:00+03:00')
  await run('sale', 'return', '#1', '--item', 'Soap x1.5')
  await run(
    'log',
    '=Anna',
    '--outcome',
    'talked',
    '--csat',
    '5',
    '--used',
    'yes',
    '--minutes',
    '3.5',
    '--note',
    '@home',
  )
  await run('log', 'Vera', '--outcome', 'refused')
  world.setClock('2026-11-21T09:00:00+03:00')
  return world
}

const table = async (world: FakeWorld, ...line: string[]) => {
  const { code, out, err } = await runLine(['export', ...line], world)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out.split('\r\n')
}

describe('for other programs', () => {
  test('customers', async () => {
    expect(await table(await shop(), 'customers')).toEqual([
      'id,external_id,name,phone,email,chat,birthday,note,referred_by,stage,risk,purchases,first_purchase,last_purchase,spent,currency,do_not_call',
      `1,C-1,'=Anna,+79160000001,a@b.ru,'@anna,12.05,"'+dry skin; ""likes"" roses",,trying,at-risk,1,2026-11-01,2026-11-01,2903.88,RUB,no`,
      '2,,Vera,+79160000002,,,,,C-1,new,none,0,,,0.00,RUB,yes',
      '',
    ])
  })

  test('products', async () => {
    expect(await table(await shop(), 'products')).toEqual([
      'product,price,currency,lasts_days,warranty_days,tip,goes_with,contains',
      `Cream,1490.50,RUB,45.5,,"thin; on damp skin\n'=twice a day",,nuts`,
      'Soap,,RUB,,,,Cream,',
      '',
    ])
  })

  test('sales, a line a line', async () => {
    expect(await table(await shop(), 'sales')).toEqual([
      'sale,date,customer_id,customer,phone,product,quantity,amount,discount,currency,returned,promised,delivered,note',
      "1,2026-11-01 10:20:30,C-1,'=Anna,+79160000001,Cream,2,2981.00,81.00,RUB,,,,'-1 point",
      "1,2026-11-01 10:20:30,C-1,'=Anna,+79160000001,Soap,1.5,150.00,,RUB,,,,'-1 point",
      "1,2026-11-01 10:20:30,C-1,'=Anna,+79160000001,Soap,-1.5,-146.12,,RUB,2026-11-03 11:00:00,,,'-1 point",
      '',
    ])
  })

  test('contacts', async () => {
    expect(await table(await shop(), 'contacts')).toEqual([
      'date,customer_id,customer,phone,outcome,channel,direction,minutes,used,csat,nps,nps_reason,factor,factor_score,repeat,note,next_call,runs_out',
      "2026-11-03 11:00:00,C-1,'=Anna,+79160000001,talked,phone,out,3.5,yes,5,,,,,,'@home,,",
      '2026-11-03 11:00:00,,Vera,+79160000002,refused,phone,out,,,,,,,,,,,',
      '',
    ])
  })

  test('an empty shop has heads alone, and no file of a shop is made', async () => {
    const world = fakeWorld()
    for (const list of ['customers', 'products', 'sales', 'contacts']) {
      expect(await table(world, list)).toHaveLength(2)
    }
    expect(existsSync(world.db)).toBe(false)
  })
})

test('for Excel, in her language', async () => {
  const world = await shop()
  const rows = async (list: string) => (await table(world, list, '--excel', '--lang', 'ru')).slice(0, 2)
  expect(await rows('customers')).toEqual([
    '\ufeff№;Внешний номер;Имя;Телефон;Почта;Мессенджер;День рождения;Заметка;Кто посоветовал;Ступень;Риск;Дней с покупками;Первая покупка;Последняя покупка;Потрачено;Валюта;Не звонить',
    `1;C-1;'=Anna;+7 916 000 00 01;a@b.ru;'@anna;12.05;"'+dry skin; ""likes"" roses";;пробует;может уйти;1;01.11.2026;01.11.2026;2903,88;RUB;нет`,
  ])
  expect(await rows('products')).toEqual([
    '\ufeffТовар;Цена;Валюта;На сколько дней хватает;Гарантия дней;Советы;Подходит к;Состав',
    `Cream;1490,50;RUB;45,5;;"thin; on damp skin\n'=twice a day";;nuts`,
  ])
  expect(await rows('sales')).toEqual([
    '\ufeffПродажа;Дата;Код клиента;Клиент;Телефон;Товар;Количество;Сумма;Скидка на продажу;Валюта;Возврат;Обещано на;Доставлено;Заметка',
    "1;01.11.2026 10:20:30;C-1;'=Anna;+7 916 000 00 01;Cream;2;2981,00;81,00;RUB;;;;'-1 point",
  ])
  expect(await rows('contacts')).toEqual([
    '\ufeffДата;Код клиента;Клиент;Телефон;Итог;Способ связи;Кто начал;Минут;Пробовали;Довольны (1–5);Готовность советовать (0–10);Почему;О чём;Оценка (1–5);Купит ещё;Заметка;Перезвонить;Закончится',
    "03.11.2026 11:00:00;C-1;'=Anna;+7 916 000 00 01;поговорили;телефон;от вас;3,5;да;5;;;;;;'@home;;",
  ])
})

test('as a document', async () => {
  const world = await shop()
  const { customers, file } = await runJson<{ customers: object[]; file: null }>(
    ['export', 'customers'],
    world,
  )
  expect(file).toBeNull()
  expect(customers[1]).toEqual({
    ...{
      id: 2,
      externalId: null,
      name: 'Vera',
      phone: '+79160000002',
      email: null,
      chat: null,
      birthday: null,
    },
    ...{ note: null, referredBy: { id: 1, name: '=Anna' }, stage: 'new', risk: 'none', purchases: 0 },
    ...{ firstPurchase: null, lastPurchase: null, spentMinor: 0, currency: 'RUB', doNotCall: true },
  })
  const { sales } = await runJson<{ sales: object[] }>(['export', 'sales'], world)
  expect(sales[2]).toMatchObject({
    ...{
      saleId: 1,
      soldAt: '2026-11-01T10:20:30+03:00',
      customer: '=Anna',
      quantity: -1.5,
      amountMinor: -14_612,
    },
    ...{ returnedAt: '2026-11-03T11:00:00+03:00', discountMinor: null, currency: 'RUB' },
  })
  const { contacts } = await runJson<{ contacts: object[] }>(['export', 'contacts'], world)
  expect(contacts).toMatchObject([
    { at: '2026-11-03T11:00:00+03:00', used: true },
    { used: null, nextAt: null },
  ])
  const { products } = await runJson<{ products: object[] }>(['export', 'products'], world)
  expect(products).toMatchObject([
    { name: 'Cream', tips: ['thin; on damp skin', '=twice a day'], contains: ['nuts'] },
    {},
  ])
})

describe('the file', () => {
  test('is for its owner alone, in nobody’s place, and counted', async () => {
    const world = await shop()
    const out = join(world.home, 'sales.csv')
    writeFileSync(out, 'mine')
    expect(await runError(['export', 'sales', '--out', out], world)).toMatchObject({
      exit: 3,
      code: 'file.exists',
    })
    expect(readFileSync(out, 'utf8')).toBe('mine')
    const { out: said } = await runLine(['export', 'sales', '--out', out, '--force'], world)
    expect(said.replace(out, 'OUT')).toBe('3 sold lines are in OUT.\n')
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect(await runError(['export', 'sales', '--out', world.db, '--force'], world)).toMatchObject({
      exit: 3,
    })
  })

  test('holds what the screen would, whatever was said quietly', async () => {
    const world = await shop()
    for (const list of ['customers', 'products', 'sales', 'contacts']) {
      const out = join(world.home, `${list}.csv`)
      expect((await runLine(['export', list, '--out', out, '--quiet'], world)).out).toBe('')
      expect(readFileSync(out, 'utf8')).toBe((await table(world, list, '--quiet')).join('\r\n'))
    }
  })
})

describe('a workbook', () => {
  test('has days as days, sums as numbers, and texts as texts', async () => {
    const world = await shop()
    const out = join(world.home, 'sales.XLSX')
    await runJson(['export', 'sales', '--out', out, '--lang', 'ru'], world)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    const [sheet] = await readXlsx(readFileSync(out))
    expect(sheet?.sheet).toBe('Продажи')
    const [head = [], first = []] = sheet?.data ?? []
    expect(head.slice(0, 4)).toEqual(['Продажа', 'Дата', 'Код клиента', 'Клиент'])
    const cell = (name: string) => first[head.indexOf(name)]
    expect(cell('Дата')).toEqual(new Date('2026-11-01T10:20:30Z'))
    expect([cell('Клиент'), cell('Телефон'), cell('Заметка')]).toEqual([
      '=Anna',
      '+7 916 000 00 01',
      '-1 point',
    ])
    expect([cell('Количество'), cell('Сумма')]).toEqual([2, 2981])
  })

  test('of everything that can be asked for is read', async () => {
    const world = await fullShop()
    for (const list of ['loyal', 'customers', 'products', 'sales', 'contacts']) {
      const out = join(world.home, `${list}.xlsx`)
      await runJson(['export', list, '--out', out], world)
      const rows = (await table(world, list)).filter((line) => line !== '')
      const [sheet] = await readXlsx(readFileSync(out))
      expect([list, sheet?.data.length]).toEqual([list, rows.length])
    }
  })
})

describe('an import takes back', () => {
  /** A world without a shop, and the file of a list in it. */
  async function moved(from: FakeWorld, list: string, ...flags: string[]): Promise<[FakeWorld, string]> {
    const world = fakeWorld({ now: '2026-11-21T10:00:00+03:00' })
    const [extension, ...others] = flags[0] === 'xlsx' ? flags : ['csv', ...flags]
    const out = join(world.home, `${list}.${extension}`)
    await runJson(['export', list, '--out', out, ...others], from)
    return [world, out]
  }

  const styles = [[], ['--excel'], ['--excel', '--lang', 'ru'], ['xlsx'], ['xlsx', '--lang', 'ru']]

  test.each(styles)('customers %s %s %s', async (...flags: string[]) => {
    for (const from of [await shop(), await fullShop()]) {
      const [world, file] = await moved(from, 'customers', ...flags)
      await runJson(['import', 'customers', file], world)
      const cards = (path: string) =>
        (factsIn(path).customer as Record<string, unknown>[]).map((row) => ({
          ...row,
          created_at: '',
          id: 0,
          referred_by_id: row.referred_by_id !== null,
        }))
      expect(cards(world.db)).toEqual(cards(from.db))
      const before = factsIn(from.db)
      await runJson(['import', 'customers', file], from)
      expect(factsIn(from.db)).toEqual(before)
    }
  })

  test.each(styles)('products %s %s %s', async (...flags: string[]) => {
    const from = await shop()
    const listed = ['--contains', 'wild; honey, or so', '--tip', 'a | b', '--goes-with', 'Cream']
    await runJson(['product', 'add', '+Oil "old", x', '--price', '0', ...listed], from)
    await runJson(['product', 'edit', 'Soap', '--goes-with', 'Cream', '--goes-with', '+Oil'], from)
    const [world, file] = await moved(from, 'products', ...flags)
    await runJson(['import', 'products', file], world)
    expect(await table(world, 'products')).toEqual(await table(from, 'products'))
    const before = factsIn(from.db)
    expect(await runJson(['import', 'products', file], from)).toMatchObject({ imported: 0 })
    expect(factsIn(from.db)).toEqual(before)
  })

  test.each(styles)('sales %s %s %s', async (...flags: string[]) => {
    for (const from of [await shop(), await fullShop()]) {
      const [world, file] = await moved(from, 'sales', ...flags)
      await runJson(['import', 'sales', file], world)
      const lines = async (of: FakeWorld) =>
        (await table(of, 'sales')).map((line) => line.split(',').slice(1, 8))
      // Sales of one moment may come in another order.
      expect((await lines(world)).sort()).toEqual((await lines(from)).sort())
      const before = factsIn(from.db)
      const again = await runJson<{ imported: number }>(['import', 'sales', file], from)
      expect(again.imported).toBe(0)
      expect(factsIn(from.db)).toEqual(before)
    }
  })
})
