// How a customer is addressed: by the first name, or by first name and patronymic, where the whole name tells which it is.
import { roomFor } from './message.ts'
import { hasLetter } from './name.ts'

/** Endings of Russian family names; some first names share them, so that they decide only one word against another. */
const FAMILY =
  'ов ев ёв ин ын ова ева ёва ина ына ский цкий ская цкая енко чук швили дзе ян ov ev in ova eva ina sky skiy skaya enko chuk'

const PATRONYMIC = 'ович евич ёвич ьич мич кич овна евна ёвна ична ovich evich ovna evna ichna'

/** An expression that knows as much takes longer to make than a card. */
function ends(word: string, endings: string): boolean {
  const lower = word.toLowerCase()
  return endings.split(' ').some((ending) => lower.endsWith(ending))
}

/**
 * `Анна Петрова` → `Анна`, `Петрова Анна Ивановна` → `Анна Ивановна`. Where it is only the first word that looks
 * like a family name nobody knows which is which: `Петрова Анна` stays whole.
 * @returns null where the name is a number or an id, by which nobody is addressed
 */
export function calledBy(name: string): string | null {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const [first = '', ...others] = words
  const at = words.findIndex((word, i) => i > 0 && ends(word, PATRONYMIC))
  const reversed = ends(first, FAMILY) && !others.some((word) => ends(word, FAMILY))
  const initial = first.includes('.') || ([...first].length === 1 && hasLetter(first))
  const called =
    at > 0
      ? `${words[at - 1]} ${words[at]}`
      : others.length > 0 && (reversed || initial)
        ? words.join(' ')
        : first.replace(/,$/, '')
  if (!hasLetter(called) || /\d/.test(called) || called.length > roomFor('name')) return null
  return called.charAt(0).toUpperCase() + called.slice(1)
}
