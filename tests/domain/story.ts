// Tells the facts of one customer by day numbers and wall-clock times, as a person would on paper.
import { type Day, type Instant, parseDay, Zone } from '../../src/domain/day.ts'
import type { ContactFact, Facts, LineFact, Shop } from '../../src/domain/facts.ts'

export const MOSCOW = new Zone('Europe/Moscow')
/** Monday, 2 March 2026. */
export const MONDAY = parseDay('2026-03-02') as Day

/** The shop of the examples: 60 days between purchases, one purchase day in 100 days, 1 490.00 a time. */
export function shopOf(zone: Zone, since: Instant): Shop {
  return {
    zone,
    since,
    medianIntervalDays: 60,
    meanIntervalDays: 60,
    regularity: 2,
    leaving: 1.5,
    settling: 1,
    basketMinor: 149_000,
    forecastErrorDays: null,
    forecasts: 0,
  }
}

export interface Item {
  product?: number
  quantity?: number
  lasts?: number
  tips?: boolean
}

/** A customer with a phone of whom nothing else is known. */
export function noFacts(): Facts {
  return {
    customerId: 1,
    reach: 'phone',
    forgotten: false,
    sales: [],
    contacts: [],
    snoozes: [],
    skips: [],
    cases: [],
    promises: [],
    consents: [],
  }
}

interface SaleOptions {
  items?: Item[]
  promised?: number
  delivered?: number
  /** Everything came back on this day, at noon. */
  returned?: number
  imported?: boolean
  /** The day it was entered, at 09:00; the moment of the sale when left out. */
  entered?: number
}

type Answers = Partial<Pick<ContactFact, 'nps' | 'csat' | 'direction' | 'message'>> & {
  runsOut?: number
  next?: string
}

/** Days count from day 0; a moment is `3` (sales 15:00, all else 10:00) or `3 16:30`. */
export class Story {
  readonly facts: Facts = noFacts()
  readonly zone: Zone
  readonly #dayZero: Day
  #lastId = 0

  constructor(zone: Zone = MOSCOW, dayZero: Day = MONDAY) {
    this.zone = zone
    this.#dayZero = dayZero
  }

  day(number: number): Day {
    return this.#dayZero + number
  }

  at(moment: string | number, usual = '10:00'): Instant {
    const [day, time = usual] = String(moment).split(' ')
    const [hours, minutes] = time.split(':')
    return this.zone.at(this.day(Number(day)), Number(hours) * 60 + Number(minutes))
  }

  withoutPhone(): this {
    this.facts.reach = null
    return this
  }

  sale(moment: string | number, options: SaleOptions = {}): this {
    const at = this.at(moment, '15:00')
    const { items = [{}], promised, delivered, returned, imported = false, entered } = options
    const sold = items.map(lineOf)
    const back =
      returned === undefined ? [] : sold.map((line) => returnOf(line, this.at(`${returned} 12:00`)))
    this.facts.sales.push({
      id: this.#id(),
      at,
      enteredAt: entered === undefined ? at : this.at(`${entered} 09:00`),
      imported,
      promised: promised === undefined ? null : this.day(promised),
      delivered: delivered === undefined ? null : this.day(delivered),
      discountMinor: 0,
      lines: [...sold, ...back],
    })
    return this
  }

  contact(moment: string | number, outcome: ContactFact['outcome'], answers: Answers = {}): this {
    const { runsOut, next, nps = null, csat = null, direction = 'out', message = null } = answers
    this.facts.contacts.push({
      id: this.#id(),
      at: this.at(moment),
      outcome,
      direction,
      message,
      nps,
      csat,
      next: next === undefined ? null : this.at(next),
      runsOut: runsOut === undefined ? null : this.day(runsOut),
    })
    return this
  }

  talk(moment: string | number, answers: Answers = {}): this {
    return this.contact(moment, 'talked', answers)
  }

  noAnswer(moment: string | number): this {
    return this.contact(moment, 'no-answer')
  }

  message(moment: string | number, message: ContactFact['message'] = null): this {
    return this.contact(moment, 'message-sent', { message })
  }

  snooze(moment: string | number, until: string): this {
    this.facts.snoozes.push({ id: this.#id(), at: this.at(moment), until: this.at(until) })
    return this
  }

  skip(moment: string | number): this {
    this.facts.skips.push({ id: this.#id(), at: this.at(moment) })
    return this
  }

  #id(): number {
    this.#lastId += 1
    return this.#lastId
  }
}

function lineOf({ product = 1, quantity = 1, lasts, tips = false }: Item): LineFact {
  return {
    productId: product,
    quantity,
    amountMinor: quantity * 149_000,
    returnedAt: null,
    lastsDays: lasts ?? null,
    hasTips: tips,
  }
}

function returnOf(line: LineFact, returnedAt: Instant): LineFact {
  return { ...line, quantity: -line.quantity, amountMinor: -line.amountMinor, returnedAt }
}
