// aftersales completion: the names, values, customers and products that may stand at the cursor of a shell.
import type { Context } from '../context.ts'
import { CASE_CHANNELS, CASE_KINDS, RESOLUTIONS } from '../domain/case.ts'
import { PURPOSES } from '../domain/consent.ts'
import { FACTORS, REPEATS } from '../domain/contact.ts'
import { CHANNELS, OUTCOMES } from '../domain/facts.ts'
import { RISKS, STAGES } from '../domain/loyalty.ts'
import { MESSAGE_KINDS } from '../domain/message.ts'
import { foldName } from '../domain/name.ts'
import { policyKeys } from '../domain/policy.ts'
import { PROMISE_KINDS, PROMISERS } from '../domain/promise.ts'
import { TOUCH_KINDS } from '../domain/touch.ts'
import { invalid } from '../errors.ts'
import { type Customer, customerById, customersByName } from '../store/customer.ts'
import { customersByPiece } from '../store/customer-search.ts'
import { findProducts, listProducts } from '../store/product.ts'
import { SHOP_DEFAULTS } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import { LINK_CHANNELS } from '../ui/link.ts'
import { dueList } from './due-list.ts'
import { PERIODS } from './period.ts'

/** What may stand where the cursor is, as the program's own tree of commands tells. */
interface Wanted {
  path: string
  names: readonly { name: string; about: string }[]
  value: string | null
  typed: string
}

/** Prints the lines that make a shell ask. @throws AppError input.invalid for a shell that is none of these */
export function completion(context: Context, shell: string, scripts: Readonly<Record<string, string>>): void {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined
  context.result(script ?? invalid('choice', '<shell>', shell, { options: Object.keys(scripts) }))
}

/** A value that may stand at the cursor, and what it means. */
interface Candidate {
  value: string
  about: string
}

/** More than a screen of them helps nobody. */
const MOST = 30
/** Of today's list so many: they fit on the screen in their order. */
const DUE = 10

/** Prints the candidates, a line each; `:files` where the name of a file is wanted. */
export async function complete(context: Context, wanted: Wanted): Promise<void> {
  const { typed, value, names } = wanted
  if (value !== null && FILES.has(value)) return context.result(':files\n')
  const candidates = [
    ...names.map(({ name, about }) => ({ value: name, about })),
    ...(value === null ? [] : await valuesFor(context, wanted, value)),
  ].filter((candidate) => isPerson(value) || beginsWith(candidate.value, typed))
  const lines = candidates
    .slice(0, MOST)
    .map((candidate) => `${oneLine(candidate.value)}\t${oneLine(candidate.about)}\n`)
  context.result(lines.join(''))
}

const FILES: ReadonlySet<string> = new Set([
  ...['db', 'out', 'export', 'file', 'folder', 'backup', 'rejects', 'passphraseFile', 'print'],
])

const PEOPLE: ReadonlySet<string> = new Set(['customer', 'other', 'referredBy', 'take'])
const isPerson = (value: string | null) => value !== null && PEOPLE.has(value)

/** Values of options by their names; where several commands have one, by the command first. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'case kind': CASE_KINDS,
  'case channel': CASE_CHANNELS,
  'promise kind': PROMISE_KINDS,
  'message kind': MESSAGE_KINDS,
  'message channel': LINK_CHANNELS,
  kind: TOUCH_KINDS,
  channel: CHANNELS,
  outcome: OUTCOMES,
  factor: FACTORS,
  repeat: REPEATS,
  how: RESOLUTIONS,
  purpose: PURPOSES,
  who: PROMISERS,
  stage: STAGES,
  risk: RISKS,
  period: PERIODS,
  direction: ['out', 'in'],
  ...Object.fromEntries(['used', 'solved', 'right', 'complete'].map((name) => [name, ['yes', 'no']])),
  lang: ['en', 'ru'],
  shell: ['bash', 'zsh', 'fish', 'powershell'],
}

async function valuesFor(context: Context, { path, typed }: Wanted, value: string): Promise<Candidate[]> {
  if (isPerson(value)) return people(await context.read(), typed)
  if (value === 'item' || value === 'product' || value === 'goesWith') {
    return products(await context.read(), typed)
  }
  const fixed =
    VALUES[`${path.split(' ')[0]} ${value}`] ?? VALUES[value] ?? (value === 'key' ? settingKeys() : [])
  return fixed.map((one) => ({ value: one, about: '' }))
}

function settingKeys(): string[] {
  return ['timeZone', ...Object.keys(SHOP_DEFAULTS), ...policyKeys().keys()]
}

/** Of nobody in particular those of today's list; else whose name begins so, by number where a name is shared. */
function people(store: Store, typed: string): Candidate[] {
  const { db } = store
  const named = (customer: Customer): Candidate => {
    const { id, name, phone } = customer
    const shared = customersByName(db, foldName(name)).length > 1
    return { value: shared ? `#${id}` : name, about: shared ? name : (phone ?? '') }
  }
  const words = foldName(typed)
    .split(' ')
    .filter((word) => word !== '')
  if (words.length > 0 && !typed.startsWith('#')) return customersByPiece(db, words, MOST).map(named)
  return dueList(store, DUE, null, 0)
    .calls.filter(({ customerId }) => `#${customerId}`.startsWith(typed))
    .map(({ customerId }) => {
      const { id, name } = customerById(db, customerId) as Customer
      return { value: `#${id}`, about: name }
    })
}

function products({ db }: Store, typed: string): Candidate[] {
  const key = foldName(typed)
  const found = key === '' ? listProducts(db, MOST) : findProducts(db, key, MOST)
  return found.map(({ name }) => ({ value: name, about: '' }))
}

function beginsWith(value: string, typed: string): boolean {
  return value.toLowerCase().startsWith(typed.toLowerCase())
}

/** A line for each candidate, whatever its name is. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
