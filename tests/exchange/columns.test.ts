// Which column is what.
import { describe, expect, it } from 'vitest'
import { customerColumns, missingColumns, readMark, saleColumns } from '../../src/exchange/columns.ts'

describe('the names of columns', () => {
  it.each([
    ['customer_id', 'externalId'],
    ['Customer ID', 'externalId'],
    ['customerId', 'externalId'],
    ['CUSTOMER', 'name'],
    ['name', 'name'],
    ['client', 'name'],
    ['Phone', 'phone'],
    ['order date', 'date'],
    ['Sale_Date', 'date'],
    ['item', 'product'],
    ['qty', 'quantity'],
    ['price', 'price'],
    ['Total', 'amount'],
    ['sum', 'amount'],
    ['Клиент', 'name'],
    ['ПОКУПАТЕЛЬ', 'name'],
    [' телефон ', 'phone'],
    ['Дата', 'date'],
    ['Дата_продажи', 'date'],
    ['товар', 'product'],
    ['Количество', 'quantity'],
    ['кол-во', 'quantity'],
    ['Кол-во, шт.', 'quantity'],
    ['Что купила', 'product'],
    ['Ф. И. О.', 'name'],
    ['Цена, ₽', 'price'],
    ['Сумма, руб.', 'amount'],
    ['Сумма (RUB)', 'amount'],
    ['order_id', null],
    ['Комментарий', null],
  ])('%j is %s', (head, field) => {
    const { at, ignored } = saleColumns([head])
    expect(Object.keys(at)).toEqual(field === null ? [] : [field])
    expect(ignored).toEqual(field === null ? [head] : [])
  })

  it('takes the first of two columns for one thing, and says which it did not need', () => {
    const { at, ignored } = saleColumns(['client', 'date', 'name', ''])
    expect(at).toEqual({ name: 0, date: 1 })
    expect(ignored).toEqual(['name'])
  })
})

describe('what a file cannot do without', () => {
  it.each([
    ['phone,date,product', []],
    ['customer_id,date,amount', []],
    ['customer,date', ['product']],
    ['date,product', ['name']],
    ['customer,product', ['date']],
    ['foo,bar', ['name', 'date', 'product']],
  ])('%s lacks %j', (head, missing) => {
    expect(missingColumns(saleColumns(head.split(',')))).toEqual(missing)
  })
})

describe('the columns of customers', () => {
  it.each([
    ['Name', 'name'],
    ['ФИО', 'name'],
    ['Телефон', 'phone'],
    ['external_id', 'externalId'],
    ['Внешний номер', 'externalId'],
    ['E-mail', 'email'],
    ['Эл. почта', 'email'],
    ['Telegram', 'chat'],
    ['День рождения', 'birthday'],
    ['Комментарий', 'note'],
    ['referred_by', 'referredBy'],
    ['Кто привёл', 'referredBy'],
    ['do_not_call', 'doNotCall'],
    ['Не звонить', 'doNotCall'],
    ['id', null],
    ['№', null],
    ['stage', null],
    ['Город', null],
  ])('%j is %s', (head, field) => {
    const { at, ignored } = customerColumns([head])
    expect(Object.keys(at)).toEqual(field === null ? [] : [field])
    expect(ignored).toEqual(field === null ? [head] : [])
  })

  it.each([
    [['id', 'name', 'stage']],
    [['№', 'Имя', 'Ступень']],
  ])('hold own numbers where the file was exported from here: %j', (head) => {
    expect(customerColumns(head)).toEqual({ at: { name: 1, ownId: 0 }, ignored: [head[2]] })
  })
})

describe('a mark in a table', () => {
  it.each([
    ['yes', true],
    [' ДА ', true],
    ['+', true],
    ['х', true],
    ['no', false],
    ['Нет', false],
    ['-', false],
    ['', false],
    ['может быть', null],
    ['2', null],
  ])('%j is %s', (text, mark) => expect(readMark(text)).toBe(mark))
})
