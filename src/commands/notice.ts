// What was decided of a customer's identity without asking, and how it is said.
import type { Context } from '../context.ts'

/** What was decided without asking, and should be said. */
export type Notice =
  | {
      code: `customer.${'otherName' | 'otherPhone' | 'sameName' | 'sharedPhone' | 'notTaken' | 'refusedWith' | 'otherReferrer'}`
      params: { id: number; name: string; said: string }
    }
  | { code: 'customer.newPhone'; params: { was: string; said: string } }
  | { code: 'customer.avoids' | 'customer.avoidUnknown' | 'customer.avoidCleared'; params: { tags: string } }

/** A notice in words, as documents carry it. */
export interface Warning {
  code: Notice['code']
  text: string
}

export function warningsOf(notice: Notice | null, { t }: Pick<Context, 't'>): Warning[] {
  if (!notice) return []
  const key = notice.code.slice('customer.'.length) as 'otherName'
  return [{ code: notice.code, text: t(`customer.notice.${key}`, notice.params) }]
}
