// Products in a list, and one with its tips.
import type { Page } from '../../context.ts'
import { renderTable } from '../table.ts'
import { safe, wrap } from '../terminal.ts'

export interface ShownProduct {
  id: number
  name: string
  priceMinor: number | null
  currency: string
  /** Days one unit lasts. */
  lastsDays: number | null
  /** Days from its arrival on which it is repaired for nothing. */
  warrantyDays: number | null
  tips: string[]
  goesWith: { id: number; name: string }[]
  /** What does not suit everybody. */
  contains: string[]
}

export interface ProductsDocument {
  products: ShownProduct[]
  /** How many there are in all. */
  total: number
}

export interface ProductDocument {
  product: ShownProduct
  /** The lists as they were before they were written anew; null where they were not. */
  before?: { [List in 'tips' | 'goesWith' | 'contains']: ShownProduct[List] | null }
}

export function viewProducts(
  { products, total }: ProductsDocument,
  { words, terminal, style }: Page,
): string {
  const { t } = words
  if (products.length === 0) return wrap(t('product.none'), terminal.columns)
  const table = renderTable(
    {
      columns: [
        { head: t('product.head.id'), align: 'right' },
        { head: t('product.head.name') },
        { head: t('product.head.price'), align: 'right' },
        { head: t('product.head.lasts'), align: 'right' },
        { head: t('product.head.tips'), align: 'right' },
      ],
      title: 2,
      rows: products.map(({ id, name, priceMinor, lastsDays, tips }) => [
        `#${id}`,
        name,
        priceMinor === null ? t('common.none') : words.money(priceMinor),
        lastsDays === null ? t('common.none') : daysText(lastsDays, words),
        tips.length === 0 ? t('common.none') : String(tips.length),
      ]),
    },
    terminal,
  )
  const rest = total - products.length
  return rest === 0 ? table : `${table}\n\n${style.dim(t('common.more', { count: rest }))}`
}

/** @param what said before the product when it was just added or changed */
export function viewProduct(
  { product, before }: ProductDocument,
  what: 'added' | 'saved' | null,
  page: Page,
): string {
  const { words, style, terminal } = page
  const { t } = words
  const { id, name, priceMinor, lastsDays, warrantyDays, tips, goesWith, contains } = product
  const head = what === null ? '' : `${style.green(t(`product.${what}`))} `
  const line = (text: string) => `  ${wrap(text, terminal.columns, '  ')}`
  const labelled = (head: string, value: string | null) =>
    value === null ? [] : [line(`${style.dim(`${head}:`)} ${safe(value)}`)]
  // A list written anew costs what stood there: that is told, to be typed again if it was not meant.
  const was = (head: string, old: readonly string[] | null | undefined, now: readonly string[]) =>
    (old ?? []).every((text) => now.includes(text))
      ? []
      : [line(style.yellow(t('product.was', { head, list: safe((old ?? []).join('; ')) })))]
  return [
    wrap(`${head}${style.bold(safe(name))}  #${id}`, terminal.columns, '  '),
    ...labelled(t('product.price'), priceMinor === null ? null : words.money(priceMinor)),
    ...labelled(t('product.lasts'), lastsDays === null ? null : daysText(lastsDays, words)),
    ...labelled(t('product.warranty'), warrantyDays === null ? null : daysText(warrantyDays, words)),
    ...(tips.length > 0 ? [line(style.dim(`${t('product.tips')}:`))] : []),
    ...tips.map((tip) => `    – ${wrap(safe(tip), terminal.columns, '      ')}`),
    ...was(t('product.tips'), before?.tips, tips),
    ...labelled(t('product.goesWith'), namesOf(goesWith).join(', ') || null),
    ...was(t('product.goesWith'), before && namesOf(before.goesWith ?? []), namesOf(goesWith)),
    ...labelled(t('product.contains'), contains.join(', ') || null),
    ...was(t('product.contains'), before?.contains, contains),
  ].join('\n')
}

function namesOf(products: readonly { name: string }[]): string[] {
  return products.map(({ name }) => name)
}

function daysText(days: number, words: Page['words']): string {
  return words.t('product.days', { count: days })
}
