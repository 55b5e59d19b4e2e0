// The cases of the demo shop, with every step of theirs.
import type { CaseChannel, CaseKind, CaseOrigin, Resolution, StepKind } from '../domain/case.ts'
import type { Factor } from '../domain/contact.ts'
import { type Ago, agoOf, nextOf, number, readTable, text } from './demo-table.ts'

/** Days are counted back from today. */
export interface DemoStep extends Ago {
  kind: StepKind
  resolution: Resolution | null
  /** When to look at it again, as promised. */
  next: Ago | null
  text: string | null
}

export interface DemoCase extends Ago {
  customer: string
  kind: CaseKind
  channel: CaseChannel
  origin: CaseOrigin
  factor: Factor | null
  /** The customer's sale of so many days ago that it is about. */
  saleAgo: number | null
  asked: string | null
  steps: DemoStep[]
}

export function readCases(lang: string): DemoCase[] {
  const steps = readTable('case_steps')
  return readTable('cases').map((row) => ({
    ...agoOf(row),
    customer: text(row, 'customer') ?? '',
    kind: text(row, 'kind') as CaseKind,
    channel: text(row, 'channel') as CaseChannel,
    origin: text(row, 'origin') as CaseOrigin,
    factor: text(row, 'factor') as Factor | null,
    saleAgo: number(row, 'sale_ago'),
    asked: text(row, `asked_${lang}`),
    steps: steps
      .filter((step) => step.case === row.case)
      .map((step) => ({
        ...agoOf(step),
        kind: text(step, 'kind') as StepKind,
        resolution: text(step, 'resolution') as Resolution | null,
        next: nextOf(step),
        text: text(step, `text_${lang}`),
      })),
  }))
}
