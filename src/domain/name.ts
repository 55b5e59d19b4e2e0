// Folding of names, so that a search finds them however they are typed; cleaning of texts, so that none drives a terminal.

/** Lower case, ё as е, no accents, punctuation as spaces, single spaces: what two spellings of one name share. */
export function foldName(name: string): string {
  const apart = name.normalize('NFKD')
  const [accents, between] = EVERYDAY.test(apart)
    ? [/[\u0300-\u036f]+/g, /[^a-z\dа-я+]+/g]
    : [/\p{M}+/gu, /[^\p{L}\p{N}+]+/gu]
  return apart.replace(accents, '').toLowerCase().replace(between, ' ').trim()
}

/** English and Russian with accents apart: to look for all the world's letters takes longer than to look up the name. */
const EVERYDAY = /^(?:[\u0300-\u036f]|[ -~«»\u2013\u2014А-Яа-я])*$/

/** Whether there is a letter of those typed here; none of them is lost when a name is folded. */
export function hasEverydayLetter(text: string): boolean {
  return /[A-Za-zА-Яа-яЁё]/.test(text)
}

/** Whether there is a letter, of whatever writing: first of those typed here, since all the world's take longer to make. */
export function hasLetter(text: string): boolean {
  return hasEverydayLetter(text) || (!/^[ -~]*$/.test(text) && /\p{L}/u.test(text))
}

/** Letters by which an inflected name may be longer than the name. */
const ENDING = 3

/**
 * Whether a text may tell of a person: it has one of the words of the name, also inflected, or the number.
 * @param phone E.164; null for none
 */
export function tellsOf(text: string, name: string, phone: string | null): boolean {
  const national = phone === null ? '' : phone.slice(-10)
  if (national !== '' && text.replace(/\D/g, '').includes(national)) return true
  const words = foldName(text).split(' ')
  return foldName(name)
    .split(' ')
    .filter((part) => part.length > 1)
    .some((part) => words.some((word) => isForm(word, part)))
}

/** `зинаиды` of `зинаида`: the last letter may be another, and a few more may follow. */
function isForm(word: string, name: string): boolean {
  const stem = name.length > ENDING ? name.slice(0, -1) : name
  return word === name || (name.length > 2 && word.startsWith(stem) && word.length <= name.length + ENDING)
}

/**
 * What is not seen and does something: control, bidi, zero-width and all other invisible characters, but the two that
 * choose between the plain and the coloured look of a sign. Like all with classes of the world's signs it is made when a
 * text needs it, and not at every start.
 */
const hidden = () => /[\p{Cc}\p{Cf}\p{Cs}]|(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}/gu

const COLOR = /\x1b\[\d{1,3}m/g

const colorOrHidden = () => new RegExp(`${COLOR.source}|${hidden().source}|[\u2028\u2029]`, 'gu')

/** Accents beyond these are no writing: heaped up they cover the lines above and below. */
const tooManyAccents = () => /(\p{M}{4})\p{M}+/gu

/**
 * Latin and Cyrillic letters and the signs of everyday, each shown by itself in one column. Nearly all texts are made of
 * nothing else; to look for what is hidden in them takes as long as to read them from the shop.
 */
const PLAIN =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2007\u2010-\u2027\u2030-\u203a\u20a0-\u20bf\u2116\u2190-\u2193\u2212\u2500-\u259f\u25cf\u2713]*$/

/** Whether a text is shown as it is, each of its signs in one column. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text)
}

/** Text as it may be shown: tabs and line ends as one space, what is hidden out, no letter under a heap of accents. */
export function printable(text: string): string {
  if (isPlain(text)) return text
  return text
    .replace(/[\t-\r\u0085\u2028\u2029]+/g, ' ')
    .replace(hidden(), '')
    .replace(tooManyAccents(), '$1')
}

/**
 * Lines as they may reach a terminal, whatever is in them: of control characters nothing is left but line ends, tabs,
 * and colours where there are some.
 */
export function printableLines(text: string, color: boolean): string {
  const lines = text.replaceAll('\n', '')
  if (isPlain(color ? lines.replaceAll(COLOR, '') : lines)) return text
  const kept = (sign: string) =>
    sign === '\n' || sign === '\t' || (color && sign.startsWith('\x1b[')) ? sign : ''
  return text.replace(colorOrHidden(), kept).replace(tooManyAccents(), '$1')
}

/** Text as it may be kept: printable, and runs of blanks as one space. */
export function cleanText(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim()
}

/** JSON that holds the same, with what is not printable as `\uXXXX`: it may end up on a terminal. */
export function printableJson(json: string): string {
  if (isPlain(json.replaceAll('\n', ''))) return json
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  const all = (text: string) => (text === '\n' ? text : text.split('').map(escaped).join(''))
  return json
    .replace(colorOrHidden(), all)
    .replace(tooManyAccents(), (heap, writing: string) => writing + all(heap.slice(writing.length)))
}
