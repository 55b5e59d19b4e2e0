// Her own texts to be edited: all that there are to see, and kept of them those that differ from what ships.
import type { Context } from '../context.ts'
import type { OwnTexts } from '../domain/question.ts'
import { AppError } from '../errors.ts'
import { parseTemplates, type Templates } from '../exchange/template-parser.ts'
import { replaceTemplates, templatesPath, templatesText, textOfTemplates } from '../exchange/templates.ts'
import { LANGS } from '../ui/i18n/index.ts'
import { viewEditedTexts } from '../ui/view/message.ts'
import type { Editable } from './editable.ts'
import { shippedTexts, textsDocument } from './message-templates.ts'

/** @throws AppError edit.notUtf8, edit.tooLarge, file.unreadable */
export async function textsToEdit(context: Context): Promise<Editable> {
  const file = templatesPath(context.dbPath)
  const shipped = await shippedTexts()
  const before = templatesText(file)
  const own = before === null ? new Map() : parsed(before, file)
  return {
    name: 'texts.json',
    // What cannot be read is mended as it stands.
    text: own === null ? (before ?? '') : textOf(withShipped(own, shipped)),
    check(edited, path) {
      const kept = textOf(withoutShipped(parseTemplates(edited, path, LANGS), shipped))
      const isSame = own !== null && kept === textOf(withoutShipped(own, shipped))
      return isSame ? null : () => store(context, file, kept)
    },
  }
}

/** @returns null where it is not in order */
function parsed(text: string, path: string): Templates | null {
  try {
    return parseTemplates(text, path, LANGS)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Every text there is: hers, and where she has none the one that ships. */
function withShipped(own: Templates, shipped: Templates): Templates {
  return new Map([...shipped].map(([lang, texts]) => [lang, { ...texts, ...own.get(lang) }]))
}

/** Only what she has changed: a text left as it ships is bettered by the next version of the program. */
function withoutShipped(own: Templates, shipped: Templates): Templates {
  const changed = (lang: string, texts: OwnTexts): OwnTexts =>
    Object.fromEntries(
      Object.keys(texts).flatMap((key) => {
        const name = key as keyof OwnTexts
        const text = own.get(lang)?.[name]
        const isOwn = text !== undefined && JSON.stringify(text) !== JSON.stringify(texts[name])
        return isOwn ? [[name, text]] : []
      }),
    )
  return new Map([...shipped].map(([lang, texts]) => [lang, changed(lang, texts)]))
}

function textOf(texts: Templates): string {
  return textOfTemplates(Object.fromEntries(texts))
}

/** The texts before stay beside the new ones: no undo knows of files. Another window may have written them meanwhile. */
async function store(context: Context, file: string, text: string): Promise<void> {
  const kept = replaceTemplates(file, text, templatesText(file), context.dbPath)
  const document = { ...(await textsDocument(context, false)), before: kept }
  context.show(document, (shown) => viewEditedTexts(shown, context), file)
}
