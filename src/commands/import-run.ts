// The course of every import: what is wrong with the file, what only she can tell, a look ahead, then all or nothing.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { cellsOf, rejectsPath, writeRejects } from '../exchange/rejects.ts'
import type { FileTable } from '../exchange/table.ts'
import type { Changes, Store } from '../store/store.ts'
import { type ImportBase, type ImportLine, type Stage, viewBadLines } from '../ui/view/import.ts'
import type { ImportFlags } from './import-flags.ts'
import type { Answers } from './import-questions.ts'

/** Told of the lines that cannot be taken in, before anything is written. @throws AppError where that will not do */
export type Accept = (skipped: readonly ImportLine[]) => void

/** The same where there is time to ask whether the rest will do. */
export type Settle = (skipped: readonly ImportLine[]) => Promise<void>

/** One file that is read, of whatever kind. */
export interface Reading<Document extends ImportBase> {
  kind: 'sales' | 'customers' | 'products'
  table: FileTable
  /** The line that is the example of a template; null where there is none. */
  example: number | null
  /** Lines that cannot be read, whatever is stored. */
  skipped: readonly ImportLine[]
  /** How many lines can be read. */
  readable: number
  /** Asks what only she can tell. */
  ask(shop: Store, accept: Settle): Promise<Answers>
  /**
   * Reckons what the file adds to what is stored, and writes it where changes are to be made.
   * @param answers null where nobody can be asked
   */
  reckon(store: Store, answers: Answers | null, changes: Changes | null, accept: Accept): Outcome<Document>
  view(document: Document, store: Store, stage: Stage): string
}

export interface Outcome<Document> {
  document: Document
  /** Whether anything of it is new. */
  news: boolean
}

/** @throws AppError import.badLines, cancelled, file.exists and file.unwritable for the file of rejected lines */
export async function runImport<Document extends ImportBase>(
  context: Context,
  path: string,
  flags: ImportFlags,
  shop: Store,
  reading: Reading<Document>,
): Promise<void> {
  const { dryRun = false } = flags
  const { interactive } = context.terminal
  let skipBad = flags.skipBad === true
  const refuse: Accept = (skipped) => {
    if (skipped.length === 0 || skipBad || dryRun) return
    const params = { path, lines: [...skipped] }
    throw new AppError(
      'import.badLines',
      reading.kind === 'sales' ? params : { ...params, context: 'customers' },
    )
  }
  const show = (store: Store, document: Document) =>
    context.show(
      withExample(context, reading.example, document),
      (shown) => reading.view(shown, store, dryRun ? 'dryRun' : 'done'),
      document.rejects,
    )

  const rejects = flags.rejects ?? rejectsPath(path)
  const settle: Settle = async (skipped) => {
    const doubtful = skipped.length > 0 && reading.readable > 0 && !skipBad && !dryRun
    if (!doubtful || !interactive || context.globals.yes === true) return refuse(skipped)
    context.say(viewBadLines(reading.kind, skipped, context.page(shop)))
    const ask = await context.ask()
    if (!(await ask.confirm(context.t('import.ask.rest', { path: rejects }), false))) {
      throw new AppError('cancelled')
    }
    skipBad = true
  }
  await settle(reading.skipped)
  const answers = interactive ? await reading.ask(shop, settle) : null
  // Of a long list of sales nobody waits for it is reckoned only once.
  const ahead =
    dryRun || interactive || skipBad || reading.kind !== 'sales'
      ? reading.reckon(shop, answers, null, refuse)
      : null
  if (dryRun && ahead) return show(shop, { ...ahead.document, dryRun })
  const left = ahead?.document.skipped ?? []
  const cells = await cellsOf(reading.table, new Set(left.map(({ line }) => line)))
  let takeBack: (() => void) | null = null
  const keep: Accept = (skipped) => {
    refuse(skipped)
    if (skipped.length === 0) return
    takeBack = writeRejects(rejects, reading.table, skipped, cells, flags.force === true, context.dbPath)
  }
  const finish = (store: Store, document: Document) =>
    show(store, { ...document, rejects: takeBack ? rejects : null })
  if (ahead && !ahead.news) {
    keep(left)
    return finish(shop, ahead.document)
  }
  if (ahead && interactive && context.globals.yes !== true) {
    context.say(reading.view(ahead.document, shop, 'question'))
    const ask = await context.ask()
    if (!(await ask.confirm(context.t('import.ask.go'), true))) throw new AppError('cancelled')
  }
  context.close()
  const store = await context.write()
  try {
    const written = store.write((changes) => reading.reckon(store, answers, changes, keep), { bulk: true })
    finish(store, written.document)
  } catch (error) {
    // Nothing was imported, so nothing was left out either.
    ;(takeBack as (() => void) | null)?.()
    throw error
  }
}

/** What was left out without a word would be looked for. */
function withExample<Document extends ImportBase>(
  { t }: Context,
  line: number | null,
  document: Document,
): Document {
  if (line === null) return document
  const note = { line, code: 'example', message: t('import.note.example') }
  return { ...document, notes: [note, ...document.notes] }
}
