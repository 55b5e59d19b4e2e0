// Who is meant by a name and a phone: a customer already known, or somebody new.
import type { Context } from '../context.ts'
import { namesAgree, wordsOf } from '../domain/customer.ts'
import { instantText } from '../domain/day.ts'
import { cleanText, foldName } from '../domain/name.ts'
import { formatPhone, parsePhone } from '../domain/phone.ts'
import { AppError, invalid } from '../errors.ts'
import {
  type Customer,
  type CustomerFields,
  changePhone,
  customerByExternalId,
  customerById,
  customersByName,
  customersByPhone,
  insertCustomer,
} from '../store/customer.ts'
import { customersByPiece } from '../store/customer-search.ts'
import { setReferrer } from '../store/referral.ts'
import { refusedUnder, spreadRefusals } from '../store/refusal.ts'
import type { Changes, Store } from '../store/store.ts'
import { chosen, type Identity, known, newcomer, onlyOne } from './identity-choice.ts'
import { missing, readId } from './input.ts'
import type { Notice } from './notice.ts'
import { briefly, notForgotten, readAnew } from './reference.ts'
import { refuseRing } from './referrals.ts'

/** How many customers a question or a refusal lists. */
const SHOWN = 10

/** What was said of a customer. */
export interface Said {
  /** #id, phone, external id or name; empty when only a phone was given. */
  name: string
  /** E.164. */
  phone: string | null
  /** Said to be somebody new, whoever else has that name or phone. */
  new: boolean
}

/**
 * Who is meant. The phone decides; without one, an exact full name does. Where that leaves a doubt, a terminal
 * asks; without one a known phone with another name is the customer of that phone, and the notice says so.
 * @throws AppError customer.notFound, customer.ambiguous, customer.pieceOfName, customer.exists, input.missing
 */
export async function whoIsIt(context: Context, store: Store, said: Said): Promise<Identity> {
  const { db, settings } = store
  const typed = cleanText(said.name)
  if (/^#\d/.test(typed)) {
    const customer = customerById(db, readId(typed) ?? 0)
    if (!customer) throw new AppError('customer.notFound', { reference: typed })
    return known(notForgotten(customer), said.phone)
  }
  const byExternalId = said.new ? null : customerByExternalId(db, typed)
  if (byExternalId) return known(byExternalId, said.phone)

  const phone = parsePhone(typed, settings.region) ?? said.phone
  const name = parsePhone(typed, settings.region) === null ? typed : ''
  if (name === '' && phone === null) missing('--customer')
  if (name !== '' && (foldName(name) === '' || name.length > 200)) invalid('text', '--customer', name)
  const sharing = sharersOf(store, phone, name)
  if (said.new) {
    refuseTwin(sharing, name)
    return newcomer(name, phone)
  }
  if (phone !== null && sharing.length > 0) return ofPhone(context, sharing, name, phone)
  const namesakes = customersByName(db, foldName(name))
  if (phone !== null) return ofNewPhone(context, namesakes, name, phone)
  if (namesakes.length > 0) return known(await onlyOne(context, name, namesakes), null)
  return ofPiece(context, store, name)
}

/**
 * Whether somebody of this name and phone may be added: a phone or a full name that is known is refused, whatever
 * comes with it, or asked about on a terminal. An identity with a customer means: it is that one after all.
 * @throws AppError customer.exists, customer.phoneTaken
 */
export async function mayBeAdded(context: Context, store: Store, said: Said): Promise<Identity> {
  const { name, phone } = said
  const sharing = sharersOf(store, phone, name)
  refuseTwin(sharing, name)
  if (said.new) return newcomer(name, phone)
  const agreeing = sharing.find((other) => namesAgree(other.name, name))
  if (agreeing) throw exists(agreeing)
  const [owner] = sharing
  if (phone !== null && owner) {
    if (context.terminal.interactive) return ofPhone(context, sharing, name, phone)
    throw new AppError('customer.phoneTaken', { phone, name: owner.name, id: owner.id })
  }
  const namesakes = customersByName(store.db, foldName(name))
  if (namesakes[0] && !context.terminal.interactive) throw exists(namesakes[0])
  return ofNewPhone(context, namesakes, name, phone)
}

/**
 * Stores who it is: somebody new with all that is known, or a new number or referrer of a known customer. That may
 * have been decided a while ago: all is read again, and only what was decided changes.
 * @throws AppError input.invalid for a referrer whom the customer brought
 */
export function keepCustomer(
  store: Store,
  { customer, name, phone }: Identity,
  fields: Partial<CustomerFields>,
  changes: Changes,
): { id: number; created: boolean } {
  const { db } = store
  const latest = customer ? readAnew(store, customer.id) : twinOf(sharersOf(store, phone, name), name)
  const referredById = fields.referredById ? readAnew(store, fields.referredById).id : null
  if (latest) {
    const decided = customer !== null && phone !== customer.phone && latest.phone === customer.phone
    // Who brought somebody is told once; a customer never brought herself.
    const told = referredById === latest.id ? null : referredById
    if (decided && phone !== null) changePhone(db, latest.id, phone)
    if (latest.referredById === null && told !== null) {
      refuseRing(store, latest.id, told)
      setReferrer(db, latest.id, told)
    }
    for (const sharing of spreadRefusals(db, latest.id)) changes.touch(sharing)
    changes.touch(latest.id)
    return { id: latest.id, created: false }
  }
  const blank = { externalId: null, email: null, chat: null, birthday: null, note: null }
  const known = { ...blank, ...fields, name, phone, referredById }
  const id = insertCustomer(db, known, foldName(name), instantText(store.now))
  changes.touch(id)
  return { id, created: true }
}

/** That somebody is not to be called because another customer with the same number or address refused; null where not. */
export function refusedNotice({ db, now }: Store, customerId: number): Notice | null {
  const under = refusedUnder(db, customerId, instantText(now))
  const other = under === null ? null : customerById(db, under)
  if (!other) return null
  return { code: 'customer.refusedWith', params: { id: other.id, name: other.name, said: `#${customerId}` } }
}

/** Who has a number, as far as it tells who is meant; only where nobody has it, who had it before. */
function sharersOf({ db }: Store, phone: string | null, name: string): Customer[] {
  const all = phone === null ? [] : customersByPhone(db, phone)
  const telling = all.filter((other) => numberTells(other, name))
  const now = telling.filter((other) => !other.formerPhone)
  return now.length > 0 ? now : telling
}

/**
 * Whose wrong number it was, or whose former one, has it no longer, unless the same name gives it again, or no name
 * comes with it.
 */
export function numberTells(
  { name, wrongPhone, formerPhone }: Pick<Customer, 'name' | 'wrongPhone' | 'formerPhone'>,
  said: string,
): boolean {
  return (!wrongPhone && !formerPhone) || said === '' || namesAgree(name, said)
}

/** Somebody whose number is known. */
async function ofPhone(
  context: Context,
  sharing: Customer[],
  name: string,
  phone: string,
): Promise<Identity> {
  const agreeing = name === '' ? sharing : sharing.filter((other) => namesAgree(other.name, name))
  if (agreeing.length > 0) {
    const exact = agreeing.filter((other) => foldName(other.name) === foldName(name))
    const one = await onlyOne(context, name || formatPhone(phone), exact.length > 0 ? exact : agreeing)
    return known(one, one.formerPhone ? phone : null)
  }
  if (context.terminal.interactive) {
    const question = context.t('customer.ask.phoneTaken', { phone: formatPhone(phone), name })
    return chosen(context, question, sharing, name, phone)
  }
  const customer = await onlyOne(context, name, sharing)
  const params = { id: customer.id, name: customer.name, said: name }
  return { ...known(customer, null), notice: { code: 'customer.otherName', params } }
}

/** Somebody whose number nobody has yet, or who gave none: new, unless a namesake turns out to be meant. */
async function ofNewPhone(
  context: Context,
  namesakes: Customer[],
  name: string,
  phone: string | null,
): Promise<Identity> {
  const [namesake] = name === '' ? [] : namesakes
  if (!namesake) return newcomer(name, phone)
  if (context.terminal.interactive) {
    return chosen(context, context.t('customer.ask.sameName', { name }), namesakes, name, phone)
  }
  const params = { id: namesake.id, name: namesake.name, said: formatPhone(phone ?? '') }
  return { ...newcomer(name, phone), notice: { code: 'customer.sameName', params } }
}

/** Somebody without a number whose name is nobody's, but may be a piece of one. */
async function ofPiece(context: Context, { db }: Store, name: string): Promise<Identity> {
  const matches = customersByPiece(db, wordsOf(name), SHOWN)
  if (matches.length === 0) return newcomer(name, null)
  if (!context.terminal.interactive) {
    throw new AppError('customer.pieceOfName', { reference: name, matches: matches.map(briefly) })
  }
  return chosen(context, context.t('customer.ask.pieceOfName', { name }), matches, name, null)
}

/** Two customers of one name and one number could never be told apart. */
function twinOf(sharing: Customer[], name: string): Customer | undefined {
  return sharing.find((other) => foldName(other.name) === foldName(name))
}

function refuseTwin(sharing: Customer[], name: string): void {
  const twin = twinOf(sharing, name)
  if (twin) throw exists(twin)
}

function exists({ id, name }: Customer): AppError {
  return new AppError('customer.exists', { id, name })
}
