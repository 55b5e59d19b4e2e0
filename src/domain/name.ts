// Folding of names, so that a search finds them however they are typed.

/** Lower case, ё as е, no accents, punctuation as spaces, single spaces: what two spellings of one name share. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
}

/** Text as it may be kept: control, bidi and zero-width characters out, runs of blanks and line ends as one space. */
export function cleanText(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()
}
