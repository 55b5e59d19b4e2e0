// aftersales customer show --export: everything held on one customer, and nobody else's data.
import type { Context } from '../context.ts'
import { dayText, instantText } from '../domain/day.ts'
import { printableJson } from '../domain/name.ts'
import type { Plan } from '../domain/plan.ts'
import { writeNewFile } from '../exchange/new-file.ts'
import { refusedAt } from '../store/consent.ts'
import type { Customer } from '../store/customer.ts'
import { type Held, heldOf, type Row } from '../store/held.ts'
import type { Store } from '../store/store.ts'
import { viewExported } from '../ui/view/personal.ts'
import { statementFor } from './bonus-account.ts'
import { knownOf } from './customer-document.ts'
import { plannedTouches } from './planned.ts'
import { findCustomer } from './reference.ts'

/** Columns of truth, stored as 0 and 1. */
const FLAGS: ReadonlySet<string> = new Set(['given', 'used', 'deliveredRight', 'deliveredComplete'])

/** What stands for another person. */
const SOMEBODY = 'a customer'

/**
 * Writes the report to a file, or where none is named to the output.
 * @param file true for the output
 * @throws AppError customer.*, file.exists, file.unwritable
 */
export async function exportCustomer(
  context: Context,
  reference: string,
  file: string | true,
  flags: { force?: boolean },
): Promise<void> {
  const store = await context.read()
  const customer = await findCustomer(context, store, reference)
  const text = `${printableJson(JSON.stringify(reportOf(context, store, customer), null, 2))}\n`
  if (file === true) {
    context.result(text)
    return
  }
  writeNewFile(file, text, flags.force === true, store.path)
  const { id, externalId, name, phone } = customer
  const document = { customer: { id, externalId, name, phone }, file }
  context.show(document, (shown) => viewExported(shown, context.page(store)), file)
}

function reportOf(context: Context, store: Store, customer: Customer) {
  const { zone, now, db, settings } = store
  const held = heldOf(db, customer.id)
  const own = new Set(held.sales.map((sale) => sale.id))
  const rows = (list: readonly Row[]) => list.map((row) => shown(row, store, own))
  const { stage, risk } = knownOf(store, customer.id).loyalty
  const refused = refusedAt(db, customer.id, instantText(now))
  const { balance, expiring, withheld } = statementFor(store, customer.id)
  return {
    asOf: zone.text(now),
    currency: settings.currency,
    customer: {
      ...shown(held.customer, store, own),
      refusedAt: refused && zone.text(Date.parse(refused)),
      ...{ stage, risk, brought: held.brought },
    },
    mergedCards: rows(held.mergedCards),
    formerPhones: held.formerPhones.map(({ phone }) => phone),
    formerSales: rows(held.formerSales),
    consents: rows(held.consents),
    avoid: rows(held.avoid),
    sales: held.sales.map((sale) => ({
      ...shown(sale, store, own),
      ...{ lines: rows(sale.lines), payments: rows(sale.payments), bonusTerms: rows(sale.bonusTerms) },
    })),
    contacts: rows(held.contacts),
    cases: held.cases.map((opened) => ({ ...shown(opened, store, own), steps: rows(opened.steps) })),
    promises: rows(held.promises),
    bonus: {
      ...{ balance, withheld },
      expiring: expiring && { points: expiring.points, day: dayText(expiring.day) },
      entries: rows(held.bonusEntries),
    },
    snoozes: rows(held.snoozes),
    skips: rows(held.skips),
    importedLines: held.importedLines.map((line) => line.origin),
    planned: plannedTouches(store.planOf(customer.id, now) as Plan, now, context.words(store)),
  } satisfies Record<Exclude<keyof Held, 'brought' | 'bonusEntries'>, unknown> & Record<string, unknown>
}

/** A row as a document tells it: moments by the shop's clock, and of other people nothing but that they are. */
function shown(row: Row, { zone }: Store, ownSales: ReadonlySet<unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]): [string, unknown][] => {
      // Whole rows carry their own lists beside their columns.
      if (column === 'customerId' || Array.isArray(value)) return []
      if (column === 'referredById') return [['broughtBy', value === null ? null : SOMEBODY]]
      if (column === 'friendId') return [['friend', value === null ? null : SOMEBODY]]
      if (column === 'saleId' && !ownSales.has(value)) return [[column, null]]
      if (FLAGS.has(column)) return [[column, value === null ? null : value === 1]]
      if (/(^at|At)$/.test(column) && typeof value === 'string') {
        return [[column, value.startsWith('9999') ? null : zone.text(Date.parse(value))]]
      }
      return [[column, value]]
    }),
  )
}
