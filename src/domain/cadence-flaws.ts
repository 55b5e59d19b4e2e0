// Where the numbers of the cadence contradict each other: each makes sense alone, and together a touch never comes.
import type { Policy } from './policy.ts'
import { isWithin, limitsOf, numberOf, overtakenIn } from './policy-limits.ts'

export type FlawCode =
  | 'order'
  | 'deadlineLate'
  | 'deadlineEarly'
  | 'gap'
  | 'overlap'
  | 'winBackFirst'
  | 'neverInTouch'
  | 'noSecondTry'
  | 'noCheckIn'
  | 'runsOutFirst'

/** Two settings that do not fit together. */
export interface Flaw {
  code: FlawCode
  key: string
  other: string
  /** A change that mends it; null where several are needed. */
  mend: { key: string; value: number } | null
}

/** Windows of which the second begins when the first is over. */
const IN_A_ROW = [
  ['firstUse.closesAfterDays', 'checkIn.opensAfterDays'],
  ['checkIn.closesAfterDays', 'reorder.unknownOpensAfterDays'],
] as const

const [DUE, OPENS, CLOSES] = [
  'firstUse.dueAfterHours',
  'firstUse.opensAfterDays',
  'firstUse.closesAfterDays',
] as const

export function flawsOf(policy: Policy): Flaw[] {
  const found = flawsIn(policy)
  return found.map((flaw) => ({ ...flaw, mend: isPossible(flaw.mend, policy) ? flaw.mend : null }))
}

/** Whether a change brought a contradiction that was not there before. */
export function isFlawed(after: Policy, before: Policy): boolean {
  const told = (policy: Policy) => flawsIn(policy).map(({ code, key }) => `${code} ${key}`)
  const known = new Set(told(before))
  return told(after).some((flaw) => !known.has(flaw))
}

function isPossible(mend: Flaw['mend'], policy: Policy): boolean {
  return mend !== null && isWithin(mend.value, limitsOf(mend.key, policy))
}

function flawsIn(policy: Policy): Flaw[] {
  const { firstUse, checkIn, reorder, keepInTouch, winBack, hush } = policy
  const flaws: Flaw[] = []
  const add = (code: FlawCode, key: string, other: string, mended: string, value: number) =>
    flaws.push({ code, key, other, mend: { key: mended, value } })

  for (const { key, next } of overtakenIn(policy)) add('order', key, next, next, numberOf(key, policy))

  const days = firstUse.dueAfterHours / 24
  // A window ends with its last day.
  if (days > firstUse.closesAfterDays + 1) add('deadlineLate', DUE, CLOSES, CLOSES, Math.ceil(days))
  if (days <= firstUse.opensAfterDays - 1) add('deadlineEarly', DUE, OPENS, OPENS, Math.floor(days))

  for (const [key, other] of IN_A_ROW) {
    const next = numberOf(key, policy) + 1
    const apart = numberOf(other, policy) - next
    if (apart !== 0) add(apart > 0 ? 'gap' : 'overlap', key, other, other, next)
  }
  const late = Math.max(checkIn.closesAfterDays, reorder.unknownClosesAfterDays)
  if (late > winBack.silenceDays) {
    const key =
      late === checkIn.closesAfterDays ? 'checkIn.closesAfterDays' : 'reorder.unknownClosesAfterDays'
    add('winBackFirst', key, 'winBack.silenceDays', 'winBack.silenceDays', late)
  }
  if (keepInTouch.everyDays > winBack.silenceDays) {
    const key = 'keepInTouch.everyDays'
    add('neverInTouch', key, 'winBack.silenceDays', key, Math.floor(winBack.silenceDays / 2))
  }
  const second = winBack.silenceDays + winBack.secondAfterDays
  if (second > winBack.closesSilenceDays) {
    add(
      'noSecondTry',
      'winBack.secondAfterDays',
      'winBack.closesSilenceDays',
      'winBack.closesSilenceDays',
      second,
    )
  }
  if (firstUse.opensAfterDays + hush.days >= checkIn.closesAfterDays) {
    const rest = checkIn.dueAfterDays - firstUse.opensAfterDays - 1
    add('noCheckIn', 'hush.days', 'checkIn.closesAfterDays', 'hush.days', rest)
  }
  if (reorder.shortestRunOutDays < reorder.earliestDay) {
    const key = 'reorder.shortestRunOutDays'
    add('runsOutFirst', key, 'reorder.earliestDay', key, reorder.earliestDay)
  }
  return flaws
}
