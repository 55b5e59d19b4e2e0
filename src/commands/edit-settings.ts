// Settings as a text to be edited: written with what each means, read line by line, stored as one change.
import type { Context } from '../context.ts'
import { isFlawed } from '../domain/cadence-flaws.ts'
import { policyWith } from '../domain/policy.ts'
import { AppError } from '../errors.ts'
import { settingLines, settingsText, told } from '../exchange/settings-file.ts'
import { getSettings, setSetting } from '../store/setting.ts'
import type { Store } from '../store/store.ts'
import { type ChangedSetting, groupName, groupsOf, type Setting, viewEdited } from '../ui/view/setting.ts'
import type { Editable } from './editable.ts'
import { refuseMixedMoney } from './setting.ts'
import { nearest, settingsOf } from './setting-list.ts'
import { isSetting, parseValue, rulesOf } from './setting-value.ts'

/** Whatever decides when somebody is called. */
const CADENCE: readonly string[] = [
  ...['thanks', 'delivery', 'firstUse', 'checkIn', 'reorder', 'keepInTouch', 'winBack'],
  ...['hush', 'cap', 'noAnswer', 'case'],
]

/** A setting as a line has it. */
type Typed = Pick<Setting, 'key' | 'value'> & { line: number; typed: string }

export async function settingsToEdit(context: Context, kind: 'settings' | 'cadence'): Promise<Editable> {
  const { t } = context
  const shop = await context.read()
  const before = settingsOf(context, shop)
  const spoilt = spoiltIn(shop, before)
  const groups = groupsOf(before).filter(([group]) => kind === 'settings' || CADENCE.includes(group))
  const sections = groups.map(([group, settings]) => ({
    title: groupName(group, context),
    settings: settings.map((setting) => ({ ...setting, notes: notesOf(setting, context) })),
  }))
  return {
    name: `${kind}.txt`,
    text: settingsText([t('setting.edit.head1'), t('setting.edit.head2'), t('setting.edit.head3')], sections),
    check(text) {
      const typed = read(text, before)
      const changed = typed.filter(
        ({ key, value }) => spoilt.has(key) || value !== before.find((one) => one.key === key)?.value,
      )
      refuseWrong(context, shop, typed)
      return changed.length === 0 ? null : () => store(context, changed)
    },
  }
}

/** Stored values that no longer count, and are shown as what counts in their place. */
function spoiltIn({ db }: Store, settings: readonly Setting[]): ReadonlySet<string> {
  const stored = getSettings(db)
  const spoilt = settings.filter(({ key, value }) => stored.has(key) && stored.get(key) !== value)
  return new Set(spoilt.map(({ key }) => key))
}

function notesOf({ about, allowed, default: usual }: Setting, { t }: Context): string {
  return t('setting.edit.note', { about, allowed, value: usual === '' ? t('common.none') : usual })
}

/** @throws AppError settings.* */
function read(text: string, settings: readonly Setting[]): Typed[] {
  return settingLines(text).map(({ line, key: named, typed }) => {
    const setting = settings.find(({ key }) => key.toLowerCase() === named.toLowerCase())
    if (!setting) {
      const suggestion = nearest(
        named,
        settings.map(({ key }) => key),
      )
      throw new AppError('settings.unknown', { line, key: told(named), suggestion })
    }
    const { key, allowed } = setting
    const value = parseValue(key, typed)
    if (value === null) throw new AppError('settings.value', { line, key, value: told(typed), allowed })
    return { key, value, line, typed }
  })
}

/** Each is held against all the others as they would be then. @throws AppError settings.value */
function refuseWrong(context: Context, { policy }: Pick<Store, 'policy'>, all: readonly Typed[]): void {
  const then = policyWith(
    new Map(all.flatMap(({ key, value }) => (typeof value === 'number' ? [[key, value]] : []))),
    policy,
  )
  for (const { key, value, line, typed } of all) {
    if (isSetting(key, value, then)) continue
    const { allowed } = rulesOf(context, key, then)
    throw new AppError('settings.value', { line, key, value: told(typed), allowed })
  }
}

async function store(context: Context, changes: readonly Typed[]): Promise<void> {
  context.close()
  const shop = await context.write()
  const was = settingsOf(context, shop)
  const { policy } = shop
  shop.write(({ touchEverybody }) => {
    // Meanwhile another window may have changed what these are held against.
    refuseWrong(context, shop, changes)
    for (const { key, value } of changes) {
      refuseMixedMoney(shop, key, value)
      setSetting(shop.db, key, value)
    }
    touchEverybody()
  })
  const changed: ChangedSetting[] = changes.map(({ key, value }) => ({
    ...{ key, value },
    was: was.find((setting) => setting.key === key)?.value ?? value,
  }))
  context.show({ changed, flawed: isFlawed(shop.policy, policy) }, (document) =>
    viewEdited(document, context.page(shop)),
  )
}
