// The questions of calls that she may put in her own words: their names, what each may speak of, what is wrong with one.
import { FACTORS, type Factor } from './contact.ts'
import { problemOf, speaksOf, type TextName, type TextProblem } from './message.ts'
import { TOUCH_KINDS, type TouchKind } from './touch.ts'

const OF_CASES = ['trouble', 'asking', 'again'] as const

/** Questions asked one after another; none where the list is empty. */
export type QuestionList = `ask.${TouchKind}` | `askCase.${(typeof OF_CASES)[number]}`

/** What each question that stands alone may speak of; the first place must not be left out. */
const PLACES_OF = {
  askKept: ['what'],
  askPromised: [],
  askTip: ['tip'],
  askReview: [],
  askGoesWith: ['products'],
  askTogether: ['products', 'customers'],
} as const
export type SingleQuestion = keyof typeof PLACES_OF | `askFactor.${Factor}`

/** Every question by its name, which is where the scripts that ship have it. */
export type Questions = Record<QuestionList, readonly string[]> & Record<SingleQuestion, string>

/** Her own texts by what they are for: messages and questions, as many as she has. */
export type OwnTexts = Readonly<Partial<Record<TextName, string> & Questions>>

const LISTS: readonly QuestionList[] = [
  ...TOUCH_KINDS.map((kind) => `ask.${kind}` as const),
  ...OF_CASES.map((about) => `askCase.${about}` as const),
]

export const QUESTION_NAMES: readonly (keyof Questions)[] = [
  ...LISTS,
  ...(Object.keys(PLACES_OF) as (keyof typeof PLACES_OF)[]),
  ...FACTORS.map((factor) => `askFactor.${factor}` as const),
]

export function isQuestionList(name: keyof Questions): name is QuestionList {
  return LISTS.some((list) => list === name)
}

/** What a question may speak of. */
export function placesOfQuestion(name: keyof Questions): readonly string[] {
  return Object.hasOwn(PLACES_OF, name) ? PLACES_OF[name as keyof typeof PLACES_OF] : []
}

/** What is wrong with a question that somebody wrote, where `missing` is the place that it needs; null where nothing is. */
export function problemOfQuestion(
  name: keyof Questions,
  text: string,
): TextProblem | { why: 'missing'; place: string } | null {
  const places = placesOfQuestion(name)
  // Nothing is cut to fit onto a card, so only her own words are counted.
  const problem = problemOf(text, Object.fromEntries(places.map((place) => [place, 0])))
  if (problem) return problem
  const [needed] = places
  return needed === undefined || speaksOf(text, needed) ? null : { why: 'missing', place: needed }
}
