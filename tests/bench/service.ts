// What came after a sale in a made-up shop: thanks, calls and their answers, complaints, returns, promises.
import type { CaseKind, CaseOrigin, Resolution } from '../../src/domain/case.ts'
import { FACTORS } from '../../src/domain/contact.ts'
import { DAY, dayText, HOUR, type Instant, instantText } from '../../src/domain/day.ts'
import { insertCase, insertStep } from '../../src/store/case.ts'
import { insertConsent } from '../../src/store/consent.ts'
import { insertSnooze, saveContact } from '../../src/store/contact.ts'
import { insertPromise, settlePromise } from '../../src/store/promise.ts'
import { insertLine, type LineFields } from '../../src/store/sale.ts'
import type { Store } from '../../src/store/store.ts'
import type { Chance } from './chance.ts'

/** A sale as it was made. */
export interface Made {
  id: number
  at: Instant
  buyer: { id: number; phone: string | null; refuses: boolean }
  /** Whether it was her first. */
  first: boolean
  lines: LineFields[]
}

/** Shares of all sales after which each happens; the seller calls new customers more often than known ones. */
const OFTEN = { thanked: 0.3, calledFirst: 0.6, called: 0.25, checkedIn: 0.2, returned: 0.03 }
const RARELY = { asked: 0.02, promised: 0.01, consented: 0.02, snoozed: 0.005 }

/** Share of calls that are answered, and of answered ones that are refused for good, or told to be a wrong number. */
const REACHED = 0.7
const REFUSED = 0.004
const WRONG = 0.003

/** Days after which a case of a made-up shop is closed; the latest are still open. */
const SOLVED_AFTER = 3

/** Writes down what came of a sale until the moment of the shop. */
export function serve(store: Store, chance: Chance, made: Made): void {
  const { buyer, at, first } = made
  const later = (days: number) => at + days * DAY + chance.below(5 * HOUR)
  const often = (share: number) => chance.is(share) && !buyer.refuses
  if (often(OFTEN.thanked)) send(store, made, at + HOUR)
  if (often(first ? OFTEN.calledFirst : OFTEN.called)) call(store, chance, made, later(1), 'csat')
  if (often(OFTEN.checkedIn)) call(store, chance, made, later(12 + chance.below(10)), 'nps')
  if (chance.is(OFTEN.returned)) giveBack(store, chance, made, later(4))
  if (chance.is(RARELY.asked)) {
    const kind = chance.pick(['question', 'repair', 'complaint', 'advice'] as const)
    open(store, made, later(6), kind, 'asked', null)
  }
  if (chance.is(RARELY.promised)) promise(store, chance, made)
  if (often(RARELY.consented)) {
    const said = instantText(at)
    const words = { purpose: 'marketing', given: chance.is(0.8), source: 'разговор' } as const
    insertConsent(store.db, { ...words, customerId: buyer.id, at: said, enteredAt: said })
  }
  if (chance.is(RARELY.snoozed) && later(8) <= store.now) {
    insertSnooze(store.db, buyer.id, instantText(later(8)), instantText(later(20)))
  }
}

const SILENT = {
  ...{
    csat: null,
    nps: null,
    reason: null,
    factor: null,
    factorScore: null,
    used: null,
    repeat: null,
    note: null,
  },
  ...{ minutes: null, nextAt: null, runsOutDay: null, wrongPhone: null },
}

function send({ db, now }: Store, { buyer }: Made, at: Instant): void {
  if (at > now) return
  const when = { at: instantText(at), enteredAt: instantText(at) }
  const how = { outcome: 'message-sent', channel: 'chat', direction: 'out', message: 'thanks' } as const
  saveContact(db, null, { ...SILENT, ...when, ...how, customerId: buyer.id })
}

/** Calls until somebody answers, twice at most. */
function call(store: Store, chance: Chance, made: Made, at: Instant, asks: 'csat' | 'nps', tries = 2): void {
  const { db, now } = store
  const { buyer } = made
  if (at > now || buyer.phone === null) return
  const when = { customerId: buyer.id, at: instantText(at), enteredAt: instantText(at) }
  const how = { channel: 'phone', direction: 'out' } as const
  if (!chance.is(REACHED)) {
    saveContact(db, null, { ...SILENT, ...when, ...how, outcome: 'no-answer' })
    if (tries > 1) call(store, chance, made, at + DAY, asks, tries - 1)
    return
  }
  if (chance.is(REFUSED)) {
    saveContact(db, null, { ...SILENT, ...when, ...how, outcome: 'refused' })
    buyer.refuses = true
    return
  }
  if (chance.is(WRONG)) {
    saveContact(db, null, { ...SILENT, ...when, ...how, outcome: 'wrong-number', wrongPhone: buyer.phone })
    buyer.phone = null
    return
  }
  const csat = asks === 'csat' ? chance.pick([2, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5]) : null
  const nps = asks === 'nps' ? chance.pick([3, 6, 7, 7, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 10]) : null
  const factor = nps === null ? null : chance.pick(FACTORS)
  const id = saveContact(db, null, {
    ...{ ...SILENT, ...when, ...how, outcome: 'talked', csat, nps, factor },
    factorScore: factor === null ? null : 3 + chance.below(3),
    used: csat === null ? null : chance.is(0.9),
    reason: nps !== null && chance.is(0.3) ? 'Всегда перезваниваете' : null,
    note: chance.is(0.3) ? 'Довольна, спрашивала про новинки' : null,
    minutes: 2 + chance.below(6),
  })
  if ((csat ?? 5) <= 2 || (nps ?? 10) <= 6) open(store, made, at, 'complaint', 'low-answer', id)
}

function giveBack(store: Store, chance: Chance, made: Made, at: Instant): void {
  if (at > store.now) return
  const { productId, quantity, amountMinor } = chance.pick(made.lines)
  const line = { productId, quantity: -quantity, amountMinor: -amountMinor, returnedAt: instantText(at) }
  insertLine(store.db, made.id, line)
  open(store, made, at, 'return', 'return', null)
}

/** A case; answered, solved and confirmed unless it is of the last days. */
function open(
  { db, now }: Store,
  { id: saleId, buyer }: Made,
  at: Instant,
  kind: CaseKind,
  origin: CaseOrigin,
  contactId: number | null,
): void {
  if (at > now) return
  const asked = origin === 'asked' ? 'Как правильно пользоваться?' : null
  const head = { customerId: buyer.id, saleId, kind, origin, contactId, asked }
  const caseId = insertCase(db, {
    ...{ ...head, channel: 'phone', factor: kind === 'complaint' ? 'fulfilment' : null },
    ...{ openedAt: instantText(at), enteredAt: instantText(at) },
  })
  const resolution: Resolution = kind === 'return' ? 'refunded' : kind === 'repair' ? 'repaired' : 'advised'
  const steps = [
    { kind: 'reply', after: 3 * HOUR, resolution: null },
    { kind: 'resolve', after: DAY, resolution },
    { kind: 'confirm', after: SOLVED_AFTER * DAY, resolution: null },
  ] as const
  for (const { after, ...step } of steps) {
    const when = instantText(at + after)
    const rest = { text: null, dueAt: null, contactId: null }
    if (at + after <= now) insertStep(db, { caseId, ...step, ...rest, at: when, enteredAt: when })
  }
}

function promise({ db, zone, now }: Store, chance: Chance, { id: saleId, buyer, at }: Made): void {
  const due = zone.day(at) + 1 + chance.below(7)
  const made = instantText(at)
  const id = insertPromise(db, {
    ...{ customerId: buyer.id, saleId, caseId: null, contactId: null, kind: 'accessory', promiser: 'seller' },
    ...{ text: 'Пробник крема', amountMinor: null, madeAt: made, enteredAt: made, dueDay: dayText(due) },
  })
  const settled = zone.noon(due)
  if (settled > now) return
  settlePromise(db, id, chance.is(0.9) ? 'kept' : 'broken', instantText(settled), null)
}
