// Whether she is unhappy: a case is open, or a low answer came after the last one that was solved.
import type { CaseFact, CaseState } from './case.ts'
import type { ContactFact } from './facts.ts'
import type { Policy } from './policy.ts'

export class Mood {
  /** Open cases by id, and a low answer that opened none. */
  readonly #causes = new Set<number | 'answer'>()
  /** Contacts whose low answer opened a case: that case tells better than any later answer whether it is solved. */
  readonly #withCase: ReadonlySet<number | null>
  readonly #policy: Policy

  constructor(cases: readonly CaseFact[], policy: Policy) {
    this.#withCase = new Set(cases.map(({ contactId }) => contactId))
    this.#policy = policy
  }

  get unhappy(): boolean {
    return this.#causes.size > 0
  }

  answered(contact: Pick<ContactFact, 'id' | 'nps' | 'csat'>): void {
    if (contact.nps === null && contact.csat === null) return
    if (!isLow(contact, this.#policy)) this.#causes.delete('answer')
    else if (!this.#withCase.has(contact.id)) this.#causes.add('answer')
  }

  caseMoved(caseId: number, state: CaseState): void {
    if (state !== 'closed') this.#causes.add(caseId)
    else {
      this.#causes.delete(caseId)
      this.#causes.delete('answer')
    }
  }
}

/** Whether an answer is so low that something went wrong. */
export function isLow({ nps, csat }: Pick<ContactFact, 'nps' | 'csat'>, { unhappy }: Policy): boolean {
  return (nps !== null && nps <= unhappy.npsAtMost) || (csat !== null && csat <= unhappy.csatAtMost)
}
