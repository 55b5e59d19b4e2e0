// aftersales case reply|resolve|reopen: each a step in the life of a case, closed by the customer's word alone.
import type { Context } from '../context.ts'
import { type CaseState, caseStateAt, RESOLUTIONS, type Resolution, type StepKind } from '../domain/case.ts'
import { type Instant, instantText } from '../domain/day.ts'
import { AppError, invalid } from '../errors.ts'
import { insertStep, recordOf, type StoredCase } from '../store/case.ts'
import type { Store } from '../store/store.ts'
import { safe } from '../ui/terminal.ts'
import { CASE_TEXT_LENGTH, showCaseChanged } from './case.ts'
import { answer, check, choice, missing, optional, text, yesNo } from './input.ts'
import { askFor } from './prompt.ts'
import { findCase } from './reference.ts'
import { readWhen } from './when.ts'

interface StepFlags {
  at?: string
  next?: string
}

/** @throws AppError case.notFound, case.closed, input.invalid */
export async function replyCase(
  context: Context,
  reference: string,
  flags: StepFlags & { text?: string },
): Promise<void> {
  const store = await context.change()
  // An empty answer is none, and would stop the hours that the customer waits.
  const typed = check({ text: optional(answer(CASE_TEXT_LENGTH)) }, { text: flags.text }).text
  const stored = findCase(store, reference)
  const { at, next } = await readMoments(store, stored, flags)
  if (stateAt(stored, at) === 'closed') throw new AppError('case.closed', { id: stored.id })
  const words = typed ?? (await askReply(context, stored))
  await take(context, store, reference, at, (state, id) => {
    if (state === 'closed') throw new AppError('case.closed', { id })
    return [{ kind: 'reply', text: words, next }]
  })
}

/**
 * Says how a case was solved, and with the customer's word closes it; of a solved one the word alone is enough.
 * @throws AppError case.notFound, case.closed, input.invalid, input.missing
 */
export async function resolveCase(
  context: Context,
  reference: string,
  flags: StepFlags & { how?: string; text?: string; confirmed?: string },
): Promise<void> {
  const store = await context.change()
  const read = check(
    {
      how: optional(choice(RESOLUTIONS)),
      text: optional(text(CASE_TEXT_LENGTH)),
      confirmed: optional(yesNo()),
    },
    { how: flags.how, text: flags.text, confirmed: flags.confirmed },
  )
  const stored = findCase(store, reference)
  const { at, next } = await readMoments(store, stored, flags)
  const state = stateAt(stored, at)
  if (state === 'closed') throw new AppError('case.closed', { id: stored.id })
  // Where a solution was given already, her word comes first: with it nothing else is to be asked.
  const given = state === 'resolved' && read.how === undefined
  const word = read.confirmed ?? (given ? await askConfirmed(context) : null)
  const how = given && word === true ? null : (read.how ?? (await askHow(context)))
  const confirmed = word ?? (await askConfirmed(context))
  const words = read.text ?? null
  await take(context, store, reference, at, (stateNow, id) => {
    if (stateNow === 'closed') throw new AppError('case.closed', { id })
    return [
      ...(how === null ? [] : [{ kind: 'resolve' as const, resolution: how, text: words, next }]),
      ...(confirmed ? [{ kind: 'confirm' as const, text: how === null ? words : null, next: null }] : []),
    ]
  })
}

/** @throws AppError case.notFound, case.unanswered, input.invalid */
export async function reopenCase(
  context: Context,
  reference: string,
  flags: { reason?: string; at?: string },
): Promise<void> {
  const store = await context.change()
  const typed = check({ reason: optional(text(CASE_TEXT_LENGTH)) }, { reason: flags.reason }).reason
  const before = findCase(store, reference)
  const { at } = await readMoments(store, before, flags)
  if (stateAt(before, at) === 'unanswered') throw new AppError('case.unanswered', { id: before.id })
  const words = typed === undefined ? await askWhy(context) : typed
  await take(context, store, reference, at, (state, id) => {
    if (state === 'unanswered') throw new AppError('case.unanswered', { id })
    return [{ kind: 'reopen', text: words, next: null }]
  })
}

interface NewStep {
  kind: StepKind
  resolution?: Resolution
  text: string | null
  next: Instant | null
}

/** Stores the steps that the state of the case allows, as it is inside the write. */
async function take(
  context: Context,
  store: Store,
  reference: string,
  at: Instant,
  decide: (state: CaseState, id: number) => NewStep[],
): Promise<void> {
  const id = store.write((changes) => {
    const stored = findCase(store, reference)
    for (const { kind, resolution = null, text: words, next } of decide(stateAt(stored, at), stored.id)) {
      insertStep(store.db, {
        ...{ caseId: stored.id, kind, resolution, text: words, contactId: null },
        ...{ at: instantText(at), enteredAt: instantText(store.now) },
        dueAt: next === null ? null : instantText(next),
      })
    }
    changes.touch(stored.customerId)
    return stored.id
  })
  await showCaseChanged(context, store, id)
}

function stateAt(stored: StoredCase, at: Instant): CaseState {
  return caseStateAt(recordOf(stored), at) ?? 'unanswered'
}

/** When it was, and when to look at the case again. */
async function readMoments(store: Store, stored: StoredCase, flags: StepFlags) {
  const at = await readStepMoment(store, stored, flags.at)
  if (flags.next === undefined) return { at, next: null }
  const next = await readWhen('--next', flags.next, at, store.zone, 'future')
  return { at, next: next > at ? next : invalid('past', '--next', flags.next) }
}

/**
 * The moment of something said of a case: not to come, and not before it was opened.
 * @throws AppError input.invalid
 */
export async function readStepMoment(
  { now, zone }: Store,
  { id, openedAt, steps }: StoredCase,
  typed: string | undefined,
): Promise<Instant> {
  if (typed === undefined) return now
  const at = await readWhen('--at', typed, now, zone, 'past')
  if (at > now) invalid('future', '--at', typed)
  const reopened = steps.findLast(({ kind }) => kind === 'reopen')
  if (reopened && at < Date.parse(reopened.at)) invalid('beforeReopening', '--at', typed, { id })
  const opened = Date.parse(openedAt)
  if (at >= opened) return at
  // A day without a time counts as noon, and may mean the afternoon in which it was opened.
  const day = zone.day(at)
  return day === zone.day(opened) && at === zone.noon(day)
    ? opened
    : invalid('beforeCase', '--at', typed, { id })
}

/** What was answered, asked until it says something; where nobody can be asked it stays unsaid. */
async function askReply(context: Context, { asked }: StoredCase): Promise<string | null> {
  if (!context.terminal.interactive) return null
  const { t } = context
  if (asked !== null) context.say(safe(t('common.quoted', { text: asked })))
  return askFor(context, t('case.ask.reply'), 'text', answer(CASE_TEXT_LENGTH))
}

/** What the customer still finds wrong; it may stay unsaid. */
async function askWhy(context: Context): Promise<string | null> {
  if (!context.terminal.interactive) return null
  return askFor(context, context.t('case.ask.why'), 'reason', text(CASE_TEXT_LENGTH))
}

async function askHow(context: Context): Promise<Resolution> {
  if (!context.terminal.interactive) missing('--how')
  const { t } = context
  const ask = await context.ask()
  return ask.select(
    t('case.ask.how'),
    RESOLUTIONS.map((how) => ({ name: t(`case.resolution.${how}`), value: how })),
  )
}

/** Without a terminal nobody's word is assumed. */
async function askConfirmed(context: Context): Promise<boolean> {
  if (!context.terminal.interactive) return false
  const { t } = context
  const ask = await context.ask()
  return ask.select(t('case.ask.confirmed'), [
    { name: t('case.ask.notYet'), value: false, answer: 'no' },
    { name: t('case.ask.yes'), value: true, answer: 'yes' },
  ])
}
