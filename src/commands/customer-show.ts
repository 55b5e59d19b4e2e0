// aftersales customer show: all that is known of one customer, and why on today's list or not.
import type { Context } from '../context.ts'
import { dayText, instantText } from '../domain/day.ts'
import { standingAt } from '../domain/plan.ts'
import { casesOf } from '../store/case.ts'
import { type Contact, contactsOf } from '../store/contact.ts'
import { salesOf } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { loadScripts } from '../ui/script.ts'
import { callsOf, cardStanding } from '../ui/standing.ts'
import { shownCriteria } from '../ui/view/criteria.ts'
import { viewCustomer } from '../ui/view/customer-card.ts'
import type { ShownContact } from '../ui/view/customer-tables.ts'
import type { PromiseDocument } from '../ui/view/promise.ts'
import type { Satisfaction } from '../ui/view/satisfaction.ts'
import { aboutOf } from './about.ts'
import { accountOf } from './bonus-account.ts'
import { caseDocument } from './case-document.ts'
import { standingDocument } from './contact.ts'
import { customerPerson, knownOf } from './customer-document.ts'
import { plannedTouches } from './planned.ts'
import { promiseDocuments } from './promise-document.ts'
import { findAnybody } from './reference.ts'
import { referralsOf } from './referrals.ts'
import { saleDocument } from './sale-document.ts'
import { saleAsOf } from './sale-money.ts'

const EVERYTHING = Number.MAX_SAFE_INTEGER

/** @throws AppError customer.notFound, customer.ambiguous */
export async function showCustomer(context: Context, reference: string): Promise<void> {
  const store = await context.read()
  const customer = await findAnybody(context, store, reference)
  const { db, now, settings } = store
  const words = context.words(store)
  const { plan, loyalty, days } = knownOf(store, customer.id)
  const last = days.at(-1)
  const sales = salesOf(db, customer.id, EVERYTHING).filter((sale) => Date.parse(sale.soldAt) <= now)
  const cases = casesOf(db, customer.id).filter((opened) => Date.parse(opened.openedAt) <= now)
  const scripts = await loadScripts(context.lang)
  const standing = standingAt(callsOf(plan), now)
  const shownSales = sales.map((sale) => saleDocument(saleAsOf(store, sale, now), store))
  const today = cardStanding(
    {
      plan,
      standing,
      base: standingDocument(standing, store),
      wrongPhone: customer.wrongPhone,
      aboutOf: (stretch) => aboutOf(store, stretch),
    },
    words,
  )
  const contacts = contactsOf(db, customer.id, instantText(now), EVERYTHING).map((contact) =>
    contactOf(contact, store),
  )
  const document = {
    customer: customerPerson(store, customer),
    ...{ stage: loyalty.stage, risk: loyalty.risk, criteria: shownCriteria(loyalty.criteria, words) },
    ...{ purchases: days.length, lastPurchase: last === undefined ? null : dayText(last) },
    spentMinor: shownSales.reduce((sum, sale) => sum + sale.totalMinor, 0),
    currency: settings.currency,
    satisfaction: satisfactionOf(contacts),
    sales: shownSales,
    contacts,
    cases: cases.map((stored) => caseDocument(store, scripts, stored)),
    promises: openFirst(promiseDocuments(store, words, { customerId: customer.id, ended: true })),
    bonus: accountOf(store, customer.id),
    referrals: referralsOf(store, customer),
    touches: plannedTouches(plan, now, words),
    standing: customer.forgottenAt === null ? today : { ...today, text: words.t('forget.standing') },
  }
  context.show(document, (shown) => viewCustomer(shown, context.page(store)))
}

/** What is still to be done by day, then what is over, the latest first. */
function openFirst(promises: readonly PromiseDocument[]): PromiseDocument[] {
  const open = promises.filter(({ state }) => state === 'open')
  return [...open, ...promises.filter(({ state }) => state !== 'open').reverse()]
}

/** Every answer, the oldest first. @param contacts the latest first */
function satisfactionOf(contacts: readonly ShownContact[]): Satisfaction[] {
  return contacts
    .filter(({ nps, csat, factorScore }) => nps !== null || csat !== null || factorScore !== null)
    .map(({ at, nps, csat, factor, factorScore, reason }) => ({ at, nps, csat, factor, factorScore, reason }))
    .reverse()
}

function contactOf({ customerId: _, ...contact }: Contact, { zone }: Store): ShownContact {
  const { at, nextAt } = contact
  return {
    ...contact,
    at: zone.text(Date.parse(at)),
    nextAt: nextAt === null ? null : zone.text(Date.parse(nextAt)),
  }
}
