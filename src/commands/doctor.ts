// aftersales doctor: is the shop sound, and what is to be done where it is not; --fix mends what follows from the rest.
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { CHECKS, type Finding, lookAt, mend } from '../store/doctor.ts'
import { asAppError } from '../store/sqlite-error.ts'
import type { Store } from '../store/store.ts'
import { type DoctorDocument, type DoctorLine, viewDoctor } from '../ui/view/doctor.ts'
import { presentShop } from './present-shop.ts'

/** @throws AppError doctor.unsound after the document; file.notFound, db.newer, db.isFolder, db.locked */
export async function doctor(context: Context, { fix = false }: { fix?: boolean }): Promise<void> {
  const { store, error } = await presentShop(context)
  if (error && !['db.damaged', 'db.empty', 'db.notOurs', 'db.diskError'].includes(error.code)) throw error
  if (!error && store.isBlank) throw new AppError('file.notFound', { path: context.dbPath })
  const lines = error ? [unreadable(error)] : await examine(context, store, fix)
  const sound = lines.every(({ state }) => state !== 'problem')
  const document: DoctorDocument = { file: context.dbPath, sound, checks: lines }
  context.show(document, (shown) => viewDoctor(shown, context.page(store), fix))
  if (!sound) throw new AppError('doctor.unsound')
}

function unreadable({ code }: AppError): DoctorLine {
  const found = code.slice('db.'.length)
  return { check: 'file', state: 'problem', found, params: {}, fixable: false, fixed: false }
}

async function examine(context: Context, shop: Store, fix: boolean): Promise<DoctorLine[]> {
  let store = shop
  if (fix) {
    context.close()
    store = await context.write()
  }
  const own = context.isOwnFolder
  const lines: DoctorLine[] = []
  for (const check of CHECKS) {
    const finding = look(context, check, store, own)
    const mended = fix && finding.fixable
    if (mended) mend(check, store, own)
    lines.push({ ...(mended ? look(context, check, store, own) : finding), fixed: mended })
    // In a damaged file nothing else can be trusted, and much of it cannot even be asked.
    if (check === 'integrity' && finding.state === 'problem') return lines
  }
  return [...lines, await lookAtConfig(context, store)]
}

/** What she may have changed by hand, in one line: `config doctor` tells the rest. */
async function lookAtConfig(context: Context, store: Store): Promise<DoctorLine> {
  const { examineConfig } = await import('./config-doctor.ts')
  const states = new Set((await examineConfig(context, store)).map(({ state }) => state))
  const [state, found] = states.has('problem')
    ? (['problem', 'wrong'] as const)
    : states.has('warning')
      ? (['warning', 'doubtful'] as const)
      : (['ok', 'fine'] as const)
  return { check: 'settings', state, found, params: {}, fixable: false, fixed: false }
}

/** What cannot even be looked at is damaged. */
function look({ dbPath }: Context, check: Finding['check'], store: Store, own: boolean): Finding {
  try {
    return lookAt(check, store, own)
  } catch (thrown) {
    const error = asAppError(thrown, dbPath)
    if (!(error instanceof AppError) || error.code !== 'db.damaged') throw error
    return { check: 'integrity', state: 'problem', found: 'damaged', params: { count: 1 }, fixable: false }
  }
}
