// What was looked at, line by line: sound or not, and what to do.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
import type { Finding } from '../../store/doctor.ts'
import { wrap } from '../terminal.ts'

export type DoctorLine = Omit<Finding, 'check'> & {
  /** `file` where the shop could not be read at all; the last three are what she may change by hand. */
  check: Finding['check'] | 'file' | 'settings' | 'cadence' | 'texts'
  /** Whether it was mended just now. */
  fixed: boolean
}

export interface DoctorDocument {
  file: string
  /** Whether there is no problem; a warning is none. */
  sound: boolean
  checks: DoctorLine[]
}

export function viewDoctor({ file, sound, checks }: DoctorDocument, page: Page, fix: boolean): string {
  const { words, terminal, style } = page
  const { t } = words
  const fixable = !fix && checks.some(({ fixable }) => fixable)
  const warned = checks.some(({ state }) => state === 'warning')
  const end = sound ? (warned ? t('doctor.soundButWarned') : t('doctor.sound')) : null
  const lines = [
    wrap(t('doctor.about', { file }), terminal.columns),
    ...checks.flatMap((line) => lineText(line, page)),
    ...(end === null ? [] : [wrap(style.green(end), terminal.columns)]),
    ...(fixable ? [wrap(t('doctor.fixHint'), terminal.columns)] : []),
  ]
  return lines.join('\n')
}

/** The same of what she may change by hand. */
export function viewConfigDoctor({ sound, checks }: DoctorDocument, page: Page): string {
  const { words, terminal, style } = page
  const warned = checks.some(({ state }) => state === 'warning')
  const end = sound
    ? [wrap(style.green(words.t(warned ? 'doctor.configWarned' : 'doctor.configSound')), terminal.columns)]
    : []
  // What is to be done here is a command, to be copied whole.
  return [...checks.flatMap((line) => lineText(line, page, false)), ...end].join('\n')
}

function lineText({ check, state, found, params, fixed }: DoctorLine, page: Page, broken = true): string[] {
  const { words, terminal, style } = page
  const { unicode } = terminal
  // Which texts there are depends on data; a test goes through all of them.
  const say = words.t as unknown as (key: string, params?: object) => string
  const mark = { ok: unicode ? '✓' : '+', warning: '!', problem: unicode ? '✗' : 'x' }[state]
  const color = { ok: style.green, warning: style.yellow, problem: style.red }[state]
  const told = {
    ...params,
    ...(params.cloud ? { cloud: say(`error.cloud.${params.cloud}`) } : {}),
    ...(params.day ? { day: words.date(dayIn(String(params.day))) } : {}),
  }
  const text = say(`doctor.${check}.${found}`, told)
  const mended = fixed ? ` ${words.t('doctor.fixed')}` : ''
  const advice = state === 'ok' ? [] : [say(`doctor.${check}.${found}Advice`, told)]
  return [
    wrap(`${color(mark)} ${text}${mended}`, terminal.columns, '  '),
    ...advice.map((line) => `  ${broken ? wrap(line, terminal.columns, '  ') : line}`),
  ]
}
