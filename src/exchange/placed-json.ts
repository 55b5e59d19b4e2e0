// JSON whose every value knows its line, so that whoever mends a file by hand is told where.

/** A value and its line; an object is its members in order, in which a name may stand twice. */
export interface Placed {
  value: string | null | Member[] | { items: Placed[] }
  line: number
}
export type Member = [{ name: string; line: number }, Placed]

/** Objects and lists deeper than this are nobody's file of texts. */
const DEEPEST = 20

const TOKEN =
  /[\s\ufeff]*([{}[\]:,]|"(?:[^"\\\u0000-\u001f]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y

class Broken extends Error {
  readonly at: number

  constructor(at: number) {
    super('broken JSON')
    this.at = at
  }
}

/** Reads objects, lists and texts; of any other value it is only told that it is none of these, as null. */
export function readPlaced(text: string): Placed | { broken: number } {
  const reader = new Reader(text)
  try {
    const value = reader.value(0)
    reader.end()
    return value
  } catch (error) {
    if (error instanceof Broken) return { broken: reader.lineAt(error.at) }
    throw error
  }
}

class Reader {
  readonly #text: string
  #at = 0
  #line = 1
  #counted = 0

  constructor(text: string) {
    this.#text = text
  }

  value(depth: number): Placed {
    const { token, at } = this.#next()
    const line = this.lineAt(at)
    if (token === '{' && depth < DEEPEST) return { value: this.#members(depth), line }
    if (token.startsWith('"')) return { value: this.#string(token, at), line }
    if (token === '[' && depth < DEEPEST) return { value: { items: this.#items(depth) }, line }
    if (/^[{}:,[\]]$/.test(token)) throw new Broken(at)
    return { value: null, line }
  }

  /** Nothing may follow the one value of a file. */
  end(): void {
    const rest = /\S/.exec(this.#text.slice(this.#at))
    if (rest) throw new Broken(this.#at + rest.index)
  }

  /** The line of a place that comes after those asked for before. */
  lineAt(at: number): number {
    this.#line += this.#text.slice(this.#counted, at).match(/\r\n|\n|\r/g)?.length ?? 0
    this.#counted = Math.max(this.#counted, at)
    return this.#line
  }

  #members(depth: number): Member[] {
    const members: Member[] = []
    if (this.#skip('}')) return members
    for (;;) {
      const { token, at } = this.#next()
      if (!token.startsWith('"')) throw new Broken(at)
      const name = { name: this.#string(token, at), line: this.lineAt(at) }
      this.#expect(':')
      members.push([name, this.value(depth + 1)])
      if (this.#skip('}')) return members
      this.#expect(',')
    }
  }

  #items(depth: number): Placed[] {
    const items: Placed[] = []
    if (this.#skip(']')) return items
    for (;;) {
      items.push(this.value(depth + 1))
      if (this.#skip(']')) return items
      this.#expect(',')
    }
  }

  #string(token: string, at: number): string {
    try {
      return JSON.parse(token) as string
    } catch {
      throw new Broken(at)
    }
  }

  #expect(mark: string): void {
    const { token, at } = this.#next()
    if (token !== mark) throw new Broken(at)
  }

  #skip(mark: string): boolean {
    const before = this.#at
    if (this.#next().token === mark) return true
    this.#at = before
    return false
  }

  #next(): { token: string; at: number } {
    TOKEN.lastIndex = this.#at
    const [whole = '', token] = TOKEN.exec(this.#text) ?? []
    // What is no token begins after the blanks; at the end of the file there is none.
    if (token === undefined) {
      const rest = /\S/.exec(this.#text.slice(this.#at))
      throw new Broken(rest ? this.#at + rest.index : this.#text.trimEnd().length)
    }
    this.#at += whole.length
    return { token, at: this.#at - token.length }
  }
}
