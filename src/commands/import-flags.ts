// The flags that every import takes.
import { z } from 'zod'
import { DELIMITERS, type Declared } from '../exchange/table.ts'
import { check } from './input.ts'

export interface ImportFlags {
  dryRun?: boolean
  skipBad?: boolean
  map?: string[]
  encoding?: string
  delimiter?: string
  dateFormat?: string
  sheet?: string
  rejects?: string
  force?: boolean
}

/** How the file is said to be written. @throws AppError input.invalid */
export function declared({ encoding, delimiter, sheet }: ImportFlags): Declared {
  // A shell passes a tab on only with some trouble.
  const typed = delimiter === 'tab' || delimiter === '\\t' ? '\t' : delimiter
  const allowed = z.enum(DELIMITERS).optional()
  const given = check({ delimiter: allowed }, { delimiter: typed })
  return { encoding: encoding ?? null, delimiter: given.delimiter ?? null, sheet: sheet ?? null }
}
