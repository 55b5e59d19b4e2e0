// aftersales config doctor: whether what can be changed by hand makes sense, and what to type where it does not.
import type { Context } from '../context.ts'
import { flawsOf } from '../domain/cadence-flaws.ts'
import { numberOf } from '../domain/policy-limits.ts'
import { AppError } from '../errors.ts'
import { FALLBACK_ZONE, getSettings } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import { wordError } from '../ui/error.ts'
import { type DoctorDocument, type DoctorLine, viewConfigDoctor } from '../ui/view/doctor.ts'
import { textsDocument } from './message-templates.ts'
import { settingsOf } from './setting-list.ts'
import { isSetting } from './setting-value.ts'

/** @throws AppError doctor.unsound after the document */
export async function configDoctor(context: Context): Promise<void> {
  const store = await context.read()
  const checks = await examineConfig(context, store)
  const sound = checks.every(({ state }) => state !== 'problem')
  const document: DoctorDocument = { file: context.dbPath, sound, checks }
  context.show(document, (shown) => viewConfigDoctor(shown, context.page(store)))
  if (!sound) throw new AppError('doctor.unsound', { context: 'config' })
}

/** A line for each thing that is wrong, or one for what is in order. */
export async function examineConfig(context: Context, store: Store): Promise<DoctorLine[]> {
  return [...lookAtSettings(context, store), ...lookAtCadence(store), ...(await lookAtTexts(context))]
}

function line(
  check: DoctorLine['check'],
  state: DoctorLine['state'],
  found: string,
  params: DoctorLine['params'] = {},
): DoctorLine {
  return { check, state, found, params, fixable: false, fixed: false }
}

/** Stored by hand, past every check: they count as what is usual. */
function lookAtSettings(context: Context, store: Store): DoctorLine[] {
  const stored = getSettings(store.db)
  const wrong = settingsOf(context, store).flatMap(({ key, default: usual, allowed }) => {
    const value = stored.get(key)
    if (value === undefined || isSetting(key, value, store.policy)) return []
    // Two that overtake each other are told of as such.
    if (typeof value === 'number' && value === numberOf(key, store.policy)) return []
    const counts = key === 'timeZone' ? FALLBACK_ZONE : usual
    const told = JSON.stringify(value).slice(0, REPEATED)
    const params = { key, value: told, allowed, counts: counts === '' ? '""' : counts }
    return [line('settings', 'problem', 'spoilt', { ...params, usual: JSON.stringify(usual) })]
  })
  return wrong.length > 0 ? wrong : [line('settings', 'ok', 'ok')]
}

/** Of a spoilt value so many characters are told. */
const REPEATED = 60

function lookAtCadence({ policy }: Store): DoctorLine[] {
  const lines = flawsOf(policy).map(({ code, key, other, mend }) => {
    const [value, otherValue] = [numberOf(key, policy), numberOf(other, policy)]
    const command = mend === null ? 'config edit cadence' : `config set ${mend.key} ${mend.value}`
    return line('cadence', code === 'order' ? 'problem' : 'warning', code, {
      key,
      value,
      other,
      otherValue,
      command,
    })
  })
  return lines.length > 0 ? lines : [line('cadence', 'ok', 'ok')]
}

async function lookAtTexts(context: Context): Promise<DoctorLine[]> {
  try {
    const { texts, nameless } = await textsDocument(context, false)
    if (texts.length === 0) return [line('texts', 'ok', 'none')]
    const lines: DoctorLine[] = []
    if (nameless.length > 0) {
      const kinds = [...new Set(nameless.map(({ kind }) => kind))].join(', ')
      lines.push(line('texts', 'warning', 'nameless', { kinds, place: '{{shop}}' }))
    }
    const missing = missingIn(texts, context.lang)
    if (missing.length > 0) {
      lines.push(line('texts', 'warning', 'otherLanguage', { kinds: missing.join(', '), lang: context.lang }))
    }
    return lines.length > 0 ? lines : [line('texts', 'ok', 'ok', { count: texts.length })]
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const [message = '', hint = ''] = wordError(error, context)
    return [
      line('texts', 'problem', 'broken', {
        message,
        hint,
        ...(error.params.line ? { line: Number(error.params.line) } : {}),
      }),
    ]
  }
}

/** Texts that she has in another language only: in hers the ones that ship go out. */
function missingIn(texts: readonly { lang: string; kind: string }[], lang: string): string[] {
  const own = new Set(texts.filter((text) => text.lang === lang).map(({ kind }) => kind))
  return [...new Set(texts.map(({ kind }) => kind))].filter((kind) => !own.has(kind))
}
