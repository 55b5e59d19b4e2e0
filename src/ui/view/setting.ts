// Settings with their groups explained.
import type { Page } from '../../context.ts'
import { currencyDigits } from '../../domain/money.ts'
import type { Policy } from '../../domain/policy.ts'
import { NARROW, safe, textWidth, wrap } from '../terminal.ts'

export interface Setting {
  /** `timeZone`, `region`, `currency`, `shopName`, `bonus`, or `group.name` of the policy. */
  key: string
  value: string | number
  default: string | number
  type: 'timeZone' | 'country' | 'currency' | 'text' | 'hours' | 'weekdays' | 'choice' | 'whole' | 'number'
  /** The range of a number as the others leave it; null for what is none. */
  least: number | null
  most: number | null
  /** Of a choice. */
  options: string[] | null
  /** What may be typed, and what it means, in the language of the run. */
  allowed: string
  about: string
}

export interface SettingsDocument {
  settings: Setting[]
}

export function viewSettings({ settings }: SettingsDocument, page: Page): string {
  const { terminal, style, words } = page
  const shown = groupsOf(settings).map(([group, members]) => {
    const widths = {
      key: Math.max(...members.map(({ key }) => textWidth(key))),
      value: Math.max(...members.map((setting) => textWidth(valueText(setting.value, page)))),
    }
    return [style.bold(groupName(group, words)), ...members.map((each) => line(each, widths, page))].join(
      '\n',
    )
  })
  const more = [words.t('setting.change'), words.t('setting.more')]
  return [...shown, more.map((each) => wrap(each, terminal.columns)).join('\n')].join('\n\n')
}

/** Settings by what they are about, as they stand together. */
export function groupsOf(settings: readonly Setting[]): [group: string, settings: Setting[]][] {
  const groups = new Map<string, Setting[]>()
  for (const setting of settings) {
    const group = groupOf(setting)
    groups.set(group, [...(groups.get(group) ?? []), setting])
  }
  return [...groups]
}

/** One setting with all there is to know about it. */
export function viewSetting(setting: Setting, page: Page): string {
  const { words, terminal, style } = page
  const { t } = words
  const about = t('setting.one.about', { group: groupName(groupOf(setting), words), about: setting.about })
  const lines = [
    `${style.bold(setting.key)} = ${valueText(setting.value, page)}`,
    about,
    t('setting.one.allowed', { allowed: setting.allowed }),
    t('setting.one.default', { value: valueText(setting.default, page) }),
  ]
  return lines.map((each, i) => (i === 0 ? each : `  ${wrap(each, terminal.columns, '  ')}`)).join('\n')
}

/** A setting that was changed together with others. */
export type ChangedSetting = Pick<Setting, 'key' | 'value'> & { was: Setting['value'] }

export function viewEdited(
  { changed, flawed }: { changed: readonly ChangedSetting[]; flawed: boolean },
  page: Page,
): string {
  const { words, terminal } = page
  const width = Math.max(...changed.map(({ key }) => textWidth(key)))
  const lines = changed.map(({ key, value, was }) => {
    const shown = words.t('setting.edit.was', { value: valueText(value, page), was: valueText(was, page) })
    return `  ${wrap(`${terminal.columns < NARROW ? key : key.padEnd(width)}  ${shown}`, terminal.columns, '    ')}`
  })
  const end = wrap(words.t('setting.edit.stored', { count: changed.length }), terminal.columns)
  return [...lines, end, ...flawedText(flawed, page), words.t('setting.edit.undo')].join('\n')
}

/** A change may be meant, and part of it still to come: it is told of, and stands. */
function flawedText(flawed: boolean, { words, terminal, style }: Page): string[] {
  return flawed
    ? [wrap(style.yellow(words.t('setting.flawed')), terminal.columns), words.t('setting.flawedAdvice')]
    : []
}

/** The rules of the bonus programme, in whole units of money. */
type BonusRule = Policy['bonus'] & { currency: string }

export function viewChange(
  {
    setting,
    was,
    bonus,
    flawed,
  }: { setting: Setting; was: Setting['value']; bonus: BonusRule | null; flawed: boolean },
  page: Page,
): string {
  const { words, terminal } = page
  const { t } = words
  const [value, before] = [valueText(setting.value, page), valueText(was, page)]
  const text =
    setting.value === was
      ? t('setting.same', { key: setting.key, value })
      : t('setting.changed', { key: setting.key, value, was: before })
  const lines = [text, ...(bonus === null ? [] : [bonusText(bonus, String(setting.value), page)])]
  const shown = lines.map((line) => wrap(line, terminal.columns))
  // A command is there to be copied: it is never broken.
  return [
    ...shown,
    ...flawedText(flawed, page),
    ...(bonus === null ? [] : [page.style.dim(t(`setting.bonus.change.${setting.value as 'points'}`))]),
  ].join('\n')
}

/** `Points are on: 5 % of what is paid, a point is worth ₽1, never expiring.` */
function bonusText(bonus: BonusRule, mode: string, { words }: Page): string {
  const { t } = words
  const minor = 10 ** currencyDigits(bonus.currency)
  const earn = t(`setting.bonus.${mode as 'points'}`, {
    percent: words.number(bonus.percent, 2),
    points: words.number(bonus.pointsPer, 2),
    amount: words.money(bonus.perAmount * minor),
  })
  const expires =
    bonus.expiresDays === 0
      ? t('setting.bonus.forever')
      : t('setting.bonus.expires', { count: bonus.expiresDays })
  return t('setting.bonus.on', { earn, expires, worth: words.money(bonus.pointValue * minor) })
}

/** A changed setting tells what it was. */
function line(setting: Setting, widths: { key: number; value: number }, page: Page): string {
  const { words, style, terminal } = page
  const value = valueText(setting.value, page)
  const changed = setting.value !== setting.default
  const was = words.t('setting.default', { value: valueText(setting.default, page) })
  const about = style.dim(changed ? `${setting.about} ${was}` : setting.about)
  const shown = changed ? style.bold(value) : value
  if (terminal.columns < NARROW)
    return `  ${wrap(`${setting.key}  ${shown}  ${about}`, terminal.columns, '    ')}`
  const padded = `${setting.key.padEnd(widths.key)}  ${shown}${' '.repeat(widths.value - textWidth(value))}  `
  const indent = ' '.repeat(2 + widths.key + 2 + widths.value + 2)
  return `  ${padded}${wrap(about, terminal.columns, indent)}`
}

function groupOf({ key }: Setting): string {
  // The switch of the bonus programme stands with its numbers.
  return key.includes('.') || key === 'bonus' ? (key.split('.')[0] ?? '') : 'shop'
}

export function groupName(group: string, { t }: Pick<Page['words'], 't'>): string {
  return t(`setting.group.${group as 'shop'}`)
}

function valueText(value: string | number, { words }: Page): string {
  if (typeof value === 'number') return words.number(value, 2)
  return value === '' ? words.t('common.none') : safe(value)
}
