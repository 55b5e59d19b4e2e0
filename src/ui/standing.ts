// Why a customer is on today's list or not, in words.
import { type Plan, type Standing, type Stretch, stretchAt } from '../domain/plan.ts'
import type { QuietReason } from '../domain/quiet.ts'
import type { TouchKind } from '../domain/touch.ts'
import { type About, beforeOf, reasonOf } from './reason.ts'
import { touchName } from './view/planned.ts'
import type { Words } from './words.ts'

export interface StandingDocument {
  code: Standing['code']
  kind: TouchKind | null
  /** The case or the promise that is live, or comes next. */
  caseId: number | null
  promiseId: number | null
  /** Since when it holds for `live` and `refused`; when the next touch comes, or the quiet ends; null for never. */
  from: string | null
  why: QuietReason | null
}

/** As the card tells it, of calls alone: the whole sentence, and what comes next by itself. */
export interface CardStanding extends StandingDocument {
  lane: Exclude<Stretch['lane'], 'message'> | null
  /** Null while something is live. */
  next: { kind: TouchKind; from: string } | null
  /** Whether a message waits to be sent, beside or instead of a call. */
  message: boolean
  text: string
}

/** What comes next, to stand after "next": `reorder: Sat, 21 Nov`. */
export function standingText(standing: StandingDocument, words: Words): string {
  const { t } = words
  const { code, from, why } = standing
  const touch = touchName(standing, words)
  const day = from === null ? '' : momentOrDay(Date.parse(from), words)
  if (code === 'refused' && from !== null) {
    return t('touch.standing.refused', { day: words.day(words.zone.day(Date.parse(from))) })
  }
  if (code === 'no-purchase') return t('touch.standing.noPurchase')
  if (code !== 'quiet' || why === null) return t(`touch.standing.${code}`, { touch, day })
  const reason = t(`touch.quiet.${why}`)
  return from === null ? reason : t('touch.standing.quiet', { why: reason, touch, day })
}

/** The plan without its messages: a thank-you to be sent says nothing of why nobody is to be called. */
export function callsOf(plan: Plan): Plan {
  return {
    ...plan,
    touches: plan.touches.filter((touch) => touch.kind !== 'thanks'),
    stretches: plan.stretches.filter((stretch) => stretch.lane !== 'message'),
  }
}

interface CardFacts {
  /** The plan whole, with its messages. */
  plan: Plan
  /** The standing of its calls alone, and the same as other commands tell it. */
  standing: Standing
  base: StandingDocument
  wrongPhone: boolean
  /** What a stretch is about. */
  aboutOf(stretch: Stretch): About
}

export function cardStanding({ plan, standing, base, ...facts }: CardFacts, words: Words): CardStanding {
  const { t, zone, now } = words
  const live = standing.code === 'live' ? standing.stretch : null
  const coming = live ? undefined : callsOf(plan).stretches.find((stretch) => stretch.from > now)
  const message = stretchAt(plan.stretches, now)?.lane === 'message'
  const sentences = [
    live ? liveText(live, plan, facts, words) : restText(standing, words),
    ...(coming ? [t('customer.standing.next', nextOf(coming, words))] : []),
    ...(message ? [t('customer.standing.message')] : []),
  ]
  return {
    ...base,
    lane: live && live.lane !== 'message' ? live.lane : null,
    next: coming ? { kind: coming.kind, from: zone.text(coming.from) } : null,
    message,
    // A date with its year ends in a point of its own in Russian.
    text: sentences.join(' ').replace(/\.\.(?= |$)/g, '.'),
  }
}

function liveText(
  live: Stretch,
  plan: Plan,
  { wrongPhone, aboutOf }: Pick<CardFacts, 'wrongPhone' | 'aboutOf'>,
  words: Words,
): string {
  const reason = reasonOf(live, beforeOf(plan, live, words), aboutOf(live), words).text
  const how = live.lane === 'noPhone' && wrongPhone ? 'wrongNumber' : live.lane
  return words.t(`customer.standing.${how}`, { reason })
}

function restText(standing: Standing, words: Words): string {
  const { t, zone } = words
  if (standing.code === 'refused') {
    return t('customer.standing.refused', { day: words.day(zone.day(standing.since)) })
  }
  if (standing.code !== 'quiet') return t(`customer.standing.${standing.code as 'waiting'}`)
  const forGood = standing.until === Number.POSITIVE_INFINITY
  return t(`customer.standing.${standing.why}`, { when: forGood ? '' : momentOrDay(standing.until, words) })
}

function nextOf(next: Stretch, words: Words): { kind: string; when: string } {
  const kind = words.t(`touch.kind.${next.kind}`)
  return { kind, when: next.kind === 'callback' ? words.moment(next.due) : momentOrDay(next.from, words) }
}

/** The day alone where a day's first moment is meant. */
function momentOrDay(at: number, words: Words): string {
  const day = words.zone.day(at)
  return at === words.zone.start(day) ? words.day(day) : words.moment(at)
}
