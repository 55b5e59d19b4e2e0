// Keeping a contact: what was answered, what it changes, and what comes next.
import type { Context } from '../context.ts'
import type { Factor, Question } from '../domain/contact.ts'
import { nextFactor, questionsOf } from '../domain/contact.ts'
import { dayText, type Instant, instantText } from '../domain/day.ts'
import type { Outcome } from '../domain/facts.ts'
import { isUnhappy, type Plan, type Standing, type Stretch, standingAt, stretchAt } from '../domain/plan.ts'
import { awaitedCase, byUrgency, isOpen, isPromise } from '../domain/touch.ts'
import { AppError, invalid } from '../errors.ts'
import { casesTouchedBy } from '../store/case.ts'
import { outlastConsent } from '../store/consent.ts'
import { type Contact, contactById, factorsAsked, saveContact } from '../store/contact.ts'
import { type Customer, changePhone, customerById, reachOf } from '../store/customer.ts'
import { promiseById } from '../store/promise.ts'
import { spreadRefusals } from '../store/refusal.ts'
import { missDelivery, saleById, setDelivery } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import type { ContactDocument } from '../ui/view/contact.ts'
import { keepReview, reviewOf } from './bonus-account.ts'
import { caseDocument } from './case-document.ts'
import { keepCases } from './case-talk.ts'
import { isRefused } from './customer-document.ts'
import type { Draft } from './draft.ts'
import { NO_SUBJECT, placeValues, scriptsWithOwn } from './message-text.ts'
import { plannedTouches } from './planned.ts'
import { promiseDocument } from './promise-document.ts'
import { arrive, moveGoods } from './promise-settle.ts'
import { keepPromises, promisesToldIn } from './promise-talk.ts'
import { readAnew } from './reference.ts'

/** What a call to her now would be about, and whether she waits for an answer. */
export function liveCall(
  store: Store,
  customerId: number,
): { stretch: Stretch | null; questions: Question[]; factor: Factor; awaited: boolean } {
  const { now } = store
  const plan = store.planOf(customerId, now)
  const stretch = plan && stretchAt(plan.stretches, now)
  const { caseId, promiseId } = subjectOf(store, customerId, now, null)
  const open = plan?.touches.filter((touch) => isOpen(touch, now)) ?? []
  const awaited = awaitedCase(open, now) !== null
  const [live = null, ...carried] = [
    ...(stretch ? [stretch.kind, ...stretch.carried] : []),
    ...(caseId === null ? [] : ['case' as const]),
    ...(promiseId === null || isSpared(store, promiseId, plan) ? [] : ['promise' as const]),
  ].filter((kind) => !awaited || isPromise(kind))
  return {
    stretch,
    awaited,
    questions: questionsOf(live, carried),
    factor: nextFactor(factorsAsked(store.db, customerId)),
  }
}

/** Whether a promise is the customer's own, of which nobody is reminded who is unhappy. */
function isSpared({ db, now }: Store, promiseId: number, plan: Plan | null): boolean {
  return plan !== null && isUnhappy(plan, now) && promiseById(db, promiseId)?.promiser === 'customer'
}

/**
 * Stores a contact and what follows from it, in one change; called again with its id, it stores the same contact
 * with more answers.
 * @returns the contact's id
 * @throws AppError sale.notPromised when a delivery is told that nobody promised; customer.forgotten
 */
export function keepContact(store: Store, customer: Customer, draft: Draft, id: number | null): number {
  const { db } = store
  return store.write(
    (changes) => {
      const { id: customerId } = readAnew(store, customer.id)
      changes.touch(customerId)
      const contactId = saveContact(db, id, {
        ...draft,
        customerId,
        at: instantText(draft.at),
        enteredAt: instantText(store.now),
        nextAt: draft.next === null ? null : instantText(draft.next),
        runsOutDay: draft.runsOut === null ? null : dayText(draft.runsOut),
        wrongPhone: draft.outcome === 'wrong-number' ? customer.phone : null,
      })
      if (draft.phone !== null) changePhone(db, customerId, draft.phone)
      if (draft.delivered !== null) keepDelivery(store, customer, draft)
      keepPromises(store, customerId, draft, contactId)
      keepCases(store, customerId, draft, contactId)
      if (id === null) keepReview(store, customerId, draft)
      if (id === null && draft.outcome === 'refused') {
        outlastConsent(db, customerId, instantText(draft.at), instantText(store.now))
        for (const sharing of spreadRefusals(db, customerId)) changes.touch(sharing)
      }
      return contactId
    },
    { continues: id !== null },
  )
}

/** Keeps what was said of the delivery; said once more with later answers, it changes nothing further. */
function keepDelivery(store: Store, customer: Customer, draft: Draft): void {
  const { deliveryId, delivered, promised, at, channel } = draft
  const sale = deliveryId === null ? null : saleById(store.db, deliveryId)
  if (!sale) throw new AppError('sale.notPromised', { name: customer.name })
  if (delivered === false) {
    const promisedDay = promised === null ? sale.promisedDay : dayText(promised)
    moveGoods(store, sale, promisedDay)
    // Put off before its day, a promise was changed in time; on it or after it was not kept.
    const missed = sale.promisedDay !== null && sale.promisedDay <= dayText(store.zone.day(at))
    if (missed && promisedDay !== sale.promisedDay)
      missDelivery(store.db, sale.id, sale.promisedDay as string)
    const notYet = { deliveredDay: null, deliveredRight: null, deliveredComplete: null }
    setDelivery(store.db, sale.id, { promisedDay, ...notYet })
    return
  }
  const day = delivered ?? store.zone.day(at)
  if (day < store.zone.day(Date.parse(sale.soldAt))) invalid('order', '--delivered', dayText(day))
  // A talk asks whether everything came as ordered.
  arrive(store, sale, { day, right: true, complete: true, asked: null, channel })
}

/**
 * What a contact of this moment would be about: the most urgent case and promise that are due, and a delivery awaited.
 * @param outcome null where it is not known yet
 */
export function subjectOf(
  store: Store,
  customerId: number,
  at: Instant,
  outcome: Outcome | null,
): Pick<Draft, 'caseId' | 'promiseId' | 'deliveryId'> {
  const plan = store.planOf(customerId, at)
  const touches = plan?.touches ?? []
  // A thank-you that waits to be sent is about its sale alone; any other word may settle what is owed, even in a rest.
  const thanks = outcome === 'message-sent' && plan && stretchAt(plan.stretches, at)?.lane === 'message'
  const owed = (kind: 'case' | 'promise') =>
    thanks ? null : touches.filter((touch) => touch.kind === kind && isOpen(touch, at)).sort(byUrgency(at))[0]
  return {
    caseId: owed('case')?.caseId ?? null,
    promiseId: owed('promise')?.promiseId ?? null,
    deliveryId: awaitedSale(at === store.now ? plan : store.planOf(customerId, store.now), store.now),
  }
}

/** The sale whose delivery a talk would be about: the one asked about now, else the one promised first. */
function awaitedSale(plan: Plan | null, now: Instant): number | null {
  const asked = plan?.touches
    .filter((touch) => touch.kind === 'delivery' && isOpen(touch, now))
    .sort((a, b) => a.due - b.due)[0]
  const promised = plan?.purchases
    .map(({ sale }) => sale)
    .filter((sale) => sale.promised !== null && sale.delivered === null)
    .sort((a, b) => (a.promised ?? 0) - (b.promised ?? 0))[0]
  return asked?.saleId ?? promised?.id ?? null
}

/** The document of a kept contact: the contact, what is planned, and a text to send where calling has failed. */
export async function contactDocument(context: Context, store: Store, id: number): Promise<ContactDocument> {
  const words = context.words(store)
  const contact = contactById(store.db, id) as Contact
  const customer = customerById(store.db, contact.customerId) as Customer
  const plan = store.planOf(customer.id, store.now) as Plan
  const { zone, policy } = store
  const moment = (text: string | null) => (text === null ? null : zone.text(Date.parse(text)))
  const given = policy.noAnswer.attempts
  const letGo = plan.touches.some(
    (touch) => touch.attempts.length >= given && touch.ended === Date.parse(contact.at),
  )
  const scripts = await scriptsWithOwn(context)
  return {
    contact: { ...contact, at: zone.text(Date.parse(contact.at)), nextAt: moment(contact.nextAt) },
    customer: {
      id: customer.id,
      externalId: customer.externalId,
      name: customer.name,
      phone: customer.phone,
    },
    touches: plannedTouches(plan, store.now, words),
    review: reviewOf(store, contact),
    cases: casesTouchedBy(store.db, id).map((stored) => caseDocument(store, scripts, stored)),
    promises: promisesToldIn(store, contact).map((stored) => promiseDocument(store, stored)),
    standing: nextCall(plan, store),
    unhappy: isUnhappy(plan, store.now),
    unreachable: reachOf(customer) === null,
    message:
      letGo && contact.outcome === 'no-answer' && !isRefused(customer, store)
        ? scripts.message('missed', placeValues(store, customer, NO_SUBJECT, scripts, words))
        : null,
  }
}

/** When she is to be called next; a thank-you text still to be sent is none of it. */
export function nextCall(plan: Plan, store: Store): ContactDocument['standing'] {
  const { now } = store
  const standing = standingAt(plan, now)
  if (standing.code === 'refused') return standingDocument(standing, store)
  // A wish with a moment of its own comes before whatever it holds back.
  const callback = plan.touches.find(
    (touch) => touch.kind === 'callback' && touch.ended === null && touch.wakes > now,
  )
  if (callback) {
    const from = store.zone.text(callback.due)
    return { code: 'waiting', kind: 'callback', caseId: null, promiseId: null, from, why: null }
  }
  const stretches = plan.stretches.filter((stretch) => stretch.lane !== 'message')
  return standingDocument(standingAt({ ...plan, stretches }, store.now), store)
}

export function standingDocument(standing: Standing, { zone }: Store): ContactDocument['standing'] {
  const moment = (at: Instant) => (at === Number.POSITIVE_INFINITY ? null : zone.text(at))
  const nothing = { kind: null, caseId: null, promiseId: null, from: null, why: null }
  switch (standing.code) {
    case 'live':
    case 'waiting': {
      const { kind, caseId, promiseId, from } = standing.code === 'live' ? standing.stretch : standing.next
      return { code: standing.code, kind, caseId, promiseId, from: moment(from), why: null }
    }
    case 'quiet': {
      const { code, kind, until, why } = standing
      return { ...nothing, code, kind, from: moment(until), why }
    }
    case 'refused':
      return { ...nothing, code: 'refused', from: moment(standing.since) }
    default:
      return { ...nothing, code: standing.code }
  }
}
