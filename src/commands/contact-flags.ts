// The flags that describe a contact, checked and read.
import { FACTORS, type Factor, REPEATS } from '../domain/contact.ts'
import type { Day, Instant, Zone } from '../domain/day.ts'
import { CHANNELS, OUTCOMES, type Outcome } from '../domain/facts.ts'
import { AppError, invalid } from '../errors.ts'
import { customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { isReview } from './bonus-account.ts'
import { valueNamed } from './choice-words.ts'
import { subjectOf } from './contact.ts'
import { type Draft, emptyDraft } from './draft.ts'
import {
  check,
  choice,
  missing,
  name,
  number,
  optional,
  readYesNo,
  settlement,
  text,
  yesNo,
} from './input.ts'
import { findCase } from './reference.ts'
import { readDay, readWhen } from './when.ts'

export interface ContactFlags {
  outcome?: string
  delivered?: string
  promised?: string
  case?: string
  solved?: string
  kept?: string
  review?: boolean
  promise?: string
  promiseBy?: string
  used?: string
  csat?: string
  nps?: string
  reason?: string
  factor?: string
  repeat?: string
  runsOut?: string
  note?: string
  minutes?: string
  channel?: string
  direction?: string
  at?: string
  next?: string
}

export const REASON_LENGTH = 1000
export const NOTE_LENGTH = 2000

/** Answers that only a talk can have given. */
const ANSWERS = [
  'solved',
  'kept',
  'promise',
  'review',
  'delivered',
  'promised',
  'used',
  'csat',
  'nps',
  'factor',
  'repeat',
  'runsOut',
] as const

/** @throws AppError input.invalid, input.missing */
export async function draftOf(
  store: Store,
  customerId: number,
  flags: ContactFlags,
  outcome: string,
): Promise<Draft> {
  const { now, zone } = store
  const read = check(
    {
      outcome: choice(OUTCOMES),
      solved: optional(yesNo()),
      kept: optional(settlement()),
      used: optional(yesNo()),
      csat: optional(number(1, 5, true, 'score')),
      nps: optional(number(0, 10, true, 'score')),
      reason: optional(text(REASON_LENGTH)),
      repeat: optional(choice(REPEATS)),
      note: optional(text(NOTE_LENGTH)),
      minutes: optional(number(0, 600)),
      channel: optional(choice(CHANNELS)),
      direction: optional(choice(['out', 'in'])),
    },
    { ...flags, outcome },
  )
  if (read.outcome !== 'talked' && read.outcome !== 'message-sent') {
    const answered = ANSWERS.find((flag) => flags[flag] !== undefined)
    if (answered) invalid('choice', '--outcome', outcome, { options: ['talked'] })
  }
  const at = flags.at === undefined ? now : await readWhen('--at', flags.at, now, zone, 'past')
  if (at > now) invalid('future', '--at', flags.at)
  const draft = emptyDraft(read.outcome, at)
  const subject = subjectOf(store, customerId, at, read.outcome)
  if (flags.case !== undefined) subject.caseId = ownCase(store, customerId, flags.case, flags.at, at)
  // What she writes of a case by herself answers nothing; it can only be her word on it.
  const herMessage = read.outcome === 'message-sent' && read.direction === 'in'
  if (flags.case !== undefined && herMessage && read.solved === undefined) missing('--solved')
  if (read.solved !== undefined && subject.caseId === null) missing('--case')
  if (read.kept !== undefined && subject.promiseId === null) {
    throw new AppError('promise.notDue', { name: customerById(store.db, customerId)?.name ?? '' })
  }
  if (read.outcome === 'call-later' && flags.next === undefined && flags.outcome !== undefined)
    missing('--next')
  return {
    ...draft,
    channel: read.channel ?? draft.channel,
    direction: read.direction ?? 'out',
    ...subject,
    caseNamed: flags.case !== undefined,
    solved: read.solved ?? null,
    kept: read.kept ?? null,
    newPromise: await promiseOf(store, flags, at),
    review: isReview(store, flags.review),
    ...(await deliveryOf(store, flags, at)),
    used: read.used ?? null,
    csat: read.csat ?? null,
    nps: read.nps ?? null,
    reason: read.reason ?? null,
    ...factorOf(flags.factor),
    repeat: read.repeat ?? null,
    runsOut:
      flags.runsOut === undefined ? null : await readDay('--runs-out', flags.runsOut, at, zone, 'future'),
    note: read.note ?? null,
    minutes: read.minutes ?? null,
    next: await nextOf(store, flags, at, read.outcome),
  }
}

/** A case of hers that had been opened by the moment of the talk. @throws AppError case.notFound, case.otherCustomer */
function ownCase(
  store: Store,
  customerId: number,
  typed: string,
  said: string | undefined,
  at: number,
): number {
  const { id, openedAt, customerId: owner } = findCase(store, typed)
  if (owner !== customerId) {
    const name = customerById(store.db, customerId)?.name ?? ''
    throw new AppError('case.otherCustomer', { id, name, customerId })
  }
  return Date.parse(openedAt) <= at ? id : invalid('beforeCase', '--at', said, { id })
}

async function nextOf({ zone }: Store, { next }: ContactFlags, at: number, outcome: Outcome) {
  if (next === undefined) return null
  if (outcome === 'refused') invalid('choice', '--outcome', outcome, { options: ['call-later', 'talked'] })
  const moment = await readWhen('--next', next, at, zone, 'future')
  return moment > at ? moment : invalid('past', '--next', next)
}

/** A promise for the day of the talk or a later one. */
async function promiseOf({ zone }: Store, { promise, promiseBy }: ContactFlags, at: number) {
  if (promise === undefined) return promiseBy === undefined ? null : missing('--promise')
  const text = check({ promise: name() }, { promise }).promise
  return { text, by: await readPromiseDay(promiseBy ?? missing('--promise-by'), at, zone) }
}

/** @throws AppError input.invalid for a day before the talk */
export async function readPromiseDay(typed: string, at: Instant, zone: Zone): Promise<Day> {
  const by = await readDay('--promise-by', typed, at, zone, 'future')
  return by >= zone.day(at) ? by : invalid('past', '--promise-by', typed)
}

/** `yes` is the day of the talk itself; a day is that day; `no` may bring a new promised day. */
async function deliveryOf({ zone }: Store, { delivered, promised }: ContactFlags, at: number) {
  if (delivered === undefined) {
    if (promised === undefined) return { delivered: null, promised: null }
    return { delivered: false as const, promised: await dayAfter(promised) }
  }
  const yes = readYesNo(delivered)
  if (yes === false) {
    return { delivered: false as const, promised: await dayAfter(promised ?? missing('--promised')) }
  }
  const day = yes ? zone.day(at) : await readDay('--delivered', delivered, at, zone, 'past')
  return {
    delivered: day <= zone.day(at) ? day : invalid('future', '--delivered', delivered),
    promised: null,
  }

  async function dayAfter(typed: string): Promise<Day> {
    const day = await readDay('--promised', typed, at, zone, 'future')
    return day >= zone.day(at) ? day : invalid('past', '--promised', typed)
  }
}

/** `fulfilment=4`. */
function factorOf(flag: string | undefined): { factor: Factor | null; factorScore: number | null } {
  if (flag === undefined) return { factor: null, factorScore: null }
  const [name = '', score = ''] = flag.split('=')
  const factor = valueNamed(FACTORS, name)
  if (!factor) invalid('choice', '--factor', flag, { options: FACTORS.map((known) => `${known}=1-5`) })
  return /^[1-5]$/.test(score.trim())
    ? { factor, factorScore: Number(score) }
    : invalid('score', '--factor', flag)
}
