// Planned touches in words.
import type { Page } from '../../context.ts'
import { parseDay } from '../../domain/day.ts'
import type { TouchKind } from '../../domain/touch.ts'

/** A touch's window: days, ends included; `due` is an instant for a first call and a callback. */
export interface PlannedTouch {
  kind: TouchKind
  saleId: number | null
  /** The case or the promise it is about, and whether that case has no answer yet. */
  caseId: number | null
  promiseId: number | null
  awaited: boolean
  opens: string
  due: string
  closes: string | null
  /** The day from which it may be on the list; later than `opens` while goods are on their way. */
  wakes: string
  /** Whether it is a first call that waits for the goods to come. */
  awaitsDelivery: boolean
}

/** The touches worth telling after a sale or a call: the rest follows in its own time. */
const TOLD = 4

/** A line each: `first call: until Sat, 21 Nov, 19:00`. */
export function viewPlanned(touches: readonly PlannedTouch[], { words }: Page): string[] {
  const lines = touches
    .filter((touch) => touch.kind !== 'win-back' && touch.kind !== 'keep-in-touch')
    .map((touch) => plannedText(touch, words))
  // Several promises of one day read alike.
  return [...new Set(lines)].slice(0, TOLD)
}

function plannedText(touch: PlannedTouch, words: Page['words']): string {
  const { kind, due, wakes, awaitsDelivery } = touch
  const { t, zone } = words
  const name = touch.awaited ? t('touch.answer', { id: touch.caseId }) : touchName(touch, words)
  if (kind === 'thanks') return t('touch.planned.thanks')
  if (kind === 'callback')
    return t('touch.planned.asked', { kind: name, when: words.moment(Date.parse(due)) })
  const from = parseDay(wakes) ?? words.today
  if (kind === 'first-use') {
    const moment = Date.parse(due)
    if (awaitsDelivery) return t('touch.planned.afterDelivery', { kind: name })
    if (moment < words.now) return t('touch.planned.since', { kind: name })
    return zone.day(moment) === words.today || from <= words.today
      ? t('touch.planned.until', { kind: name, when: words.moment(moment) })
      : t('touch.planned.between', { kind: name, from: words.day(from), to: words.moment(moment) })
  }
  if (from <= words.today) return t('touch.planned.since', { kind: name })
  return t('touch.planned.on', { kind: name, day: words.day(Math.max(from, parseDay(due) ?? from)) })
}

/** `case #3`, `promise #2`, `first call`. */
export function touchName(
  { kind, caseId, promiseId }: Pick<PlannedTouch, 'caseId' | 'promiseId'> & { kind: TouchKind | null },
  { t }: Pick<Page['words'], 't'>,
): string {
  if (kind === null) return ''
  const id = caseId ?? promiseId
  const name = t(`touch.kind.${kind}`)
  return id === null ? name : t('touch.numbered', { name, id })
}
