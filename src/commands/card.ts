// The card of one call: everything she needs in front of her before she dials.
import { nextFactor } from '../domain/contact.ts'
import { type Day, dayOf, dayText, instantText, monthDay } from '../domain/day.ts'
import { worthNow } from '../domain/fades.ts'
import type { Plan, Stretch } from '../domain/plan.ts'
import { netQuantities } from '../domain/sale.ts'
import { dueAtInstant, type TouchKind } from '../domain/touch.ts'
import { factorsAsked, type LastContact, lastTalkAt, latestContact } from '../store/contact.ts'
import { type Customer, customerById } from '../store/customer.ts'
import { avoidedBy } from '../store/customer-avoid.ts'
import { tipsOf } from '../store/product.ts'
import { latestPurchase } from '../store/purchase.ts'
import { type Sale, type Sold, soldById } from '../store/sale.ts'
import type { Store } from '../store/store.ts'
import { type Before, hoursLeft, isOverdue, type Reason, reasonOf } from '../ui/reason.ts'
import type { CallFacts, Scripts } from '../ui/script.ts'
import type { Card, Why } from '../ui/view/card.ts'
import { tellsCases } from '../ui/view/due.ts'
import type { Words } from '../ui/words.ts'
import { aboutOf, awaitedOf, promiseOf } from './about.ts'
import { avoidedAmong } from './avoid.ts'
import { pointsHint } from './bonus-account.ts'
import { caseHints } from './case-due.ts'
import { offersOf } from './offer.ts'

export function cardOf(
  store: Store,
  stretch: Stretch,
  rank: number,
  words: Words,
  scripts: Scripts,
  why: boolean,
): Card {
  const { db, zone, now, policy } = store
  const until = instantText(now)
  const customer = customerById(db, stretch.customerId) as Customer
  const saleId = stretch.saleId ?? latestPurchase(db, customer.id, until)?.id ?? null
  const sale = saleId === null ? null : soldById(db, saleId)
  const asked = [stretch.kind, ...stretch.carried].includes('first-use')
    ? firstUseSales(store, stretch, sale)
    : []
  const told = sale && !asked.some(({ id }) => id === sale.id) ? [sale, ...asked] : asked
  const about = aboutOf(store, stretch)
  const talk = latestContact(db, customer.id, until, 'talked')
  const attempt = stretch.attempts > 0 ? latestContact(db, customer.id, until, 'no-answer') : null
  const { again, avoided } = reordersOf(store, stretch)
  const call = {
    kind: stretch.kind,
    carried: stretch.carried,
    tips: [...new Set(told.flatMap((each) => tipsFor(store, each)))],
    unhappy: stretch.unhappy,
    factor: () => nextFactor(factorsAsked(db, customer.id)),
    promise: promiseOf(store, stretch, words),
    awaited: awaitedOf(store, stretch.awaitedId),
  }
  return {
    rank,
    tier: stretch.tier,
    kind: stretch.kind,
    channel: store.reachOf(customer),
    customer: {
      id: customer.id,
      externalId: customer.externalId,
      name: customer.name,
      phone: customer.phone,
      address: customer.chat ?? customer.email,
    },
    ...windowOf(stretch, words),
    overdue: isOverdue(stretch, words),
    hoursLeft: hoursLeft(stretch, now),
    reason: reasonOf(stretch, beforeCall(store, stretch), about, words),
    saleId: sale?.id ?? null,
    caseId: stretch.caseId,
    promiseId: stretch.promiseId,
    saleDate: sale ? dayTextOf(sale, store) : null,
    items: [...new Set(told.flatMap((each) => itemsOf(each, words)))],
    ask: scripts.ask(again ? call : withoutReorder(call)),
    offer: offersOf(store, stretch, scripts),
    avoid: scripts.avoid(call),
    hints: [
      ...(tellsCases(stretch) ? caseHints(store, customer.id, stretch.caseId, scripts, words) : []),
      ...hintsOf(customer, stretch, attempt, words, policy.birthday.hintDays),
      ...pointsHint(store, customer.id, words),
      ...avoidHint(store, customer.id, words),
      ...avoided.map(({ name }) => words.t('due.hint.notAgain', { product: name })),
    ],
    attempts: stretch.attempts,
    missed: stretch.missed,
    carries: stretch.carried,
    value: Math.round(stretch.value * 10) / 10,
    why: why ? worthOf(store, stretch) : null,
    lastContact: lastContactOf(talk ?? latestContact(db, customer.id, until), zone),
  }
}

/** What must never be offered, in whatever call. */
function avoidHint({ db }: Store, customerId: number, { t }: Words): string[] {
  const tags = avoidedBy(db, customerId)
  return tags.length === 0 ? [] : [t('due.hint.avoid', { tags: tags.join(', ') })]
}

/** Whether the call may ask for anything to be bought again, and what of it the customer has come to avoid. */
function reordersOf(store: Store, { customerId, kind, carried, reorders }: Stretch) {
  if (kind !== 'reorder' && !carried.includes('reorder')) return { again: true, avoided: [] }
  const avoided = avoidedAmong(store, customerId, reorders)
  return { again: avoided.length < reorders.length || reorders.length === 0, avoided }
}

/** A call that would ask for what is to be avoided asks how things are instead. */
function withoutReorder(call: CallFacts): CallFacts {
  const other = (kind: TouchKind) => (kind === 'reorder' ? 'keep-in-touch' : kind)
  return { ...call, kind: other(call.kind), carried: call.carried.map(other) }
}

/** Every sale whose first use one call asks about, the one of the live touch first. */
function firstUseSales({ db }: Store, { firstUses }: Stretch, live: Sold | null): Sold[] {
  const ids = new Set([...(live ? [live.id] : []), ...firstUses])
  return [...ids].flatMap((id) => (id === live?.id ? live : (soldById(db, id) ?? [])))
}

/** Why somebody is to be called, where no card is shown. */
export function callReason(store: Store, stretch: Stretch, words: Words): Reason {
  return reasonOf(stretch, beforeCall(store, stretch), aboutOf(store, stretch), words)
}

/** What came before a call, each read when a reason tells it. */
function beforeCall({ db, now, zone }: Store, { customerId, saleId }: Stretch): Before {
  const until = instantText(now)
  const dayOfText = (at: string | null | undefined) => (at ? zone.day(Date.parse(at)) : null)
  const boughtAt = () => latestPurchase(db, customerId, until)?.soldAt ?? ''
  return {
    get bought() {
      return dayOfText(boughtAt())
    },
    get sold() {
      return dayOfText(saleId === null ? null : soldById(db, saleId)?.soldAt)
    },
    get spoke() {
      const talkedAt = lastTalkAt(db, customerId, until) ?? ''
      return dayOfText([boughtAt(), talkedAt].sort().at(-1))
    },
  }
}

/** The terms of the value, reckoned anew for who asks for them. */
function worthOf(store: Store, { customerId, kind, productId, runOut }: Stretch): Why {
  const { now, policy } = store
  const shop = store.shopAt(now)
  const plan = store.planOf(customerId, now) as Plan
  const known = plan.runOuts.at(-1)?.runOut
  const isTold = known?.told === true && known.day === runOut
  const forecast =
    kind !== 'reorder' || productId === null || runOut === null || isTold
      ? null
      : { runsOut: dayText(runOut), errorDays: shop.forecastErrorDays, forecasts: shop.forecasts }
  return { ...worthNow(plan, now, policy, shop), forecast }
}

/** The window as the contract writes it: whole days, ends included; the due moment where there is one. */
export function windowOf(
  touch: Pick<Stretch, 'kind' | 'opens' | 'due' | 'closes'>,
  { zone }: Words,
): Pick<Card, 'opens' | 'due' | 'closes'> {
  return {
    opens: dayText(zone.day(touch.opens)),
    due: dueAtInstant(touch.kind) ? zone.text(touch.due) : dayText(zone.day(touch.due)),
    closes: touch.closes === Number.POSITIVE_INFINITY ? null : dayText(zone.day(touch.closes - 1)),
  }
}

/** `Cream × 2`, of what she kept. */
export function itemsOf(sale: Pick<Sale, 'lines'>, words: Words): string[] {
  const names = new Map(sale.lines.map(({ productId, product }) => [productId, product]))
  return [...netQuantities(sale.lines)].map(([productId, quantity]) => {
    const product = names.get(productId) ?? ''
    return quantity === 1 ? product : `${product} × ${words.number(quantity, 3)}`
  })
}

/** How what she bought is used. */
function tipsFor({ db }: Store, { lines }: Sold): string[] {
  const ids = new Set(lines.filter((line) => line.quantity > 0).map((line) => line.productId))
  return [...ids].flatMap((id) => tipsOf(db, id))
}

function dayTextOf(sale: Sold, { zone }: Store): string {
  return zone.text(Date.parse(sale.soldAt)).slice(0, 10)
}

/** The last talk; where there was none, the last attempt. */
function lastContactOf(last: LastContact | null, zone: Store['zone']): Card['lastContact'] {
  return last
    ? { at: zone.text(Date.parse(last.at)), outcome: last.outcome, note: last.note ?? last.reason }
    : null
}

function hintsOf(
  customer: Customer,
  stretch: Stretch,
  attempt: LastContact | null,
  words: Words,
  birthdayDays: number,
): string[] {
  const { t } = words
  const hints: string[] = []
  if (attempt) {
    const at = Date.parse(attempt.at)
    const when = `${words.ago(words.zone.day(at))}, ${words.time(at)}`
    hints.push(t(words.zone.minutes(at) < 15 * 60 ? 'due.hint.tryEvening' : 'due.hint.tryMorning', { when }))
  }
  if (stretch.missed > 0) hints.push(t('due.hint.missed', { count: stretch.missed }))
  const birthday = nextBirthday(customer.birthday, words.today)
  if (birthday !== null && birthday - words.today <= birthdayDays) {
    hints.push(t('due.hint.birthday', { day: words.day(birthday) }))
  }
  if (customer.note) hints.push(t('due.hint.note', { note: customer.note }))
  return hints
}

/** The next day a birthday is kept; one of 29 February on 1 March in other years. */
function nextBirthday(birthday: string | null, today: Day): Day | null {
  if (birthday === null) return null
  const { year } = monthDay(today)
  const [month = 1, day = 1] = birthday.split('-').map(Number)
  const inYear = (y: number) => dayOf(y, month, day) ?? (dayOf(y, 3, 1) as Day)
  return inYear(year) >= today ? inYear(year) : inYear(year + 1)
}
