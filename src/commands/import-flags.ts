// The flags that every import takes.
import { invalid } from '../errors.ts'
import { DELIMITERS, type Declared } from '../exchange/table.ts'
import { missing } from './input.ts'

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

/** How the file is said to be written. @throws AppError input.invalid, input.missing */
export function declared({ encoding, delimiter, sheet, rejects, skipBad }: ImportFlags): Declared {
  if (rejects !== undefined && !skipBad) missing('--skip-bad')
  // A shell passes a tab on only with some trouble.
  const typed = delimiter === 'tab' || delimiter === '\\t' ? '\t' : delimiter
  if (typed !== undefined && !DELIMITERS.includes(typed)) {
    invalid('choice', '--delimiter', typed, {
      options: DELIMITERS.map((mark) => (mark === '\t' ? 'tab' : `"${mark}"`)),
    })
  }
  return { encoding: encoding ?? null, delimiter: typed ?? null, sheet: sheet ?? null }
}
