// Renaming a file that is complete, with the patience that takes on Windows.
import { renameSync } from 'node:fs'
import { sep } from 'node:path'

/** What Windows says of a file that somebody looks at: a virus scanner, the search, a folder that goes to a cloud. */
export const HELD: readonly string[] = ['EPERM', 'EACCES', 'EBUSY']

/** Milliseconds of the first and of the last wait, each twice as long as the one before: a second and a quarter in all. */
const [SHORTEST, LONGEST] = [10, 640]

const CLOCK = new Int32Array(new SharedArrayBuffer(4))

/** Gives a file another name; there it takes the place of what had it. */
export function rename(from: string, to: string, isWindows = sep === '\\', move = renameSync): void {
  for (let wait = SHORTEST; ; wait *= 2) {
    try {
      move(from, to)
      return
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      if (!isWindows || wait > LONGEST || !HELD.includes(code)) throw error
    }
    Atomics.wait(CLOCK, 0, 0, wait)
  }
}
