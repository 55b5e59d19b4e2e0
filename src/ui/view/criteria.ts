// Why a customer stands on a step: each criterion with its evidence and what is missing, in words.
import type { Page } from '../../context.ts'
import { CRITERIA, type Criteria, type CriterionCode } from '../../domain/criteria.ts'
import { type Day, dayText, type Instant } from '../../domain/day.ts'
import { OPENS, type Stage } from '../../domain/loyalty.ts'
import { NARROW, textWidth, wrap } from '../terminal.ts'
import type { Words } from '../words.ts'

/** A criterion as the documents tell it: its own numbers, days and moments beside what all have. */
export interface ShownCriterion {
  code: CriterionCode
  /** The step it helps to open; null for those that tell of trust and risk alone. */
  stage: Stage | null
  /** Always the good side: not unhappy, not silent for too long. */
  met: boolean
  [evidence: string]: string | number | boolean | null
  text: string
}

/** All of them, in the order of the ladder. */
export function shownCriteria(criteria: Criteria, words: Words): ShownCriterion[] {
  const texts = textsOf(criteria, words)
  const { zone } = words
  const instant = (at: Instant | null) => (at === null ? null : zone.text(at))
  const day = (at: Day | null) => (at === null ? null : dayText(at))
  const { talked, purchaseDays, devoted, content, active, referred, forgave, silence } = criteria
  const evidence = {
    talked: { ...talked, last: instant(talked.last) },
    purchaseDays: { ...purchaseDays, first: day(purchaseDays.first), last: day(purchaseDays.last) },
    devoted: { ...devoted, answered: instant(devoted.answered) },
    content: { ...content, answered: instant(content.answered) },
    active,
    referred,
    forgave: {
      ...forgave,
      ...{ since: instant(forgave.since), until: instant(forgave.until), bought: day(forgave.bought) },
    },
    silence,
  }
  return CRITERIA.map((code) => ({ code, stage: OPENS[code], ...evidence[code], text: texts[code] }))
}

/** The ladder, each step with its criteria, marked as met or not; forgiveness only where something was put right. */
export function criteriaLines(criteria: readonly ShownCriterion[], page: Page): string[] {
  const { words, style, terminal } = page
  const marks = terminal.unicode ? { met: '✓', unmet: '–' } : { met: '+', unmet: '-' }
  const told = criteria.filter(isTold).map((criterion) => ({ criterion, label: labelOf(criterion, words) }))
  const wide = terminal.columns >= NARROW
  const room = wide ? Math.max(...told.map(({ label }) => textWidth(label))) + 2 : 2
  return told.flatMap(({ label, criterion: { met, value, text } }, i) => {
    const repeated = told[i - 1]?.label === label
    const head = repeated ? '' : label
    // Nobody is silent before a purchase, but nothing to be proud of is that either.
    const mark = met && value !== null ? style.green(marks.met) : style.yellow(marks.unmet)
    const line = `${mark} ${wrap(text, terminal.columns, ' '.repeat(room + 4))}`
    if (wide) return `  ${style.dim(head)}${' '.repeat(room - textWidth(head))}${line}`
    return [...(repeated ? [] : [`  ${style.dim(label)}`]), `    ${line}`]
  })
}

/** What speaks for a customer, or against, in a few words each. */
export function criteriaTexts(criteria: readonly ShownCriterion[], met: boolean): string[] {
  return criteria
    .filter((criterion) => criterion.met === met && criterion.value !== null && isTold(criterion))
    .map(({ text }) => text)
}

/** Who had nothing to forgive is not told to have forgiven nothing. */
function isTold({ code, until }: ShownCriterion): boolean {
  return code !== 'forgave' || typeof until === 'string'
}

function labelOf({ code, stage }: ShownCriterion, words: Words): string {
  return stage === null ? words.t(`loyal.label.${code as 'silence'}`) : stageWord(stage, words)
}

export function stageWord(stage: Stage, { t }: Words): string {
  return t(`customer.stage.${stage}`)
}

function textsOf(criteria: Criteria, words: Words): Record<CriterionCode, string> {
  const { talked, purchaseDays, referred, forgave } = criteria
  const { t, zone } = words
  const ago = (at: Instant | null) => (at === null ? '' : words.ago(zone.day(at)))
  const bought = purchaseDays.last !== null
  const short = ({ value, needed }: { value: number; needed: number }) => ({
    ...{ count: value, missing: needed - value },
  })
  return {
    talked: !bought
      ? t('loyal.noPurchase')
      : talked.met
        ? t('loyal.talked.met', { count: talked.value, last: ago(talked.last) })
        : talked.value === 0 && talked.needed === 1
          ? t('loyal.talked.none')
          : t('loyal.talked.unmet', short(talked)),
    purchaseDays: !bought
      ? t('loyal.noPurchase')
      : purchaseDays.met
        ? t('loyal.purchaseDays.met', { count: purchaseDays.value, last: words.ago(purchaseDays.last ?? 0) })
        : t('loyal.purchaseDays.unmet', short(purchaseDays)),
    devoted: devotedText(criteria.devoted, words),
    content: contentText(criteria.content, words),
    active: silenceText('active', criteria.active, words),
    referred: referred.met
      ? t('loyal.referred.met', { count: referred.value })
      : referred.value === 0 && referred.needed === 1
        ? t('loyal.referred.none')
        : t('loyal.referred.unmet', short(referred)),
    forgave: forgaveText(forgave, words),
    silence: silenceText('silence', criteria.silence, words),
  }
}

/** Two ways lead to it: the one that was gone comes first, and of one still to go both are told. */
function devotedText(devoted: Criteria['devoted'], { t }: Words): string {
  const { met, value, needed, nps, npsNeeded } = devoted
  const missing = needed - value
  if (!met) {
    return nps === null
      ? t('loyal.devoted.unasked', { count: missing, value, npsNeeded })
      : t('loyal.devoted.unmet', { count: missing, value, npsNeeded, nps })
  }
  if (missing > 0) return t('loyal.devoted.byAnswer', { count: value, nps, npsNeeded })
  return nps === null
    ? t('loyal.devoted.byDays', { count: value, needed })
    : t('loyal.devoted.byDaysAnswered', { count: value, needed, nps })
}

function contentText(
  { met, answered, nps, csat, caseId, caseKind }: Criteria['content'],
  words: Words,
): string {
  const { t, zone } = words
  if (answered === null) {
    if (caseKind === null) return t('loyal.content.none')
    return t('loyal.content.case', { id: caseId, kind: t(`case.kind.${caseKind}`).toLowerCase() })
  }
  const score = scores({ nps, csat })
  const day = zone.day(answered)
  if (met) return t('loyal.content.met', { score, day: words.ago(day) })
  return t('loyal.content.unmet', { score, day: words.day(day) })
}

/** `9/10`, `5/5`, or both. */
export function scores({ csat, nps }: { csat: number | null; nps: number | null }): string {
  return [...(csat === null ? [] : [`${csat}/5`]), ...(nps === null ? [] : [`${nps}/10`])].join(', ')
}

function silenceText(
  code: 'active' | 'silence',
  { met, value, limit }: Criteria['silence'],
  { t }: Words,
): string {
  if (value === null) return t('loyal.noPurchase')
  if (value === 0 && met) return t(`loyal.${code}.today`, { limit })
  return t(`loyal.${code}.${met ? 'met' : 'unmet'}`, { count: value, limit })
}

function forgaveText({ since, until, bought }: Criteria['forgave'], words: Words): string {
  const { t, zone } = words
  if (since === null) return t('loyal.forgave.never')
  const from = words.day(zone.day(since))
  if (until === null) return t('loyal.forgave.unhappy', { from })
  const told = { from, until: words.day(zone.day(until)) }
  return bought === null
    ? t('loyal.forgave.notYet', told)
    : t('loyal.forgave.met', { ...told, bought: words.ago(bought) })
}
