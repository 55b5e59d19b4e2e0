// The wiring of one run: the world, the options, the language and the shop, opened when it is needed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Zone } from './domain/day.ts'
import { printable } from './domain/name.ts'
import { AppError, type ErrorCode, type ErrorParams, invalid } from './errors.ts'
import type { Store } from './store/store.ts'
import { type Manner, Telling } from './telling.ts'
import type { Ask } from './ui/ask.ts'
import { detectTerminal, type Screen } from './ui/detect.ts'
import { LANGS, type Lang, loadLanguage, type Translate } from './ui/i18n/index.ts'
import { languageNamed, languageOf } from './ui/i18n/language.ts'
import { type Style, styles, type Terminal } from './ui/terminal.ts'
import { Words } from './ui/words.ts'
import { dataFolder, quoted, type World } from './world.ts'

/** The global options, accepted before or after every command. */
export interface Globals extends Manner {
  db?: string
  asOf?: string
  lang?: string
  input?: boolean
  color?: boolean
  yes?: boolean
  debug?: boolean
}

/** What a view needs to turn a document into lines. */
export interface Page {
  words: Words
  terminal: Terminal
  style: Style
  /** The file asked for by name that does not exist yet; null where there is one, or the usual one is meant. */
  missing: string | null
}

export class Context extends Telling {
  readonly world: World
  readonly globals: Globals
  /** The language of this run with its words; null until it is known. */
  #spoken: { lang: Lang; t: Translate } | null = null
  /** The command of this run as it is typed, `sale add`: what its changes are written down as. */
  command = 'change'
  /** What went wrong beside the command itself, to be told at its end. */
  readonly warnings: AppError[] = []
  #store: Store | null = null
  #ask: Ask | null = null

  constructor(world: World, globals: Globals) {
    super()
    this.world = world
    this.globals = globals
  }

  get lang(): Lang {
    return this.#voice().lang
  }

  get t(): Translate {
    return this.#voice().t
  }

  #voice() {
    if (!this.#spoken) throw new Error('nobody has found out the language yet')
    return this.#spoken
  }

  get terminal(): Screen {
    return detectTerminal(this.globals, this.world)
  }

  get dbPath(): string {
    return pathOf(this.world, this.globals)
  }

  /** Goes on in a language. */
  async speak(lang: Lang): Promise<void> {
    this.#spoken = { lang, t: await loadLanguage(lang, () => this.program) }
    this.#ask = null
  }

  /** Finds out the language where no shop was opened that told it: for that the shop is opened once more, and only read. */
  async findLanguage(): Promise<void> {
    if (this.#spoken) return
    const set = async () => {
      if (!this.hasFile) return null
      const { languageSetIn } = await import('./store/language.ts')
      return languageSetIn(this.dbPath)
    }
    await this.speak(await languageOf(this.globals.lang, this.world, set))
  }

  /** Whether there is a shop yet. */
  get hasFile(): boolean {
    return existsSync(this.dbPath)
  }

  /** Whether the shop lies in the folder that is the program's own, and not where she wants it. */
  get isOwnFolder(): boolean {
    return this.globals.db === undefined && !this.world.env.AFTERSALES_DB
  }

  /** @throws AppError input.invalid for a language that is none of ours */
  checkLanguage(): void {
    const asked = [
      ['--lang', this.globals.lang],
      ['AFTERSALES_LANG', this.world.env.AFTERSALES_LANG || undefined],
    ] as const
    for (const [name, value] of asked) {
      if (value !== undefined && !languageNamed(value))
        invalid('choice', name, value, { options: [...LANGS] })
    }
  }

  /** What to type before a command, so that it speaks the same language about the same shop. */
  get program(): string {
    const { db, asOf, lang } = this.globals
    const again = [
      ['--db', db],
      ['--as-of', asOf],
      ['--lang', lang],
    ].flatMap(([option, value]) => (value === undefined ? [] : [option, quoted(String(value))]))
    return printable([this.world.launcher, ...again].join(' '))
  }

  /** Opens the shop to read it; a shop that does not exist yet reads as empty, and no file is made. */
  read(): Promise<Store> {
    return this.#open('read')
  }

  /** Opens the shop to change what is in it; where there is no file, nothing can be changed and none is made. */
  change(): Promise<Store> {
    return this.#open(this.hasFile ? 'write' : 'read')
  }

  /**
   * Opens the shop to add to it, making the file where there is none. One that is open to be changed goes on, and what is
   * asked and checked until then may be asked of it.
   */
  async write(): Promise<Store> {
    if (this.#store?.isBlank) this.close()
    const store = await this.#open('write')
    store.tick()
    return store
  }

  /** An empty shop in memory, beside the file: for the words of a command that goes on where the file cannot be read. */
  apart(): Promise<Store> {
    return this.#make(':memory:', 'read')
  }

  async #open(mode: 'read' | 'write'): Promise<Store> {
    if (this.#store) return this.#store
    this.#store = await this.#make(this.dbPath, mode)
    this.#store.onNoBackup = (error) => this.warn('backup.notMade', { ...error.params, because: error.code })
    this.#store.onStoring = () => this.world.ignoreInterrupt()
    if (this.#store.isNew && !this.#store.db.memory) await this.#warnOfCloud()
    await this.#speakAsSet(this.#store)
    return this.#store
  }

  /** Where whoever wrote at the beginning of this run kept the setting from being read, it is known only now. */
  async #speakAsSet({ settings }: Store): Promise<void> {
    const { language } = settings
    const isAsked = this.globals.lang || this.world.env.AFTERSALES_LANG
    if (this.#spoken && (isAsked || language === 'auto' || language === this.lang)) return
    await this.speak(await languageOf(this.globals.lang, this.world, async () => language))
  }

  /** Once, when the file is made; later the doctor tells. */
  async #warnOfCloud(): Promise<void> {
    const { cloudAround } = await import('./store/place.ts')
    const cloud = cloudAround(this.dbPath)
    if (cloud !== null) this.warn('db.inCloud', { path: this.dbPath, cloud })
  }

  async #make(path: string, mode: 'read' | 'write'): Promise<Store> {
    const [{ Store }, { clockOf }] = await Promise.all([
      import('./store/store.ts'),
      import('./commands/when.ts'),
    ])
    const { clock } = this.world
    const asOf = this.globals.asOf ?? (this.world.env.AFTERSALES_NOW || undefined)
    const now = (shopZone: Zone) => (asOf === undefined ? clock() : clockOf(asOf, shopZone, clock()))
    const store = new Store(path, mode, now, this.world)
    store.command = this.command
    return store
  }

  words(store: Store): Words {
    return new Words({
      lang: this.lang,
      t: this.t,
      zone: store.zone,
      currency: store.settings.currency,
      now: store.now,
    })
  }

  page(store: Store): Page {
    const { terminal } = this
    const missing = this.globals.db !== undefined && store.isBlank ? store.path : null
    return { words: this.words(store), terminal, style: styles(terminal), missing }
  }

  /** Questions on the terminal. @throws AppError usage.noTerminal where there is none */
  async ask(): Promise<Ask> {
    if (!this.terminal.interactive) throw new AppError('usage.noTerminal')
    if (!this.#ask) {
      const { createAsk } = await import('./ui/ask.ts')
      const output = this.world.stdout as NodeJS.WriteStream
      this.#ask = createAsk({ input: this.world.stdin, output }, this.t)
    }
    return this.#ask
  }

  /** Something to be told at the end of the command, which goes on. */
  warn(code: ErrorCode, params: ErrorParams): void {
    this.warnings.push(new AppError(code, params))
  }

  /** Whether a change was stored in the shop that is open. */
  get hasStored(): boolean {
    return this.#store?.hasStored === true
  }

  close(): void {
    this.#store?.close()
    this.#store = null
  }

  /** The end of a run: a shop that was only read the system closes with the process, and sooner. */
  end(): void {
    if (!this.world.endsWithRun || this.#store?.db.readonly !== true) this.close()
  }
}

/** Where the shop lies. */
function pathOf(world: World, { db }: Globals): string {
  return db ?? (world.env.AFTERSALES_DB || join(dataFolder(world), 'aftersales.db'))
}
