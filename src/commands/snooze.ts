// aftersales snooze and skip: putting a customer off, and leaving a touch out.
import type { Context } from '../context.ts'
import { instantText } from '../domain/day.ts'
import { type Plan, standingAt } from '../domain/plan.ts'
import { AppError, invalid } from '../errors.ts'
import { insertSkip, insertSnooze } from '../store/contact.ts'
import type { Customer } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import type { PutOffDocument } from '../ui/view/contact.ts'
import { viewSkip, viewSnooze } from '../ui/view/contact.ts'
import { nextCall } from './contact.ts'
import { check, optional, text } from './input.ts'
import { plannedTouches } from './planned.ts'
import { findCustomer, readAnew } from './reference.ts'
import { readDay } from './when.ts'

/** She rests until the morning of a day. @throws AppError customer.*, input.invalid */
export async function snooze(context: Context, reference: string, when: string): Promise<void> {
  const store = await context.change()
  const found = await findCustomer(context, store, reference)
  const { now, zone, db } = store
  const day = await readDay('<when>', when, now, zone, 'future')
  if (day <= zone.day(now)) invalid('past', '<when>', when)
  const customer = store.write((changes) => {
    const latest = readAnew(store, found.id)
    insertSnooze(db, latest.id, instantText(now), instantText(zone.start(day)))
    changes.touch(latest.id)
    return latest
  })
  const document = putOffDocument(context, store, customer, zone.text(zone.start(day)))
  context.show(document, (shown) => viewSnooze(shown, context.page(store)))
}

/** Leaves out what is on the list for her today. @throws AppError customer.*, touch.none */
export async function skip(context: Context, reference: string, flags: { reason?: string }): Promise<void> {
  const { reason = null } = check({ reason: optional(text(500)) }, { reason: flags.reason })
  const store = await context.change()
  const found = await findCustomer(context, store, reference)
  const { now, db } = store
  const customer = store.write((changes) => {
    const latest = readAnew(store, found.id)
    const { id, name } = latest
    if (standingAt(store.planOf(id, now) as Plan, now).code !== 'live')
      throw new AppError('touch.none', { name, id })
    insertSkip(db, id, instantText(now), reason)
    changes.touch(id)
    return latest
  })
  const document = putOffDocument(context, store, customer, null)
  context.show(document, (shown) => viewSkip(shown, context.page(store)))
}

function putOffDocument(
  context: Context,
  store: Store,
  customer: Customer,
  until: string | null,
): PutOffDocument {
  const plan = store.planOf(customer.id, store.now) as Plan
  const { id, externalId, name, phone } = customer
  return {
    customer: { id, externalId, name, phone },
    until,
    standing: nextCall(plan, store),
    touches: plannedTouches(plan, store.now, context.words(store)),
  }
}
