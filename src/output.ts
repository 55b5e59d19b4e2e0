// Where results go: a terminal, or whatever takes them without one.
import { fstatSync, writeSync } from 'node:fs'

/** A terminal is a stream of Node; of any other output no more is needed than this. */
export interface Output
  extends Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows' | 'errored' | 'writableLength'>> {
  /** @param done called when the text is on its way, or never will be */
  write(text: string, done?: (error?: Error | null) => void): void
}

/**
 * Whether a file of this process, by its number, can be written to directly. Node's streams take as long to be loaded as
 * a list to be read, and only a terminal needs one.
 */
export function takesDirectly(file: number, platform: NodeJS.Platform): boolean {
  // Windows writes to pipes in its own time.
  if (platform === 'win32') return false
  const kind = fstatSync(file)
  return kind.isFile() || kind.isFIFO() || kind.isSocket()
}

/** Milliseconds after which a reader that is slow is tried again. */
const PATIENCE = 5

export class DirectOutput implements Output {
  readonly #file: number
  errored: Error | null = null

  /** @param file its number in the process */
  constructor(file: number) {
    this.#file = file
  }

  write(text: string, done?: (error?: Error | null) => void): void {
    let rest = Buffer.from(text)
    while (rest.length > 0 && this.errored === null) {
      try {
        rest = rest.subarray(writeSync(this.#file, rest))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') wait(PATIENCE)
        else this.errored = error as Error
      }
    }
    done?.(this.errored)
  }
}

/** Whoever opened the pipe may not want to wait for its reader, and a result still has to be written whole. */
function wait(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
