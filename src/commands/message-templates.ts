// aftersales message --templates: a file for her own texts to begin with, or a check of the one she has.
import type { Context } from '../context.ts'
import { speaksOf, type TextName } from '../domain/message.ts'
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
  const created = writeTemplates(templatesPath(context.dbPath), await shippedTexts())
  const document = await textsDocument(context, created)
  context.show(document, (shown) => viewTemplates(shown, context), document.file)
}

/** The texts that ship, by language. */
export async function shippedTexts(): Promise<Record<string, Record<TextName, string>>> {
  const shipped = LANGS.map(async (lang) => [lang, (await loadScripts(lang)).shipped()] as const)
  return Object.fromEntries(await Promise.all(shipped))
}

/** What is in the file of her own texts. @throws AppError template.* */
export async function textsDocument(context: Context, created: boolean): Promise<TemplatesDocument> {
  const file = templatesPath(context.dbPath)
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
  return { file, created, texts, nameless }
}
