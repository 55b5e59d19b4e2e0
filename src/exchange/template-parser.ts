// Her own texts, parsed strictly: whatever they say goes out to customers, or is asked of them.
import {
  LONGEST_TEXT,
  MESSAGE_KINDS,
  PLACES,
  problemOf,
  sendable,
  TEXT_NAMES,
  type TextName,
} from '../domain/message.ts'
import { cleanText } from '../domain/name.ts'
import {
  isQuestionList,
  type OwnTexts,
  placesOfQuestion,
  problemOfQuestion,
  QUESTION_NAMES,
  type Questions,
} from '../domain/question.ts'
import { AppError, type ErrorCode, type ErrorParams } from '../errors.ts'
import { type Member, type Placed, readPlaced } from './placed-json.ts'

/** By language, then by what they are for. */
export type Templates = Map<string, OwnTexts>

/** @param path where the text is from. @throws AppError template.*, naming the line that is wrong */
export function parseTemplates(text: string, path: string, languages: readonly string[]): Templates {
  const templates: Templates = new Map()
  const refuse: Refuse = (code, line, params = {}) => {
    throw new AppError(code, { path, line, ...params })
  }
  const file = readPlaced(text)
  if ('broken' in file) return refuse('template.broken', file.broken)
  for (const [language, kinds] of membersOf(file, refuse)) {
    if (!languages.includes(language.name)) {
      refuse('template.unknownLanguage', language.line, { name: language.name, options: [...languages] })
    }
    if (templates.has(language.name)) refuse('template.twice', language.line, { name: language.name })
    templates.set(language.name, textsOf(membersOf(kinds, refuse), refuse))
  }
  return templates
}

type Refuse = (code: ErrorCode, line: number, params?: ErrorParams) => never

function membersOf({ value, line }: Placed, refuse: Refuse): Member[] {
  return Array.isArray(value) ? value : refuse('template.noGroup', line)
}

function textsOf(members: readonly Member[], refuse: Refuse): OwnTexts {
  const texts: Record<string, string | string[]> = {}
  for (const [{ name, line }, value] of members) {
    const message = TEXT_NAMES.find((each) => each === name)
    const question = QUESTION_NAMES.find((each) => each === name)
    if (!message && !question) return refuse('template.unknownKind', line, unknown(name))
    if (Object.hasOwn(texts, name)) refuse('template.twice', line, { name })
    if (message) texts[name] = messageIn(message, value, refuse)
    if (question) texts[name] = questionsIn(question, value, refuse)
  }
  return texts
}

/** Who mistypes a question is told of the questions. */
function unknown(name: string): ErrorParams {
  return name.startsWith('ask')
    ? { name, context: 'question', options: [...QUESTION_NAMES] }
    : { name, options: [...MESSAGE_KINDS] }
}

/** A text that may go out. */
function messageIn(kind: TextName, { value, line }: Placed, refuse: Refuse): string {
  if (typeof value !== 'string') return refuse('template.noText', line, { kind })
  const text = sendable(value)
  refuseWrong(problemOf(text), PLACES, { kind }, line, refuse)
  return text
}

function questionsIn(kind: keyof Questions, placed: Placed, refuse: Refuse): string | string[] {
  const { value, line } = placed
  if (!isQuestionList(kind)) return questionIn(kind, placed, 'template.noText', refuse)
  if (value === null || !(typeof value === 'object' && 'items' in value)) {
    return refuse('template.noList', line, { kind })
  }
  return value.items.map((item) => questionIn(kind, item, 'template.noList', refuse))
}

/** One question: a line on the card of a call. */
function questionIn(
  kind: keyof Questions,
  { value, line }: Placed,
  otherwise: ErrorCode,
  refuse: Refuse,
): string {
  const said = { kind, context: 'question' }
  if (typeof value !== 'string') return refuse(otherwise, line, said)
  const text = cleanText(value)
  refuseWrong(problemOfQuestion(kind, text), placesOfQuestion(kind), said, line, refuse)
  return text
}

/** @param places what may stand in the text @param said what is told of it in any case */
function refuseWrong(
  problem: ReturnType<typeof problemOfQuestion>,
  places: readonly string[],
  said: ErrorParams,
  line: number,
  refuse: Refuse,
): void {
  if (problem === null) return
  if (problem.why === 'empty') refuse('template.empty', line, said)
  if (problem.why === 'long') {
    refuse('template.tooLong', line, { ...said, length: problem.length, most: LONGEST_TEXT })
  }
  if (problem.why === 'missing') {
    refuse('template.missingPlace', line, { ...said, place: `{{${problem.place}}}` })
  }
  const options = places.map((place) => `{{${place}}}`)
  const none = options.length === 0 ? { context: 'none' } : {}
  refuse('template.unknownPlace', line, { ...said, place: problem.place, options, ...none })
}
