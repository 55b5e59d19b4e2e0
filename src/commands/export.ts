// aftersales export loyal: whom she can count on, as a table for a spreadsheet or a mailing.
import type { Context } from '../context.ts'
import { STAGES } from '../domain/loyalty.ts'
import { currencyDigits } from '../domain/money.ts'
import { formatPhone } from '../domain/phone.ts'
import { writeCsv } from '../exchange/csv-write.ts'
import { writeNewFile } from '../exchange/new-file.ts'
import { type Customer, customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import { type ExportDocument, type ExportedCustomer, leftOutLine, viewExport } from '../ui/view/export.ts'
import { takesOffers } from './customer-document.ts'
import { type LoyalRow, loyalCustomers, readChoices } from './loyal-list.ts'
import { readDay } from './when.ts'

export interface ExportFlags {
  out?: string
  force?: boolean
  excel?: boolean
  stage?: string[]
  since?: string
  forMailing?: boolean
}

const COLUMNS = [
  ...['id', 'external_id', 'name', 'phone', 'stage', 'risk', 'purchases', 'first_purchase'],
  ...['last_purchase', 'spent', 'currency', 'nps', 'nps_reason', 'referrals', 'next_touch'],
  ...['next_touch_day', 'do_not_call'],
] as const

/** @throws AppError input.invalid, file.exists, file.unwritable */
export async function exportLoyal(context: Context, flags: ExportFlags): Promise<void> {
  const stages = readChoices('stage', STAGES, flags.stage)
  const store = await context.read()
  const { now, zone } = store
  const since = flags.since === undefined ? null : await readDay('--since', flags.since, now, zone, 'past')
  const all = loyalCustomers(store, { stages, since }).map((row) => exported(row, store))
  const wanted = (id: number) => takesOffers(customerById(store.db, id) as Customer, store)
  const customers = flags.forMailing ? all.filter(({ id }) => wanted(id)) : all
  const document: ExportDocument = { customers, leftOut: all.length - customers.length, file: null }
  const table = () => (flags.excel ? excelTable(customers, context) : plainTable(customers))
  const path = flags.out
  if (path !== undefined) {
    writeNewFile(path, table(), flags.force === true, store.path)
    context.show({ ...document, file: path }, (shown) => viewExport(shown, context.page(store)))
  } else if (context.json) context.show(document, () => '')
  else {
    // The table is the result itself, so that even --quiet leaves it; nothing else may stand in it.
    context.world.stdout.write(table())
    const notice = leftOutLine(document, context.page(store))
    if (notice !== null && !context.globals.quiet) context.world.stderr.write(`${notice}\n`)
  }
}

/** A row of the table, as the document tells it. */
function exported({ criteria: _, ...row }: LoyalRow, { settings }: Store): ExportedCustomer {
  return { ...row, currency: settings.currency }
}

/** For other programs: names in English, values as they are. */
function plainTable(customers: readonly ExportedCustomer[]): string {
  const rows = customers.map((customer) =>
    cellsOf(customer, {
      phone: customer.phone ?? '',
      stage: customer.stage,
      risk: customer.risk,
      day: (day) => day,
      money: (decimal) => decimal,
      touch: customer.nextTouch?.kind ?? '',
      doNotCall: customer.doNotCall ? 'yes' : 'no',
    }),
  )
  return writeCsv(COLUMNS, rows)
}

/** For the eyes, in her language, as the Russian Excel opens a file by a double click. */
function excelTable(customers: readonly ExportedCustomer[], { t }: Context): string {
  const rows = customers.map((customer) => {
    const { phone, stage, risk, nextTouch, doNotCall } = customer
    return cellsOf(customer, {
      phone: phone === null ? '' : textPhone(phone),
      stage: t(`customer.stage.${stage}`),
      risk: t(`customer.risk.${risk}`),
      day: (day) => day.split('-').reverse().join('.'),
      money: (decimal) => decimal.replace('.', ','),
      touch: nextTouch ? t(`touch.kind.${nextTouch.kind}`) : '',
      doNotCall: t(doNotCall ? 'common.yes' : 'common.no'),
    })
  })
  const head = COLUMNS.map((column) => t(`export.head.${column}`))
  return writeCsv(head, rows, { delimiter: ';', bom: true })
}

/** What the two styles write differently. */
interface Style {
  phone: string
  stage: string
  risk: string
  /** @param day `2026-11-21` */
  day(day: string): string
  /** @param decimal `1490.50` */
  money(decimal: string): string
  touch: string
  doNotCall: string
}

function cellsOf(customer: ExportedCustomer, style: Style): string[] {
  const { id, externalId, name, purchases, firstPurchase, lastPurchase, nps, npsReason, nextTouch } = customer
  const day = (text: string | null | undefined) => (text ? style.day(text) : '')
  return [
    ...[String(id), externalId ?? '', name, style.phone, style.stage, style.risk, String(purchases)],
    ...[day(firstPurchase), day(lastPurchase)],
    ...[style.money(decimalOf(customer.spentMinor, customer.currency)), customer.currency],
    ...[nps === null ? '' : String(nps), npsReason ?? '', String(customer.referred)],
    ...[style.touch, day(nextTouch?.from), style.doNotCall],
  ]
}

/** Minor units → `1490.50`, `1490` of a currency without decimals; put together of digits, so that none is rounded. */
function decimalOf(minor: number, currency: string): string {
  const digits = currencyDigits(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const [whole, rest] = [text.slice(0, text.length - digits), text.slice(text.length - digits)]
  return `${minor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${rest}` : ''}`
}

/** With blanks, so that no spreadsheet reads a number; where they part thousands, a hyphen breaks their row. */
function textPhone(phone: string): string {
  const shown = formatPhone(phone)
  return /^\+\d{1,3}(?: \d{3})+$/.test(shown) ? shown.replace(/ (?=\d{3}$)/, '-') : shown
}
