// Workbooks for tests, as Excel writes them: deflated, with shared texts and styled dates.
import { crc32, deflateRawSync } from 'node:zlib'

export type Value = string | number | boolean | Date | null | { error: string }

const DAY = 24 * 60 * 60 * 1000
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const NAMESPACE = 'http://schemas.openxmlformats.org'
const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\x00-\x08]/g, '')

/** @param sheets by name, each row by row */
export function workbook(sheets: Record<string, Value[][]>): Buffer {
  const texts: string[] = []
  const names = Object.keys(sheets)
  const data = Object.values(sheets).map((rows) => sheetXml(rows, texts))
  return archive([
    ['[Content_Types].xml', `${XML}<Types/>`],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${NAMESPACE}/spreadsheetml/2006/main" xmlns:r="${NAMESPACE}/officeDocument/2006/relationships"><sheets>${names
        .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${NAMESPACE}/package/2006/relationships">${names
        .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
        .join(
          '',
        )}${relation('rId98', 'styles', 'styles.xml')}${relation('rId99', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    ],
    [
      'xl/styles.xml',
      `${XML}<styleSheet xmlns="${NAMESPACE}/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/sharedStrings.xml',
      `${XML}<sst xmlns="${NAMESPACE}/spreadsheetml/2006/main">${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ],
    ...data.map((xml, i): [string, string] => [`xl/worksheets/sheet${i + 1}.xml`, xml]),
  ])
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${NAMESPACE}/officeDocument/2006/relationships/${type}" Target="${target}"/>`

function sheetXml(rows: Value[][], texts: string[]): string {
  const known = new Map<string, number>()
  const shared = (text: string) => {
    const place = known.get(text) ?? texts.push(text) - 1
    known.set(text, place)
    return place
  }
  const cell = (value: Value, place: string) => {
    if (value === null) return ''
    if (typeof value === 'string') return `<c r="${place}" t="s"><v>${shared(value)}</v></c>`
    if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
    // Days since the last of 1899, as Excel counts them.
    if (value instanceof Date) return `<c r="${place}" s="1"><v>${value.getTime() / DAY + 25_569}</v></c>`
    return `<c r="${place}" t="e"><f>VLOOKUP(1,A1:B2,2)</f><v>${value.error}</v></c>`
  }
  const written = rows.map((row, i) => {
    const cells = row.map((value, column) => cell(value, `${String.fromCharCode(65 + column)}${i + 1}`))
    return row.length === 0 ? '' : `<row r="${i + 1}">${cells.join('')}</row>`
  })
  return sheetOf(written.join(''))
}

/** A sheet of rows as they are written in XML. */
export function sheetOf(rows: string): string {
  return `${XML}<worksheet xmlns="${NAMESPACE}/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
}

/** A zip archive. @param says what it says of the sizes, where that is not the truth */
export function archive(parts: [name: string, text: string | Buffer][], says?: number): Buffer {
  const word = (value: number) => Buffer.from([value & 255, (value >> 8) & 255])
  const long = (value: number) => Buffer.concat([word(value & 0xffff), word(value >>> 16)])
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [title, text] of parts) {
    const data = Buffer.from(text)
    const packed = deflateRawSync(data)
    const name = Buffer.from(title)
    const facts = Buffer.concat([
      ...[word(20), word(0), word(8), word(0), word(0x21), long(crc32(data))],
      ...[long(packed.length), long(says ?? data.length), word(name.length), word(0)],
    ])
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), facts, name, packed])
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), word(20), facts, Buffer.alloc(10), long(at), name]),
    )
    local.push(head)
    at += head.length
  }
  const directory = Buffer.concat(central)
  return Buffer.concat([
    ...local,
    directory,
    ...[Buffer.from('PK\x05\x06'), word(0), word(0), word(parts.length), word(parts.length)],
    ...[long(directory.length), long(at), word(0)],
  ])
}
