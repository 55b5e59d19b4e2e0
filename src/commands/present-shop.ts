// The shop for commands that must go on where it cannot be read: they restore it, or say what is wrong with it.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { asAppError } from '../store/sqlite-error.ts'
import type { Store } from '../store/store.ts'

export interface PresentShop {
  /** The shop; an empty one in memory where the file is missing or cannot be read. */
  store: Store
  /** Why it cannot be read. */
  error: AppError | null
}

export async function presentShop(context: Context): Promise<PresentShop> {
  try {
    return { store: await context.read(), error: null }
  } catch (thrown) {
    const error = asAppError(thrown, context.dbPath)
    if (!(error instanceof AppError)) throw error
    return { store: await context.apart(), error }
  }
}
