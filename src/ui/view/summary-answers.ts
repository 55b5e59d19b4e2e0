// What customers answered: would they recommend the shop, are they satisfied, and what grade the service has.
import type { Page } from '../../context.ts'
import { dayIn } from '../../domain/day.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import { band, bars } from '../chart.ts'
import { clip, safe, textWidth } from '../terminal.ts'
import { beforePiece, changePiece } from './summary-change.ts'
import type { Figures, SummaryScreen } from './summary-document.ts'
import { boundsText, flow, pointsText, type Sheet, shareText } from './summary-sheet.ts'

/** Columns of the scale of recommendation: 5 points each; 10 where a change stands beside it. */
const SCALE = { alone: 41, withChange: 21 }
/** Columns of a reason beyond which it is cut. */
const REASON = 100

export function npsLines(document: SummaryScreen, sheet: Sheet): string[] {
  const { nps } = document
  const { words, room } = sheet
  const { t } = words
  if (nps.n === 0) return [t('summary.noAnswers')]
  const counts = (['promoters', 'passives', 'detractors'] as const).map((group) =>
    t(`summary.${group}`, { n: words.number(nps[group]) }),
  )
  const { value, low, high } = nps
  if (value === null || low === null || high === null) {
    return [...flow(counts, room), t('summary.tooFew', { count: nps.n, enough: ENOUGH })]
  }
  const [score, from, to] = [value, low, high].map((points) => pointsText(points, sheet))
  const change = changePiece('nps', nps.n, document, sheet)
  return [
    ...flow(counts, room),
    t('summary.npsScore', { score, low: from, high: to, count: nps.n }),
    ...flow([scaleText({ value, low, high }, change.length > 0, sheet), ...change], room, ';'),
  ]
}

function scaleText(score: { value: number; low: number; high: number }, changed: boolean, sheet: Sheet) {
  const [left, right] = [pointsText(-100, sheet), pointsText(100, sheet)]
  const free = sheet.room - textWidth(left) - textWidth(right) - 2
  const width = Math.min(changed ? SCALE.withChange : SCALE.alone, free)
  return `${left} ${band(score, [-100, 100], width, sheet.terminal)} ${right}`
}

export function csatLines(document: SummaryScreen, sheet: Sheet): string[] {
  const { csat } = document
  const { t } = sheet.words
  const past = sheet.look.trend ? trendLines(document, sheet) : []
  if (csat.n === 0) return [t('summary.noAnswers'), ...past]
  const share = t('summary.csat', { share: shareText(csat.satisfied, csat.n, sheet), count: csat.n })
  const bounds = boundsText(csat, sheet)
  const text = bounds === '' ? share : t('summary.likely', { share, bounds })
  return [...flow([text, ...changePiece('csat', csat.n, document, sheet)], sheet.room, ';'), ...past]
}

/** Bars from the first period that has enough answers; none where there is nothing to compare. */
function trendLines({ trend }: SummaryScreen, sheet: Sheet): string[] {
  const { words, terminal, style, room } = sheet
  const known = trend.filter(({ csat }) => csat.n >= ENOUGH)
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last || first === last) return []
  const since = trend.slice(trend.indexOf(first))
  const row = bars(
    since.map(({ csat }) => (csat.n < ENOUGH ? null : csat.share)),
    terminal,
  )
  const [before, lately] = [first, last].map(({ csat }) => shareText(csat.satisfied, csat.n, sheet))
  const text = words.t('summary.trend', { day: words.date(dayIn(first.from)), before, lately })
  return flow([style.cyan(row), text], room, '')
}

export function gradeLines({ grade, previous }: SummaryScreen, sheet: Sheet): string[] {
  const { t } = sheet.words
  const { n, band: reached } = grade
  if (n === 0) return [t('summary.noAnswers')]
  const value = gradeText(grade, sheet)
  const text =
    value !== null && reached !== null
      ? t('summary.grade', { value, band: t(`summary.band.${reached}`), count: n })
      : n < ENOUGH
        ? t('summary.tooFew', { count: n, enough: ENOUGH })
        : noGradeText(grade, sheet)
  const before = previous && value !== null ? beforeText(previous.grade, sheet) : null
  return [...flow([text, ...beforePiece(before, sheet)], sheet.room, ';'), ...weakestLines(grade, sheet)]
}

function noGradeText({ value, n, factors }: Figures['grade'], { words }: Page): string {
  const { t } = words
  const asked = fulfilmentAnswers({ factors })
  if (asked === 0) return t('summary.noGrade', { count: n })
  if (value === null) return t('summary.weightless', { count: n })
  return t('summary.fewOfWeight', { count: n, asked, enough: ENOUGH_OF_WEIGHT })
}

/** The side that weighs most of the grade: on fewer answers than this about it no grade is told. */
const ENOUGH_OF_WEIGHT = 5

function fulfilmentAnswers({ factors }: Pick<Figures['grade'], 'factors'>): number {
  return factors.find(({ factor }) => factor === 'fulfilment')?.n ?? 0
}

/** The grade out of ten; null where there are too few answers for one. */
export function gradeText({ value, n, factors }: Figures['grade'], { words }: Page): string | null {
  const few = n < ENOUGH || fulfilmentAnswers({ factors }) < ENOUGH_OF_WEIGHT
  return value === null || few ? null : words.number(value, 1)
}

function beforeText(grade: Figures['grade'], page: Page): string | null {
  const value = gradeText(grade, page)
  return value === null ? null : page.words.t('summary.figure', { figure: value, count: grade.n })
}

/** The weakest side with what was said of it; of too few answers no side is called weak, but the words count. */
function weakestLines({ n, weakest, factors }: Figures['grade'], sheet: Sheet): string[] {
  if (weakest === null || (n < ENOUGH && weakest.reason === null)) return []
  const { words, terminal, room, look } = sheet
  const { t } = words
  const { reason } = weakest
  const factor = t(`summary.factor.${weakest.factor}`)
  const count = factors.find((one) => one.factor === weakest.factor)?.n ?? 0
  const told = count >= ENOUGH && (look.wordy || reason === null)
  const side =
    n < ENOUGH
      ? t('summary.lowMark', { factor })
      : told
        ? t('summary.weakest', { factor, mean: words.number(weakest.mean, 1), count })
        : t('summary.weakSide', { factor, count })
  if (reason === null) return [side]
  const quote = (text: string) => `${side} – ${t('common.quoted', { text })}`
  const free = look.wordy ? REASON : room - textWidth(quote(''))
  return [quote(clip(safe(reason), free, terminal))]
}
