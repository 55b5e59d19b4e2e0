// Her own message texts to be edited: the file beside the shop gives way only to one that is in order.
import type { Context } from '../context.ts'
import {
  parseTemplates,
  replaceTemplates,
  templatesPath,
  templatesText,
  textOfTemplates,
} from '../exchange/templates.ts'
import { LANGS } from '../ui/i18n/index.ts'
import { viewEditedTexts } from '../ui/view/message.ts'
import type { Editable } from './editable.ts'
import { shippedTexts, textsDocument } from './message-templates.ts'

/** @throws AppError edit.notUtf8, edit.tooLarge, file.unreadable */
export async function textsToEdit(context: Context): Promise<Editable> {
  const file = templatesPath(context.dbPath)
  const text = templatesText(file) ?? textOfTemplates(await shippedTexts())
  return {
    name: 'texts.json',
    text,
    check(edited, path) {
      parseTemplates(edited, path, LANGS)
      return sameText(edited, text) ? null : () => store(context, file, edited)
    },
  }
}

function sameText(one: string, other: string): boolean {
  return plain(one) === plain(other)
}

/** However the lines end. */
function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd()
}

/** The texts before stay beside the new ones: no undo knows of files. Another window may have written them meanwhile. */
async function store(context: Context, file: string, edited: string): Promise<void> {
  const kept = replaceTemplates(file, `${plain(edited)}\n`, templatesText(file), context.dbPath)
  const document = { ...(await textsDocument(context, false)), before: kept }
  context.show(document, (shown) => viewEditedTexts(shown, context), file)
}
