// How likely a text is in Russian, or in a language of Latin letters with accents: tells encodings apart.

/** Of a thousand Russian letters, from the first of the alphabet to the last. Source: the Russian National Corpus. */
const RUSSIAN = [
  ...[80, 16, 45, 17, 30, 84, 9.4, 16, 74, 12, 35, 44, 32, 67, 110, 28],
  ...[47, 55, 63, 26, 2.6, 9.7, 4.8, 14, 7.3, 3.6, 0.4, 19, 17, 3.2, 6.4, 20],
]
const SIGNS = /[«»„“”‘’–—…№€₽°·©®™§±²³×÷\u00a0]/
const NEVER = 1e-6

/** Mean natural logarithm per letter or sign beyond ASCII; nothing where there is none. */
export function likelihood(text: string, letters: 'cyrillic' | 'latin'): number {
  const chance = letters === 'cyrillic' ? cyrillicChance : latinChance
  let sum = 0
  let count = 0
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x80) continue
    sum += Math.log(chance(text.charAt(i), text.charAt(i - 1), text.charAt(i + 1)))
    count += 1
  }
  return count === 0 ? Number.NEGATIVE_INFINITY : sum / count
}

function cyrillicChance(letter: string, before: string, after: string): number {
  const place = letter.toLowerCase().charCodeAt(0) - 0x430
  const frequency = RUSSIAN[place]
  const upper = letter !== letter.toLowerCase()
  // Ukrainian, Belarusian and Kazakh letters, and the one Russian letter outside the alphabet's row.
  if (frequency === undefined) return /[\u0400-\u04ff]/.test(letter) ? 5e-4 : signChance(letter)
  let chance = (frequency / 1000) * (upper ? 0.8 : 1)
  if (isAscii(before) || isAscii(after)) chance *= 1e-3
  // A word of one letter may as well be a sign of another encoding.
  if (!isLetter(before) && !isLetter(after)) chance *= 2e-2
  // An encoding that swaps the cases makes capitals of what follows a first letter.
  if (upper && /[\u0430-\u044f]/.test(before)) chance *= 1e-2
  // What parts thousands in one encoding is a letter in another.
  if (/\d/.test(before) && /\d/.test(after)) chance *= 1e-3
  return chance
}

function latinChance(letter: string, before: string, after: string): number {
  if (!isLetter(letter)) return signChance(letter)
  if (isLetter(before) && !isAscii(before)) return 2e-5
  return isAscii(before) || isAscii(after) ? 2e-2 : 1e-3
}

function signChance(sign: string): number {
  return SIGNS.test(sign) ? 2e-3 : NEVER
}

function isLetter(letter: string): boolean {
  return /\p{L}/u.test(letter)
}

function isAscii(letter: string): boolean {
  return /[a-z]/i.test(letter)
}
