// How a file that is imported was understood: to be looked at before anything is written.
import type { Page } from '../../context.ts'
import { renderTable } from '../table.ts'
import { wrap } from '../terminal.ts'

export interface ImportedFile {
  format: 'csv' | 'xlsx' | 'vcard'
  /** As the WHATWG names it; null where the format settles it. */
  encoding: string | null
  delimiter: string | null
  /** Of a workbook. */
  sheet: string | null
  /** As --date-format takes it; null where there are no dates. */
  dateFormat: string | null
  /** Line of the file that names the columns, counted from 1; 0 where none does. */
  headLine: number
  columns: {
    column: string
    /** Null for a column that is not taken. */
    field: string | null
    /** Its cells in the first rows. */
    sample: string[]
  }[]
}

/** One line on how it is written, and a table of what became of each column. */
export function viewFile(file: ImportedFile, { words, terminal }: Page): string {
  const { t } = words
  const { format, encoding, delimiter, sheet, dateFormat, headLine } = file
  const facts = [
    t(`import.file.${format}`),
    ...(encoding === null ? [] : [encodingName(encoding)]),
    ...(delimiter === null
      ? []
      : [t('import.file.delimiter', { delimiter: delimiter === '\t' ? t('import.file.tab') : delimiter })]),
    ...(sheet === null ? [] : [t('import.file.sheet', { sheet })]),
    ...(dateFormat === null ? [] : [t('import.file.dates', { format: dateFormat })]),
    ...(headLine > 1 ? [t('import.file.head', { line: headLine })] : []),
  ]
  const table = renderTable(
    {
      columns: ['column', 'field', 'sample'].map((name) => ({
        head: t(`import.file.${name as 'column' | 'field' | 'sample'}`),
      })),
      rows: file.columns.map(({ column, field, sample }, i) => [
        column === '' ? t('import.file.unnamed', { number: i + 1 }) : column,
        field === null ? t('import.file.none') : t(`import.file.fields.${field as Field}`),
        sample.filter((cell) => cell.trim() !== '').join(' · '),
      ]),
    },
    terminal,
  )
  return `${wrap(facts.join(', '), terminal.columns)}\n\n${table}\n`
}

type Field = keyof typeof import('../i18n/en/import.ts').importWords.file.fields

/** As people know them. */
function encodingName(encoding: string): string {
  if (encoding === 'ibm866') return 'CP866'
  return encoding
    .toUpperCase()
    .replace(/^WINDOWS/, 'Windows')
    .replace(/^(UTF-16)(?=..$)/, '$1 ')
}
