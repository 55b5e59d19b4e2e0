// aftersales customer forget: erases who a customer is, for good; the sums of the shop stay.
import type { Context } from '../context.ts'
import { instantText } from '../domain/day.ts'
import { foldName, tellsOf } from '../domain/name.ts'
import { AppError } from '../errors.ts'
import { openCases } from '../store/case.ts'
import { type Customer, customerById } from '../store/customer.ts'
import { eraseCustomer, rewriteFile, textsOfOthers } from '../store/forget.ts'
import { type Copies, forgetInCopies } from '../store/forget-copies.ts'
import { forgottenIn } from '../store/forgotten.ts'
import { removeOrphans } from '../store/orphans.ts'
import { owingSales } from '../store/owing.ts'
import { productById } from '../store/product.ts'
import { countSales } from '../store/sale.ts'
import { shelfOf } from '../store/shelf.ts'
import type { Store } from '../store/store.ts'
import {
  type ForgetDocument,
  type Forgetting,
  type Mention,
  viewForget,
  viewForgotten,
} from '../ui/view/personal.ts'
import { confirm } from './confirm.ts'
import { promiseDocuments } from './promise-document.ts'
import { findAnybody } from './reference.ts'
import { owedMinor } from './sale-money.ts'

/**
 * Whoever was forgotten already is erased once more, whatever has come to be there since.
 * @throws AppError customer.*, cancelled, input.missing, customer.notRewritten; customer.inBackups after the document,
 *   where a copy could not be rewritten
 */
export async function forgetCustomer(context: Context, reference: string): Promise<void> {
  const store = await context.change()
  const customer = await findAnybody(context, store, reference)
  const before = aboutOf(context, store, customer)
  if (customer.forgottenAt === null) {
    const page = context.page(store)
    await confirm(context, viewForget(before, page), context.t('forget.ask', { name: customer.name }))
  }
  const id = store.write((changes) => {
    // The card may have been made one with another meanwhile.
    const { id } = customerById(store.db, customer.id) as Customer
    eraseCustomer(store.db, id, instantText(store.now))
    changes.touch(id)
    return id
  })
  try {
    rewriteFile(store.db)
  } catch (error) {
    throw new AppError('customer.notRewritten', { id, reason: error instanceof Error ? error.message : '' })
  }
  const after = customerById(store.db, id) as Customer
  const copies = eraseElsewhere(store, customer)
  const document: ForgetDocument = {
    ...before,
    customer: { id, externalId: null, name: after.name, phone: null },
    forgottenAt: store.zone.text(Date.parse(after.forgottenAt as string)),
    already: customer.forgottenAt !== null,
    copies,
    mentions: customer.forgottenAt === null ? mentionsOf(store, id, customer) : [],
  }
  context.show(document, (shown) => viewForgotten(shown, context.page(store)))
  if (copies.failed.length > 0) throw new AppError('customer.inBackups', { id, files: copies.failed })
}

/** In the backups, and in what a crash may have left of one. */
function eraseElsewhere(store: Store, customer: Customer): Copies {
  const { forgottenAt, name, phone, externalId } = customer
  const traits = forgottenAt === null ? { nameKey: foldName(name), phone, externalId } : null
  removeOrphans(store.path)
  const at = forgottenAt ?? instantText(store.now)
  const when = { at, day: store.zone.day(Date.parse(at)) }
  return forgetInCopies(shelfOf(store.path), forgottenIn(store.db), traits, when)
}

/** Where somebody else's words, or the name of a product, may still tell of whoever was forgotten, each place once. */
function mentionsOf({ db }: Store, id: number, { name, phone }: Customer): Mention[] {
  const found = new Map<string, Mention>()
  for (const { kind, id: textId, text, customerId } of textsOfOthers(db, id)) {
    if (!tellsOf(text, name, phone)) continue
    const about = customerId === null ? productById(db, textId) : customerById(db, customerId)
    found.set(`${kind} ${textId}`, { kind, id: textId, customerId, name: about?.name ?? '' })
  }
  return [...found.values()]
}

/** What stays of a customer, and what is open and will not be reminded of. */
function aboutOf(context: Context, store: Store, { id, externalId, name, phone }: Customer): Forgetting {
  const { db, now, settings } = store
  const at = instantText(now)
  const owing = owingSales(db, id)
  return {
    customer: { id, externalId, name, phone },
    sales: countSales(db, id),
    open: {
      cases: openCases(db, at, { kind: null, customerId: id }).length,
      promises: promiseDocuments(store, context.words(store), { customerId: id, ended: false }).length,
      owedMinor: owing.reduce((sum, sale) => sum + owedMinor(sale), 0),
    },
    currency: settings.currency,
  }
}
