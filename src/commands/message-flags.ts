// The flags of a message, checked and read.
import {
  LONGEST_TEXT,
  MESSAGE_KINDS,
  type MessageKind,
  messageOf,
  PLACES,
  problemOf,
  sendable,
} from '../domain/message.ts'
import { TOUCH_KINDS } from '../domain/touch.ts'
import { AppError, invalid } from '../errors.ts'
import { LINK_CHANNELS, type LinkChannel } from '../ui/link.ts'
import { valueNamed } from './choice-words.ts'
import { check, choice, flagOf, optional } from './input.ts'

export interface MessageFlags {
  kind?: string
  channel?: string
  text?: string
  copy?: boolean
  sent?: boolean
  templates?: boolean
}

export interface Wanted {
  /** Which ready text; null to take the one that fits. */
  kind: MessageKind | null
  /** Her own words, with places to be filled; null for a ready text. */
  own: string | null
  channel: LinkChannel | null
}

/** @throws AppError input.invalid */
export function readFlags(flags: MessageFlags): Wanted {
  if (flags.text !== undefined && flags.kind !== undefined) {
    invalid('apart', '--text', flags.text, { other: '--kind' })
  }
  const known = flags.kind === undefined ? null : valueNamed(MESSAGE_KINDS, flags.kind)
  const named = known === null && flags.kind !== undefined ? valueNamed(TOUCH_KINDS, flags.kind) : null
  const { kind = null, channel = null } = check(
    { kind: optional(choice(MESSAGE_KINDS)), channel: optional(choice(LINK_CHANNELS)) },
    { kind: (named && messageOf(named)) ?? flags.kind, channel: flags.channel },
  )
  return { kind, own: flags.text === undefined ? null : ownWords(flags.text), channel }
}

/** Nothing else can be said beside `--templates`. @throws AppError input.invalid, usage.extraArgument */
export function refuseBeside({ templates: _, ...flags }: MessageFlags, reference: string | undefined): void {
  if (reference !== undefined) throw new AppError('usage.extraArgument')
  for (const [key, value] of Object.entries(flags)) {
    if (value !== undefined) invalid('apart', '--templates', true, { other: flagOf(key) })
  }
}

function ownWords(typed: string): string {
  const text = sendable(typed)
  const problem = problemOf(text)
  switch (problem?.why) {
    case 'empty':
      return invalid('textEmpty', '--text', typed)
    case 'place': {
      const options = PLACES.map((place) => `{{${place}}}`)
      return invalid('textPlace', '--text', typed, { place: problem.place, options })
    }
    case 'long':
      return invalid('textLong', '--text', typed, { length: problem.length, most: LONGEST_TEXT })
    default:
      return text
  }
}
