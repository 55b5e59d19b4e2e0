// aftersales message --templates: a file for her own texts to begin with, or a check of the one she has.
import type { Context } from '../context.ts'
import { speaksOf } from '../domain/message.ts'
import { type OwnTexts, QUESTION_NAMES } from '../domain/question.ts'
import type { Templates } from '../exchange/template-parser.ts'
import { readTemplates, templatesPath, writeTemplates } from '../exchange/templates.ts'
import { LANGS } from '../ui/i18n/index.ts'
import { loadScripts, type Scripts } from '../ui/script.ts'
import { type TemplatesDocument, viewTemplates } from '../ui/view/message.ts'
import { type MessageFlags, refuseBeside } from './message-flags.ts'

/** @throws AppError template.*, file.unwritable, input.invalid */
export async function messageTemplates(
  context: Context,
  reference: string | undefined,
  flags: MessageFlags,
): Promise<void> {
  refuseBeside(flags, reference)
  const shipped = await eachLanguage((scripts) => scripts.shippedMessages())
  const created = writeTemplates(templatesPath(context.dbPath), Object.fromEntries(shipped))
  const document = await textsDocument(context, created)
  context.show(document, (shown) => viewTemplates(shown, context), document.file)
}

/** The texts that ship, messages and questions. */
export function shippedTexts(): Promise<Templates> {
  return eachLanguage((scripts) => ({
    ...scripts.shippedMessages(),
    ...Object.fromEntries(QUESTION_NAMES.map((name) => [name, scripts.shippedQuestion(name)])),
  }))
}

async function eachLanguage(textsOf: (scripts: Scripts) => OwnTexts): Promise<Templates> {
  return new Map(
    await Promise.all(LANGS.map(async (lang) => [lang, textsOf(await loadScripts(lang))] as const)),
  )
}

/** What is in the file of her own texts. @throws AppError template.* */
export async function textsDocument(context: Context, created: boolean): Promise<TemplatesDocument> {
  const file = templatesPath(context.dbPath)
  const read = [...(await readTemplates(file, LANGS))].flatMap(([lang, kinds]) =>
    Object.entries(kinds).map(([kind, text]) => ({ lang, kind, text })),
  )
  const texts = read.map(({ lang, kind }) => ({ lang, kind }))
  const { shopName } = (await context.read()).settings
  // Where the shop has no name the text that ships goes out in place of hers.
  const nameless =
    shopName === ''
      ? read
          .filter(({ text }) => typeof text === 'string' && speaksOf(text, 'shop'))
          .map(({ lang, kind }) => ({ lang, kind }))
      : []
  return { file, created, texts, nameless }
}
