// aftersales export loyal: whom she can count on, as a table for a spreadsheet or a mailing.
import type { Context } from '../context.ts'
import { STAGES } from '../domain/loyalty.ts'
import { type Customer, customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { type ExportDocument, type ExportedCustomer, leftOutLine, viewExport } from '../ui/view/export.ts'
import { takesOffers } from './customer-document.ts'
import { type Style, styleOf, type TableFlags, writeTable } from './export-table.ts'
import { type LoyalRow, loyalCustomers, readChoices } from './loyal-list.ts'
import { readDay } from './when.ts'

export interface ExportFlags extends TableFlags {
  stage?: string[]
  since?: string
  forMailing?: boolean
}

const COLUMNS = [
  ...(['id', 'external_id', 'name', 'phone', 'stage', 'risk', 'purchases', 'first_purchase'] as const),
  ...(['last_purchase', 'spent', 'currency', 'nps', 'nps_reason', 'referrals', 'next_touch'] as const),
  ...(['next_touch_day', 'do_not_call'] as const),
]

/** @throws AppError input.invalid, file.exists, file.unwritable */
export async function exportLoyal(context: Context, flags: ExportFlags): Promise<void> {
  const stages = readChoices('stage', STAGES, flags.stage)
  const store = await context.read()
  const { now, zone } = store
  const since = flags.since === undefined ? null : await readDay('--since', flags.since, now, zone, 'past')
  const all = loyalCustomers(store, { stages, since }).map((row) => exported(row, store))
  const wanted = (id: number) => takesOffers(customerById(store.db, id) as Customer, store)
  const customers = flags.forMailing ? all.filter(({ id }) => wanted(id)) : all
  const document: ExportDocument = {
    customers,
    leftOut: all.length - customers.length,
    file: flags.out ?? null,
  }
  const style = styleOf(context, store, flags)
  const table = {
    sheet: context.t('export.sheet.loyal'),
    columns: COLUMNS,
    rows: customers.map((customer) => cellsOf(customer, style, context)),
  }
  if (flags.out !== undefined || !context.json) await writeTable(context, store, flags, table)
  if (flags.out !== undefined || context.json) {
    context.show(document, (shown) => viewExport(shown, context.page(store)), document.file)
    return
  }
  // Nothing else may stand in the table.
  const notice = leftOutLine(document, context.page(store))
  if (notice !== null) context.aside(notice)
}

/** A row of the table, as the document tells it. */
function exported({ criteria: _, ...row }: LoyalRow, { settings }: Store): ExportedCustomer {
  return { ...row, currency: settings.currency }
}

function cellsOf(customer: ExportedCustomer, style: Style, { t }: Context): string[] {
  const { id, externalId, name, purchases, firstPurchase, lastPurchase, nextTouch } = customer
  return [
    ...[String(id), externalId ?? '', name, style.phone(customer.phone)],
    style.word(customer.stage, () => t(`customer.stage.${customer.stage}`)),
    style.word(customer.risk, () => t(`customer.risk.${customer.risk}`)),
    ...[String(purchases), style.day(firstPurchase), style.day(lastPurchase)],
    ...[style.money(customer.spentMinor), customer.currency],
    ...[style.number(customer.nps), customer.npsReason ?? '', String(customer.referred)],
    nextTouch ? style.word(nextTouch.kind, () => t(`touch.kind.${nextTouch.kind}`)) : '',
    ...[style.day(nextTouch?.from ?? null), style.yesNo(customer.doNotCall)],
  ]
}
