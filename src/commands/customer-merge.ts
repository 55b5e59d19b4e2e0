// aftersales customer merge: makes two cards of one customer one, after showing what becomes of both.
import type { Context } from '../context.ts'
import { EVER, instantText } from '../domain/day.ts'
import {
  type Conflict,
  MERGE_FIELDS,
  type Merged,
  type MergeField,
  mergeCards as mergedCard,
  mergedNote,
  mergedReferrer,
} from '../domain/merge.ts'
import { foldName } from '../domain/name.ts'
import { invalid } from '../errors.ts'
import { bonusEntriesOf } from '../store/bonus.ts'
import { insertConsent, offersRefusedAt, refusedAt } from '../store/consent.ts'
import { type Customer, customerById } from '../store/customer.ts'
import { historyOf, mergeCards } from '../store/merge.ts'
import { spreadRefusals } from '../store/refusal.ts'
import type { Store } from '../store/store.ts'
import { fieldText, type MergeDocument, viewMerge } from '../ui/view/merge.ts'
import { statementFor } from './bonus-account.ts'
import { confirm } from './confirm.ts'
import { MERGE } from './consent.ts'
import { personOf } from './customer-document.ts'
import { flagOf } from './input.ts'
import { findCustomer, readAnew } from './reference.ts'

export interface MergeFlags {
  take?: string[]
  dryRun?: boolean
}

/**
 * On a terminal it asks which of two values is right, and before it changes anything.
 * @throws AppError customer.*, input.invalid, input.missing without --yes, cancelled
 */
export async function mergeCustomers(
  context: Context,
  first: string,
  second: string,
  flags: MergeFlags,
): Promise<void> {
  const { terminal, globals, t } = context
  const given = readTake(flags.take ?? [])
  const store = await (flags.dryRun ? context.read() : context.change())
  const keep = await findCustomer(context, store, first)
  const other = await findCustomer(context, store, second)
  refuseSame(keep, other, second)
  const asks = terminal.interactive && !globals.yes && !flags.dryRun
  const take = asks ? await askTake(context, store, keep, other, given) : given
  const page = context.page(store)
  const preview = documentOf(context, store, keep, other, take)
  if (!flags.dryRun) {
    const question = t('merge.ask', { name: keep.name, id: keep.id, other: other.id })
    await confirm(context, viewMerge(preview, page), question)
  }
  const document = flags.dryRun ? preview : merge(context, store, keep, other, take)
  context.show(document, (shown) => viewMerge(shown, page, flags.dryRun))
}

/** @throws AppError input.invalid */
function refuseSame({ id, name }: Customer, other: Customer, typed = `#${id}`): void {
  if (id === other.id) invalid('sameCustomer', '<other>', typed, { name, id })
}

/** Field names as the flags of `customer edit` have them. @throws AppError input.invalid */
function readTake(typed: readonly string[]): Set<MergeField> {
  const names = new Map(MERGE_FIELDS.map((field) => [flagOf(field).slice(2), field]))
  const options = [...names.keys()]
  const read = (name: string) =>
    names.get(name.trim().toLowerCase()) ?? invalid('choice', '--take', name, { options })
  return new Set(typed.flatMap((list) => list.split(',')).map(read))
}

/** Where the cards differ and no flag has told, she chooses. */
async function askTake(
  context: Context,
  store: Store,
  keep: Customer,
  other: Customer,
  given: ReadonlySet<MergeField>,
): Promise<Set<MergeField>> {
  const take = new Set(given)
  const words = context.words(store)
  for (const { field, ...values } of mergedCard(keep, other, given).conflicts) {
    if (given.has(field)) continue
    const ask = await context.ask()
    const choices = (['keep', 'other'] as const).map((side) => ({
      name: fieldText(field, values[side], words),
      value: side,
    }))
    const question = context.t('merge.which', { field: context.t(`merge.field.${field}`) })
    if ((await ask.select(question, choices)) === 'other') take.add(field)
  }
  return take
}

/** What was shown may have changed meanwhile: all is read again inside the write. */
function merge(
  context: Context,
  store: Store,
  { id: keepId }: Customer,
  { id: otherId }: Customer,
  take: ReadonlySet<MergeField>,
): MergeDocument {
  const { db } = store
  return store.write((changes) => {
    const [keep, other] = [readAnew(store, keepId), readAnew(store, otherId)]
    refuseSame(keep, other)
    const { id } = keep
    const document = documentOf(context, store, keep, other, take)
    const merged = mergedCard(keep, other, take)
    const { name } = merged.fields
    mergeCards(db, {
      ...{ keep: id, other: other.id },
      fields: {
        ...merged.fields,
        note: mergedNote(keep, other, document.also),
        referredById: mergedReferrer(keep, other, (by) => customerById(db, by)?.referredById ?? null),
      },
      nameKey: foldName(name),
      createdAt: keep.createdAt < other.createdAt ? keep.createdAt : other.createdAt,
      at: instantText(store.now),
      former: { phone: formerOf(merged, 'phone'), externalId: formerOf(merged, 'externalId') },
    })
    holdRefusals(store, id, document)
    for (const sharing of spreadRefusals(db, id)) changes.touch(sharing)
    changes.touch(id)
    const { externalId, phone } = merged.fields
    return { ...document, customer: { id, externalId, name, phone }, merged: true }
  })
}

function formerOf({ former }: Merged, field: MergeField): string | null {
  return former.find((gone) => gone.field === field)?.value ?? null
}

/** Whoever refused on either card refuses still, whatever the other card was told later. */
function holdRefusals({ db, now }: Store, customerId: number, { refused }: MergeDocument): void {
  const at = instantText(now)
  const word = { customerId, given: false, at, enteredAt: at, source: MERGE }
  if (refused.calls && refusedAt(db, customerId, EVER) === null)
    insertConsent(db, { ...word, purpose: 'service' })
  if (refused.offers && offersRefusedAt(db, customerId, EVER) === null) {
    insertConsent(db, { ...word, purpose: 'marketing' })
  }
}

function documentOf(
  context: Context,
  store: Store,
  keep: Customer,
  other: Customer,
  take: ReadonlySet<MergeField>,
): MergeDocument {
  const { db, zone } = store
  const words = context.words(store)
  const { conflicts, filled, former } = mergedCard(keep, other, take)
  const also = former.map(({ field, value }) => fieldText(field, value, words))
  const refusals = [keep, other].flatMap(({ refusedAt: at }) => at ?? []).sort()
  return {
    customer: personOf(keep),
    other: personOf(other),
    merged: false,
    conflicts: conflicts satisfies Conflict[],
    filled,
    also: also.length === 0 ? null : context.t('merge.also', { list: words.list(also) }),
    moved: historyOf(db, other.id),
    refused: {
      calls: refusals[0] === undefined ? null : zone.text(Date.parse(refusals[0])),
      offers: [keep, other].some(({ id }) => offersRefusedAt(db, id, EVER) !== null),
    },
    bonus: pointsOf(store, keep, other),
  }
}

/** What is on both accounts together, and stays so; null where neither has any entry. */
function pointsOf(store: Store, ...cards: Customer[]): MergeDocument['bonus'] {
  if (cards.every(({ id }) => bonusEntriesOf(store.db, id).length === 0)) return null
  const statements = cards.map(({ id }) => statementFor(store, id))
  const sum = (key: 'balance' | 'withheld') => statements.reduce((total, one) => total + one[key], 0)
  return { balance: sum('balance'), withheld: sum('withheld') }
}
