// The scripts of calls and messages, as data/scripts ships them for each language.

import type en from '../../data/scripts/en.json'
import type { CaseChannel, CaseKind, CaseOrigin, CaseState } from '../domain/case.ts'
import type { Factor } from '../domain/contact.ts'
import type { Offer } from '../domain/cross-sell.ts'
import {
  FORMS,
  type Form,
  fillText,
  MESSAGE_KINDS,
  type MessageKind,
  type PlaceValues,
  type SentKind,
  type TextName,
} from '../domain/message.ts'
import type { Promiser } from '../domain/promise.ts'
import type { OwnTexts, Questions } from '../domain/question.ts'
import type { TouchKind } from '../domain/touch.ts'
import type { Lang } from './i18n/index.ts'

type Texts = typeof en

export interface CallFacts {
  kind: TouchKind
  carried: readonly TouchKind[]
  /** Usage tips of what she bought: the check questions of a first call. */
  tips: readonly string[]
  unhappy: boolean
  /** Which question of satisfaction is next; looked for where it is asked. */
  factor: () => Factor
  /** The promise the call is about, or asks after along the way; null for other calls. */
  promise: { promiser: Promiser; what: string } | null
  /** The case whose customer waits for an answer; null where nobody does. */
  awaited: { kind: CaseKind; reopened: boolean } | null
}

interface CaseInHand {
  kind: CaseKind
  channel: CaseChannel
  origin: CaseOrigin
  state: CaseState
  /** Whether it is without an answer because the customer did not find it solved. */
  reopened: boolean
}

export class Scripts {
  readonly #texts: Texts
  readonly #own: OwnTexts | null

  /** @param own null where there are texts of hers that cannot be used */
  constructor(texts: Texts, own: OwnTexts | null) {
    this.#texts = texts
    this.#own = own
  }

  /** Whether she has texts of her own that cannot be used. */
  get lacksOwn(): boolean {
    return this.#own === null
  }

  /** What to ask on a call: the live touch's questions first, each once. */
  ask({ kind, carried, tips, unhappy, factor, promise, awaited }: CallFacts): string[] {
    const kinds = [kind, ...carried]
    const lines = kinds.flatMap((each) => [
      ...(each === 'promise' && promise
        ? this.#askPromise(promise)
        : each === 'case' && awaited
          ? this.#askCase(awaited)
          : this.#worded(`ask.${each}`)),
      ...(each === 'first-use' ? tips.map((tip) => fill(this.#worded('askTip'), { tip })) : []),
      ...(each === 'check-in'
        ? [this.factor(factor()), ...(unhappy ? [] : [this.#worded('askReview')])]
        : []),
    ])
    return [...new Set(lines)]
  }

  #askPromise({ promiser, what }: NonNullable<CallFacts['promise']>): string[] {
    return [promiser === 'customer' ? this.#worded('askPromised') : fill(this.#worded('askKept'), { what })]
  }

  /** Whoever has no answer yet cannot say whether it helped. */
  #askCase({ kind, reopened }: NonNullable<CallFacts['awaited']>): readonly string[] {
    if (reopened) return this.#worded('askCase.again')
    return this.#worded(kind === 'question' || kind === 'advice' ? 'askCase.asking' : 'askCase.trouble')
  }

  /** What to offer on it, and why. */
  offer({ name, why, customers }: Offer): string {
    return why === 'goes-with'
      ? fill(this.#worded('askGoesWith'), { products: name })
      : fill(this.#worded('askTogether'), { products: name, customers: String(customers) })
  }

  /** What must not be done on it. */
  avoid({ kind, carried, unhappy }: Pick<CallFacts, 'kind' | 'carried' | 'unhappy'>): string[] {
    // A thank-you carried by a call is said, not sent: its own rule is for the message.
    const kinds = [kind, ...carried.filter((each) => each !== 'thanks')]
    const { avoid, avoidUnhappy } = this.#texts
    // What holds for an unhappy customer says all that the touches would say of selling.
    if (unhappy) return [avoidUnhappy, ...(kinds.includes('case') ? avoid.case : [])]
    return [...new Set(kinds.flatMap((each) => avoid[each]))]
  }

  factor(factor: Factor): string {
    return this.#worded(`askFactor.${factor}`)
  }

  /** A question in her own words; in ours where she has none, or none that can be used. */
  #worded<Name extends keyof Questions>(name: Name): Questions[Name] {
    const own: Partial<Questions> | null = this.#own
    return own?.[name] ?? this.shippedQuestion(name)
  }

  /** A question as it ships. */
  shippedQuestion<Name extends keyof Questions>(name: Name): Questions[Name] {
    const step = (found: unknown, key: string) => (found as Record<string, unknown>)[key]
    return name.split('.').reduce(step, this.#texts) as Questions[Name]
  }

  /** What to do about a case, and while nobody has answered how to answer on its channel; null once it is closed. */
  nextStep({ kind, channel, origin, state, reopened }: CaseInHand): string | null {
    const { unanswered, answered, reopened: again, returned, resolved, channel: ways } = this.#texts.nextStep
    if (state === 'closed') return null
    if (state === 'resolved') return resolved
    if (state === 'answered') return answered[kind]
    if (reopened) return again
    return origin === 'return' ? returned : `${unanswered[kind]} ${ways[channel]}`
  }

  /**
   * A message ready to be sent: in her own words where they can be filled with what is known, else in ours. Her words
   * for one form go before her words for all.
   * @returns null while her own words cannot be used, so that no others go out in their place
   */
  message(kind: MessageKind, values: PlaceValues, form: Form = 'chat'): string | null {
    if (this.#own === null) return null
    const own = [form === 'chat' ? undefined : this.#own[`${kind}.${form}`], this.#own[kind]]
    return fillText([...own.filter((text) => text !== undefined), ...this.#ready(form)[kind]], values)
  }

  #ready(form: Form): Record<MessageKind, string[]> {
    const { message, sms, letter } = this.#texts
    return { chat: message, sms, email: letter }[form]
  }

  /** What an e-mail is about. */
  subject(kind: SentKind): string {
    return this.#texts.subject[kind]
  }

  /** What a case is about, as a message speaks of it. */
  aboutCase(kind: CaseKind): string {
    return this.#texts.aboutCase[kind]
  }

  /** The messages as they ship, one for each kind and form; one that a shop without a name can send as well. */
  shippedMessages(): Record<TextName, string> {
    const entries = MESSAGE_KINDS.flatMap((kind) =>
      FORMS.map((form) => [
        form === 'chat' ? kind : `${kind}.${form}`,
        this.#ready(form)[kind].find((text) => !text.includes('{{shop}}')),
      ]),
    )
    return Object.fromEntries(entries) as Record<TextName, string>
  }
}

/** @param own her own texts of this language; null where they cannot be used */
export async function loadScripts(lang: Lang, own: OwnTexts | null = {}): Promise<Scripts> {
  const { default: texts } =
    lang === 'ru'
      ? await import('../../data/scripts/ru.json', { with: { type: 'json' } })
      : await import('../../data/scripts/en.json', { with: { type: 'json' } })
  return new Scripts(texts, own)
}

/** Fills `{{places}}`; one that nobody named stays visible, so that a slip in a template is seen. */
function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (place, key: string) => values[key] ?? place)
}
