// What a run tells: the result of its command, what is said beside it, and how far long work has come.
import { resolve } from 'node:path'
import { printable, printableJson } from './domain/name.ts'
import type { Screen } from './ui/detect.ts'
import { fileUrl, type Written } from './ui/hyperlink.ts'
import type { Translate } from './ui/i18n/index.ts'
import { isTaller, pagerOf } from './ui/pager.ts'
import { barLine, growingBar, NO_PROGRESS, type Progress } from './ui/progress.ts'
import { onScreen } from './ui/terminal.ts'
import type { World } from './world.ts'

/** How it is told, by the options. */
export interface Manner {
  json?: boolean
  pager?: boolean
  quiet?: boolean
}

export abstract class Telling {
  abstract readonly world: World
  abstract readonly globals: Manner
  abstract get t(): Translate
  abstract get terminal(): Screen

  get json(): boolean {
    return this.globals.json === true
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
}
