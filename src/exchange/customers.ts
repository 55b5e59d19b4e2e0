// A file of customers line by line: what each says, what is wrong with it, and which two are one person.
import { namesAgree, parseBirthday, parseEmail } from '../domain/customer.ts'
import { cleanText } from '../domain/name.ts'
import type { CustomerField } from './column-names.ts'
import { type Columns, readMark } from './columns.ts'
import type { RowProblem, SheetRow } from './csv.ts'
import { revive } from './inert.ts'
import {
  isWrong,
  type LineProblem,
  LONGEST_TEXT,
  otherPhones,
  problemOf,
  type ReadProblem,
  refuseHopeless,
  rowProblem,
  type Who,
  type WhoProblem,
  type Wrong,
  wholeName,
  whoReader,
  wrong,
} from './line.ts'
import { type PartyRow, partiesOf } from './parties.ts'

/** What a line tells of one customer; null where it tells nothing. */
export interface CustomerRow extends PartyRow {
  email: string | null
  chat: string | null
  /** `MM-DD`. */
  birthday: string | null
  note: string | null
  /** A phone, external id or name, as written. */
  referredBy: string | null
  doNotCall: boolean | null
  /** The number she had in the shop that exported the file. */
  ownId: number | null
}

export type CustomerProblem =
  | Exclude<WhoProblem, 'customer.missing'>
  | 'name.missing'
  | RowProblem
  | ReadProblem
  | 'email.invalid'
  | 'birthday.invalid'
  | 'chat.tooLong'
  | 'note.tooLong'
  | 'doNotCall.invalid'
  | 'customer.twice'
  | 'phone.twice'
  | 'id.twice'

export interface CustomersFile {
  rows: CustomerRow[]
  problems: LineProblem<CustomerProblem>[]
  /** Lines that say of a customer what an earlier one said. */
  repeated: number
}

const LONGEST_NOTE = 2000

type Cell = (field: CustomerField) => string

/**
 * @param width how many columns the file has
 * @param region ISO 3166 country of phones without a code
 */
export async function readCustomers(
  rows: AsyncIterable<SheetRow[]>,
  { at }: Columns<CustomerField>,
  width: number,
  region: string,
): Promise<CustomersFile> {
  const file: CustomersFile = { rows: [], problems: [], repeated: 0 }
  const places = Object.values(at)
  const read = rowReader(region)
  for await (const some of rows) {
    refuseHopeless(file)
    for (const { line, cells, problem } of some) {
      const cell: Cell = (field) => {
        const place = at[field]
        return place === undefined ? '' : cleanText(revive(cells[place] ?? ''))
      }
      const why = problem === null ? rowProblem(cells, width, places) : wrong(problem)
      const row = why ?? read(cell)
      if (isWrong(row)) file.problems.push(problemOf(line, row))
      else file.rows.push({ line, ...row })
    }
  }
  return withoutTwins(file)
}

type Read = Omit<CustomerRow, 'line'> | Wrong<CustomerProblem>

function rowReader(region: string): (cell: Cell) => Read {
  const readWho = whoReader(region)
  return (cell) => {
    const name = wholeName(cell('name'), cell('middleName'), cell('familyName'))
    const who = readWho({ phone: cell('phone'), externalId: cell('externalId'), name })
    if (!isWrong(who)) return readRow(who, cell, region)
    return who.code === 'customer.missing' ? wrong('name.missing') : wrong(who.code, who.value)
  }
}

function readRow(who: Who, cell: Cell, region: string): Read {
  const [email, birthday] = [parseEmail(cell('email')), parseBirthday(cell('birthday'))]
  if (cell('email') !== '' && email === null) return wrong('email.invalid', cell('email'))
  if (cell('birthday') !== '' && birthday === null) return wrong('birthday.invalid', cell('birthday'))
  if (cell('chat').length > LONGEST_TEXT) return wrong('chat.tooLong')
  // What has no column of its own is kept where she can read it.
  const note = [cell('note'), ...otherPhones(cell('phone'), region)].filter((part) => part !== '').join('; ')
  if (note.length > LONGEST_NOTE) return wrong('note.tooLong')
  const refused = readMark(cell('doNotCall'))
  if (refused === null) return wrong('doNotCall.invalid', cell('doNotCall'))
  const text = (field: CustomerField) => cell(field) || null
  return {
    ...who,
    ...{ email, birthday, chat: text('chat'), note: note || null, referredBy: text('referredBy') },
    doNotCall: cell('doNotCall') === '' ? null : refused,
    ownId: /^\d{1,15}$/.test(cell('ownId')) ? Number(cell('ownId')) : null,
  }
}

/**
 * Of two lines about one person that differ the later one is a mistake: nobody but her knows which of them is right. One
 * that says nothing else is no more than a repetition.
 */
function withoutTwins({ rows, problems }: CustomersFile): CustomersFile {
  const found = new Map<number, LineProblem<CustomerProblem>>()
  const repeated = new Set<number>()
  for (const { rows: together } of partiesOf(rows)) {
    const people: CustomerRow[] = []
    for (const row of together) {
      const same = people.find((other) => !areApart(row, other))
      if (!same) people.push(row)
      else if (saysTheSame(row, same)) repeated.add(row.line)
      else {
        const shared = row.phone !== null && row.phone === same.phone
        const code = shared && !agree(row, same) ? 'phone.twice' : 'customer.twice'
        found.set(row.line, { line: row.line, code, params: { value: String(same.line) } })
      }
    }
  }
  const ids = new Set<string>()
  for (const { line, externalId } of rows) {
    if (externalId === null || found.has(line) || repeated.has(line)) continue
    if (ids.has(externalId)) found.set(line, { line, code: 'id.twice', params: { value: externalId } })
    ids.add(externalId)
  }
  return {
    rows: rows.filter(({ line }) => !found.has(line) && !repeated.has(line)),
    repeated: repeated.size,
    problems: [...problems, ...found.values()].sort((a, b) => a.line - b.line),
  }
}

const TOLD = ['name', 'email', 'chat', 'birthday', 'note', 'referredBy', 'doNotCall', 'ownId'] as const

/** Whether a line is certainly about the same customer and adds nothing: a name alone might be somebody else's. */
function saysTheSame(row: CustomerRow, other: CustomerRow): boolean {
  const alike = row.phone === other.phone && row.externalId === other.externalId
  return alike && TOLD.every((field) => row[field] === null || row[field] === other[field])
}

/** Whether something tells two people of one phone or name apart: families share phones, and strangers names. */
function areApart(one: CustomerRow, other: CustomerRow): boolean {
  const differ = (field: 'ownId' | 'externalId') =>
    one[field] !== null && other[field] !== null && one[field] !== other[field]
  return differ('ownId') || (differ('externalId') && !agree(one, other))
}

function agree({ name }: CustomerRow, other: CustomerRow): boolean {
  return name === null || other.name === null || namesAgree(name, other.name)
}
