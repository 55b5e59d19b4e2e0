// aftersales customer consent: what a customer agreed to, and took back; and what is recorded of that.
import type { Context } from '../context.ts'
import { PURPOSES, type Purpose } from '../domain/consent.ts'
import { type Instant, instantText } from '../domain/day.ts'
import { AppError, invalid } from '../errors.ts'
import { consentsOf, insertConsent, refusedAt } from '../store/consent.ts'
import { contactsOf } from '../store/contact.ts'
import type { Customer } from '../store/customer.ts'
import { spreadRefusals } from '../store/refusal.ts'
import type { Store } from '../store/store.ts'
import {
  type ConsentDocument,
  type ConsentStanding,
  type ConsentWord,
  viewConsent,
} from '../ui/view/consent.ts'
import { check, choice, missing, name, optional, text } from './input.ts'
import { askFor } from './prompt.ts'
import { findCustomer, readAnew } from './reference.ts'
import { readWhen } from './when.ts'

export interface ConsentFlags {
  purpose?: string
  give?: boolean
  withdraw?: boolean
  source?: string
  at?: string
}

const SOURCE_LENGTH = 500

/** What stands as the source of a refusal in a talk that was taken down as a word as well. */
const LOGGED = 'log'

/** What stands as the source of a word that a merge took down, so that a refusal of either card holds. */
export const MERGE = 'customer merge'

/** Without flags it only tells. @throws AppError customer.*, input.invalid, input.missing */
export async function customerConsent(
  context: Context,
  reference: string,
  flags: ConsentFlags,
): Promise<void> {
  const { purpose, give, withdraw, source, at } = flags
  const telling = [purpose, give, withdraw, source, at].every((flag) => flag === undefined)
  const store = telling ? await context.read() : await context.change()
  const found = await findCustomer(context, store, reference)
  if (telling) return show(context, store, found, null)
  const word = await readWord(context, store, flags)
  const { db } = store
  const now = instantText(store.now)
  const { customer, refused } = store.write((changes) => {
    const latest = readAnew(store, found.id)
    const before = refusedAt(db, latest.id, now)
    insertConsent(db, { customerId: latest.id, ...word, at: instantText(word.at), enteredAt: now })
    if (!word.given) for (const sharing of spreadRefusals(db, latest.id)) changes.touch(sharing)
    changes.touch(latest.id)
    return { customer: latest, refused: before }
  })
  const lifted = refused !== null && refusedAt(db, customer.id, now) === null
  show(context, store, customer, { ...said(store, word), lifted })
}

interface Word {
  purpose: Purpose
  given: boolean
  at: Instant
  source: string
}

async function readWord(context: Context, { now, zone }: Store, flags: ConsentFlags): Promise<Word> {
  const { t } = context
  if (flags.give && flags.withdraw) invalid('giveOrWithdraw', '--give', '--withdraw')
  const read = check(
    { purpose: optional(choice(PURPOSES)), source: optional(text(SOURCE_LENGTH)) },
    { purpose: flags.purpose, source: flags.source },
  )
  const at = flags.at === undefined ? now : await readWhen('--at', flags.at, now, zone, 'past')
  if (at > now) invalid('future', '--at', flags.at)
  const purpose = read.purpose ?? (await askPurpose(context))
  const given = flags.give || flags.withdraw ? flags.give === true : await askGiven(context)
  if (!read.source && !context.terminal.interactive) missing('--source')
  const source = read.source ?? (await askFor(context, t('consent.ask.source'), 'source', name()))
  return { purpose, given, at, source }
}

async function askPurpose(context: Context): Promise<Purpose> {
  if (!context.terminal.interactive) missing('--purpose')
  const { t } = context
  const ask = await context.ask()
  return ask.select(
    t('consent.ask.purpose'),
    PURPOSES.map((purpose) => ({ name: t(`consent.purpose.${purpose}`), value: purpose })),
  )
}

async function askGiven(context: Context): Promise<boolean> {
  if (!context.terminal.interactive) throw new AppError('input.missing', { flag: ['--give', '--withdraw'] })
  const { t } = context
  const ask = await context.ask()
  return ask.select(t('consent.ask.given'), [
    { name: t('consent.word.given'), value: true },
    { name: t('consent.word.withdrawn'), value: false },
  ])
}

function show(
  context: Context,
  store: Store,
  { id, externalId, name, phone }: Customer,
  recorded: ConsentDocument['recorded'],
): void {
  const history = historyOf(store, id)
  const document: ConsentDocument = {
    customer: { id, externalId, name, phone },
    service: serviceStanding(store, id, history),
    marketing: standing(history.findLast(({ purpose }) => purpose === 'marketing')),
    history,
    recorded,
  }
  context.show(document, (shown) => viewConsent(shown, context.page(store)))
}

/** Every word on being contacted up to the moment of this run, refusals in talks among them, in time order. */
function historyOf(store: Store, customerId: number): ConsentWord[] {
  const { db, now } = store
  const until = instantText(now)
  const refusals = contactsOf(db, customerId, until, Number.MAX_SAFE_INTEGER)
    .filter(({ outcome }) => outcome === 'refused')
    .reverse()
    .map(({ id, at, note }) => ({
      purpose: 'service' as const,
      given: false,
      at,
      source: note,
      contactId: id,
    }))
  const words = consentsOf(db, customerId)
    .filter(({ at }) => at <= until)
    .map(({ purpose, given, at, source }) => {
      // A refusal that had to outlast a consent of its moment was taken down a second time: it was one word.
      const talk = source === LOGGED ? refusals.find((refusal) => refusal.at === at) : undefined
      return { purpose, given, at, source: talk ? talk.source : source, contactId: talk?.contactId ?? null }
    })
  const told = new Set(words.map(({ contactId }) => contactId))
  // The sort is stable: at one moment a consent comes after the talk.
  return [...refusals.filter(({ contactId }) => !told.has(contactId)), ...words]
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map((word) => ({ ...word, at: store.zone.text(Date.parse(word.at)) }))
}

function serviceStanding(store: Store, customerId: number, history: readonly ConsentWord[]): ConsentStanding {
  const { db, now, zone } = store
  const refused = refusedAt(db, customerId, instantText(now))
  const words = history.filter(({ purpose }) => purpose === 'service')
  if (refused === null) return standing(words.at(-1))
  const since = zone.text(Date.parse(refused))
  const word = words.find(({ at, given }) => at === since && !given)
  // A word taken down by a merge only holds what was said before on one of the cards.
  const said = words.findLast((one) => !one.given && one.source !== MERGE && one.at <= since)
  return standing(word?.source === MERGE ? (said ?? word) : word)
}

function standing(word: ConsentWord | undefined): ConsentStanding {
  if (!word) return { state: 'unknown', since: null, source: null }
  return { state: word.given ? 'given' : 'withdrawn', since: word.at, source: word.source }
}

function said(
  { zone }: Store,
  { at, ...word }: Word,
): Omit<NonNullable<ConsentDocument['recorded']>, 'lifted'> {
  return { ...word, at: zone.text(at), contactId: null }
}
