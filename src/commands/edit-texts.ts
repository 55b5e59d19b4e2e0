// Her own texts to be edited: all that there are to see, and kept of them those that differ from what ships.
import type { Context } from '../context.ts'
import { TEXT_NAMES } from '../domain/message.ts'
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

/** The text that is sent where a form of it, `thanks.sms`, has none of its own; what stands alone is its own. */
function plainOf(name: keyof OwnTexts): keyof OwnTexts {
  return (TEXT_NAMES.find((each) => name.startsWith(`${each}.`)) ?? name) as keyof OwnTexts
}

/** Every text there is: hers, and where she has none the one that ships, unless hers is sent in its place. */
function withShipped(own: Templates, shipped: Templates): Templates {
  return everyLanguage(shipped, (lang, name, text) => {
    const hers = own.get(lang) ?? {}
    return hers[name] ?? (hers[plainOf(name)] === undefined ? text : undefined)
  })
}

/**
 * Only what she has changed: a text left as it ships is bettered by the next version of the program. The forms of one
 * that she has changed stay as they are, or hers would be sent in their place.
 */
function withoutShipped(own: Templates, shipped: Templates): Templates {
  const isChanged = (lang: string, name: keyof OwnTexts) => {
    const text = own.get(lang)?.[name]
    return text !== undefined && JSON.stringify(text) !== JSON.stringify(shipped.get(lang)?.[name])
  }
  return everyLanguage(shipped, (lang, name) =>
    isChanged(lang, name) || isChanged(lang, plainOf(name)) ? own.get(lang)?.[name] : undefined,
  )
}

type Text = OwnTexts[keyof OwnTexts]

function everyLanguage(
  shipped: Templates,
  textOf: (lang: string, name: keyof OwnTexts, text: Text) => Text,
): Templates {
  const told = (lang: string, texts: OwnTexts): OwnTexts =>
    Object.fromEntries(
      (Object.keys(texts) as (keyof OwnTexts)[]).flatMap((name) => {
        const text = textOf(lang, name, texts[name])
        return text === undefined ? [] : [[name, text]]
      }),
    )
  return new Map([...shipped].map(([lang, texts]) => [lang, told(lang, texts)]))
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
