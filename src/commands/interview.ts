// The questions of one call on a terminal: outcome first, Enter skips, each answer kept as soon as it is given.
import type { Context } from '../context.ts'
import { type Factor, type Question, REPEATS } from '../domain/contact.ts'
import type { Instant } from '../domain/day.ts'
import { OUTCOMES, type Outcome } from '../domain/facts.ts'
import { isLow } from '../domain/mood.ts'
import { formatPhone, parsePhone } from '../domain/phone.ts'
import { AppError } from '../errors.ts'
import type { Customer } from '../store/customer.ts'
import { promiseById } from '../store/promise.ts'
import type { Store } from '../store/store.ts'
import type { Ask } from '../ui/ask.ts'
import type { Scripts } from '../ui/script.ts'
import { safe } from '../ui/terminal.ts'
import { valueNamed } from './choice-words.ts'
import { NOTE_LENGTH, REASON_LENGTH, readPromiseDay } from './contact-flags.ts'
import type { Draft } from './draft.ts'
import { check, name, readYesNo, settlement, text } from './input.ts'
import { isPayment, keptQuestion } from './promise-talk.ts'
import { askDay } from './prompt.ts'
import { readDay, readWhen } from './when.ts'

export interface Interview {
  context: Context
  store: Store
  ask: Ask
  scripts: Scripts
  /** Whom the talk was with. */
  name: string
  questions: readonly Question[]
  factor: Factor
  /** Whether the customer waits for an answer: then what was said is one. */
  awaited: boolean
}

/** Keeps the draft as it stands; called after the outcome and after every answer. */
export type Keep = (draft: Draft) => void

/** How it went; `later` to leave this one, `stop` to end a calling session. */
export async function askOutcome(
  context: Context,
  { name, phone }: Pick<Customer, 'name' | 'phone'>,
  session: boolean,
): Promise<Outcome | 'later' | 'stop'> {
  const { t } = context
  // A long card has scrolled the name and the number away.
  const who = safe([name, ...(phone === null ? [] : [formatPhone(phone)])].join('  '))
  const ask = await context.ask()
  const choices = OUTCOMES.map((outcome) => ({
    name: t(`touch.outcome.${outcome}`),
    value: outcome as Outcome | 'later' | 'stop',
  }))
  if (session) {
    choices.push({ name: t('log.ask.later'), value: 'later' }, { name: t('log.ask.stop'), value: 'stop' })
  }
  return ask.select(t('log.ask.outcome', { who }), choices)
}

/**
 * Goes through the questions that this outcome leaves to ask.
 * @param draft the outcome, and whatever is known already
 * @throws AppError cancelled on Ctrl-C; what was answered before has been kept
 */
export async function interview(talk: Interview, draft: Draft, keep: Keep): Promise<void> {
  const { outcome } = draft
  if (
    outcome === 'refused' &&
    !(await talk.ask.confirm(talk.context.t('log.ask.refuse', { name: talk.name }), true))
  ) {
    throw new AppError('cancelled')
  }
  if (outcome === 'call-later') draft.next ??= await askNext(talk, draft.at)
  keep(draft)
  if (outcome === 'wrong-number') await answer(talk, draft, 'phone', keep)
  if (outcome === 'talked') {
    for (const question of talk.questions) {
      // Goods that have not come cannot have been tried, nor judged.
      if (draft.delivered === false && question !== 'note') continue
      // Why a score was given is asked of a score alone.
      if (question === 'reason' && talk.questions.includes('nps') && draft.nps === null) continue
      await answer(talk, draft, question, keep)
    }
    if (draft.caseId !== null || draft.note !== null) await askPromise(talk, draft, keep)
  } else if (outcome !== 'no-answer') await answer(talk, draft, 'note', keep)
}

/** What was promised in a talk is easily forgotten: one question at its very end, and the day where there is any. */
async function askPromise(talk: Interview, draft: Draft, keep: Keep): Promise<void> {
  const { context, store } = talk
  if (draft.newPromise !== null) return
  const text = await line(
    talk,
    context.t('log.ask.promise'),
    (typed) => check({ promise: name() }, { promise: typed }).promise,
  )
  if (text === null) return
  const { zone } = store
  const read = (typed: string) => readPromiseDay(typed, draft.at, zone)
  const by = await askDay(context, context.t('log.ask.promiseBy'), read, context.t('log.ask.tomorrow'))
  draft.newPromise = { text, by }
  keep(draft)
}

async function askNext({ context, store, ask }: Interview, at: Instant): Promise<Instant> {
  const { t } = context
  for (;;) {
    const typed = await ask.input(t('log.ask.next'), { preset: t('log.ask.tomorrow') })
    const next = await tried(() => readWhen('--next', typed, at, store.zone, 'future'))
    if (next !== null && next > at) return next
    context.say(t('log.ask.notFuture'))
  }
}

async function answer(
  talk: Interview,
  draft: Draft,
  question: Question | 'phone',
  keep: Keep,
): Promise<void> {
  // What a flag has said already is not asked again.
  if (draft[question] !== null) return
  const before = JSON.stringify(draft)
  await ANSWERS[question](talk, draft, () => keep(draft))
  if (JSON.stringify(draft) !== before) keep(draft)
}

/** @param keep to be called before a further question, so that nothing said is lost with it */
type Answer = (talk: Interview, draft: Draft, keep: () => void) => Promise<void>

const ANSWERS: Record<Question | 'phone', Answer> = {
  async delivered(talk, draft) {
    const yes = await yesOrNo(talk, talk.context.t('log.ask.delivered'))
    if (yes === null) return
    draft.delivered = yes ? talk.store.zone.day(draft.at) : false
    if (yes) return
    draft.promised = await line(talk, talk.context.t('log.ask.promised'), (typed) =>
      readDay('--promised', typed, draft.at, talk.store.zone, 'future'),
    )
  },
  async solved(talk, draft) {
    draft.solved = await yesOrNo(talk, talk.context.t('log.ask.solved'))
  },
  async kept(talk, draft, keep) {
    const { store, context } = talk
    const promise = draft.promiseId === null ? null : promiseById(store.db, draft.promiseId)
    if (!promise) return
    draft.kept = await line(
      talk,
      keptQuestion(context, store, promise),
      (typed) => check({ kept: settlement() }, { kept: typed }).kept,
    )
    if (!isPayment(promise) || (draft.kept !== 'broken' && draft.kept !== 'partly')) return
    keep()
    // A debt without a day is soon forgotten.
    draft.payBy = await line(talk, context.t('log.ask.payBy'), async (typed) => {
      const day = await readDay('--pay-by', typed, draft.at, store.zone, 'future')
      return day >= store.zone.day(draft.at) ? day : null
    })
  },
  async used(talk, draft) {
    draft.used = await yesOrNo(talk, talk.context.t('log.ask.used'))
  },
  async csat(talk, draft, keep) {
    draft.csat = await score(talk, talk.context.t('log.ask.csat'), 1, 5)
    const low = { nps: null, csat: draft.csat }
    if (draft.reason === null && isLow(low, talk.store.policy)) {
      keep()
      draft.reason = await words(talk, talk.context.t('log.ask.dislike'), REASON_LENGTH)
    }
  },
  async nps(talk, draft) {
    draft.nps = await score(talk, talk.context.t('log.ask.nps'), 0, 10)
  },
  async factor(talk, draft) {
    const question = `${talk.scripts.factor(talk.factor)} ${talk.context.t('log.ask.skip')}`
    draft.factorScore = await score(talk, question, 1, 5)
    draft.factor = draft.factorScore === null ? null : talk.factor
  },
  async repeat(talk, draft) {
    draft.repeat = await line(talk, talk.context.t('log.ask.repeat'), (typed) => {
      const yes = readYesNo(typed)
      return yes === null ? valueNamed(REPEATS, typed) : yes ? 'yes' : 'no'
    })
  },
  async runsOut(talk, draft) {
    const { store, context } = talk
    const { at } = draft
    draft.runsOut = await line(talk, context.t('log.ask.runsOut'), async (typed) => {
      // A bare number is the days it will still last.
      const days = /^\d{1,3}$/.exec(typed)
      return days
        ? store.zone.day(at) + Number(typed)
        : readDay('--runs-out', typed, at, store.zone, 'future')
    })
  },
  async reason(talk, draft) {
    draft.reason = await words(talk, talk.context.t('log.ask.reason'), REASON_LENGTH)
  },
  async note(talk, draft) {
    const answers = talk.awaited && draft.outcome === 'talked'
    draft.note = await words(talk, talk.context.t(answers ? 'log.ask.reply' : 'log.ask.note'), NOTE_LENGTH)
  },
  async phone(talk, draft) {
    const { region } = talk.store.settings
    draft.phone = await line(talk, talk.context.t('log.ask.phone'), (typed) => parsePhone(typed, region))
  },
}

/** A line that must make sense or be empty; it is asked again until then. */
async function line<T>(
  { context, ask }: Interview,
  message: string,
  read: (typed: string) => Promise<T | null> | T | null,
  again?: string,
): Promise<T | null> {
  for (;;) {
    const typed = await ask.input(message)
    if (typed === '') return null
    const value = await tried(async () => read(typed))
    if (value !== null) return value
    context.say(again ?? context.t('log.ask.again', { typed }))
  }
}

/** Free text, cleaned and bounded as the flags are. */
function words(talk: Interview, message: string, most: number): Promise<string | null> {
  return line(talk, message, (typed) => check({ text: text(most) }, { text: typed }).text)
}

function yesOrNo(talk: Interview, message: string): Promise<boolean | null> {
  return line(talk, message, readYesNo)
}

function score(talk: Interview, message: string, least: number, most: number): Promise<number | null> {
  const read = (typed: string) => {
    const value = /^\d{1,2}$/.test(typed) ? Number(typed) : Number.NaN
    return value >= least && value <= most ? value : null
  }
  return line(talk, message, read, talk.context.t('log.ask.scale', { least, most }))
}

/** The value, or null where the text made no sense. */
async function tried<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch {
    return null
  }
}
