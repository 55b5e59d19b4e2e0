// The summary as it is shown, of a document and a terminal made up.
import type { Page } from '../../src/context.ts'
import { Zone } from '../../src/domain/day.ts'
import { type Lang, loadLanguage, type Translate } from '../../src/ui/i18n/index.ts'
import { styles, type Terminal } from '../../src/ui/terminal.ts'
import { viewScreen, viewWhole } from '../../src/ui/view/summary.ts'
import type { SummaryDocument } from '../../src/ui/view/summary-document.ts'
import { Words } from '../../src/ui/words.ts'

const t: Record<Lang, Translate> = { en: await loadLanguage('en'), ru: await loadLanguage('ru') }

function page(lang: Lang, terminal: Partial<Terminal>): Page {
  const now = Date.parse('2026-11-21T09:00:00+03:00')
  const words = new Words({ lang, t: t[lang], zone: new Zone('Europe/Moscow'), currency: 'RUB', now })
  const whole = { columns: 80, color: false, unicode: true, interactive: false, ...terminal }
  return { words, terminal: whole, style: styles(whole), missing: null }
}

/** The first screen. */
export function shown(
  document: SummaryDocument,
  lang: Lang = 'en',
  terminal: Partial<Terminal> = {},
): string {
  return viewScreen(document, page(lang, terminal))
}

/** With `--all-details`. */
export function whole(
  document: SummaryDocument,
  lang: Lang = 'en',
  terminal: Partial<Terminal> = {},
): string {
  return viewWhole(document, page(lang, terminal))
}
