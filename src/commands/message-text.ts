// What a message to a customer says: her own words or ours, filled with what is known of the customer.
import type { Context } from '../context.ts'
import { calledBy } from '../domain/called.ts'
import type { CaseKind } from '../domain/case.ts'
import { type Day, dayText } from '../domain/day.ts'
import { cut, type PlaceValues, roomFor } from '../domain/message.ts'
import { AppError } from '../errors.ts'
import { readTemplates, templatesPath } from '../exchange/templates.ts'
import type { Customer } from '../store/customer.ts'
import { type Product, productById } from '../store/product.ts'
import type { Sale } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { LANGS } from '../ui/i18n/index.ts'
import { loadScripts, type Scripts } from '../ui/script.ts'
import type { Words } from '../ui/words.ts'
import { itemsOf } from './card.ts'

/** What a message is about; null for what it is not about. */
export interface MessageSubject {
  sale: Pick<Sale, 'lines'> | null
  /** The product it speaks of, where it is not just any of the sale. */
  productId: number | null
  day: Day | null
  case: CaseKind | null
}

/** Of a message that is about nothing in particular. */
export const NO_SUBJECT: MessageSubject = { sale: null, productId: null, day: null, case: null }

/** The scripts with her own texts. @throws AppError template.* */
export async function ownScripts(context: Context): Promise<Scripts> {
  const own = await readTemplates(templatesPath(context.dbPath), LANGS)
  return loadScripts(context.lang, own.get(context.lang))
}

/** The scripts where messages are one thing among others: while her own texts cannot be used there are none. */
export async function scriptsWithOwn(context: Context): Promise<Scripts> {
  try {
    return await ownScripts(context)
  } catch (error) {
    if (error instanceof AppError) return loadScripts(context.lang, null)
    throw error
  }
}

/**
 * The scripts of calls. Where her own questions cannot be used those that ship are asked, and that is said: other than
 * with a message nobody would see it.
 */
export async function callScripts(context: Context): Promise<Scripts> {
  const scripts = await scriptsWithOwn(context)
  if (scripts.lacksOwn) context.warn('template.notUsed', { path: templatesPath(context.dbPath) })
  return scripts
}

/** A thank-you for a sale. @returns null while her own texts cannot be used */
export function thanksFor(
  store: Store,
  customer: Pick<Customer, 'name'>,
  sale: MessageSubject['sale'],
  scripts: Scripts,
  words: Words,
): string | null {
  return scripts.message('thanks', placeValues(store, customer, { ...NO_SUBJECT, sale }, scripts, words))
}

/** What is known for each place of a text, the best wording first. */
export function placeValues(
  store: Store,
  { name }: Pick<Customer, 'name'>,
  { sale, productId, day, case: kind }: MessageSubject,
  scripts: Scripts,
  words: Words,
): PlaceValues {
  const { shopName } = store.settings
  // Few texts speak of a product.
  const product = () => productOf(store, sale, productId)
  return {
    name: listed(calledBy(name)),
    items: sale ? shorterLists(itemsOf(sale, words), words) : [],
    get tip() {
      const about = product()
      return listed(about && tipOf(about))
    },
    day: day === null ? [] : [words.birthday(dayText(day).slice('2026-'.length))],
    get product() {
      const about = product()
      return about ? [about.name, cut(about.name, roomFor('product'))] : []
    },
    shop: listed(shopName),
    case: kind === null ? [] : [scripts.aboutCase(kind)],
  }
}

const listed = (value: string | null) => (value === null || value === '' ? [] : [value])

/** The product it is about; of a sale the first one with a tip to pass on, else the first. */
function productOf({ db }: Store, sale: MessageSubject['sale'], productId: number | null): Product | null {
  if (productId !== null) return productById(db, productId)
  const ids = new Set(sale?.lines.filter((line) => line.quantity > 0).map((line) => line.productId))
  const products = [...ids].flatMap((id) => productById(db, id) ?? [])
  return products.find((product) => tipOf(product) !== null) ?? products[0] ?? null
}

/** The first tip that fits into a message whole: half a tip may say the opposite. */
function tipOf({ tips }: Product): string | null {
  const fitting = tips.map((tip) => tip.replace(/[\s.]+$/, '')).find((tip) => tip.length <= roomFor('tip'))
  return fitting ?? null
}

/** `A, B and C`, `A, B and 1 more`, `A and 2 more`; the last one fits always. */
function shorterLists(items: readonly string[], words: Words): string[] {
  const [first] = items
  if (first === undefined) return []
  const fewer = items
    .slice(1)
    .map((_, i) => more(items.slice(0, items.length - 1 - i).join(', '), i + 1, words))
  const most = roomFor('items')
  const rest = items.length - 1
  const shortest =
    rest === 0 ? cut(first, most) : more(cut(first, most - more('', rest, words).length), rest, words)
  return [words.list(items), ...fewer, shortest]
}

function more(items: string, count: number, { t }: Words): string {
  return t('message.more', { items, count })
}
