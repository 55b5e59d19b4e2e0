// The report as a page: the figures of the summary in words, charts and tables.
import type { Page } from '../../context.ts'
import { ENOUGH } from '../../domain/metrics.ts'
import type { Report } from '../../exchange/report-html.ts'
import type { LoyalCustomer } from './loyal.ts'
import { customersPart } from './report-customers.ts'
import { figuresOf } from './report-figures.ts'
import {
  complaintPart,
  effectPart,
  firstCallPart,
  productPart,
  promisePart,
  secondPart,
} from './report-shares.ts'
import { type Graded, gradePart, npsPart } from './report-trends.ts'
import type { SummaryDocument } from './summary-document.ts'
import { periodText, pointsText } from './summary-sheet.ts'

export interface ReportDocument extends Graded {
  summary: SummaryDocument
  loyal: LoyalCustomer[]
  atRisk: LoyalCustomer[]
  shopName: string
  /** The file that the page is in. */
  file: string
}

export function reportOf(document: ReportDocument, page: Page): Report {
  const { summary, shopName } = document
  const { words } = page
  const { t } = words
  const parts = [
    npsPart(summary, page),
    gradePart(document, page),
    firstCallPart(summary, page),
    secondPart(summary, page),
    effectPart(summary, page),
    promisePart(summary, page),
    customersPart('loyal', document.loyal, page),
    customersPart('atRisk', document.atRisk, page),
    productPart(summary, page),
    complaintPart(summary, page),
  ]
  return {
    lang: words.lang,
    title: shopName === '' ? t('report.title') : t('report.titleOf', { shop: shopName }),
    subtitle: periodText(summary, page),
    figures: figuresOf(summary, page),
    parts: parts.filter((part) => part !== null),
    footer: [
      t('summary.reading', { least: pointsText(-100, page), most: pointsText(100, page), enough: ENOUGH }),
      t('report.private'),
    ].join(' '),
  }
}
