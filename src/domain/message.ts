// Messages: their kinds, what a text may speak of, and how it is kept short whatever the names are.
import { printable } from './name.ts'
import type { TouchKind } from './touch.ts'

export const MESSAGE_KINDS = [
  'thanks',
  'delivery',
  'tip',
  'check-in',
  'review',
  'run-out',
  'case-reply',
  'case-solved',
  'keep-in-touch',
  'win-back',
  'missed',
] as const
/** What a ready text is for. */
export type MessageKind = (typeof MESSAGE_KINDS)[number]

/** Through what a text is read: a messenger, a text message that is paid for by length, a letter with a greeting. */
export const FORMS = ['chat', 'sms', 'email'] as const
export type Form = (typeof FORMS)[number]

/** A text by what it is for, in every form; and one for a form of its own. */
export type TextName = MessageKind | `${MessageKind}.${Exclude<Form, 'chat'>}`

/** Every text there may be. */
export const TEXT_NAMES: readonly TextName[] = MESSAGE_KINDS.flatMap(
  (kind) => [kind, `${kind}.sms`, `${kind}.email`] as const,
)

/** What a sent message was: a ready text, or her own words. */
export type SentKind = MessageKind | 'own'

/** Which text fits which touch; what was promised is too different from case to case for a ready one. */
const OF_TOUCH: Record<TouchKind, MessageKind | null> = {
  case: 'case-reply',
  promise: null,
  delivery: 'delivery',
  callback: 'missed',
  'first-use': 'tip',
  'check-in': 'check-in',
  reorder: 'run-out',
  'keep-in-touch': 'keep-in-touch',
  'win-back': 'win-back',
  thanks: 'thanks',
}

export function messageOf(touch: TouchKind): MessageKind | null {
  return OF_TOUCH[touch]
}

/** The touch that a text is about; null for one that is about none. */
export function touchOfMessage(kind: MessageKind): TouchKind | null {
  if (kind === 'case-solved') return 'case'
  const found = Object.entries(OF_TOUCH).find(([, fitting]) => fitting === kind)
  return (found?.[0] as TouchKind | undefined) ?? null
}

/** Whether a message offers something to buy, and so counts as a contact too many may spoil it. */
export function offersSomething(kind: SentKind): boolean {
  return kind === 'run-out' || kind === 'win-back' || kind === 'own'
}

/** A text is shorter than a message that is cut in two on some phone, and than anybody's patience. */
export const LONGEST_TEXT = 299

/** What a text may speak of, and how many characters of it always fit. */
const ROOM = { name: 40, items: 60, tip: 100, day: 25, product: 50, shop: 40, case: 40 }
export type Place = keyof typeof ROOM
export const PLACES = Object.keys(ROOM) as Place[]

export function roomFor(place: Place): number {
  return ROOM[place]
}

/** What is known for each place, the best wording first and the last one within its room; empty where nothing is. */
export type PlaceValues = Readonly<Record<Place, readonly string[]>>

/** `{{name}}`, also with blanks inside; whether it is one of ours is asked of what stands there. */
const PLACE = /\{\{\s*([^\s{}]+)\s*\}\}/g

/** What looks like a place and is none. */
const braces = () => /\{\{[^{}]{0,30}\}{0,2}|\{\s*\p{L}[\p{L}\d_-]*\s*\}|\S*\}\}/u

/** One brace too many would stay around the name. */
const THREE = /\{{3}[^{}]{0,30}\}*|\S{0,30}\}{3}/u

export type TextProblem = { why: 'empty' } | { why: 'place'; place: string } | { why: 'long'; length: number }

/**
 * What is wrong with a text that somebody wrote; null where nothing is.
 * @param room what it may speak of, and the characters of each
 */
export function problemOf(text: string, room: Readonly<Record<string, number>> = ROOM): TextProblem | null {
  if (text.trim() === '') return { why: 'empty' }
  let filled = 0
  const rest = text.replace(PLACE, (whole, name: string) => {
    if (!Object.hasOwn(room, name)) return whole
    filled += room[name] as number
    return ''
  })
  const [stray] = braces().exec(rest) ?? THREE.exec(text) ?? []
  if (stray !== undefined) return { why: 'place', place: stray.trim() }
  const length = rest.length + filled
  return length > LONGEST_TEXT ? { why: 'long', length } : null
}

export function speaksOf(text: string, place: string): boolean {
  return [...text.matchAll(PLACE)].some(([, name]) => name === place)
}

/** The first of a text's places for which nothing is known; a name may be left out of any sentence. */
export function unknownPlace(text: string, values: PlaceValues): Place | null {
  return placesOf(text).find((place) => place !== 'name' && values[place].length === 0) ?? null
}

/**
 * The first of several texts that can be filled with what is known, as long as it may be: where it would be longer,
 * the longest value gives way to its shorter wording.
 */
export function fillText(texts: readonly string[], values: PlaceValues): string | null {
  for (const text of texts) {
    if (unknownPlace(text, values) !== null) continue
    const template = values.name.length === 0 ? withoutName(text) : text
    const filled = fitted(template, values)
    if (filled !== null && filled !== '') return filled
  }
  return null
}

function fitted(template: string, values: PlaceValues): string | null {
  const chosen = new Map(placesOf(template).map((place) => [place, 0]))
  // A name is one line, whatever is stored.
  const worded = (place: Place) => printable(values[place][chosen.get(place) ?? 0] ?? '')
  for (;;) {
    const text = template.replace(PLACE, (_, place: Place) => worded(place))
    if (text.length <= LONGEST_TEXT) return text
    const [longest] = [...chosen.keys()]
      .filter((place) => (chosen.get(place) as number) < values[place].length - 1)
      .sort((a, b) => worded(b).length - worded(a).length)
    if (longest === undefined) return null
    chosen.set(longest, (chosen.get(longest) as number) + 1)
  }
}

/** The places of a text, as often as they stand in it. */
function placesOf(text: string): Place[] {
  return [...text.matchAll(PLACE)].flatMap(([, name = '']) => (isPlace(name) ? [name] : []))
}

function isPlace(name: string): name is Place {
  return Object.hasOwn(ROOM, name)
}

/** `{{name}}, thank you` → `Thank you`; `Hello {{name}}!` → `Hello!`. */
function withoutName(text: string): string {
  const begun = text.replace(/^\{\{\s*name\s*\}\}[\s,!–-]*(.?)/su, (_, next: string) => next.toUpperCase())
  return begun.replace(/[\s,]*\{\{\s*name\s*\}\}/gu, '')
}

/** A text cut at a word so that it has so many characters at most. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const start = text.slice(0, most - 1)
  const blank = start.lastIndexOf(' ')
  const whole = blank > most / 2 ? start.slice(0, blank) : start
  // A cut between the halves of a character would leave half of it.
  return `${whole.replace(/[\ud800-\udbff]$/, '').replace(/[\s.,;:«„“"(–-]+$/u, '')}…`
}

/** What she wrote to be sent: line breaks and joined emoji stay, what hides or drives a terminal goes. */
export function sendable(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/(?![\n\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
