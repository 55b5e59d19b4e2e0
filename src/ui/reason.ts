// Why somebody is on the list, in words.
import type { CaseKind, CaseState } from '../domain/case.ts'
import { type Day, HOUR, type Instant } from '../domain/day.ts'
import type { Plan, Stretch } from '../domain/plan.ts'
import type { PromiseKind, Promiser } from '../domain/promise.ts'
import { dueAtInstant } from '../domain/touch.ts'
import type { Words } from './words.ts'

/** A stable code and the sentence for it. */
export interface Reason {
  code: string
  text: string
}

/** A case, as its reason tells it. */
export interface AboutCase {
  id: number
  kind: CaseKind
  state: CaseState
  openedAt: Instant
  /** Whether it is without an answer because the customer did not find it solved. */
  reopened: boolean
}

/** From so many hours on the age of a case is told in days. */
export const IN_DAYS = 48

/** What a stretch is about, beyond the plan: a product, a case, a promise. */
export interface About {
  /** The name of the product that a reorder is about. */
  product: string | null
  case: AboutCase | null
  promise: { text: string | null; kind: PromiseKind; promiser: Promiser; amountMinor: number | null } | null
}

/**
 * What came before a stretch: days of the latest purchase, of the sale it is about, and of the last talk or purchase.
 * Most reasons tell none of them, so that they are looked for when they are asked for.
 */
export interface Before {
  readonly bought: Day | null
  readonly sold: Day | null
  readonly spoke: Day | null
}

/** The same, out of a whole plan. */
export function beforeOf(plan: Plan, stretch: Stretch, { zone, now }: Words): Before {
  const bought = plan.purchases.findLast((purchase) => purchase.at <= now)
  const talked = plan.talks.findLast((talk) => talk <= now)
  const last = Math.max(bought?.at ?? -Infinity, talked ?? -Infinity)
  return {
    bought: bought?.day ?? null,
    sold: plan.purchases.find(({ sale }) => sale.id === stretch.saleId)?.day ?? null,
    spoke: last === -Infinity ? null : zone.day(last),
  }
}

/** Whether the due day, or the due moment, is over. */
export function isOverdue(touch: Pick<Stretch, 'kind' | 'due'>, { now, zone }: Words): boolean {
  return dueAtInstant(touch.kind) ? now > touch.due : zone.day(now) > zone.day(touch.due)
}

/** Hours until a first call's deadline, to one decimal; null once it is over and for other touches. */
export function hoursLeft(touch: Pick<Stretch, 'kind' | 'due'>, now: Instant): number | null {
  if (touch.kind !== 'first-use' || now > touch.due) return null
  return Math.round(((touch.due - now) / HOUR) * 10) / 10
}

export function reasonOf(stretch: Stretch, before: Before, about: About, words: Words): Reason {
  const { t, zone, now, today } = words
  const dueDay = zone.day(stretch.due)
  const since = (day: Day | null) => (day === null ? 0 : today - day)
  const sinceSale = () => Math.max(0, since(before.sold))
  const { product } = about
  switch (stretch.kind) {
    case 'case':
      return about.case ? caseReason(about.case, words) : { code: 'case', text: t('touch.kind.case') }
    case 'promise':
      return promiseReason(stretch, about.promise, words)
    case 'delivery':
      return dueDay >= today
        ? { code: 'delivery.today', text: t('touch.reason.delivery.today') }
        : { code: 'delivery.late', text: t('touch.reason.delivery.late', { day: words.day(dueDay) }) }
    case 'callback': {
      const when = words.moment(stretch.due)
      return isOverdue(stretch, words)
        ? { code: 'callback.late', text: t('touch.reason.callback.late', { when }) }
        : { code: 'callback.asked', text: t('touch.reason.callback.asked', { when }) }
    }
    case 'first-use': {
      const left = hoursLeft(stretch, now)
      if (left === null) {
        return {
          code: 'first-use.overdue',
          text: t('touch.reason.first-use.overdue', { ago: words.ago(dueDay) }),
        }
      }
      // Never more time than there is: whole hours are rounded down.
      const hours = left < 10 ? words.number(left, 1) : words.number(Math.floor(left))
      return dueDay === today
        ? {
            code: 'first-use.ends-today',
            text: t('touch.reason.first-use.ends-today', { time: words.time(stretch.due), hours }),
          }
        : { code: 'first-use.hours-left', text: t('touch.reason.first-use.hours-left', { hours }) }
    }
    case 'check-in':
      return stretch.afterFirst
        ? { code: 'check-in.first', text: t('touch.reason.check-in.first', { count: sinceSale() }) }
        : { code: 'check-in.again', text: t('touch.reason.check-in.again', { count: sinceSale() }) }
    case 'reorder': {
      if (stretch.runOut === null) {
        return { code: 'reorder.unknown', text: t('touch.reason.reorder.unknown', { count: sinceSale() }) }
      }
      const day = words.day(stretch.runOut)
      return product === null
        ? { code: 'reorder.usual-time', text: t('touch.reason.reorder.usual-time', { day }) }
        : { code: 'reorder.runs-out', text: t('touch.reason.reorder.runs-out', { product, day }) }
    }
    case 'keep-in-touch': {
      return {
        code: 'keep-in-touch.silence',
        text: t('touch.reason.keep-in-touch.silence', { count: since(before.spoke) }),
      }
    }
    case 'win-back': {
      const count = since(before.bought)
      return stretch.second
        ? { code: 'win-back.second', text: t('touch.reason.win-back.second', { count }) }
        : { code: 'win-back.first', text: t('touch.reason.win-back.first', { count }) }
    }
    case 'thanks':
      return { code: 'thanks.new', text: t('touch.reason.thanks.new') }
  }
}

/** Why a case is to be seen to: how long it has waited, or what it waits for. */
export function caseReason(
  { id, kind: what, state, openedAt, reopened }: AboutCase,
  { t, now }: Pick<Words, 't' | 'now'>,
): Reason {
  const kind = t(`case.kind.${what}`)
  const hours = Math.floor((now - openedAt) / HOUR)
  if (reopened) return { code: 'case.reopened', text: t('touch.reason.case.reopened', { kind, id }) }
  if (state !== 'unanswered')
    return { code: `case.${state}`, text: t(`touch.reason.case.${state}`, { kind, id }) }
  if (hours < 1) return { code: 'case.unanswered', text: t('touch.reason.case.fresh', { kind, id }) }
  const text =
    hours < IN_DAYS
      ? t('touch.reason.case.hours', { kind, id, count: hours })
      : t('touch.reason.case.days', { kind, id, count: Math.floor(hours / 24) })
  return { code: 'case.unanswered', text }
}

function promiseReason({ due }: Stretch, about: About['promise'], words: Words): Reason {
  const { t, zone, today } = words
  if (!about) return { code: 'promise', text: t('touch.kind.promise') }
  const what = about.text ?? t(`promise.kind.${about.kind}`)
  const amount = about.amountMinor === null ? '' : words.money(about.amountMinor)
  const day = zone.day(due)
  const when = day < today ? 'late' : 'today'
  const whose = about.promiser
  return {
    code: `promise.${whose}-${when}`,
    text: t(`touch.reason.promise.${whose}-${when}`, {
      what: [what, amount].filter(Boolean).join(', '),
      day: words.day(day),
    }),
  }
}
