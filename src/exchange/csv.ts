// CSV files in: rows of texts out of pieces of a text, whatever it is about.
import { CsvError, type Parser, parse } from 'csv-parse'

export interface SheetRow {
  /** Line of the file on which the row begins, counted from 1. */
  line: number
  cells: string[]
  /** Why it is no row like the others; null where it is one. */
  problem: RowProblem | null
}

/** Of an open quotation mark and of a line without end nothing further can be read. */
export type RowProblem = 'quote.open' | 'quote.swallows' | 'row.tooLong' | 'file.tooLong' | 'card.broken'

/** Longest row in characters, and longest line in bytes: one that is longer has lost its quotation mark or its end. */
const LONGEST_ROW = 1_000_000

/** Lines of a file, empty ones too: more of them memory and patience do not hold. */
export const MOST_LINES = 1_000_000

const NEW_LINE = 10
const RETURN = 13

/** Reads a text in UTF-8 piece by piece; empty rows are left out. */
export class RowParser {
  readonly #parser: Parser
  readonly #delimiter: string
  #rows: SheetRow[] = []
  #lastLine = 0
  readonly #columns: number
  /** Bytes since the last end of a line. */
  #unended = 0
  #over = false

  /** @param columns how many cells a row has, where that is known already */
  constructor(delimiter: string, columns = Number.POSITIVE_INFINITY) {
    this.#delimiter = delimiter
    this.#columns = columns
    this.#parser = parse({
      delimiter,
      recordDelimiter: ['\r\n', '\n', '\r'],
      relaxColumnCount: true,
      relaxQuotes: true,
      maxRecordSize: LONGEST_ROW,
      onRecord: (cells: string[]) => {
        this.#take(cells)
        return null
      },
    })
    // The error of a piece is known to whoever writes it.
    this.#parser.on('error', () => undefined)
    this.#parser.resume()
  }

  /** Whether nothing further can be read. */
  get over(): boolean {
    return this.#over
  }

  /** The rows that end in this piece. */
  read(piece: Buffer): SheetRow[] {
    if (this.#over) return []
    if (this.#isEndless(piece)) return this.#stop('row.tooLong')
    this.#parser.write(piece)
    if (this.#parser.errored) return this.#stop('quote.open')
    return this.#lastLine > MOST_LINES ? this.#stop('file.tooLong') : this.#taken()
  }

  /** The rows that end with the text. */
  async end(): Promise<SheetRow[]> {
    if (this.#over) return []
    const ended = new Promise((done) => this.#parser.once('error', done).once('end', done))
    this.#parser.end()
    const error = await ended
    if (error instanceof CsvError) return this.#stop('quote.open')
    if (error) throw error
    return this.#taken()
  }

  #take(cells: string[]): void {
    // The parser's own count takes a return and a new line inside quotation marks for two ends of a line.
    const line = this.#lastLine + 1
    this.#lastLine = line + lineEndsIn(cells)
    if (cells.every((cell) => cell.trim() === '')) return
    const swallows = line < this.#lastLine && this.#swallows(cells)
    this.#rows.push({ line, cells, problem: swallows ? 'quote.swallows' : null })
  }

  /**
   * Whether an open quotation mark took rows for a text, until another one closed it: then whole rows stand inside, or it
   * was closed where the next mark opened, in the same column of the next row.
   */
  #swallows(cells: readonly string[]): boolean {
    const width = (line: string) => line.split(this.#delimiter).length
    const isRow = (line: string) => width(line) === this.#columns || width(line) === this.#columns + 1
    return cells.some((cell, i) => {
      if (!hasLines(cell) || this.#columns < 3) return false
      const lines = cell.split(/[\r\n]+/)
      const inside = lines.slice(1, -1)
      if (inside.length > 0) return inside.every(isRow)
      return cell.startsWith('"') && i > 0 && width(lines[1] as string) === i + 1
    })
  }

  #taken(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #stop(problem: RowProblem): SheetRow[] {
    this.#over = true
    this.#parser.destroy()
    return [...this.#taken(), { line: this.#lastLine + 1, cells: [], problem }]
  }

  /** A line of separators alone costs the parser memory that its own limit does not count. */
  #isEndless(piece: Buffer): boolean {
    const first = Math.min(...[NEW_LINE, RETURN].map((end) => piece.indexOf(end) >>> 0))
    if (this.#unended + Math.min(first, piece.length) > LONGEST_ROW) return true
    const last = Math.max(piece.lastIndexOf(NEW_LINE), piece.lastIndexOf(RETURN))
    this.#unended = last < 0 ? this.#unended + piece.length : piece.length - last - 1
    return this.#unended > LONGEST_ROW
  }
}

function hasLines(cell: string): boolean {
  return cell.includes('\n') || cell.includes('\r')
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce(
    (sum, cell) => (hasLines(cell) ? sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0) : sum),
    0,
  )
}
