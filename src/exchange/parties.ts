// Who is who inside one file: the phone decides, else the external id, else the name.
import { namesAgree } from '../domain/customer.ts'
import { foldName } from '../domain/name.ts'
import type { Who } from './line.ts'

/** A line of a file, so far as it tells who it is about. */
export interface PartyRow extends Who {
  line: number
}

/** One customer as a file tells of her. */
export interface Party<Row extends PartyRow> {
  phone: string | null
  externalId: string | null
  name: string | null
  rows: Row[]
  /** Names in the file that are not hers but came with her phone or id, and the first line of each. */
  otherNames: { line: number; name: string }[]
}

/**
 * The customers of a file, in the order in which it names them. A row without a phone belongs to whoever has its
 * external id in another row; a row with a name alone to the one customer of that name, or to one of its own.
 */
export function partiesOf<Row extends PartyRow>(rows: readonly Row[]): Party<Row>[] {
  const keyOf = identities(rows)
  const parties = new Map<string, Party<Row>>()
  for (const row of rows) {
    const key = keyOf(row)
    let party = parties.get(key)
    if (!party) {
      party = { phone: null, externalId: null, name: null, rows: [], otherNames: [] }
      parties.set(key, party)
    }
    party.rows.push(row)
    party.phone ??= row.phone
    party.externalId ??= row.externalId
    party.name ??= row.name
    noteOtherName(party, row)
  }
  return [...parties.values()]
}

/** A key for each row: equal keys, one customer. */
function identities(rows: readonly PartyRow[]): (row: PartyRow) => string {
  const phoneOfId = new Map<string, string>()
  for (const { externalId, phone } of rows) {
    if (externalId !== null && phone !== null && !phoneOfId.has(externalId)) phoneOfId.set(externalId, phone)
  }
  const sure = ({ phone, externalId }: PartyRow) =>
    phone ?? (externalId === null ? null : (phoneOfId.get(externalId) ?? `#${externalId}`))

  // Whom a name means: null where several customers of the file have it.
  const owners = new Map<string, string | null>()
  const folded = new Map<string, string>()
  const nameKey = (name: string) => {
    const key = folded.get(name) ?? foldName(name)
    folded.set(name, key)
    return key
  }
  for (const row of rows) {
    const key = sure(row)
    if (key === null || row.name === null) continue
    const name = nameKey(row.name)
    const owner = owners.get(name)
    owners.set(name, owner === undefined || owner === key ? key : null)
  }
  return (row) => {
    const name = nameKey(row.name ?? '')
    return sure(row) ?? owners.get(name) ?? `=${name}`
  }
}

function noteOtherName(party: Party<PartyRow>, { line, name }: PartyRow): void {
  if (name === null || party.name === null || name === party.name || namesAgree(name, party.name)) return
  if (!party.otherNames.some((other) => other.name === name)) party.otherNames.push({ line, name })
}
