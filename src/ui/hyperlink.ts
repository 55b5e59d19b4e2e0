// Links that a terminal opens (OSC 8), put by the last gate around what is seen: none leads elsewhere than it says.

/** A file that was written: as the screen names it, and where it lies. */
export interface Written {
  shown: string
  url: string
}

/** The links of `message`, and phones as they are shown; `+3 000` is no phone. */
const CHAT = beginning('\\b', '(?:https://(?:wa|t)\\.me/|sms:\\+|mailto:)[\\w:/?&=%@.+~-]*[\\w/=~]')
const PHONE = beginning('(?<![\\w+.,:/-])', '\\+[1-9]\\d{0,14}(?:[ -]\\d{1,14})*(?![\\w-]| \\d)')
const KNOWN = `${CHAT}|${PHONE}`

/** Digits that E.164 allows for, and the fewest that a number abroad has. */
const PHONE_DIGITS = /^\d{7,15}$/

/** Where a name was broken to fit the lines; colours end before a line does, and begin anew. */
const BREAK = '(?:\x1b\\[\\d+m)*\\n *(?:\x1b\\[\\d+m)*'

/** A pattern for what begins a word; the last letter of a colour is none of the word. */
function beginning(word: string, pattern: string): string {
  return `(?<=\x1b\\[\\d+m|${word})${pattern}`
}

/** Lines as they are seen, with what can be called, written to or opened made into links. */
export function linked(text: string, written: Written | null): string {
  if (written === null || written.shown === '')
    return text.replace(new RegExp(KNOWN, 'gu'), (seen) => linkTo(targetOf(seen), seen))
  const file = [...written.shown]
    .map((sign) => (sign === ' ' ? `(?: |${BREAK})` : sign.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')))
    .join(`(?:${BREAK})?`)
  const whole = beginning('(?<![\\p{L}\\p{N}])', `${file}(?![\\p{L}\\p{N}])`)
  const either = new RegExp(`(${whole})|${KNOWN}`, 'gu')
  return text.replace(either, (seen, isFile: string | undefined) =>
    linkTo(isFile === undefined ? targetOf(seen) : written.url, seen),
  )
}

function targetOf(seen: string): string | null {
  if (!seen.startsWith('+')) return seen
  const digits = seen.replace(/\D/g, '')
  return PHONE_DIGITS.test(digits) ? `tel:+${digits}` : null
}

/** Pieces on several lines are one link, by its id. */
function linkTo(url: string | null, seen: string): string {
  if (url === null) return seen
  return seen
    .split(new RegExp(`(${BREAK})`))
    .map((piece, i) =>
      i % 2 === 1 || piece === '' ? piece : `\x1b]8;id=${ID};${url}\x1b\\${piece}\x1b]8;;\x1b\\`,
    )
    .join('')
}

/** One for all: the same id with another address is another link. */
const ID = 'aftersales'

/**
 * Where a file lies, for a terminal. It names the computer, since the terminal may stand on another; Windows would look
 * for that one in the network.
 * @param path absolute
 */
export function fileUrl(path: string, host: string, platform: NodeJS.Platform): string {
  const encoded = (text: string) => encodeURI(text.toWellFormed()).replace(/[?#]/g, encodeURIComponent)
  if (platform !== 'win32') return `file://${/^[\w.-]+$/.test(host) ? host : ''}${encoded(path)}`
  const slashed = encoded(path.replaceAll('\\', '/'))
  return slashed.startsWith('//') ? `file:${slashed}` : `file:///${slashed}`
}
