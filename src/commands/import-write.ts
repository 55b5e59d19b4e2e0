// Stores what a file of sales adds.
import { instantText } from '../domain/day.ts'
import { foldName } from '../domain/name.ts'
import { type CustomerFields, hasCustomers, insertCustomer, updateCustomer } from '../store/customer.ts'
import { ImportedRows } from '../store/import.ts'
import { insertProduct, productByName } from '../store/product.ts'
import type { Store } from '../store/store.ts'
import { unindexed } from '../store/unindexed.ts'
import type { Lang } from '../ui/i18n/index.ts'
import { type ImportPlan, type Party, type PlannedCustomer, reckon } from './import-plan.ts'
import type { Answers } from './import-questions.ts'

/** Writes what a file adds, inside a transaction, each customer as soon as she is reckoned: a plan of all would be large. */
export function writeImport(
  store: Store,
  parties: readonly Party[],
  answers: Answers,
  lang: Lang,
  progress: (share: number) => void,
): ImportPlan {
  // Where nobody is stored nothing of anybody is looked for.
  const isFirst = !hasCustomers(store.db)
  const rows = new ImportedRows(store.db, instantText(store.now))
  const write = writer(store, rows, isFirst)
  let done = 0
  const fill = () => {
    const plan = reckon(store, parties, answers, lang, (customer, plan) => {
      write(customer, plan)
      if (rows.isFull) rows.store()
      done += 1
      progress(done / parties.length)
    })
    rows.store()
    return plan
  }
  return isFirst ? unindexed(store.db, ['customer', 'sale', 'sale_line'], fill) : fill()
}

function writer(
  { db, now }: Store,
  rows: ImportedRows,
  isFirst: boolean,
): (customer: PlannedCustomer, plan: ImportPlan) => void {
  const enteredAt = instantText(now)
  const productIds = new Map<string, number>()
  const productId = (key: string, { products }: ImportPlan) => {
    const known = productIds.get(key) ?? productByName(db, key)?.id
    const fields = { name: products.get(key) ?? key, priceMinor: null, lastsDays: null }
    const id = known ?? insertProduct(db, fields, key)
    productIds.set(key, id)
    return id
  }
  const insert = (fields: CustomerFields) => {
    const key = foldName(fields.name)
    return isFirst ? rows.addFirstCustomer(fields, key) : insertCustomer(db, fields, key, enteredAt)
  }
  return ({ id, fields, sales }, plan) => {
    const customerId = id ?? insert(fields as CustomerFields)
    if (id !== null && fields) updateCustomer(db, id, fields, foldName(fields.name))
    for (const { soldAt, saleId, lines } of sales) {
      const id = saleId ?? rows.addSale(customerId, soldAt)
      for (const { product, quantity, amountMinor, origin } of lines) {
        rows.addLine(id, productId(product, plan), quantity, amountMinor)
        rows.addOrigin(customerId, origin)
      }
    }
  }
}
