// aftersales customer show: all that is known of one customer, and why on today's list or not.
import type { Context } from '../context.ts'
import { dayText, type Instant, instantText } from '../domain/day.ts'
import { standingAt } from '../domain/plan.ts'
import { type Contact, contactsOf } from '../store/contact.ts'
import { productById } from '../store/product.ts'
import { type Sale, salesOf } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { callsOf, cardStanding } from '../ui/standing.ts'
import { shownCriteria } from '../ui/view/criteria.ts'
import { viewCustomer } from '../ui/view/customer-card.ts'
import type { ShownContact } from '../ui/view/customer-tables.ts'
import type { Satisfaction } from '../ui/view/satisfaction.ts'
import { standingDocument } from './contact.ts'
import { customerPerson, knownOf } from './customer-document.ts'
import { plannedTouches } from './planned.ts'
import { findCustomer } from './reference.ts'
import { saleDocument } from './sale-document.ts'

const EVERYTHING = Number.MAX_SAFE_INTEGER

/** @throws AppError customer.notFound, customer.ambiguous */
export async function showCustomer(context: Context, reference: string): Promise<void> {
  const store = await context.read()
  const customer = await findCustomer(context, store, reference)
  const { db, now, settings } = store
  const words = context.words(store)
  const { plan, loyalty, days } = knownOf(store, customer.id)
  const last = days.at(-1)
  const sales = salesOf(db, customer.id, EVERYTHING).filter((sale) => Date.parse(sale.soldAt) <= now)
  const standing = standingAt(callsOf(plan), now)
  const productName = (id: number) => productById(db, id)?.name ?? null
  const shownSales = sales.map((sale) => saleDocument(asOf(sale, now), store))
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
    cases: [],
    promises: [],
    bonus: null,
    touches: plannedTouches(plan, now, words),
    standing: cardStanding(
      {
        plan,
        standing,
        base: standingDocument(standing, store),
        wrongPhone: customer.wrongPhone,
        productName,
      },
      words,
    ),
  }
  context.show(document, (shown) => viewCustomer(shown, context.page(store)))
}

/** Every answer, the oldest first. @param contacts the latest first */
function satisfactionOf(contacts: readonly ShownContact[]): Satisfaction[] {
  return contacts
    .filter(({ nps, csat, factorScore }) => nps !== null || csat !== null || factorScore !== null)
    .map(({ at, nps, csat, factor, factorScore, reason }) => ({ at, nps, csat, factor, factorScore, reason }))
    .reverse()
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
