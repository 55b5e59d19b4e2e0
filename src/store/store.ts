// One open database: opening it, and changing it in one transaction with the touched customers' plans.
import type { Database } from 'better-sqlite3'
import { type Instant, instantText, type Offsets, Zone } from '../domain/day.ts'
import type { Shop } from '../domain/facts.ts'
import type { Plan } from '../domain/plan.ts'
import type { Policy } from '../domain/policy.ts'
import type { AppError } from '../errors.ts'
import { backUpDay, backupError } from './backup.ts'
import { type Command, commandById } from './command.ts'
import { closeCommand, openCommand } from './journal.ts'
import { open, prepared } from './open.ts'
import { replan, replanEverybody, settle } from './replan.ts'
import { customersTouched, restingOn, reverse } from './reverse.ts'
import { type Identity, identityOf, mustBeSame } from './same-file.ts'
import { getSettings, policyOf, type ShopSettings, setSetting, shopSettings, zoneOf } from './setting.ts'
import { shelfOf } from './shelf.ts'
import { getShop, markChanged, shopOf, takeSnapshot } from './shop.ts'
import { Timeline } from './timeline.ts'
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

export class Store extends Timeline {
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
  /** The plans that the last change made, and the version of the file it left: what it changed is told right after it. */
  #made = { plans: new Map<number, Plan | null>(), version: 0 }
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
    super()
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

  /** Whether there is no file, and nothing in this shop. */
  get isBlank(): boolean {
    return this.isNew && this.db.memory
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

  override planOf(customerId: number, at: Instant): Plan | null {
    const made = this.isPast(at) ? null : this.#made.plans.get(customerId)
    return made && this.#made.version === this.#version() ? made : super.planOf(customerId, at)
  }

  /** Another number for each change that somebody else stored since. https://www.sqlite.org/pragma.html#pragma_data_version */
  #version(): number {
    return this.db.pragma('data_version', { simple: true }) as number
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
    const plans = new Map<number, Plan | null>()
    this.#made = { plans: new Map(), version: 0 }
    let version = 0
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
          for (const id of touched) plans.set(id, replan(this.db, id, this.policy, this.shop))
          markChanged(this.db, Math.max(now, this.changedAt))
        }
        this.#refresh()
        if (bulk) this.onStoring()
        // Asked while nobody else can write: whatever they store from here on has another number.
        version = this.#version()
        return result
      })
      .immediate()
    this.hasStored = true
    this.#made = { plans, version }
    return done
  }

  /** Much read in one go: all of it as of one moment, and the file locked once instead of at every question. */
  look<T>(read: () => T): T {
    const { db } = this
    if (db.inTransaction) return read()
    // As better-sqlite3 would, without what a change needs beside it.
    prepared(db, 'BEGIN').run()
    let end = 'ROLLBACK'
    try {
      const told = read()
      end = 'COMMIT'
      return told
    } finally {
      // Some errors of the file end it by themselves.
      if (db.inTransaction) prepared(db, end).run()
    }
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
    if (this.zone?.name !== timeZone) this.zone = zoneOf(this.settings, this.#system.offsets)
    this.shop = shopOf(shop, this.zone)
    this.past = null
    this.changedAt = Date.parse(shop.changedAt)
  }

  #sameMonth(a: Instant, b: Instant): boolean {
    return this.zone.text(a).slice(0, 7) === this.zone.text(b).slice(0, 7)
  }
}
