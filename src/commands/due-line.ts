// aftersales due --line: how many calls wait and who comes first, in one line for the start of a shell.
import type { Context } from '../context.ts'
import { personById } from '../store/customer.ts'
import { safe } from '../ui/terminal.ts'
import { moreText } from '../ui/view/due.ts'
import { dueList } from './due-list.ts'

/** Says nothing where nobody is to be called: a shell begins often, and a line that says nothing is soon not read. */
export async function dueLine(context: Context): Promise<void> {
  const store = await context.read()
  const { calls, total } = dueList(store, 1, null, 0)
  const [call] = calls
  const first = call ? personById(store.db, call.customerId) : null
  if (first === null && !context.json) return
  const line = context.t('due.line', { count: total, shown: moreText(total), name: safe(first?.name ?? '') })
  context.show({ total, first }, () => line)
}
