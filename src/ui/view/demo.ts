// The demo shop on a terminal: where it lies, its morning list, and what to try on it.
import type { Page } from '../../context.ts'
import { safe, wrap } from '../terminal.ts'
import { type DueDocument, viewDue } from './due.ts'

export interface DemoDocument {
  /** The file of the demo shop. */
  db: string
  due: DueDocument
}

/** @param line turns `due --all` into the whole line to type */
export function viewDemo({ db, due }: DemoDocument, page: Page, line: (words: string) => string): string {
  const { terminal, style, words } = page
  const { t } = words
  const firstUse = due.calls.find((call) => call.kind === 'first-use') ?? due.calls[0]
  const step = (about: string, command: string) =>
    `  ${wrap(`${about}:`, terminal.columns, '  ')}\n    ${style.cyan(safe(line(command)))}`
  const steps = [
    step(t('demo.why'), 'due --all --why'),
    ...(firstUse
      ? [
          step(t('demo.show', { name: firstUse.customer.name }), `customer show "#${firstUse.customer.id}"`),
          step(t('demo.log'), `log "#${firstUse.customer.id}" --outcome talked --used yes --csat 5`),
        ]
      : []),
    step(t('demo.call'), 'call'),
    step(t('demo.sell'), 'sale add'),
    step(t('demo.summary'), 'summary --period month'),
  ]
  return [
    wrap(t('demo.made', { db }), terminal.columns),
    // The list's own advice would log into her real shop.
    viewDue(due, page, false),
    [style.bold(t('demo.next')), ...steps].join('\n'),
  ].join('\n\n')
}
