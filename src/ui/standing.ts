// Why a customer is on today's list or not, in words.
import type { Plan, Standing, Stretch } from '../domain/plan.ts'
import type { QuietReason } from '../domain/quiet.ts'
import type { TouchKind } from '../domain/touch.ts'
import { reasonOf } from './reason.ts'
import type { Words } from './words.ts'

export interface StandingDocument {
  code: Standing['code']
  kind: TouchKind | null
  /** Since when it holds for `live` and `refused`; when the next touch comes, or the quiet ends; null for never. */
  from: string | null
  why: QuietReason | null
}

/** As the card tells it: the whole sentence, and what comes next by itself. */
export interface CardStanding extends StandingDocument {
  lane: Stretch['lane'] | null
  next: { kind: TouchKind; from: string } | null
  text: string
}

/** What comes next, to stand after "next": `reorder: Sat, 21 Nov`. */
export function standingText({ code, kind, from, why }: StandingDocument, words: Words): string {
  const { t } = words
  const touch = kind === null ? '' : t(`touch.kind.${kind}`)
  const day = from === null ? '' : momentOrDay(Date.parse(from), words)
  if (code === 'refused' && from !== null) {
    return t('touch.standing.refused', { day: words.day(words.zone.day(Date.parse(from))) })
  }
  if (code === 'no-purchase') return t('touch.standing.noPurchase')
  if (code !== 'quiet' || why === null) return t(`touch.standing.${code}`, { touch, day })
  const reason = t(`touch.quiet.${why}`)
  return from === null ? reason : t('touch.standing.quiet', { why: reason, touch, day })
}

/**
 * @param base the same standing as other commands tell it
 * @param productName the name of the product that a reorder is about
 */
export function cardStanding(
  base: StandingDocument,
  standing: Standing,
  plan: Plan,
  words: Words,
  productName: (id: number) => string | null,
): CardStanding {
  const { t, zone } = words
  const coming = plan.stretches.find((stretch) => stretch.from > words.now) ?? null
  const next = coming && { kind: coming.kind, from: zone.text(coming.from) }
  const shared = { ...base, lane: null, next }
  switch (standing.code) {
    case 'live': {
      const { lane, productId } = standing.stretch
      const product = productId === null ? null : productName(productId)
      const reason = reasonOf(standing.stretch, plan, product, words).text
      return { ...shared, lane, text: t(`customer.standing.${lane}`, { reason }) }
    }
    case 'refused': {
      const text = t('customer.standing.refused', { day: words.day(zone.day(standing.since)) })
      return { ...shared, text: also(text, coming, words) }
    }
    case 'quiet': {
      const { why, until, kind } = standing
      const forGood = until === Number.POSITIVE_INFINITY
      const when = forGood ? '' : momentOrDay(until, words)
      const text = t(`customer.standing.${why}`, { kind: t(`touch.kind.${kind}`), when })
      // What the quiet holds back comes by itself when it ends; only something else is worth adding.
      const other = coming && (forGood || coming.from > until || coming.kind !== kind) ? coming : null
      return { ...shared, text: also(text, other, words) }
    }
    default:
      return { ...shared, text: also(t(`customer.standing.${standing.code}`), coming, words) }
  }
}

function also(text: string, next: Stretch | null, words: Words): string {
  if (!next) return text
  const kind = words.t(`touch.kind.${next.kind}`)
  return `${text} ${words.t('customer.standing.next', { kind, when: momentOrDay(next.from, words) })}`
}

/** The day alone where a day's first moment is meant. */
function momentOrDay(at: number, words: Words): string {
  const day = words.zone.day(at)
  return at === words.zone.start(day) ? words.day(day) : words.moment(at)
}
