// aftersales export loyal: whom she can count on, as a table for a spreadsheet or a mailing.
import type { Context } from '../context.ts'
import { currencyDigits } from '../domain/money.ts'
import { writeCsv, writeNewFile } from '../exchange/csv.ts'
import type { Store } from '../store/store.ts'
import { wrap } from '../ui/terminal.ts'
import { type LoyalRow, loyalCustomers } from './loyal-list.ts'

export interface ExportFlags {
  out?: string
  force?: boolean
}

const HEAD = [
  ...['id', 'external_id', 'name', 'phone', 'stage', 'purchases', 'first_purchase', 'last_purchase'],
  ...['spent', 'currency', 'nps', 'do_not_call'],
]

/** @throws AppError file.exists, file.unwritable */
export async function exportLoyal(context: Context, flags: ExportFlags): Promise<void> {
  const store = await context.read()
  const customers = loyalCustomers(store, {}).map((row) => loyalCustomer(row, store))
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

type LoyalCustomer = ReturnType<typeof loyalCustomer>

/** A row of the table, as the document tells it. */
function loyalCustomer(row: LoyalRow, { settings }: Store) {
  const { id, externalId, name, phone, stage, purchases, firstPurchase, lastPurchase } = row
  const { spentMinor, nps, doNotCall } = row
  return {
    ...{ id, externalId, name, phone, stage, purchases, firstPurchase, lastPurchase, spentMinor },
    ...{ currency: settings.currency, nps, doNotCall },
  }
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
      firstPurchase ?? '',
      lastPurchase ?? '',
    ],
    (customer.spentMinor / 10 ** digits).toFixed(digits),
    customer.currency,
    customer.nps === null ? '' : String(customer.nps),
    customer.doNotCall ? 'yes' : 'no',
  ]
}
