// Contacts as phones save them, vCard 2.1, 3.0 and 4.0: each card a row of a table of customers.
import { MOST_LINES, type SheetRow } from './csv.ts'

/** The columns a card fills, by names that every file of customers may have. */
export const CARD_HEAD = ['name', 'phone', 'email', 'chat', 'birthday', 'note']

/** Bytes of one line that are kept: all but a photo fits, and a photo is left out. */
const LONGEST_LINE = 16_384
/** Characters of one card that are kept. */
const LONGEST_CARD = 65_536

/** A photo has thousands of lines, and a phone hundreds of photos. */
const MOST_CARD_LINES = 20_000_000

const NEW_LINE = 10
const RETURN = 13

/** One property: `item1.TEL;TYPE=CELL,PREF:+7…`. */
interface Property {
  name: string
  /** Values of all parameters, in capitals: what kind of phone it is, how the value is written. */
  kinds: Set<string>
  value: string
}

/** Reads cards out of pieces of a text in UTF-8; what stands between them is nothing. */
export class CardParser {
  #line = 0
  /** The line that has not ended yet, as far as it is kept. */
  #open: Buffer = Buffer.alloc(0)
  #afterReturn = false
  /** The card that has not ended yet: its first line, and its lines as they stand. */
  #card: { line: number; lines: string[]; size: number } | null = null
  #cards = 0

  /** Whether nothing further is read. */
  get over(): boolean {
    return this.#line > MOST_CARD_LINES || this.#cards > MOST_LINES
  }

  read(piece: Buffer): SheetRow[] {
    const rows: SheetRow[] = []
    let from = this.#afterReturn && piece[0] === NEW_LINE ? 1 : 0
    this.#afterReturn = piece.at(-1) === RETURN
    let [feed, back] = [piece.indexOf(NEW_LINE, from), piece.indexOf(RETURN, from)]
    while (feed >= 0 || back >= 0) {
      const end = back < 0 || (feed >= 0 && feed < back) ? feed : back
      rows.push(...this.#ended(this.#kept(piece.subarray(from, end)).toString()))
      this.#open = Buffer.alloc(0)
      from = end === back && piece[end + 1] === NEW_LINE ? end + 2 : end + 1
      if (feed >= 0 && feed < from) feed = piece.indexOf(NEW_LINE, from)
      if (back >= 0 && back < from) back = piece.indexOf(RETURN, from)
    }
    this.#open = this.#kept(piece.subarray(from))
    return this.over ? [...rows, { line: this.#line, cells: [], problem: 'file.tooLong' }] : rows
  }

  end(): SheetRow[] {
    const rows = this.#ended(this.#open.toString())
    return this.#card ? [...rows, this.#broken()] : rows
  }

  #kept(more: Buffer): Buffer {
    const room = LONGEST_LINE - this.#open.length
    if (room <= 0 || more.length === 0) return this.#open
    return this.#open.length === 0
      ? more.subarray(0, room)
      : Buffer.concat([this.#open, more.subarray(0, room)])
  }

  #ended(line: string): SheetRow[] {
    this.#line += 1
    if (/^\s*BEGIN\s*:\s*VCARD\s*$/i.test(line)) {
      const before = this.#card ? [this.#broken()] : []
      this.#card = { line: this.#line, lines: [], size: 0 }
      this.#cards += 1
      return before
    }
    const card = this.#card
    if (!card) return []
    if (!/^\s*END\s*:\s*VCARD\s*$/i.test(line)) {
      card.size += line.length
      if (card.size <= LONGEST_CARD) card.lines.push(line)
      return []
    }
    this.#card = null
    return [{ line: card.line, cells: cellsOf(propertiesOf(card.lines)), problem: null }]
  }

  #broken(): SheetRow {
    const { line } = this.#card as { line: number }
    this.#card = null
    return { line, cells: [], problem: 'card.broken' }
  }
}

/** Lines put together again: a blank begins what goes on, and in quoted-printable an equals sign ends it. */
function propertiesOf(lines: readonly string[]): Property[] {
  const whole: string[][] = []
  let isQuoted = false
  let soft = false
  for (const line of lines) {
    const pieces = whole.at(-1)
    if (pieces && (soft || /^[ \t]/.test(line))) {
      if (soft) pieces.push((pieces.pop() as string).slice(0, -1), line)
      else pieces.push(line.slice(1))
    } else {
      whole.push([line])
      isQuoted = /^[^:]*QUOTED-PRINTABLE/i.test(line)
    }
    soft = isQuoted && line.endsWith('=')
  }
  return whole.flatMap((pieces) => propertyOf(pieces.join('')) ?? [])
}

const LINE = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:[^:;"]|"[^"]*")*)*):(.*)$/s

function propertyOf(line: string): Property | null {
  const [, name, params = '', raw = ''] = LINE.exec(line.trimEnd()) ?? []
  if (name === undefined) return null
  const kinds = new Set<string>()
  let charset = 'utf-8'
  for (const param of params.split(';')) {
    const [, key = '', value = ''] = /^(?:([\w-]+)=)?(.*)$/s.exec(param) ?? []
    if (key.toUpperCase() === 'CHARSET') charset = value.replaceAll('"', '')
    for (const kind of value.replaceAll('"', '').split(',')) kinds.add(kind.trim().toUpperCase())
  }
  const value = kinds.has('QUOTED-PRINTABLE') ? unquoted(raw, charset) : raw
  return { name: name.toUpperCase(), kinds, value }
}

/** `=D0=90` as the letters it stands for; text that is not marked so stays as it is. */
function unquoted(text: string, charset: string): string {
  const bytes: Buffer[] = []
  for (const [piece] of text.matchAll(/(?:=[0-9a-f]{2})+|(?:(?!=[0-9a-f]{2}).)+/gis)) {
    bytes.push(
      /^=[0-9a-f]{2}/i.test(piece) ? Buffer.from(piece.replaceAll('=', ''), 'hex') : Buffer.from(piece),
    )
  }
  try {
    return new TextDecoder(charset).decode(Buffer.concat(bytes))
  } catch {
    return new TextDecoder().decode(Buffer.concat(bytes))
  }
}

/** Pieces of a compound value: `Petrova;Anna;;`. */
function partsOf(value: string): string[] {
  return value.split(/(?<!\\);/).map(plain)
}

function plain(value: string): string {
  return value
    .replace(/\\[nN]/g, ' ')
    .replace(/\\([\\,;:])/g, '$1')
    .trim()
}

function cellsOf(properties: readonly Property[]): string[] {
  const all = (...names: string[]) =>
    properties.filter(({ name, value }) => names.includes(name) && plain(value) !== '')
  const [phone = '', ...phones] = all('TEL')
    .filter(({ kinds }) => !kinds.has('FAX') && !kinds.has('PAGER'))
    .sort((a, b) => rankOf(b) - rankOf(a))
    .map(({ value }) => plain(value).replace(/^tel:/i, ''))
  const [email = '', ...emails] = all('EMAIL')
    .sort((a, b) => rankOf(b) - rankOf(a))
    .map(({ value }) => plain(value).replace(/^mailto:/i, ''))
  const organisation = all('ORG')
    .flatMap(({ value }) => partsOf(value))
    .find((part) => part !== '')
  const name = nameOf(all)
  // What has no column of its own is kept where she can read it.
  const note = [
    ...all('NOTE').map(({ value }) => plain(value)),
    ...(organisation === undefined || organisation === name ? [] : [organisation]),
    ...new Set([...phones, ...emails].filter((other) => other !== phone && other !== email)),
  ].join('; ')
  return [name, phone, email, chatOf(properties), birthdayOf(all('BDAY')[0]?.value ?? ''), note]
}

/** The one to call first: what is preferred, then a mobile. */
function rankOf({ kinds }: Property): number {
  const preferred = kinds.has('PREF') || kinds.has('1')
  return (preferred ? 2 : 0) + (kinds.has('CELL') || kinds.has('MOBILE') || kinds.has('IPHONE') ? 1 : 0)
}

function nameOf(all: (...names: string[]) => Property[]): string {
  const formatted = all('FN').map(({ value }) => plain(value))
  const [family = '', given = '', middle = ''] = all('N').flatMap(({ value }) => partsOf(value))
  const composed = [given, middle, family].filter((part) => part !== '').join(' ')
  const others = all('NICKNAME', 'ORG').flatMap(({ value }) => partsOf(value))
  return [...formatted, composed, ...others].find((name) => name !== '') ?? ''
}

const CHATS = /^(?:X-)?(TELEGRAM|WHATSAPP|VIBER|SKYPE|SKYPE-USERNAME|JABBER|ICQ|SIGNAL|MAX)$/

/** A messenger's handle: `IMPP:telegram:anna`, `X-TELEGRAM:@anna`, `X-SOCIALPROFILE;TYPE=telegram:https://t.me/anna`. */
function chatOf(properties: readonly Property[]): string {
  const found = properties.find(
    ({ name, value }) =>
      (CHATS.test(name) || name === 'IMPP' || name === 'X-SOCIALPROFILE') && plain(value) !== '',
  )
  return found ? plain(found.value).replace(/^(?:x-apple|xmpp|im):/i, '') : ''
}

/** `19900512`, `1990-05-12T00:00:00Z`, `--0512` → `1990-05-12` or `12.05`. */
function birthdayOf(value: string): string {
  const [, year, month, day] = /^(\d{4}|--)-?(\d{2})-?(\d{2})(?:T.*)?$/.exec(plain(value)) ?? []
  if (month === undefined || day === undefined) return plain(value)
  // Phones that know no year write an impossible one.
  return year === '--' || Number(year) < 1900 ? `${day}.${month}` : `${year}-${month}-${day}`
}
