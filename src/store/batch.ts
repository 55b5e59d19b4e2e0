// Rows stored several at a time: of an import's many thousands, one by one takes nearly twice as long.
import type { Database } from 'better-sqlite3'
import { prepared } from './open.ts'

/** Rows of one statement; more of them gain little. */
const TOGETHER = 8

/** Fewer rows are not worth preparing such a statement. */
const MANY = 32

/** Rows that wait at a time; more of them would be taken for what stays in memory. */
const FULL = 128

type Value = string | number | null

export class Batch {
  readonly #db: Database
  readonly #into: string
  readonly #row: string
  /** How many values a row is given. */
  readonly #width: number
  #values: Value[] = []

  /**
   * @param into such as `INSERT INTO sale (id, source)`
   * @param row its values, each given as `?` or told: `(?, 'imported')`
   */
  constructor(db: Database, into: string, row: string) {
    this.#db = db
    this.#into = into
    this.#row = row
    this.#width = row.split('?').length - 1
  }

  /** One more row, which waits until it is stored. */
  add(...values: Value[]): void {
    this.#values.push(...values)
  }

  /** Whether enough rows wait. */
  get isFull(): boolean {
    return this.#values.length >= FULL * this.#width
  }

  /** Stores what waits, in its order. */
  store(): void {
    const values = this.#values
    this.#values = []
    const many = values.length >= MANY * this.#width
    const left = many ? this.#storeBy(TOGETHER, values) : values
    if (left.length > 0) this.#storeBy(1, left)
  }

  /** @returns what is too little for one more statement */
  #storeBy(rows: number, values: readonly Value[]): readonly Value[] {
    const insert = prepared(this.#db, `${this.#into} VALUES ${Array(rows).fill(this.#row).join()}`)
    const size = rows * this.#width
    let at = 0
    // Given one by one, not as a list: the library asks each value of a list for itself, which takes longer than storing it.
    for (; at + size <= values.length; at += size) insert.run(...values.slice(at, at + size))
    return values.slice(at)
  }
}
