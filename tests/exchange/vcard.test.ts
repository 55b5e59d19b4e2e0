// Contacts as phones of three generations save them.
import { describe, expect, it } from 'vitest'
import { encoded } from './encoded.ts'
import { read } from './read.ts'

const crlf = (text: string) => text.trim().replaceAll('\n', '\r\n')
const card = (...lines: string[]) => `BEGIN:VCARD\nVERSION:3.0\n${lines.join('\n')}\nEND:VCARD\n`

/** The cells of the only card. */
async function only(...lines: string[]) {
  const { rows, head } = await read(card(...lines))
  expect(rows).toHaveLength(1)
  return Object.fromEntries(head.map((name, i) => [name, rows[0]?.cells[i]]))
}

const NOKIA = crlf(`
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=82=D1=80=D0=BE=D0=B2=D0=B0;=D0=90=D0=BD=D0=BD=D0=B0;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=90=D0=BD=D0=BD=D0=B0=20=
=D0=9F=D0=B5=D1=82=D1=80=D0=BE=
=D0=B2=D0=B0
TEL;HOME:+7 495 000-00-00
TEL;CELL;PREF:8 (916) 123-45-67
TEL;WORK;FAX:+74950000001
EMAIL;INTERNET:anna@example.ru
BDAY:19900512
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ
 AAAQABAAD/2wBDAAgGBgcGBQgH

NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=BB=D1=8E=D0=B1=D0=B8=D1=82=20=D1=80=D0=BE=D0=B7=D1=83
END:VCARD
`)

const IPHONE = crlf(`
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.0//EN
N:Ильин;Олег;Петрович;;
FN:Олег Ильин
ORG:ООО «Роза»;
item1.TEL;type=pref:+7 903 111-22-33
item1.X-ABLabel:_$!<Other>!$_
EMAIL;type=INTERNET;type=HOME;type=pref:oleg@example.ru
IMPP;X-SERVICE-TYPE=Telegram;type=HOME:x-apple:oleg_i
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-08
NOTE:Первая строка\\, и вторая\\nстрока\\; конец
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDB
 QNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA
END:VCARD
`)

const MODERN = `BEGIN:VCARD
VERSION:4.0
FN:Вера
TEL;VALUE=uri;TYPE="voice,cell":tel:+7-916-765-43-21
BDAY:--0512
X-SOCIALPROFILE;TYPE=telegram:https://t.me/vera
END:VCARD
`

describe('the generations', () => {
  it.each([
    [
      '2.1 of an old phone',
      NOKIA,
      [
        'Анна Петрова',
        '8 (916) 123-45-67',
        'anna@example.ru',
        '',
        '1990-05-12',
        'любит розу; +7 495 000-00-00',
      ],
    ],
    [
      '3.0 of an iPhone',
      IPHONE,
      [
        ...['Олег Ильин', '+7 903 111-22-33', 'oleg@example.ru', 'oleg_i', '08.03'],
        'Первая строка, и вторая строка; конец; ООО «Роза»',
      ],
    ],
    ['4.0', MODERN, ['Вера', '+7-916-765-43-21', '', 'https://t.me/vera', '12.05', '']],
  ])('%s', async (_, text, cells) => {
    const { format, rows } = await read(text)
    expect(format).toBe('vcard')
    expect(rows).toEqual([{ line: 1, cells, problem: null }])
  })

  it('may stand in one file, with any ends of lines, and each card has its line', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { rows } = await read(`${NOKIA}\r\n\r\n${IPHONE}\r\n${MODERN}`.replace(/\r\n|\n/g, end))
      expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
        [1, 'Анна Петрова'],
        [18, 'Олег Ильин'],
        [33, 'Вера'],
      ])
    }
  })

  it('may be in another encoding, of the file or of a value', async () => {
    const { encoding, cells } = await read(encoded(MODERN, 'windows-1251'))
    expect([encoding, cells[0]?.[0]]).toEqual(['windows-1251', 'Вера'])
    expect(await only('FN;CHARSET=WINDOWS-1251;ENCODING=QUOTED-PRINTABLE:=C2=E5=F0=E0')).toMatchObject({
      name: 'Вера',
    })
    expect(await only('FN;CHARSET=KLINGON;ENCODING=QUOTED-PRINTABLE:=D0=90')).toMatchObject({ name: 'А' })
    const { cells: wide } = await read(encoded(`\ufeff${MODERN}`, 'utf-16le'))
    expect(wide[0]?.[0]).toBe('Вера')
  })
})

describe('a card', () => {
  it.each([
    [['N:Ильин;Олег;Петрович;;'], 'Олег Петрович Ильин'],
    [['FN:', 'N:;Олег;;;'], 'Олег'],
    [['NICKNAME:Олежка', 'ORG:ООО'], 'Олежка'],
    [['ORG:ООО «Роза»;Отдел'], 'ООО «Роза»'],
    [['TEL:+79161234567'], ''],
  ])('named by %j', async (lines, name) => expect(await only(...lines)).toMatchObject({ name }))

  it('keeps what else it says where it can be read', async () => {
    expect(
      await only(
        'FN:А',
        'TEL:1',
        'TEL;TYPE=cell:2',
        'TEL;TYPE=home,pref:3',
        'EMAIL:a@b.ru',
        'EMAIL;PREF=1:c@d.ru',
      ),
    ).toMatchObject({ phone: '3', email: 'c@d.ru', note: '2; 1; a@b.ru' })
  })

  it.each([
    'X-TELEGRAM:@anna',
    'IMPP;TYPE=home:@anna',
    'X-VIBER:@anna',
  ])('with a messenger: %s', async (line) =>
    expect(await only('FN:А', line)).toMatchObject({ chat: '@anna' }))

  it('that is cut off is named by its line, and the others stay', async () => {
    const { rows } = await read(`${card('FN:А')}BEGIN:VCARD\nFN:Б\n${card('FN:В')}BEGIN:VCARD\nFN:Г\n`)
    expect(rows.map(({ line, problem, cells }) => [line, problem ?? cells[0]])).toEqual([
      [1, 'А'],
      [5, 'card.broken'],
      [7, 'В'],
      [11, 'card.broken'],
    ])
  })

  it('is not made endless by what is in it', async () => {
    const hostile = [
      `PHOTO;ENCODING=b:${'A'.repeat(3_000_000)}`,
      `NOTE;ENCODING=QUOTED-PRINTABLE:${'=\n'.repeat(50_000)}`,
      `X:${';'.repeat(50_000)}`,
      `TEL${';"'.repeat(50_000)}:1`,
      `X\n${' y\n'.repeat(100_000)}`,
      '__proto__:x\nconstructor:y',
    ]
    expect(await only('FN:А', ...hostile, 'TEL:+79161234567')).toMatchObject({ name: 'А' })
  })

  it('is read the same wherever the file is parted', async () => {
    const cards = Array.from({ length: 3000 }, (_, i) => card(`FN:Анна ${i}`, `TEL:+7916${1_000_000 + i}`))
    for (const shift of ['', '\r\n', 'x\r\n']) {
      const { rows } = await read(
        `BEGIN:VCARD\r\nEND:VCARD\r\n${shift}${cards.join('').replaceAll('\n', '\r\n')}`,
      )
      expect(rows.slice(1).map(({ cells }) => cells[0])).toEqual(cards.map((_, i) => `Анна ${i}`))
    }
  })
})
