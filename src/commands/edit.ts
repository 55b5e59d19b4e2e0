// aftersales config edit: settings, cadence or texts as a text in her own editor, checked when she closes it.
import type { Context } from '../context.ts'
import { AppError, invalid } from '../errors.ts'
import { writeNewFile } from '../exchange/new-file.ts'
import { forEditors, makeDraft, readTextFile, removeDraft } from '../exchange/text-file.ts'
import { chosenEditor, type Edited, edit, opensVi } from '../ui/editor.ts'
import { errorLines, wordError } from '../ui/error.ts'
import { wrap } from '../ui/terminal.ts'
import { valueNamed } from './choice-words.ts'
import { settingsToEdit } from './edit-settings.ts'
import { textsToEdit } from './edit-texts.ts'
import type { Editable } from './editable.ts'

const EDITABLE = ['settings', 'cadence', 'texts'] as const

export interface EditFlags {
  file?: string
  out?: string
  force?: boolean
}

/** @throws AppError settings.*, template.*, edit.*, file.*, input.*, cancelled */
export async function editConfig(
  context: Context,
  what: string,
  { file, out, force }: EditFlags,
): Promise<void> {
  const kind = valueNamed(EDITABLE, what) ?? invalid('choice', '<what>', what, { options: [...EDITABLE] })
  if (file !== undefined && out !== undefined) invalid('apart', '--file', file, { other: '--out' })
  const editable = kind === 'texts' ? await textsToEdit(context) : await settingsToEdit(context, kind)
  if (out !== undefined) return writeOut(context, kind, editable, out, force === true)
  if (file !== undefined) return takeFile(context, editable, file)
  if (!context.terminal.interactive) throw new AppError('input.missing', { flag: '--file' })
  await editByHand(context, kind, editable)
}

function writeOut(context: Context, kind: string, { text }: Editable, out: string, force: boolean): void {
  writeNewFile(out, forEditors(text, context.world.platform), force, context.dbPath)
  context.show({ file: out }, ({ file }) => context.t('setting.edit.written', { file, kind }), out)
}

async function takeFile(context: Context, editable: Editable, path: string): Promise<void> {
  const store = editable.check(readTextFile(path), path)
  if (store === null) tellUnchanged(context)
  else await store()
}

function tellUnchanged(context: Context): void {
  context.show({ changed: [], flawed: false }, () => context.t('setting.edit.unchanged'))
}

/** Until what she wrote is right, or she leaves it. */
async function editByHand(context: Context, kind: string, editable: Editable): Promise<void> {
  // Nobody else waits for the shop while she thinks.
  context.close()
  const draft = makeDraft(editable.name, forEditors(editable.text, context.world.platform))
  let keep = false
  try {
    const store = await checkedByHand(context, editable, draft)
    if (store === null) return tellUnchanged(context)
    keep = true
    await store()
    keep = false
  } catch (error) {
    // What is right and could not be stored is not to be typed again.
    if (keep) context.aside(context.t('setting.edit.kept', { path: draft, kind }))
    throw error
  } finally {
    if (!keep) removeDraft(draft)
  }
}

async function checkedByHand(context: Context, editable: Editable, draft: string) {
  let line: number | null = null
  await tellOfVi(context)
  for (;;) {
    context.aside(context.t('setting.edit.waiting'))
    const begun = context.world.stopwatch()
    refuseUnedited(await context.world.leaveInterrupt(() => edit(draft, line, context.world)), context)
    try {
      const store = editable.check(readTextFile(draft), draft)
      if (store === null && context.world.stopwatch() - begun < AT_ONCE) {
        context.aside(wrap(context.t('setting.edit.atOnce'), context.terminal.columns))
      }
      return store
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      context.say(errorLines(wordError(error, context), context.terminal.columns).trimEnd())
      const ask = await context.ask()
      if (!(await ask.confirm(context.t('setting.edit.again'), true))) throw new AppError('cancelled')
      line = Number(error.params.line ?? 1)
    }
  }
}

/** How to leave vi, before it covers the screen on which that is said. @throws AppError cancelled */
async function tellOfVi(context: Context): Promise<void> {
  if (context.globals.quiet === true || !opensVi(context.world)) return
  context.aside(wrap(context.t('setting.edit.vi'), context.terminal.columns))
  const ask = await context.ask()
  await ask.input(context.t('setting.edit.openVi'))
}

/** Milliseconds in which nobody reads a text: an editor that is gone by then waits elsewhere. */
const AT_ONCE = 1000

/** @throws AppError edit.*, cancelled */
function refuseUnedited(ended: Edited, { world }: Context): void {
  if (ended === 'stopped') throw new AppError('cancelled')
  if (ended === 'none') throw new AppError('edit.noEditor')
  if (ended === 'missing') throw new AppError('edit.editorMissing', { editor: chosenEditor(world) })
  if (ended === 'failed') throw new AppError('edit.editorFailed', { editor: chosenEditor(world) })
}
