// aftersales import template: a workbook to fill in, which import takes back without a question.
import type { Context } from '../context.ts'
import { dayText } from '../domain/day.ts'
import { invalid } from '../errors.ts'
import { writeNewFile } from '../exchange/new-file.ts'
import { type CellKind, workbookOf } from '../exchange/xlsx-write.ts'
import { wrap } from '../ui/terminal.ts'
import { valueNamed } from './choice-words.ts'
import type { ExportColumn } from './export-table.ts'

const KINDS = ['sales', 'customers', 'products'] as const
type Kind = (typeof KINDS)[number]

/** The columns of each, and what is typed into them; the import knows them by these names. */
const COLUMNS: Record<Kind, readonly (readonly [name: ExportColumn, kind: CellKind])[]> = {
  sales: [
    ['date', 'day'],
    ['customer', 'text'],
    ['phone', 'typed'],
    ['product', 'text'],
    ['quantity', 'number'],
    ['price', 'money'],
  ],
  customers: [
    ['name', 'text'],
    ['phone', 'typed'],
    ['email', 'text'],
    ['chat', 'text'],
    ['birthday', 'typed'],
    ['note', 'text'],
    ['referred_by', 'typed'],
    ['do_not_call', 'text'],
  ],
  products: [
    ['product', 'text'],
    ['price', 'money'],
    ['lasts_days', 'number'],
    ['warranty_days', 'number'],
    ['tip', 'text'],
    ['goes_with', 'text'],
    ['contains', 'text'],
  ],
}

/** Lines that are ready to be typed into. */
const BLANK_LINES = 500

export interface TemplateFlags {
  out?: string
  force?: boolean
}

/** @throws AppError input.invalid, file.exists, file.unwritable, db.noSpace */
export async function importTemplate(context: Context, what: string, flags: TemplateFlags): Promise<void> {
  const { t, terminal } = context
  const kind = valueNamed(KINDS, what) ?? invalid('choice', '<what>', what, { options: [...KINDS] })
  const { zone, now } = await context.read()
  const sheet = t(`export.sheet.${kind}`)
  const head = COLUMNS[kind].map(([name]) => t(`export.head.${name}`))
  const example = COLUMNS[kind].map(([name]) => exampleOf(context, name, dayText(zone.day(now))))
  const kinds = COLUMNS[kind].map(([, cell]) => cell)
  const workbook = await workbookOf(sheet, head, kinds, [example], BLANK_LINES)
  const file = flags.out ?? `${sheet}.xlsx`
  writeNewFile(file, workbook, flags.force === true, context.dbPath)
  const document = { file, kind, columns: head }
  // The second is there to be copied.
  const lines = [
    wrap(t('import.template.written', { file }), terminal.columns),
    t('import.template.fill', { file, kind }),
  ]
  context.show(document, () => lines.join('\n'), file)
}

function exampleOf({ t }: Context, column: ExportColumn, today: string): string {
  switch (column) {
    case 'date':
      return today
    case 'customer':
    case 'name':
      return t('import.template.name')
    case 'product':
      return t('import.template.product')
    case 'phone':
      return '+7 900 000-00-01'
    case 'email':
      return 'anna@example.com'
    case 'chat':
      return '@anna'
    case 'birthday':
      return '12.05'
    case 'quantity':
      return '2'
    case 'price':
      return '1490.50'
    case 'lasts_days':
      return '45'
    case 'warranty_days':
      return '365'
    case 'tip':
      return t('import.template.tip')
    case 'do_not_call':
      return t('common.no')
    default:
      return ''
  }
}
