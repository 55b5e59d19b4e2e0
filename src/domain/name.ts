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
    .replace(/[\t-\r\u0085]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}
