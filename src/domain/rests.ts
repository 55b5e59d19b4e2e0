// What lays touches to rest as her history goes on: quiet days, the cap on contacts, her refusals, her mood.
import type { CaseFact, CaseState } from './case.ts'
import type { ConsentFact } from './consent.ts'
import type { Day, Instant } from './day.ts'
import type { ContactFact, Shop } from './facts.ts'
import { Mood } from './mood.ts'
import type { Policy } from './policy.ts'
import { holds, type Quiet, type QuietReason, yieldsToTalk } from './quiet.ts'

export class Rests {
  readonly quiets: Quiet[] = []
  readonly #policy: Policy
  readonly #shop: Shop
  readonly #mood: Mood
  readonly #counted: Instant[] = []
  /** Quiets that are not over yet: all that an event can be about. */
  #holding: Quiet[] = []
  #unhappy: Quiet | null = null

  constructor(cases: readonly CaseFact[], policy: Policy, shop: Shop) {
    this.#policy = policy
    this.#shop = shop
    this.#mood = new Mood(cases, policy)
  }

  /** Leaves behind what is over by the moment of the next event. */
  moveOn(at: Instant): void {
    this.#holding = this.#holding.filter((quiet) => quiet.until > at)
  }

  /** What a call of this moment does not break through. */
  standingAt(at: Instant): Quiet[] {
    return this.#holding.filter((quiet) => holds(quiet, at) && !yieldsToTalk(quiet.why))
  }

  /** Rests until a moment, Infinity for good. */
  begin(why: QuietReason, from: Instant, until: Instant): Quiet {
    const quiet = { why, from, until }
    if (until > from) {
      this.quiets.push(quiet)
      this.#holding.push(quiet)
    }
    return quiet
  }

  /** Rests until the morning of the day that comes so many days after the first one's own. */
  beginDays(why: QuietReason, from: Instant, days: number, counted: Instant = from): void {
    const { zone } = this.#shop
    const day: Day = zone.day(counted) + days
    this.begin(why, from, zone.start(day))
  }

  cutShort(why: QuietReason, at: Instant): void {
    for (const quiet of this.#holding) if (quiet.why === why) quiet.until = Math.min(quiet.until, at)
  }

  /** One more contact that the seller began; the cap rests her once there are enough of them within its days. */
  count(at: Instant): void {
    const { contacts, days } = this.#policy.cap
    this.#counted.push(at)
    const oldest = this.#counted.at(-contacts)
    if (oldest !== undefined) this.beginDays('cap', at, days, oldest)
  }

  answered(contact: ContactFact): void {
    const { at, nps } = contact
    if (nps !== null) this.beginDays('answered', at, this.#policy.checkIn.answerHoldsDays + 1)
    this.#mood.answered(contact)
    this.#judge(at)
  }

  caseMoved(caseId: number, state: CaseState, at: Instant): void {
    this.#mood.caseMoved(caseId, state)
    this.#judge(at)
  }

  /** Her word on service contacts takes a refusal back, or is one; without offers nothing is sold to her. */
  consented({ at, purpose, given }: ConsentFact): void {
    const why = purpose === 'service' ? 'refused' : 'no-offers'
    if (given) this.cutShort(why, at)
    else this.begin(why, at, Number.POSITIVE_INFINITY)
  }

  /** Begins or ends her unhappiness, as its causes come and go. */
  #judge(at: Instant): void {
    if (this.#mood.unhappy && !this.#unhappy) {
      this.#unhappy = this.begin('unhappy', at, Number.POSITIVE_INFINITY)
    } else if (!this.#mood.unhappy && this.#unhappy) {
      this.#unhappy.until = at
      this.#unhappy = null
    }
  }
}
