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
}

export interface SettingsDocument {
  settings: Setting[]
}

export function viewSettings({ settings }: SettingsDocument, page: Page): string {
  const { terminal, style } = page
  const groups = new Map<string, Setting[]>()
  for (const setting of settings) {
    const group = groupOf(setting)
    groups.set(group, [...(groups.get(group) ?? []), setting])
  }
  const width = Math.max(...settings.map(({ key }) => textWidth(key)))
  const shown = [...groups].map(([group, members]) => {
    const about = wrap(style.bold(aboutGroup(group, page)), terminal.columns)
    return [about, ...members.map((setting) => line(setting, width, page))].join('\n')
  })
  return [...shown, wrap(page.words.t('setting.change'), terminal.columns)].join('\n\n')
}

export function viewSetting(setting: Setting, page: Page): string {
  const about = wrap(aboutGroup(groupOf(setting), page), page.terminal.columns)
  return `${line(setting, textWidth(setting.key), page)}\n${page.style.dim(about)}`
}

/** The rules of the bonus programme, in whole units of money. */
type BonusRule = Policy['bonus'] & { currency: string }

export function viewChange(
  { setting, was, bonus }: { setting: Setting; was: Setting['value']; bonus: BonusRule | null },
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
function line(setting: Setting, width: number, page: Page): string {
  const { words, style, terminal } = page
  const value = valueText(setting.value, page)
  const changed = setting.value !== setting.default
  const was = words.t('setting.default', { value: valueText(setting.default, page) })
  const shown = changed ? `${style.bold(value)}  ${style.dim(was)}` : value
  const key = terminal.columns < NARROW ? setting.key : setting.key.padEnd(width)
  return `  ${wrap(`${key}  ${shown}`, terminal.columns, '    ')}`
}

function groupOf({ key }: Setting): string {
  // The switch of the bonus programme stands with its numbers.
  return key.includes('.') || key === 'bonus' ? (key.split('.')[0] ?? '') : 'shop'
}

function aboutGroup(group: string, { words: { t } }: Page): string {
  return t(`setting.group.${group as 'shop'}`)
}

function valueText(value: string | number, { words }: Page): string {
  if (typeof value === 'number') return words.number(value, 2)
  return value === '' ? words.t('common.none') : safe(value)
}
