// Files made to hurt, given to the built program: a verdict each within 60 seconds and 512 MB. Prints one line a file.
//   node tests/faults/hostile-files.ts [name]      after npm run build; Linux, for the peak of memory
import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { archive, sheetOf } from '../exchange/workbook.ts'

const BIN = join(import.meta.dirname, '../../bin/aftersales.js')
const LIMITS = { seconds: 60, megabytes: 512 }
const MB = 1024 * 1024
const HEAD = 'customer,phone,date,product,amount\n'
const ROW = 'Anna,+79161234567,2026-01-01,Cream,100\n'

interface Hostile {
  name: string
  kind: 'sales' | 'customers'
  file: string
  write(path: string): void
}

/** A file too large to be made in memory first. */
function repeated(begin: string, piece: string, megabytes: number): (path: string) => void {
  return (path) => {
    const file = openSync(path, 'w')
    const block = Buffer.from(piece.repeat(Math.ceil(MB / piece.length)).slice(0, MB))
    writeSync(file, begin)
    for (let i = 0; i < megabytes; i++) writeSync(file, block)
    closeSync(file)
  }
}

const text = (content: string) => (path: string) => writeFileSync(path, content)

function book(sheet: string | Buffer, shared = '', says?: number): (path: string) => void {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${type}/${kind}" Target="${target}"/>`
  return (path) =>
    writeFileSync(
      path,
      archive(
        [
          [
            'xl/workbook.xml',
            '<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
          ],
          [
            'xl/_rels/workbook.xml.rels',
            `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
          ],
          ['xl/sharedStrings.xml', `<sst>${shared}</sst>`],
          ['xl/worksheets/sheet1.xml', sheet],
        ],
        says,
      ),
    )
}

const cells = (rows: number, columns: number, cell: (place: string) => string) =>
  sheetOf(
    Array.from({ length: rows }, (_, row) => {
      const of = Array.from({ length: columns }, (_, i) => cell(`${String.fromCharCode(65 + i)}${row + 1}`))
      return `<row r="${row + 1}">${of.join('')}</row>`
    }).join(''),
  )

const FILES: Hostile[] = [
  { name: 'one line of a gigabyte', kind: 'sales', file: 'a.csv', write: repeated(HEAD, 'x', 1024) },
  { name: 'a gigabyte of separators', kind: 'sales', file: 'a.csv', write: repeated(HEAD, ',', 1024) },
  { name: 'a gigabyte without a head', kind: 'sales', file: 'a.csv', write: repeated('', 'я', 1024) },
  {
    name: 'a quotation mark and a gigabyte',
    kind: 'sales',
    file: 'a.csv',
    write: repeated(`${HEAD}"`, 'x\n', 1024),
  },
  { name: 'a gigabyte of nothing', kind: 'sales', file: 'a.csv', write: repeated(HEAD, '\n', 1024) },
  { name: 'a gigabyte of zeros', kind: 'sales', file: 'a.csv', write: repeated(HEAD, '\0', 1024) },
  { name: '25 million bad lines', kind: 'sales', file: 'a.csv', write: repeated(HEAD, 'x,x,x,x,x\n', 256) },
  { name: '6 million equal lines', kind: 'sales', file: 'a.csv', write: repeated(HEAD, ROW, 256) },
  {
    name: '100 KB of blanks as a phone',
    kind: 'sales',
    file: 'a.csv',
    write: text(`${HEAD}Anna,"${' '.repeat(100_000)}",2026-01-01,Cream,100\n`),
  },
  {
    name: '100 KB of digits as a phone',
    kind: 'sales',
    file: 'a.csv',
    write: text(`${HEAD}Anna,${'9'.repeat(100_000)},2026-01-01,Cream,100\n`),
  },
  {
    name: '900 KB of T as a date',
    kind: 'sales',
    file: 'a.csv',
    write: text(`${HEAD}Anna,,${'T'.repeat(900_000)},Cream,100\n`),
  },
  {
    name: '900 KB of digits as an amount',
    kind: 'sales',
    file: 'a.csv',
    write: text(`${HEAD}Anna,,2026-01-01,Cream,${'1 '.repeat(450_000)}\n`),
  },
  {
    name: 'a thousand notes of 900 KB',
    kind: 'customers',
    file: 'a.csv',
    write: repeated('name,note\n', `Anna,${'x'.repeat(900_000)}\n`, 900),
  },
  {
    name: '100,000 columns',
    kind: 'sales',
    file: 'a.csv',
    write: text(`${HEAD.trim()}${',x'.repeat(100_000)}\n${ROW}`),
  },
  {
    name: 'columns called __proto__',
    kind: 'sales',
    file: 'a.csv',
    write: text(`__proto__,constructor,toString,${HEAD}x,y,z,${ROW}`),
  },
  { name: 'a workbook of 2 GB', kind: 'sales', file: 'a.xlsx', write: book(Buffer.alloc(1900 * MB, ' ')) },
  {
    name: 'a workbook that lies',
    kind: 'sales',
    file: 'a.xlsx',
    write: book(Buffer.alloc(1900 * MB, ' '), '', 1000),
  },
  {
    name: 'a workbook of 17 billion cells',
    kind: 'sales',
    file: 'a.xlsx',
    write: book(sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
  },
  {
    name: 'a workbook of as many cells as fit',
    kind: 'sales',
    file: 'a.xlsx',
    write: book(cells(80_000, 20, (place) => `<c r="${place}"><v>1</v></c>`)),
  },
  {
    name: 'a workbook of many shared texts',
    kind: 'sales',
    file: 'a.xlsx',
    write: book(
      cells(1, 5, (place) => `<c r="${place}" t="s"><v>1</v></c>`),
      '<si><t>x</t></si>'.repeat(2_000_000),
    ),
  },
  {
    name: 'a workbook of empty tags',
    kind: 'sales',
    file: 'a.xlsx',
    write: book(sheetOf('<row/>'.repeat(6_000_000))),
  },
  {
    name: 'a workbook of deep tags',
    kind: 'sales',
    file: 'a.xlsx',
    write: book(sheetOf('<a>'.repeat(10_000_000))),
  },
  {
    name: 'a card of a gigabyte',
    kind: 'customers',
    file: 'a.vcf',
    write: repeated('BEGIN:VCARD\nPHOTO:', 'x', 1024),
  },
  {
    name: 'a card of 500 million lines',
    kind: 'customers',
    file: 'a.vcf',
    write: repeated('BEGIN:VCARD\n', ' \n', 1024),
  },
  {
    name: '10 million cards that never end',
    kind: 'customers',
    file: 'a.vcf',
    write: repeated('', 'BEGIN:VCARD\n', 120),
  },
]

function run(folder: string, { kind, file }: Hostile) {
  return new Promise<{ code: number | null; seconds: number; megabytes: number; said: string }>((done) => {
    const begun = performance.now()
    const child = spawn(process.execPath, [BIN, 'import', kind, join(folder, file)], {
      env: {
        PATH: process.env.PATH ?? '',
        HOME: folder,
        AFTERSALES_DB: join(folder, 'shop.db'),
        AFTERSALES_LANG: 'en',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let peak = 0
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        if (said.length < 10_000) said += data.toString()
      })
    }
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
      } catch {}
      if (performance.now() - begun > 2000 * LIMITS.seconds) child.kill('SIGKILL')
    }, 50)
    child.on('close', (code) => {
      clearInterval(watch)
      done({ code, seconds: (performance.now() - begun) / 1000, megabytes: peak, said })
    })
  })
}

let failed = 0
for (const hostile of FILES.filter(({ name }) => name.includes(process.argv[2] ?? ''))) {
  const folder = mkdtempSync(join(tmpdir(), 'aftersales-hostile-'))
  try {
    hostile.write(join(folder, hostile.file))
    const { code, seconds, megabytes, said } = await run(folder, hostile)
    const verdict = code === 0 || code === 2 || code === 3
    const isTrace = /\n\s+at |bug/i.test(said)
    const well = verdict && !isTrace && seconds <= LIMITS.seconds && megabytes <= LIMITS.megabytes
    if (!well) failed += 1
    const first = said.split('\n')[0]?.replaceAll(folder, '…').slice(0, 100)
    process.stdout.write(
      `${well ? 'ok  ' : 'FAIL'} ${hostile.name.padEnd(36)} ${seconds.toFixed(1).padStart(5)} s ${megabytes.toFixed(0).padStart(4)} MB  exit ${code}: ${first}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
process.stdout.write(
  `${failed === 0 ? 'all' : `${failed} not`} within ${LIMITS.seconds} s and ${LIMITS.megabytes} MB\n`,
)
process.exitCode = failed === 0 ? 0 : 1
