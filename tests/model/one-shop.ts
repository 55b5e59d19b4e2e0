// A shop in memory that whole command lines work on, one after another, and what can be asked of it at any moment.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Command } from 'commander'
import { statementFor } from '../../src/commands/bonus-account.ts'
import { Context } from '../../src/context.ts'
import { HOUR } from '../../src/domain/day.ts'
import { AppError } from '../../src/errors.ts'
import { createProgram } from '../../src/program/program.ts'
import { isSearchInStep } from '../../src/store/search-index.ts'
import { Store } from '../../src/store/store.ts'
import { JOURNALLED } from '../../src/store/trigger.ts'
import type { World } from '../../src/world.ts'

const FACTS = [...Object.keys(JOURNALLED), 'forgotten']

/** All facts as text; the same text means the same facts. */
export function factsIn(store: Store): string {
  return FACTS.map((table) => {
    const rows = store.db
      .prepare(`SELECT * FROM ${table}`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
    return [table, ...rows.sort()].join('\n')
  }).join('\n\n')
}

/** What must hold at every moment; a list of complaints. */
export function complaintsAbout(store: Store): string[] {
  const { db } = store
  const found: string[] = []
  const integrity = db.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') found.push(`integrity: ${integrity}`)
  for (const row of db.pragma('foreign_key_check') as object[])
    found.push(`foreign key: ${JSON.stringify(row)}`)
  for (const id of store.wronglyPlanned()) found.push(`customer ${id} is planned wrongly`)
  for (const table of ['stretch', 'tally', 'first_call']) {
    const strays = `SELECT count(*) FROM ${table} WHERE customer_id NOT IN (SELECT id FROM customer)`
    if (db.prepare(strays).pluck().get() !== 0) found.push(`a ${table} of nobody`)
  }
  if (!isSearchInStep(db)) found.push('a search is out of step with the cards')
  if (db.prepare('SELECT command_id FROM journal').pluck().get() !== null)
    found.push('the journal is left open')
  for (const id of db.prepare('SELECT id FROM customer').pluck().all() as number[]) {
    const { balance, lines } = statementFor(store, id)
    const sum = lines.reduce((total, line) => total + line.points, 0)
    if (balance < 0 || balance !== sum) found.push(`customer ${id} has ${balance} points, the ledger ${sum}`)
  }
  return found
}

/** A context whose every command works on one open store. */
class OneStore extends Context {
  store: Store | null = null

  override read(): Promise<Store> {
    const { store } = this
    if (!store) throw new Error('there is no shop')
    store.tick()
    store.command = this.command
    return Promise.resolve(store)
  }
  override change(): Promise<Store> {
    return this.read()
  }
  override write(): Promise<Store> {
    return this.read()
  }
  override close(): void {
    // The next command goes on with it.
  }
}

export class OneShop {
  readonly #context: OneStore
  readonly #program: Command
  readonly #folder = mkdtempSync(join(tmpdir(), 'aftersales-model-'))
  #now: number

  /** @param files what can be imported, by name */
  static async open(start: string, files: Record<string, string>): Promise<OneShop> {
    const shop = { now: Date.parse(start) }
    const silent = () => Object.assign(new PassThrough().resume(), { isTTY: false })
    const world = {
      ...{ env: { AFTERSALES_LANG: 'en' }, platform: 'linux', home: '/nowhere', launcher: 'aftersales' },
      ...{
        zone: 'Europe/Moscow',
        locale: 'en-GB',
        clock: () => shop.now,
        stopwatch: () => shop.now,
        ignoreInterrupt: () => undefined,
      },
      ...{ stdin: silent(), stdout: silent(), stderr: silent() },
    } as unknown as World
    const context = new OneStore(world, { yes: true, quiet: true })
    await context.findLanguage()
    return new OneShop(context, shop, files)
  }

  readonly #clock: { now: number }

  private constructor(context: OneStore, clock: { now: number }, files: Record<string, string>) {
    this.#context = context
    this.#clock = clock
    this.#now = clock.now
    this.#program = createProgram(context)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.#folder, name), text)
    this.begin()
  }

  get store(): Store {
    return this.#context.store as Store
  }

  /** A new shop, at the moment at which the first began. */
  begin(): void {
    this.#context.store?.close()
    this.#clock.now = this.#now
    this.#context.store = this.#open(':memory:')
  }

  wait(hours: number): void {
    this.#clock.now += hours * HOUR
    this.store.tick()
  }

  /** Runs a command line. @returns the code of the error it was refused with, null when it was done */
  async run(...line: string[]): Promise<string | null> {
    const words = line.map((word) => word.replace(/^@file:/, `${this.#folder}/`))
    try {
      await this.#program.parseAsync([...words, '--yes', '--quiet'], { from: 'user' })
      return null
    } catch (error) {
      if (error instanceof AppError) return error.code
      throw error
    }
  }

  /** Writes the shop to a file, and goes on with what is read from there. */
  reopen(): void {
    const path = join(this.#folder, `${Math.trunc(this.#clock.now)}.db`)
    rmSync(path, { force: true })
    writeFileSync(path, this.store.db.serialize())
    this.store.close()
    const store = this.#open(path)
    store.db.pragma('synchronous = OFF')
    this.#context.store = store
  }

  close(): void {
    this.store.close()
    rmSync(this.#folder, { recursive: true })
  }

  #open(path: string): Store {
    return new Store(path, 'write', () => this.#clock.now, 'Europe/Moscow')
  }
}
