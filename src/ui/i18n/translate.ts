// Texts by their keys.
// A library takes longer for its first text than the shop takes to open. The texts keep the way in which i18next writes
// plurals and places, and a test holds this against it.
import { printable } from '../../domain/name.ts'
import type { en } from './en/index.ts'

export type Lang = 'en' | 'ru'

/** A text, or texts of one noun by name. */
export interface Texts {
  readonly [name: string]: string | Texts | readonly string[]
}

type WithoutForm<Name extends string> = Name extends `${infer Base}_${'one' | 'other'}` ? Base : Name

type KeysOf<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends string
    ? WithoutForm<Name>
    : `${Name}.${KeysOf<Tree[Name]>}`
}[keyof Tree & string]

/** `due.title`: where a text is found; of several forms for a number, what they have in common. */
export type TextKey = KeysOf<typeof en>

/**
 * What is put into the places of a text. Some have a meaning of their own: `count` chooses the form, `context` a text of
 * its own where there is one, `defaultValue` stands for a text that is not there, and with `ready` every value is a
 * text of ours already.
 */
export type Values = Readonly<Record<string, unknown>>

/** The text of a key with its values; its default, else the key itself, where there is none. */
export type Translate = (key: TextKey, values?: Values) => string

/**
 * The form that goes with a number, by the rules of the Unicode CLDR.
 * https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
 */
export function pluralForm(count: number, lang: Lang): 'one' | 'few' | 'many' | 'other' {
  if (lang === 'en') return Math.abs(count) === 1 ? 'one' : 'other'
  if (!Number.isInteger(count)) return 'other'
  const [tens, units] = [Math.abs(count) % 100, Math.abs(count) % 10]
  if (units === 1 && tens !== 11) return 'one'
  return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? 'few' : 'many'
}

/**
 * The translator of a language. Every value is made safe for the terminal on its way into a text.
 * @param finish what is done to a text that is whole
 */
export function translator(texts: Texts, lang: Lang, finish: (text: string) => string): Translate {
  return (key, values = {}) => {
    const path = key.split('.')
    const name = path.pop() as string
    const found = path.reduce<Texts | undefined>((tree, step) => tree?.[step] as Texts | undefined, texts)
    const { count, context, defaultValue = key } = values
    const form = typeof count === 'number' ? `_${pluralForm(count, lang)}` : ''
    const about = context === undefined ? '' : `_${context}`
    const [text] = [about + form, about, form, ''].flatMap((ending) => found?.[name + ending] ?? [])
    return finish(filled(typeof text === 'string' ? text : String(defaultValue), values))
  }
}

/** A place for which there is no value at all stays as it is: some texts tell of places. */
function filled(text: string, values: Values): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name) => {
    const value = name in values ? String(values[name] ?? '') : place
    return values.ready === true ? value : printable(value)
  })
}
