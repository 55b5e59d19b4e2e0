// The flags that every import takes.
import { z } from 'zod'
import { check } from './input.ts'

export interface ImportFlags {
  dryRun?: boolean
  skipBad?: boolean
  delimiter?: string
  dateFormat?: string
}

/** One character, or the word for a tab that a shell can pass on; null to find it out. @throws AppError input.invalid */
export function readDelimiter({ delimiter }: ImportFlags): string | null {
  const typed = delimiter === 'tab' || delimiter === '\\t' ? '\t' : delimiter
  const allowed = z.enum([',', ';', '\t', '|']).optional()
  return check({ delimiter: allowed }, { delimiter: typed }).delimiter ?? null
}
