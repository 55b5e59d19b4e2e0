// aftersales export loyal: whom she can count on, as a table for a spreadsheet or a mailing.
import type { Context } from '../context.ts'
import { dayText, instantText } from '../domain/day.ts'
import { factsAt } from '../domain/facts.ts'
import { latestNps, loyaltyOf, STAGES, type Stage } from '../domain/loyalty.ts'
import { currencyDigits } from '../domain/money.ts'
import { Replay } from '../domain/replay.ts'
import { purchaseDays, saleTotal } from '../domain/sale.ts'
import { writeCsv, writeNewFile } from '../exchange/csv.ts'
import { type Customer, customerById, referredBuyersOf } from '../store/customer.ts'
import { allFacts } from '../store/facts.ts'
import type { Store } from '../store/store.ts'
import { wrap } from '../ui/terminal.ts'
import { isRefused } from './customer-document.ts'

export interface ExportFlags {
  out?: string
  force?: boolean
}

interface LoyalCustomer {
  id: number
  externalId: string | null
  name: string
  phone: string | null
  stage: Stage
  /** Days on which something was bought and kept. */
  purchases: number
  firstPurchase: string
  lastPurchase: string
  spentMinor: number
  currency: string
  /** Latest 0–10 answer. */
  nps: number | null
  doNotCall: boolean
}

const HEAD = [
  ...['id', 'external_id', 'name', 'phone', 'stage', 'purchases', 'first_purchase', 'last_purchase'],
  ...['spent', 'currency', 'nps', 'do_not_call'],
]

/** @throws AppError file.exists, file.unwritable */
export async function exportLoyal(context: Context, flags: ExportFlags): Promise<void> {
  const store = await context.read()
  const customers = loyalCustomers(store)
  const table = () =>
    writeCsv(
      HEAD,
      customers.map((customer) => cellsOf(customer, store)),
    )
  const path = flags.out
  if (path === undefined) {
    // The table is the result itself, so that even --quiet leaves it.
    if (context.json) context.show({ customers }, () => '')
    else context.world.stdout.write(table())
    return
  }
  writeNewFile(path, table(), flags.force === true, store.path)
  context.show({ customers, file: path }, () =>
    wrap(context.t('export.written', { count: customers.length, path }), context.terminal.columns),
  )
}

/** Regular, loyal and recommending customers: the highest stage first, then whoever spent most. */
function loyalCustomers(store: Store): LoyalCustomer[] {
  const found: LoyalCustomer[] = []
  const { db, now, zone, policy, shop, settings } = store
  for (const stored of allFacts(db)) {
    const facts = store.isPast(now) ? factsAt(stored, now, zone) : stored
    if (facts.forgotten) continue
    const history = new Replay(facts, policy, shop)
    const days = purchaseDays(history.purchases)
    const [first, last] = [days[0], days.at(-1)]
    // Whoever bought on one day at most is not regular yet; asking who referred whom would cost more.
    if (first === undefined || last === undefined || days.length < policy.loyalty.regularDays) continue
    const referred = referredBuyersOf(db, facts.customerId, instantText(now))
    const { stage } = loyaltyOf(history, facts, now, zone, policy, referred)
    if (STAGES.indexOf(stage) < STAGES.indexOf('regular')) continue
    const customer = customerById(db, facts.customerId) as Customer
    const { id, externalId, name, phone } = customer
    found.push({
      ...{ id, externalId, name, phone, stage },
      purchases: days.length,
      firstPurchase: dayText(first),
      lastPurchase: dayText(last),
      spentMinor: facts.sales.reduce((sum, sale) => sum + saleTotal(sale), 0),
      currency: settings.currency,
      nps: latestNps(facts, now),
      doNotCall: isRefused(customer, store),
    })
  }
  const rank = ({ stage }: LoyalCustomer) => -STAGES.indexOf(stage)
  return found.sort((a, b) => rank(a) - rank(b) || b.spentMinor - a.spentMinor || a.id - b.id)
}

function cellsOf(customer: LoyalCustomer, { settings }: Store): string[] {
  const { id, externalId, name, phone, stage, purchases, firstPurchase, lastPurchase } = customer
  const digits = currencyDigits(settings.currency)
  return [
    ...[
      String(id),
      externalId ?? '',
      name,
      phone ?? '',
      stage,
      String(purchases),
      firstPurchase,
      lastPurchase,
    ],
    (customer.spentMinor / 10 ** digits).toFixed(digits),
    customer.currency,
    customer.nps === null ? '' : String(customer.nps),
    customer.doNotCall ? 'yes' : 'no',
  ]
}
