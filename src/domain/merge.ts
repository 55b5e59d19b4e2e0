// Two cards of one customer: what the one that stays knows afterwards, and where the two tell different things.
import { namesAgree } from './customer.ts'
import { foldName } from './name.ts'

export const MERGE_FIELDS = ['name', 'phone', 'email', 'chat', 'birthday', 'externalId'] as const
/** What can be known of a customer but once. */
export type MergeField = (typeof MERGE_FIELDS)[number]

export interface MergeCard extends Record<Exclude<MergeField, 'name'>, string | null> {
  id: number
  name: string
  note: string | null
  referredById: number | null
  /** The phone turned out to be somebody else's. */
  wrongPhone: boolean
}

/** Where the cards differ: one value stays, the other gives way. */
export interface Conflict {
  field: MergeField
  keep: string
  other: string
  taken: 'keep' | 'other'
}

export interface Merged {
  fields: Omit<MergeCard, 'id' | 'wrongPhone' | 'note' | 'referredById'>
  conflicts: Conflict[]
  /** What the card that stays did not tell, and the other does. */
  filled: MergeField[]
  /** What gives way and is still worth knowing: other ways to reach or to name the customer. */
  former: { field: MergeField; value: string }[]
}

/**
 * What is known once both are one: what the card that stays tells, then what only the other tells. A number that rings
 * comes before a wrong one.
 * @param take fields of which the other card's value is to stay
 */
export function mergeCards(keep: MergeCard, other: MergeCard, take: ReadonlySet<MergeField>): Merged {
  const merged: Merged = {
    fields: { ...keep },
    conflicts: [],
    filled: [],
    former: [],
  }
  for (const field of MERGE_FIELDS) {
    const [own, told] = [toldBy(keep, field, other), toldBy(other, field, keep)]
    const value = own ?? told
    if (own !== null && told !== null && !isSame(field, own, told)) {
      const taken = take.has(field) ? 'other' : 'keep'
      const gone = taken === 'keep' ? told : own
      merged.conflicts.push({ field, keep: own, other: told, taken })
      Object.assign(merged.fields, { [field]: taken === 'keep' ? own : told })
      if (field === 'birthday' || (field === 'name' && namesAgree(own, told))) continue
      merged.former.push({ field, value: gone })
    } else {
      if (own === null && told !== null) merged.filled.push(field)
      Object.assign(merged.fields, { [field]: value })
    }
  }
  return merged
}

/** The note of both, and after it what gave way. @param also what is to be added, in words; null for nothing */
export function mergedNote(keep: MergeCard, other: MergeCard, also: string | null): string | null {
  const notes = [keep.note, other.note, also].filter((note) => note !== null)
  return notes.length === 0 ? null : [...new Set(notes)].join('; ')
}

/** A wrong number tells nothing beside one that rings. */
function toldBy(card: MergeCard, field: MergeField, beside: MergeCard): string | null {
  const rings = beside.phone !== null && !beside.wrongPhone
  return field === 'phone' && card.wrongPhone && rings ? null : card[field]
}

function isSame(field: MergeField, one: string, other: string): boolean {
  return field === 'phone' || field === 'externalId' ? one === other : foldName(one) === foldName(other)
}

/**
 * Who brought the customer: nobody whom the customer brought, also through others.
 * @param broughtBy who brought somebody
 */
export function mergedReferrer(
  keep: MergeCard,
  other: MergeCard,
  broughtBy: (id: number) => number | null,
): number | null {
  const isRing = (referrer: number) => {
    const line = new Set<number>()
    for (let id: number | null = referrer; id !== null && !line.has(id); id = broughtBy(id)) line.add(id)
    return line.has(keep.id) || line.has(other.id)
  }
  return [keep.referredById, other.referredById].find((id) => id !== null && !isRing(id)) ?? null
}
