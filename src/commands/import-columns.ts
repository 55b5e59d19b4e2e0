// Columns that a file names in words of her own: at a terminal she is asked which they are, before anything is missed.
import type { Context } from '../context.ts'
import type { Columns, Mapped } from '../exchange/columns.ts'
import type { FileTable } from '../exchange/table.ts'
import type { Choice } from '../ui/ask.ts'
import type { TextKey } from '../ui/i18n/translate.ts'

/** The first rows, in the order of the columns: to see at a glance whether each column is what it was taken for. */
const SAMPLE = 3
const LONGEST_SAMPLE = 80
/** Cells of a column beside its name in a question, and the letters they have together. */
const HINTED = 2
const LONGEST_HINT = 40
/** Pieces of the file that are looked through for them. */
const SAMPLED = 20

/** The cells of the first rows, column by column. */
export async function sampleOf(table: FileTable): Promise<string[][]> {
  const sample: string[][] = []
  let pieces = 0
  for await (const rows of table.rows()) {
    sample.push(...rows.filter(({ problem }) => problem === null).map(({ cells }) => cells))
    pieces += 1
    if (sample.length >= SAMPLE || pieces === SAMPLED) break
  }
  const shown = sample.slice(0, SAMPLE)
  return table.head.map((_, i) => shown.map((cells) => (cells[i] ?? '').slice(0, LONGEST_SAMPLE)))
}

/**
 * What she says of the columns that are looked for.
 * @param columns what the names tell
 * @param wanted the fields that none of the names tells
 */
export async function askColumns<Field extends string>(
  context: Context,
  table: FileTable,
  { at }: Columns<Field>,
  wanted: readonly Field[],
): Promise<Mapped<Field>[]> {
  const taken = new Set(Object.values(at))
  const sample = await sampleOf(table)
  const said: Mapped<Field>[] = []
  const { t } = context
  const ask = await context.ask()
  for (const field of wanted) {
    const choices = table.head.flatMap((name, place): Choice<number | null>[] => {
      const cells = (sample[place] ?? []).filter((cell) => cell.trim() !== '').slice(0, HINTED)
      if (taken.has(place) || (name.trim() === '' && cells.length === 0)) return []
      const called = name.trim() || t('import.file.unnamed', { number: place + 1 })
      const hint = cells.join(' · ').slice(0, LONGEST_HINT)
      return [{ name: hint === '' ? called : `${called}: ${hint}`, value: place }]
    })
    if (choices.length === 0) return said
    const word = t(`import.file.fields.${field}` as TextKey)
    const none: Choice<number | null> = { name: t('import.ask.noColumn'), value: null }
    const place = await ask.select(t('import.ask.column', { field: word }), [...choices, none])
    if (place === null) continue
    taken.add(place)
    said.push({ place, field })
  }
  return said
}
