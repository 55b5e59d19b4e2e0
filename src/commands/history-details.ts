// What a command did, in a few facts that one line can tell: read from the rows it changed.
import type { Zone } from '../domain/day.ts'
import type { Outcome } from '../domain/facts.ts'
import { policyKeys } from '../domain/policy.ts'
import type { Command } from '../store/command.ts'
import { changesOf, countAdded, type ImagedRow, type RowChange } from '../store/history.ts'
import { SHOP_DEFAULTS } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import type { Detail, HistoryField, HistorySubject } from '../ui/view/history.ts'

/** What a command is about, by the first word of its name: a row of this table, called by this name. */
const SUBJECTS: Record<string, { table: string; id: string; name?: string }[]> = {
  sale: [
    { table: 'sale', id: 'id' },
    { table: 'sale_line', id: 'sale_id' },
    { table: 'payment', id: 'sale_id' },
    { table: 'promise', id: 'sale_id' },
  ],
  case: [
    { table: 'service_case', id: 'id' },
    { table: 'case_step', id: 'case_id' },
  ],
  promise: [{ table: 'promise', id: 'id' }],
  product: [
    { table: 'product', id: 'id', name: 'name' },
    ...['product_tip', 'product_goes_with', 'product_contains'].map((table) => ({ table, id: 'product_id' })),
  ],
  config: [{ table: 'setting', id: 'key', name: 'key' }],
}

/** What a changed column is called, by table. */
const FIELDS: Record<string, Record<string, HistoryField>> = {
  customer: {
    ...{ name: 'name', phone: 'phone', email: 'email', chat: 'chat', birthday: 'birthday', note: 'note' },
    ...{ external_id: 'externalId', referred_by_id: 'referredBy' },
  },
  product: { name: 'name', lasts_days: 'lastsDays' },
  sale: {
    ...{ customer_id: 'customer', sold_at: 'date', discount_minor: 'discount', note: 'note' },
    ...{ promised_day: 'promised', delivered_day: 'delivered' },
  },
}

/** Rows of other tables that are told as a field of what they belong to. */
const PARTS: Record<string, Record<string, HistoryField>> = {
  customer: { customer_avoid: 'avoid' },
  product: { product_tip: 'tips', product_goes_with: 'goesWith', product_contains: 'contains' },
  sale: { sale_line: 'items' },
}

export interface Told {
  subject: HistorySubject | null
  details: Detail[]
  /** Names of customers as the command's own rows have them, by id. */
  names: Map<number, string>
}

/** Whether a command is about so many that they are only counted. */
export function isMany({ name }: Command): boolean {
  return /^(import|demo)/.test(name)
}

export function tellOf({ db, zone }: Store, command: Command): Told {
  const { name } = command
  if (isMany(command)) return { subject: null, details: addedIn(db, command), names: new Map() }
  const changes = changesOf(db, command)
  const [noun = ''] = name.split(' ')
  return {
    subject: subjectOf(changes, noun),
    details: (TELLERS[name] ?? []).flatMap((tell) => tell(changes, zone)),
    names: new Map(
      changes.flatMap(({ table, before, after }) => {
        const row = after ?? before
        return table === 'customer' ? [[Number(row?.id), String(row?.name)] as const] : []
      }),
    ),
  }
}

type Changes = readonly RowChange[]
type Teller = (changes: Changes, zone: Zone) => Detail[]

/** What is worth a word of each command, beside what it is about and whom. */
const TELLERS: Record<string, Teller[]> = {
  'sale add': [saleTotal],
  'sale edit': [fieldsOf('sale')],
  'sale deliver': [(changes) => left(changes, 'sale').map((row) => day('on', row.delivered_day))],
  'sale pay': [(changes) => left(changes, 'payment').map((row) => money(row.amount_minor))],
  'sale return': [
    (changes) => sumOf(left(changes, 'sale_line'), 'amount_minor').map((minor) => money(-minor)),
  ],
  log: [talk],
  call: [talk],
  message: [talk],
  snooze: [
    (changes, zone) =>
      left(changes, 'snooze').map((row) =>
        day('until', zone.text(Date.parse(String(row.until_at))).slice(0, 10)),
      ),
  ],
  'customer edit': [fieldsOf('customer')],
  'customer consent': [
    (changes) => left(changes, 'consent').map((row) => ({ code: 'consent', given: row.given === 1 })),
  ],
  'customer merge': [
    (changes) => left(changes, 'merged_customer').map((row) => ({ code: 'card', id: Number(row.id) })),
  ],
  'product add': [price],
  'product edit': [price, fieldsOf('product')],
  'promise add': [(changes) => left(changes, 'promise').map((row) => day('until', row.due_day))],
  'bonus add': [points],
  'bonus spend': [points],
  'config set': [setting],
  'config edit': [(changes) => [{ code: 'settings', keys: changes.flatMap(settingKey) }]],
}

/** The rows of a table as the command left them. */
function left(changes: Changes, table: string): ImagedRow[] {
  return changes.flatMap((change) => (change.table === table && change.after ? [change.after] : []))
}

const money = (minor: unknown): Detail => ({ code: 'money', minor: Number(minor) })
const day = (when: 'on' | 'until', value: unknown): Detail => ({ code: when, day: String(value) })

/** The sum of a column; none of no rows. */
function sumOf(rows: readonly ImagedRow[], column: string): number[] {
  return rows.length === 0 ? [] : [rows.reduce((total, row) => total + Number(row[column]), 0)]
}

function saleTotal(changes: Changes): Detail[] {
  const [discount = 0] = sumOf(left(changes, 'sale'), 'discount_minor')
  return sumOf(left(changes, 'sale_line'), 'amount_minor').map((minor) => money(minor - discount))
}

function talk(changes: Changes): Detail[] {
  return left(changes, 'contact').flatMap(({ outcome, nps, csat }): Detail[] => [
    { code: 'outcome', outcome: outcome as Outcome },
    ...(nps === null ? [] : [{ code: 'score' as const, score: Number(nps), of: 10 }]),
    ...(csat === null ? [] : [{ code: 'score' as const, score: Number(csat), of: 5 }]),
  ])
}

function points(changes: Changes): Detail[] {
  return sumOf(left(changes, 'bonus_entry'), 'points').map((sum) => ({
    code: 'points',
    points: Math.abs(sum),
  }))
}

function price(changes: Changes): Detail[] {
  return changes.flatMap(({ table, before, after }): Detail[] => {
    const [was, is] = [before, after].map((row) => (row?.price_minor ?? null) as number | null)
    return table !== 'product' || was === is ? [] : [{ code: 'price', was: was ?? null, is: is ?? null }]
  })
}

const settingKey = ({ table, before, after }: RowChange) =>
  table === 'setting' ? [String((after ?? before)?.key)] : []

/** Settings are stored as JSON; one that is not stored is as it was made. */
function setting(changes: Changes): Detail[] {
  return changes.flatMap(({ table, before, after }): Detail[] => {
    if (table !== 'setting') return []
    const key = String((after ?? before)?.key)
    const usual = policyKeys().get(key) ?? (SHOP_DEFAULTS as Record<string, string>)[key] ?? null
    const read = (row: ImagedRow | null) =>
      row === null ? usual : (JSON.parse(String(row.value)) as string | number)
    return [{ code: 'setting', was: read(before), is: read(after) }]
  })
}

/** Which fields of a row, and which rows that belong to it, were changed. */
function fieldsOf(table: string): Teller {
  return (changes) => {
    const fields = new Set<HistoryField>()
    for (const { table: changed, before, after } of changes) {
      const part = PARTS[table]?.[changed]
      if (part) fields.add(part)
      if (changed !== table || before === null || after === null) continue
      for (const [column, field] of Object.entries(FIELDS[table] ?? {})) {
        if (before[column] !== after[column]) fields.add(field)
      }
    }
    return fields.size === 0 ? [] : [{ code: 'fields', fields: [...fields] }]
  }
}

function addedIn(db: Store['db'], command: Command): Detail[] {
  const counts = countAdded(db, command)
  return (['sale', 'customer', 'product'] as const).flatMap((what): Detail[] => {
    const number = counts.get(what) ?? 0
    return number === 0 ? [] : [{ code: 'added', what, number }]
  })
}

function subjectOf(changes: readonly RowChange[], noun: string): HistorySubject | null {
  for (const { table, id, name } of SUBJECTS[noun] ?? []) {
    const found = changes.find((one) => one.table === table)
    const row = found?.after ?? found?.before
    const key = row?.[id] ?? null
    if (key !== null) return { id: key, name: name === undefined ? null : String(row?.[name]) }
  }
  return null
}
