// aftersales customer show: purchases, talks, plans, and why somebody is on today's list or not.
import type { Context } from '../context.ts'
import { type Instant, instantText } from '../domain/day.ts'
import { type Plan, standingAt } from '../domain/plan.ts'
import { casesOf } from '../store/case.ts'
import { type Contact, contactsOf } from '../store/contact.ts'
import { type Sale, salesOf } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { loadScripts } from '../ui/script.ts'
import { callsOf, cardStanding } from '../ui/standing.ts'
import { type ShownContact, viewCustomer } from '../ui/view/customer-card.ts'
import { aboutOf } from './about.ts'
import { caseDocument } from './case-document.ts'
import { accountOf } from './bonus-account.ts'
import { standingDocument } from './contact.ts'
import { customerPerson, customerRow } from './customer-document.ts'
import { plannedTouches } from './planned.ts'
import { findCustomer } from './reference.ts'
import { saleDocument } from './sale-document.ts'

import { referralsOf } from './referrals.ts'
const EVERYTHING = Number.MAX_SAFE_INTEGER

/** @throws AppError customer.notFound, customer.ambiguous */
export async function showCustomer(context: Context, reference: string): Promise<void> {
  const store = await context.read()
  const customer = await findCustomer(context, store, reference)
  const { db, now, settings } = store
  const words = context.words(store)
  const plan = store.planOf(customer.id, now) as Plan
  const { stage, risk, purchases, lastPurchase } = customerRow(store, customer)
  const sales = salesOf(db, customer.id, EVERYTHING).filter((sale) => Date.parse(sale.soldAt) <= now)
  const cases = casesOf(db, customer.id).filter((opened) => Date.parse(opened.openedAt) <= now)
  const scripts = await loadScripts(context.lang)
  const standing = standingAt(callsOf(plan), now)
  const shownSales = sales.map((sale) => saleDocument(asOf(sale, now), store))
  const document = {
    customer: customerPerson(store, customer),
    ...{ stage, risk, criteria: [], purchases, lastPurchase },
    spentMinor: shownSales.reduce((sum, sale) => sum + sale.totalMinor, 0),
    currency: settings.currency,
    sales: shownSales,
    contacts: contactsOf(db, customer.id, instantText(now), EVERYTHING).map((contact) =>
      contactOf(contact, store),
    ),
    cases: cases.map((stored) => caseDocument(store, scripts, stored)),
    promises: openFirst(promiseDocuments(store, words, { customerId: customer.id, ended: true })),
    bonus: accountOf(store, customer.id),
    referrals: referralsOf(store, customer),
    touches: plannedTouches(plan, now, words),
    standing: cardStanding(
      {
        plan,
        standing,
        base: standingDocument(standing, store),
        wrongPhone: customer.wrongPhone,
        aboutOf: (stretch) => aboutOf(store, stretch),
      },
      words,
    ),
  }
  context.show(document, (shown) => viewCustomer(shown, context.page(store)))
}

/** A sale without the returns that had not happened yet. */
function asOf(sale: Sale, now: Instant): Sale {
  return {
    ...sale,
    lines: sale.lines.filter((line) => line.returnedAt === null || Date.parse(line.returnedAt) <= now),
  }
}

function contactOf({ customerId: _, ...contact }: Contact, { zone }: Store): ShownContact {
  const { at, nextAt } = contact
  return {
    ...contact,
    at: zone.text(Date.parse(at)),
    nextAt: nextAt === null ? null : zone.text(Date.parse(nextAt)),
  }
}
