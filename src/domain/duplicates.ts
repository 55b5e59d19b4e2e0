// Likely duplicates: pairs of cards that may be one customer, the likeliest first.
import { namesAgree, wordsOf } from './customer.ts'
import { foldName } from './name.ts'

export type DuplicateReason = 'phone' | 'name' | 'email' | 'chat'

export interface KnownCard {
  id: number
  name: string
  /** A number that rings; null for none. */
  phone: string | null
  email: string | null
  chat: string | null
  /** How many sales hang on the card: the fuller one stays. */
  sales: number
}

export interface Duplicate {
  /** Ids of the card to stay, and of the one to be merged into it. */
  keep: number
  other: number
  reasons: DuplicateReason[]
  /** Whether one name may be a piece of the other; else only a number or an address is shared, as families do. */
  namesAgree: boolean
}

/** What more cards than this share tells nothing of who it is: a bare first name, a number made up to fill a gap. */
const MOST_SHARING = 20

/** Cards with the same phone, e-mail, chat or name. */
export function likelyDuplicates(cards: readonly KnownCard[]): Duplicate[] {
  const pairs = new Map<string, Duplicate>()
  const fullest = [...cards].sort((a, b) => b.sales - a.sales || a.id - b.id)
  const look = (reason: DuplicateReason, keyOf: (card: KnownCard) => string | null) => {
    for (const [keep, other] of pairsSharing(fullest, keyOf)) {
      const agree = namesAgree(keep.name, other.name)
      const key = `${keep.id} ${other.id}`
      const pair = pairs.get(key) ?? { keep: keep.id, other: other.id, reasons: [], namesAgree: agree }
      pair.reasons.push(reason)
      pairs.set(key, pair)
    }
  }
  look('phone', ({ phone }) => phone)
  // A surname may stand first on one card and last on the other.
  look('name', ({ name }) => wordsOf(name).sort().join(' '))
  look('email', ({ email }) => email?.toLowerCase() ?? null)
  look('chat', ({ chat }) => chat && foldName(chat))
  return [...pairs.values()].sort((a, b) => doubtOf(a) - doubtOf(b) || a.keep - b.keep || a.other - b.other)
}

/** A shared address of one name says most, then the name alone, then a number under two names. */
function doubtOf({ reasons, namesAgree: agree }: Duplicate): number {
  if (!agree) return 2
  return reasons.some((reason) => reason !== 'name') ? 0 : 1
}

/** Every two cards of one key, in their order; an empty key is none. */
function* pairsSharing(
  cards: readonly KnownCard[],
  keyOf: (card: KnownCard) => string | null,
): Generator<[KnownCard, KnownCard]> {
  const groups = new Map<string, KnownCard[]>()
  for (const card of cards) {
    const key = keyOf(card)
    if (!key) continue
    const group = groups.get(key)
    if (group) group.push(card)
    else groups.set(key, [card])
  }
  for (const group of groups.values()) {
    if (group.length > MOST_SHARING) continue
    for (const [i, one] of group.entries()) for (const other of group.slice(i + 1)) yield [one, other]
  }
}
