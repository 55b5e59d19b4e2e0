// Cross-sell: what else a customer may be offered, and when nothing may be offered at all.
import { wordsOf } from './customer.ts'
import type { Instant } from './day.ts'
import type { Plan } from './plan.ts'
import { BARS, type Bar, holds } from './quiet.ts'
import { sells, type TouchKind } from './touch.ts'

/** A product as far as it tells whether it suits somebody. */
export interface Offerable {
  id: number
  name: string
  /** What is in it, as typed. */
  contains: readonly string[]
  tips: readonly string[]
}

/** How many customers of the shop bought both products. */
export interface Pair {
  productId: number
  otherId: number
  customers: number
}

export interface Offer {
  productId: number
  name: string
  /** The seller says that it goes with what she has, or other customers bought both. */
  why: 'goes-with' | 'together'
  /** How many customers bought it and something of hers; null where too few did to be counted. */
  customers: number | null
}

interface OfferFacts {
  /** Products she kept, ever. */
  has: ReadonlySet<number>
  /** What goes with the products she has, in the order to offer it. */
  goesWith: readonly number[]
  /** Pairs of which the first product is hers. */
  pairs: readonly Pair[]
  /** What she must not be offered, as typed. */
  avoids: readonly string[]
  /** Everything that might be offered. */
  products: ReadonlyMap<number, Offerable>
  /** From how many customers on a pair is no chance. */
  together: number
}

/** What she may be offered: what goes with hers, in the seller's order, then what most customers bought with it. */
export function offersFor({ has, goesWith, pairs, avoids, products, together }: OfferFacts): Offer[] {
  const counted = new Map<number, number>()
  for (const { productId, otherId, customers } of pairs) {
    if (has.has(productId)) counted.set(otherId, Math.max(customers, counted.get(otherId) ?? 0))
  }
  const named = new Set(goesWith)
  const bought = [...counted]
    .filter(([id, customers]) => customers >= together && !named.has(id))
    .sort(([one, few], [other, many]) => many - few || one - other)
    .map(([id]) => id)
  return [...named, ...bought].flatMap((id): Offer[] => {
    const product = products.get(id)
    if (!product || has.has(id) || conflicts(product, avoids)) return []
    const why = named.has(id) ? 'goes-with' : 'together'
    return [{ productId: id, name: product.name, why, customers: counted.get(id) ?? null }]
  })
}

/**
 * Whether a product is what somebody avoids: in its name, among what it contains, or in one of its tips. Of a tag of
 * several words any one is enough: of an allergy too little is offered rather than too much.
 */
export function conflicts(
  { name, contains, tips }: Pick<Offerable, 'name' | 'contains' | 'tips'>,
  avoids: readonly string[],
): boolean {
  if (avoids.length === 0) return false
  const words = [name, ...contains, ...tips].flatMap(wordsOf)
  return avoids.flatMap(tellingWords).some((tag) => words.some((word) => isKin(tag, word)))
}

/** Shorter words are prepositions, unless there are no others. */
const TELLING = 3

function tellingWords(tag: string): string[] {
  const words = wordsOf(tag)
  const long = words.filter((word) => word.length >= TELLING)
  return long.length > 0 ? long : words
}

/**
 * Whether two words are of one stem: `nuts` and `nut`, `орехи` and `ореховая`. They begin alike in at least four letters
 * and in two thirds of the shorter one; a tag may also begin a word, or from four letters on stand within it.
 */
function isKin(tag: string, word: string): boolean {
  if (tag.length < TELLING) return tag === word
  if (word.startsWith(tag) || (tag.length >= 4 && word.includes(tag))) return true
  const common = commonStart(tag, word)
  if (common === word.length && common >= TELLING) return tag.length - common <= 2
  return common >= 4 && common >= (Math.min(tag.length, word.length) * 2) / 3
}

function commonStart(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}

/** What forbids an offer at a moment, and until when; null where nothing does. */
export function barOf({ quiets }: Pick<Plan, 'quiets'>, at: Instant): { why: Bar; until: Instant } | null {
  for (const why of BARS) {
    const held = quiets.filter((quiet) => quiet.why === why && holds(quiet, at))
    if (held.length > 0) return { why, until: Math.max(...held.map((quiet) => quiet.until)) }
  }
  return null
}

/** Whether a call of these touches may offer something: one of them sells, and none is a first call. */
export function offersIn(kinds: readonly TouchKind[]): boolean {
  return kinds.some(sells) && !kinds.includes('first-use')
}
