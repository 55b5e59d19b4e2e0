// How far each number of the policy may be changed, so that the cadence stays one.
import type { Policy } from './policy.ts'

export interface Limits {
  least: number
  most: number
  /** Whether only whole numbers make sense. */
  whole: boolean
}

/** Numbers of which none may overtake the next: windows open before they close. */
const IN_ORDER: readonly (readonly string[])[] = [
  ['firstUse.opensAfterDays', 'firstUse.closesAfterDays'],
  ['checkIn.opensAfterDays', 'checkIn.dueAfterDays', 'checkIn.closesAfterDays'],
  ['reorder.dueBeforeDays', 'reorder.opensBeforeDays'],
  ['reorder.unknownOpensAfterDays', 'reorder.unknownDueAfterDays', 'reorder.unknownClosesAfterDays'],
  ['winBack.silenceDays', 'winBack.closesSilenceDays'],
  ['winBack.silenceIntervals', 'winBack.closesIntervals'],
  ['loyalty.regularDays', 'loyalty.loyalDays'],
  ['grade.failedAtMost', 'grade.delightedFrom'],
]

/** A day's number of which 0 would mean no rhythm at all, and very few a touch for every day of years. */
const AT_LEAST: Readonly<Record<string, number>> = {
  'keepInTouch.everyDays': 7,
  'cap.days': 1,
  'interval.priorDays': 1,
  'winBack.silenceDays': 1,
  'winBack.closesSilenceDays': 1,
  'value.horizonDays': 1,
  'loyalty.regularDays': 1,
  'loyalty.loyalDays': 1,
  // Pairs of a single customer are not counted.
  'crossSell.together': 2,
}

/** @param key `group.name` of a number that the policy has */
export function limitsOf(key: string, policy: Policy): Limits {
  const own = ownLimits(key)
  const order = IN_ORDER.find((keys) => keys.includes(key)) ?? []
  const at = order.indexOf(key)
  const [before, after] = [order[at - 1], order[at + 1]]
  return {
    ...own,
    least: before === undefined ? own.least : Math.max(own.least, numberOf(before, policy)),
    most: after === undefined ? own.most : Math.min(own.most, numberOf(after, policy)),
  }
}

export function isWithin(number: number, { least, most, whole }: Limits): boolean {
  return number >= least && number <= most && (!whole || Number.isInteger(number))
}

/** Whether a number makes sense by itself, whatever the others are. */
export function isSensible(key: string, number: number): boolean {
  return isWithin(number, ownLimits(key))
}

/** Two numbers of which the first must not overtake the second, and has. */
export interface Overtaken {
  key: string
  next: string
}

export function overtakenIn(policy: Policy): Overtaken[] {
  return IN_ORDER.flatMap((keys) =>
    keys.flatMap((key, i) => {
      const next = keys[i + 1]
      return next !== undefined && numberOf(key, policy) > numberOf(next, policy) ? [{ key, next }] : []
    }),
  )
}

export function numberOf(key: string, policy: Policy): number {
  const [group = '', name = ''] = key.split('.')
  return (policy as Record<string, Record<string, number>>)[group]?.[name] ?? Number.NaN
}

function ownLimits(key: string): Limits {
  const [group, name = ''] = key.split('.')
  const whole = (least: number, most: number): Limits => ({
    least: AT_LEAST[key] ?? least,
    most,
    whole: true,
  })
  if (/nps/i.test(name)) return whole(0, 10)
  if (/csat/i.test(name)) return whole(1, 5)
  if (/Days$|^days$/.test(name)) return whole(0, 3650)
  if (/Hours$/.test(name)) return whole(1, 24 * 30)
  if (/Intervals$/.test(name)) return { least: 0.5, most: 100, whole: false }
  if (/Weight$/.test(name)) return { least: 0, most: 100, whole: false }
  if (key === 'bonus.percent') return { least: 0.1, most: 100, whole: false }
  if (key === 'bonus.pointValue') return { least: 0.01, most: 1000, whole: false }
  if (key === 'bonus.perAmount') return whole(1, 1_000_000)
  if (/Points$/.test(name)) return whole(0, 1_000_000)
  if (group === 'grade') return { least: 0, most: 10, whole: false }
  if (/^minutes/.test(name)) return { least: 0.5, most: 24 * 60, whole: false }
  return whole(1, 1000)
}
