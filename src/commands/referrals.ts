// Who brought a customer, and whom the customer brought.
import { invalid } from '../errors.ts'
import { friendsOf } from '../store/bonus.ts'
import { type Customer, customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import type { ReferralsDocument } from '../ui/view/referrals.ts'

/** Names of a circle that a refusal lists. */
const SHOWN = 6

/**
 * Nobody is brought by somebody whom they brought, also through others.
 * @throws AppError input.invalid with the names of the circle
 */
export function refuseRing({ db }: Store, id: number, referrerId: number): void {
  const line: Customer[] = []
  let by = customerById(db, referrerId)
  while (by && line.every((known) => known.id !== by?.id)) {
    line.unshift(by)
    if (by.id === id) {
      const names = line.map(({ name }) => name)
      const told = names.length > SHOWN ? [...names.slice(0, SHOWN - 1), '…'] : names
      invalid('ring', '--referred-by', names.at(-1), { chain: [...told, by.name].join(' → ') })
    }
    by = by.referredById === null ? null : customerById(db, by.referredById)
  }
}

/** Two levels deep: those she brought, and those whom they brought. */
export function referralsOf({ db, now }: Store, { id, referredById }: Customer): ReferralsDocument {
  const by = referredById === null ? null : customerById(db, referredById)
  return {
    by: by && { id: by.id, name: by.name },
    brought: friendsOf(db, id, now).map((friend) => ({
      ...friend,
      brought: friendsOf(db, friend.id, now).map((next) => ({ ...next, brought: [] })),
    })),
  }
}
