// Whom a customer brought, as a small tree.
import type { Page } from '../../context.ts'
import { wrap } from '../terminal.ts'

export interface Friend {
  id: number
  name: string
  /** Whether anything was bought and kept. */
  bought: boolean
  /** Two levels are told; the last has none. */
  brought: Friend[]
}

export interface ReferralsDocument {
  by: { id: number; name: string } | null
  brought: Friend[]
}

/** Friends of one customer on the card; the rest is only counted. */
const SHOWN = 10

/** Who brought the customer stands with what is known of the person. */
export function viewReferrals({ brought }: ReferralsDocument, page: Page): string[] {
  if (brought.length === 0) return []
  const { words, style } = page
  return [[style.bold(words.t('referral.title')), ...branch(brought, '  ', page)].join('\n')]
}

function branch(friends: readonly Friend[], indent: string, page: Page): string[] {
  const { words, terminal } = page
  const { t } = words
  const rest = friends.length - SHOWN
  const lines = friends.slice(0, SHOWN).flatMap(({ id, name: known, bought, brought }) => {
    const name = words.person(known, true)
    const text = bought ? t('referral.bought', { name, id }) : t('referral.waiting', { name, id })
    return [`${indent}${wrap(text, terminal.columns, indent)}`, ...branch(brought, `${indent}  `, page)]
  })
  return rest > 0 ? [...lines, `${indent}${t('referral.more', { count: rest })}`] : lines
}
