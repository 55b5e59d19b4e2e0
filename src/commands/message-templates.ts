// aftersales message --templates: a file for her own texts to begin with, or a check of the one she has.
import type { Context } from '../context.ts'
import { speaksOf } from '../domain/message.ts'
import { readTemplates, templatesPath, writeTemplates } from '../exchange/templates.ts'
import { LANGS } from '../ui/i18n/index.ts'
import { loadScripts } from '../ui/script.ts'
import { type TemplatesDocument, viewTemplates } from '../ui/view/message.ts'
import { type MessageFlags, refuseBeside } from './message-flags.ts'

/** @throws AppError template.*, file.unwritable, input.invalid */
export async function messageTemplates(
  context: Context,
  reference: string | undefined,
  flags: MessageFlags,
): Promise<void> {
  refuseBeside(flags, reference)
  const file = templatesPath(context.dbPath)
  const shipped = await Promise.all(
    LANGS.map(async (lang) => [lang, (await loadScripts(lang)).shipped()] as const),
  )
  const created = writeTemplates(file, Object.fromEntries(shipped))
  const read = [...readTemplates(file, LANGS)].flatMap(([lang, kinds]) =>
    Object.entries(kinds).map(([kind, text]) => ({ lang, kind, text })),
  )
  const texts = read.map(({ lang, kind }) => ({ lang, kind }))
  const { shopName } = (await context.read()).settings
  // Where the shop has no name the text that ships goes out in place of hers.
  const nameless =
    shopName === ''
      ? read.filter(({ text }) => speaksOf(text, 'shop')).map(({ lang, kind }) => ({ lang, kind }))
      : []
  const document: TemplatesDocument = { file, created, texts, nameless }
  context.show(document, (shown) => viewTemplates(shown, context), file)
}
