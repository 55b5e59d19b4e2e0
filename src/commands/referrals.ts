// Who brought a customer, and whom the customer brought.
import { friendsOf } from '../store/bonus.ts'
import { type Customer, customerById } from '../store/customer.ts'
import type { Store } from '../store/store.ts'
import type { ReferralsDocument } from '../ui/view/referrals.ts'

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
