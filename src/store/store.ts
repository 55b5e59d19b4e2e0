// One open database: reading it, and changing it in one transaction with the touched customers' plans.
import type { Database } from 'better-sqlite3'
import { type Instant, instantText, type Offsets, Zone } from '../domain/day.ts'
import { type Facts, factsAt, type Reach, type Shop } from '../domain/facts.ts'
import { type Plan, plan, type Stretch, stretchAt } from '../domain/plan.ts'
import type { Policy } from '../domain/policy.ts'
import type { AppError } from '../errors.ts'
import { backUpDay, backupError } from './backup.ts'
import { type Command, commandById } from './command.ts'
import { type Customer, reachOf } from './customer.ts'
import { allFacts, factsOf } from './facts.ts'
import { closeCommand, openCommand } from './journal.ts'
import { open } from './open.ts'
import { customersTouched, restingOn, reverse } from './reverse.ts'
import { type Identity, identityOf, mustBeSame } from './same-file.ts'
import { getSettings, policyOf, type ShopSettings, setSetting, shopSettings } from './setting.ts'
import { shelfOf } from './shelf.ts'
import { getShop, markChanged, reckonShop, shopOf, takeSnapshot } from './shop.ts'
import { nextCallOf, replaceEveryStretch, replaceStretches, stretchesOf } from './stretch.ts'
import { changedSince, chooseRedo, chooseUndo } from './undo.ts'

/** Collects whose facts a write changed; 'everybody' also renews the shop's snapshot. */
export interface Changes {
  touch(customerId: number): void
  touchEverybody(): void
}

/** How a change is written down. */
export interface Writing {
  /** Whether it goes on with what the last change of this store began, as a talk does answer by answer. */
  continues?: boolean
  /** Whether it adds so many rows that only their ids are kept. */
  bulk?: boolean
}

/** What the system knows of time zones: which one is its own, and the offsets of others, sooner than the database of zones. */
export interface SystemZones {
  readonly zone: string
  readonly offsets?: Offsets
}

export class Store {
  readonly db: Database
  readonly path: string
  /** The moment of this run, by the clock or as asked for. */
  now: Instant
  /** What changes are written down as: the command as it is typed, `sale add`. */
  command = 'change'
  /** Told what kept the day's backup from being made; what was to be written is written all the same. */
  onNoBackup: (error: AppError) => void = () => undefined
  /** Told that a long work is about to be stored: an interruption that comes now comes too late to stop it. */
  onStoring: () => void = () => undefined
  /** Whether a change was stored: whatever fails after it, it is not undone by that. */
  hasStored = false
  /** Whether this run made the file, or there is none. */
  readonly isNew: boolean
  readonly #file: Identity | null
  #past: Shop | null = null
  /** The number of the command that the last change was part of. */
  #written: number | null = null
  readonly #clock: (zone: Zone) => Instant
  readonly #system: SystemZones
  settings!: ShopSettings
  policy!: Policy
  zone!: Zone
  shop!: Shop
  /** The latest moment at which anything was changed: before it, a plan is computed rather than read. */
  changedAt!: Instant

  /**
   * @param clock the moment of this run, given the shop's zone
   * @param system the zone a new file takes for its own, or whoever can tell that
   */
  constructor(
    path: string,
    mode: 'read' | 'write',
    clock: (zone: Zone) => Instant,
    system: string | SystemZones,
  ) {
    this.path = path
    this.#system = typeof system === 'string' ? { zone: system } : system
    let isNew = false
    const create = (db: Database) => {
      isNew = true
      db.transaction(() => {
        const zone = new Zone(this.#system.zone)
        setSetting(db, 'timeZone', zone.name)
        takeSnapshot(db, clock(zone), policyOf(new Map()), zone)
      }).immediate()
    }
    // Looked at before it is opened: whatever is put in its place from now on is another file.
    const there = identityOf(path)
    this.db = open(path, mode, create, settle)
    this.isNew = isNew
    this.#file = there ?? identityOf(path)
    this.#refresh()
    this.#clock = clock
    this.now = clock(this.zone)
  }

  /** Moves on to the present moment: a calling session outlasts the moment it began at. */
  tick(): void {
    this.#mustBeSame()
    this.now = this.#clock(this.zone)
  }

  close(): void {
    this.db.close()
  }

  /**
   * One change: what `change` writes, and the new plans of everybody it touched, in one immediate transaction.
   * Nothing of it is stored when it throws.
   */
  write<T>(change: (changes: Changes) => T, { continues = false, bulk = false }: Writing = {}): T {
    const opening = {
      ...{ name: this.command, at: instantText(this.now), bulk },
      continues: continues ? this.#written : null,
    }
    const { result, written } = this.#transact((changes) => {
      let everybody = false
      const id = openCommand(this.db, opening)
      const result = change({
        touch: changes.touch,
        touchEverybody: () => {
          everybody = true
          changes.touchEverybody()
        },
      })
      return { result, written: closeCommand(this.db, id, everybody) ? id : null }
    }, bulk)
    this.#written = written
    return result
  }

  /** Takes back a command, by its number or the last one. @throws AppError undo.* */
  undo(number: number | null): Command {
    return this.#replay('undo', () => chooseUndo(this.db, number))
  }

  /** Brings back what was taken back. @throws AppError redo.*, undo.notFound */
  redo(number: number | null): Command {
    return this.#replay('redo', () => chooseRedo(this.db, number))
  }

  #replay(what: 'undo' | 'redo', choose: () => Command): Command {
    const { db } = this
    let chosen: Command | null = null
    try {
      const id = this.#transact((changes) => {
        chosen = choose()
        reverse(db, chosen, what === 'undo' ? instantText(this.now) : null)
        for (const customerId of customersTouched(db, chosen.id)) changes.touch(customerId)
        if (chosen.everybody) changes.touchEverybody()
        return chosen.id
      })
      return commandById(db, id) as Command
    } catch (error) {
      const { code } = error as { code?: string }
      if (code !== 'SQLITE_CONSTRAINT_FOREIGNKEY' || chosen === null) throw error
      throw changedSince(db, what, (chosen as Command).id, restingOn(db, chosen))
    }
  }

  /** One immediate transaction, and in it the new plans of everybody it touched. */
  #transact<T>(change: (changes: Changes) => T, bulk = false): T {
    const { now } = this
    this.#backUpDay()
    const done = this.db
      .transaction(() => {
        this.#mustBeSame()
        this.#refresh()
        const touched = new Set<number>()
        // The first change of a month takes a new snapshot, and so plans everybody anew.
        let everybody = !this.#sameMonth(now, this.shop.since)
        const result = change({
          touch: (customerId) => touched.add(customerId),
          touchEverybody: () => {
            everybody = true
          },
        })
        if (everybody) this.#renewSnapshot(now)
        else {
          for (const customerId of touched) this.#replan(customerId)
          markChanged(this.db, Math.max(now, this.changedAt))
        }
        this.#refresh()
        if (bulk) this.onStoring()
        return result
      })
      .immediate()
    this.hasStored = true
    return done
  }

  /** Much read in one go: all of it as of one moment, and the file locked once instead of at every question. */
  look<T>(read: () => T): T {
    return this.db.transaction(read)()
  }

  /** The facts of one customer, only as far as they had happened at a moment. */
  factsOf(customerId: number, at: Instant): Facts | null {
    const facts = factsOf(this.db, customerId)
    return facts && this.isPast(at) ? factsAt(facts, at, this.zone) : facts
  }

  /** The same of everybody, in order of id. */
  *allFacts(at: Instant): Generator<Facts> {
    for (const facts of allFacts(this.db)) yield this.isPast(at) ? factsAt(facts, at, this.zone) : facts
  }

  /** How a customer could be reached at this moment: the past is told as it was. */
  reachOf(customer: Customer): Reach {
    return this.isPast(this.now) ? (this.factsOf(customer.id, this.now)?.reach ?? null) : reachOf(customer)
  }

  /** The plan of one customer as it stood at a moment, computed from her facts. */
  planOf(customerId: number, at: Instant): Plan | null {
    const facts = this.factsOf(customerId, at)
    return facts && plan(facts, this.policy, this.shopAt(at))
  }

  /** What is to be done about one customer at a moment, or next after it: read where it is stored, else computed. */
  nextCallOf(customerId: number, at: Instant): Stretch | null {
    if (!this.isPast(at)) return nextCallOf(this.db, customerId, at)
    const { stretches } = this.planOf(customerId, at) ?? { stretches: [] }
    return stretches.find(({ lane, until }) => lane !== 'message' && until > at) ?? null
  }

  /** Whether a moment lies before the latest change, where the stored plan cannot answer. */
  isPast(at: Instant): boolean {
    return at < this.changedAt
  }

  /** Everybody's plan as of a past moment, computed. */
  *pastPlans(at: Instant): Generator<Plan> {
    const shop = this.shopAt(at)
    for (const facts of this.allFacts(at)) yield plan(facts, this.policy, shop)
  }

  /** What was live at a past moment, computed from everybody's facts of that time. */
  pastStretches(at: Instant): { live: Stretch[]; next: Stretch | null } {
    const live: Stretch[] = []
    let next: Stretch | null = null
    for (const { stretches } of this.pastPlans(at)) {
      const now = stretchAt(stretches, at)
      if (now) live.push(now)
      const coming = stretches.find((stretch) => stretch.from > at && stretch.lane === 'call')
      if (coming && (!next || coming.from < next.from)) next = coming
    }
    return { live, next }
  }

  /** Customers whose stored plan differs from the plan computed anew: always none, or there is a bug. */
  wronglyPlanned(): number[] {
    const wrong: number[] = []
    for (const facts of allFacts(this.db)) {
      const stored = stretchesOf(this.db, facts.customerId)
      const { stretches } = plan(facts, this.policy, this.shop)
      if (JSON.stringify(stored) !== JSON.stringify(stretches)) wrong.push(facts.customerId)
    }
    return wrong
  }

  /** The shop as a plan of that moment sees it: the stored snapshot, or for the past one reckoned then. */
  shopAt(at: Instant): Shop {
    if (!this.isPast(at)) return this.shop
    if (this.#past?.since !== at) this.#past = reckonShop(this.db, at, this.policy, this.zone)
    return this.#past
  }

  /** Before the first write of a day, and before its lock: no copy can be made inside a transaction. */
  #backUpDay(): void {
    if (this.isNew || this.db.inTransaction) return
    try {
      this.#mustBeSame()
      backUpDay(this.db, this.path, this.zone.text(this.now))
    } catch (error) {
      const known = backupError(error, this.path, shelfOf(this.path))
      // Whoever writes just now would keep this write from happening too, once it had waited as long again.
      if (known.code === 'db.locked' || known.code === 'db.replaced') throw known
      this.onNoBackup(known)
    }
  }

  #mustBeSame(): void {
    if (!this.db.memory) mustBeSame(this.path, this.#file)
  }

  #replan(customerId: number): void {
    const facts = factsOf(this.db, customerId)
    if (facts) replaceStretches(this.db, customerId, plan(facts, this.policy, this.shop).stretches)
  }

  #renewSnapshot(now: Instant): void {
    this.#refresh()
    takeSnapshot(this.db, now, this.policy, this.zone)
    replanEverybody(this.db)
  }

  #refresh(): void {
    const settings = getSettings(this.db)
    const shop = getShop(this.db)
    this.settings = shopSettings(settings)
    this.policy = policyOf(settings)
    const { timeZone } = this.settings
    if (this.zone?.name !== timeZone) this.zone = new Zone(timeZone, this.#system.offsets)
    this.shop = shopOf(shop, this.zone)
    this.changedAt = Date.parse(shop.changedAt)
  }

  #sameMonth(a: Instant, b: Instant): boolean {
    return this.zone.text(a).slice(0, 7) === this.zone.text(b).slice(0, 7)
  }
}

/** What a copy or an older file needs: a newer program may plan otherwise, and a new schema may bring new figures. */
export function settle(db: Database): void {
  const settings = getSettings(db)
  const zone = new Zone(shopSettings(settings).timeZone)
  takeSnapshot(db, Date.parse(getShop(db).sinceAt), policyOf(settings), zone)
  replanEverybody(db)
}

/** Plans all customers anew, by the settings and the snapshot that are stored. */
function replanEverybody(db: Database): void {
  const settings = getSettings(db)
  const policy = policyOf(settings)
  const shop = shopOf(getShop(db), new Zone(shopSettings(settings).timeZone))
  const planned = function* () {
    for (const facts of allFacts(db)) yield plan(facts, policy, shop).stretches
  }
  replaceEveryStretch(db, planned())
}
