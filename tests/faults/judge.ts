// Whether what a fault left behind is what was promised: before or after, whole, and told in plain words.
import type { Ended } from './program.ts'
import { complaintsOf, keptAside, planComplaints, stateOf } from './state.ts'

/** What a shop may be like after a fault. */
export interface Allowed {
  before: string
  /** Opened, brought up to date, and nothing else. */
  between: string
  after: string
}

/** What is wrong, in words; nothing where all is as promised. */
export function judge({ before, between, after }: Allowed, db: string, { code, out, err }: Ended): string[] {
  const complaints = complaintsOf(db)
  if (complaints.length > 0) return complaints
  const state = stateOf(db)
  if (![before, between, after].includes(state)) complaints.push('neither before nor after')
  if (code === 0 && state !== after) complaints.push('acknowledged, yet not stored')
  // Told as an error, but not as if nothing had happened: the answer was lost, or she still stands in some bytes.
  if (
    code !== 0 &&
    code !== null &&
    state === after &&
    before !== after &&
    !/output\.lost|customer\.(notRewritten|inBackups)|db\.(unsure|storedThenFailed)/.test(err)
  ) {
    complaints.push(`stored, yet told as failed: ${err.trim()}`)
  }
  // Node itself, before a line of ours has run.
  if (/Cannot read package config/.test(err)) return complaints
  if (/"bug"|This is a bug|\n {4}at /.test(err)) complaints.push(`a bug: ${err.trim()}`)
  if (/\n {4}at /.test(out)) complaints.push('a stack in the answer')
  const kept = keptAside(db)
  if (state === after && before !== after && kept.length > 0 && !kept.includes(before))
    complaints.push('not kept aside')
  return [...complaints, ...planComplaints(db)]
}
