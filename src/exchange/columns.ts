// The names of columns in files of sales, in English and Russian, as people and other programs write them.
import { foldName } from '../domain/name.ts'

export const SALE_FIELDS = {
  externalId: [
    ...['customer id', 'client id', 'external id', 'buyer id', 'customer number', 'customer code'],
    ...['id клиента', 'код клиента', 'номер клиента', 'клиент id', 'id покупателя', 'код покупателя'],
    'внешний номер',
  ],
  name: [
    ...['customer', 'name', 'client', 'customer name', 'client name', 'full name', 'buyer'],
    ...['клиент', 'покупатель', 'заказчик', 'имя', 'имя клиента', 'имя покупателя', 'фио', 'фио клиента'],
  ],
  phone: [
    ...['phone', 'phone number', 'customer phone', 'mobile', 'mobile phone', 'telephone', 'tel'],
    ...['телефон', 'номер телефона', 'телефон клиента', 'тел', 'мобильный', 'мобильный телефон'],
  ],
  date: [
    ...['date', 'order date', 'sale date', 'purchase date', 'date of sale', 'sold at', 'date time'],
    ...['дата', 'дата продажи', 'дата заказа', 'дата покупки', 'дата и время'],
  ],
  product: [
    ...['product', 'item', 'product name', 'item name', 'goods'],
    ...['товар', 'продукт', 'позиция', 'название', 'название товара', 'наименование'],
    ...['наименование товара', 'номенклатура'],
  ],
  quantity: ['quantity', 'qty', 'pcs', 'количество', 'кол во', 'кол', 'шт'],
  price: ['price', 'unit price', 'цена', 'цена за штуку', 'цена за шт', 'цена за единицу'],
  amount: ['amount', 'total', 'sum', 'line total', 'total amount', 'сумма', 'итого', 'всего', 'стоимость'],
} as const

export type SaleField = keyof typeof SALE_FIELDS

/** What everything is called in a file that names no product; one of these words is its only product. */
export const UNNAMED_PRODUCT = { en: 'Purchase', ru: 'Покупка' } as const

/** Words beside a column's name that tell its currency. */
const CURRENCIES = new Set(['руб', 'рублеи', 'рубли', 'р', 'rub', 'rur', 'usd', 'eur', 'kzt', 'byn'])

/** Letter case, blanks, underscores and punctuation make no difference. */
function headKey(head: string): string {
  const words = foldName(head).split(' ')
  const [first = '', ...rest] = words
  return [first, ...rest.filter((word) => !CURRENCIES.has(word))].join('')
}

const KNOWN = new Map<string, SaleField>(
  Object.entries(SALE_FIELDS).flatMap(([field, names]) =>
    names.map((name) => [headKey(name), field as SaleField] as const),
  ),
)

export interface SaleColumns {
  /** Where each field stands; of two columns for one field the first counts. */
  at: Partial<Record<SaleField, number>>
  /** The heads of the others, as written. */
  ignored: string[]
}

export function saleColumns(head: readonly string[]): SaleColumns {
  const at: SaleColumns['at'] = {}
  const ignored: string[] = []
  for (const [i, name] of head.entries()) {
    const field = KNOWN.get(headKey(name))
    if (field !== undefined && at[field] === undefined) at[field] = i
    else if (name.trim() !== '') ignored.push(name.trim())
  }
  return { at, ignored }
}

/** What a file of sales cannot do without; a product may be missing where there is money. */
export function missingColumns({ at }: SaleColumns): ('name' | 'date' | 'product')[] {
  const has = (...fields: SaleField[]) => fields.some((field) => at[field] !== undefined)
  const missing: ('name' | 'date' | 'product')[] = []
  if (!has('externalId', 'name', 'phone')) missing.push('name')
  if (!has('date')) missing.push('date')
  if (!has('product') && !has('amount')) missing.push('product')
  return missing
}
