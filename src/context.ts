// The wiring of one run: the world, the options, the language and the shop, opened when it is needed.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Zone } from './domain/day.ts'
import { printable, printableJson } from './domain/name.ts'
import { AppError, type ErrorCode, type ErrorParams, invalid } from './errors.ts'
import type { Store } from './store/store.ts'
import type { Ask } from './ui/ask.ts'
import { detectTerminal, type Screen } from './ui/detect.ts'
import { fileUrl, type Written } from './ui/hyperlink.ts'
import { LANGS, type Lang, loadLanguage, type Translate } from './ui/i18n/index.ts'
import { languageNamed, languageOf } from './ui/i18n/language.ts'
import { isTaller, pagerOf } from './ui/pager.ts'
import { barLine, growingBar, NO_PROGRESS, type Progress } from './ui/progress.ts'
import { onScreen, type Style, styles, type Terminal } from './ui/terminal.ts'
import { Words } from './ui/words.ts'
import { dataFolder, quoted, type World } from './world.ts'

/** The global options, accepted before or after every command. */
export interface Globals {
  db?: string
  asOf?: string
  lang?: string
  json?: boolean
  input?: boolean
  color?: boolean
  yes?: boolean
  pager?: boolean
  quiet?: boolean
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

export class Context {
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

  get json(): boolean {
    return this.globals.json === true
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

  /**
   * The one result of a command, which no question follows: the document as JSON, or as the view words it.
   * @param file that was written, and that the view names
   */
  show<Document extends object>(
    document: Document,
    view: (document: Document) => string,
    file: string | null = null,
  ): void {
    if (this.json) this.world.stdout.write(`${printableJson(JSON.stringify(document, null, 2))}\n`)
    else if (this.globals.quiet !== true) this.unroll(`${view(document)}\n`, file)
  }

  /** Something to be read in peace: what is longer than the screen goes through a pager, where there is one. */
  unroll(text: string, file: string | null = null): void {
    if (this.#isPaged(text)) return
    const written = file === null ? null : this.#written(file)
    this.world.stdout.write(onScreen(text, this.terminal, written))
  }

  #written(file: string): Written {
    const { host, platform } = this.world
    return { shown: printable(file), url: fileUrl(resolve(file), host, platform) }
  }

  #isPaged(text: string): boolean {
    const { terminal, world, globals } = this
    if (globals.pager === false || !terminal.interactive || !isTaller(text, terminal)) return false
    const pager = pagerOf(world, this.t('program.pagerPrompt'))
    // Not every pager knows links.
    return pager !== null && world.showThrough(pager, onScreen(text, { color: terminal.color }))
  }

  /** Whether a result goes to a screen, where no other program reads it. */
  get toScreen(): boolean {
    return this.world.stdout.isTTY === true
  }

  /** A result that other programs read as it is, even with --quiet; on a screen it drives nothing either. */
  result(text: string): void {
    if (!this.#isPaged(text)) this.world.stdout.write(this.toScreen ? onScreen(text, this.terminal) : text)
  }

  /** A line for the person at the terminal, between questions or beside the result. */
  say(text: string): void {
    if (!this.json && this.globals.quiet !== true)
      this.world.stdout.write(onScreen(`${text}\n`, this.terminal))
  }

  /** A line beside a result that must stay alone on its own stream. */
  aside(text: string): void {
    if (!this.json && this.globals.quiet !== true)
      this.world.stderr.write(onScreen(`${text}\n`, { color: this.terminal.color }))
  }

  /**
   * A bar on the terminal that grows with long work, from the second half second on; nothing where nobody watches.
   * @param label what is being done
   */
  progress(label: string): Progress {
    const { stderr } = this.world
    if (!this.terminal.interactive || this.globals.quiet === true || stderr.isTTY !== true) return NO_PROGRESS
    const { terminal, world } = this
    return growingBar(
      label,
      terminal,
      () => world.stopwatch(),
      (text) => stderr.write(barLine(text, terminal)),
    )
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
