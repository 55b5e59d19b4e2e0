// aftersales loyal: whom she can count on, and on --why what each of them did for it.
import type { Context } from '../context.ts'
import { RISKS, STAGES } from '../domain/loyalty.ts'
import { hasCustomers } from '../store/customer.ts'
import { shownCriteria } from '../ui/view/criteria.ts'
import { viewLoyal } from '../ui/view/loyal.ts'
import { loyalRow, rankedCustomers, readChoices } from './loyal-list.ts'

/** Customers on one page of a terminal. */
const PAGE = 20

export interface LoyalFlags {
  stage?: string[]
  risk?: string[]
  why?: boolean
  all?: boolean
}

/** @throws AppError input.invalid for what is no stage or no risk */
export async function loyal(context: Context, flags: LoyalFlags): Promise<void> {
  const risks = readChoices('risk', RISKS, flags.risk)
  // Whoever may be lost is looked for on every step.
  const stages = readChoices('stage', STAGES, flags.stage) ?? (risks ? STAGES : undefined)
  const store = await context.read()
  const words = context.words(store)
  // A page is for eyes; a document is whole.
  const limit = flags.all || context.json ? Number.MAX_SAFE_INTEGER : PAGE
  const document = store.look(() => {
    const ranked = rankedCustomers(store, { stages, risks })
    const customers = ranked.slice(0, limit).map((one) => {
      const row = loyalRow(store, one)
      return { ...row, criteria: shownCriteria(row.criteria, words) }
    })
    return { customers, total: ranked.length, currency: store.settings.currency }
  })
  const nobody = !hasCustomers(store.db)
    ? context.t('customer.none')
    : context.t(stages || risks ? 'loyal.nobody' : 'loyal.none')
  context.show(document, (told) => viewLoyal(told, flags.why === true, nobody, context.page(store)))
}
