// What a contact can say: answers, service factors, and which questions each touch asks.
import type { TouchKind } from './touch.ts'

export const FACTORS = ['fulfilment', 'responsiveness', 'assurance', 'empathy', 'tangibles'] as const
/** The five service factors, the weightiest first. */
export type Factor = (typeof FACTORS)[number]

export const REPEATS = ['yes', 'no', 'maybe'] as const
/** Whether she would buy it again. */
export type Repeat = (typeof REPEATS)[number]

/** What a call may ask; the outcome always comes first and is none of them. */
export type Question =
  | 'solved'
  | 'kept'
  | 'delivered'
  | 'used'
  | 'csat'
  | 'nps'
  | 'reason'
  | 'factor'
  | 'repeat'
  | 'runsOut'
  | 'note'

const QUESTIONS: Record<TouchKind, readonly Question[]> = {
  case: ['solved', 'note'],
  promise: ['kept', 'note'],
  delivery: ['delivered', 'note'],
  callback: ['note'],
  'first-use': ['used', 'csat', 'note'],
  'check-in': ['nps', 'reason', 'factor', 'note'],
  reorder: ['runsOut', 'repeat', 'note'],
  'keep-in-touch': ['csat', 'note'],
  'win-back': ['reason', 'repeat', 'note'],
  thanks: ['note'],
}

/** The questions of a call about one touch that carries others, each once; the note comes last. */
export function questionsOf(live: TouchKind | null, carried: readonly TouchKind[]): Question[] {
  const kinds = live ? [live, ...carried] : []
  const asked = new Set(kinds.flatMap((kind) => QUESTIONS[kind]))
  if (kinds.length === 0) asked.add('csat')
  asked.delete('note')
  return [...asked, 'note']
}

/** The factor to ask next: the one asked longest ago or never, so that all five take turns. */
export function nextFactor(asked: readonly Factor[]): Factor {
  const lastAsked = (factor: Factor) => asked.lastIndexOf(factor)
  return [...FACTORS].sort((a, b) => lastAsked(a) - lastAsked(b))[0] ?? 'fulfilment'
}
