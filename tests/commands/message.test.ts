// Messages: the text that fits, links to send it, refusals, and a contact only when she says that it was sent.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LONGEST_TEXT, MESSAGE_KINDS, TEXT_NAMES } from '../../src/domain/message.ts'
import { Store } from '../../src/store/store.ts'
import { LANGS } from '../../src/ui/i18n/index.ts'
import type { ContactDocument } from '../../src/ui/view/contact.ts'
import type { CustomerDocument } from '../../src/ui/view/customer-card.ts'
import type { DueDocument } from '../../src/ui/view/due.ts'
import type { MessageDocument, TemplatesDocument } from '../../src/ui/view/message.ts'
import type { SaleAddedDocument } from '../../src/ui/view/sale.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine, type WorldOptions } from '../fixture.ts'

async function run(world: FakeWorld, ...lines: string[][]): Promise<void> {
  for (const line of lines) {
    const { code, err } = await runLine(line, world)
    if (code !== 0) throw new Error(`${line.join(' ')}: ${err}`)
  }
}

const ANNA = ['--customer', 'Анна Петрова', '--phone', '8 912 345-67-89']
const sold = (date: string, item = 'Cream', ...more: string[]) => [
  ...['sale', 'add', ...ANNA, '--item', item, '--date', date],
  ...more,
]

/** A shop in which Anna has bought something. */
async function shop(line = sold('2026-11-21'), options: WorldOptions = {}): Promise<FakeWorld> {
  const world = fakeWorld(options)
  await run(world, line)
  return world
}

const message = (world: FakeWorld, ...flags: string[]) =>
  runJson<MessageDocument>(['message', '#1', ...flags], world)
const contacts = async (world: FakeWorld) =>
  (await runJson<CustomerDocument>(['customer', 'show', '#1'], world)).contacts

describe('the text that fits', () => {
  const cream = ['product', 'add', 'Cream', '--lasts-days', '45', '--tip', 'On wet skin.']
  const talked = ['log', '#1', '--outcome', 'talked', '--csat', '5']

  test.each<[string, string[][], string, string]>([
    ['a new sale', [sold('2026-11-21')], 'thanks', 'Анна, thank you for your purchase: Cream! Enjoy it.'],
    [
      'a first call',
      [cream, sold('2026-11-20')],
      'tip',
      'Hello Анна! Have you tried it yet? A small tip for Cream: On wet skin. If',
    ],
    [
      'a delivery',
      [sold('2026-11-18', 'Cream x2', '--promised', '2026-11-20')],
      'delivery',
      'Hello Анна! Your delivery was promised for 20 November: Cream × 2. Has it come',
    ],
    ['a check-in', [sold('2026-11-05')], 'check-in', 'Hello Анна! How do you like Cream?'],
    [
      'goods that run out',
      [cream, sold('2026-10-10')],
      'run-out',
      'Hello Анна! By my reckoning it is time to order again by 24 November: Cream.',
    ],
    [
      'goods that have run out',
      [cream, sold('2026-10-01')],
      'run-out',
      'Hello Анна! Is it time to order again: Cream?',
    ],
    ['a long silence', [sold('2026-06-01')], 'win-back', 'Hello Анна! I have not heard from you'],
    [
      'an open case',
      [
        sold('2026-06-01'),
        ['case', 'add', '#1', '--kind', 'repair', '--channel', 'chat', '--asked', 'a rude word'],
      ],
      'case-reply',
      'Hello Анна! I have not forgotten the repair and am seeing to it.',
    ],
    [
      'a case with a solution',
      [
        ['customer', 'add', 'Анна Петрова', '--phone', '89123456789'],
        ['case', 'add', '#1', '--kind', 'repair', '--channel', 'chat', '--asked', 'x', '--at', '2026-11-18'],
        ['case', 'resolve', '#1', '--how', 'repaired', '--confirmed', 'no', '--at', '2026-11-18'],
      ],
      'case-solved',
      'Hello Анна! I want to be sure that all is well now.',
    ],
    [
      'a call that was asked for',
      [
        ['customer', 'add', 'Анна Петрова', '--phone', '89123456789'],
        ['log', '#1', '--outcome', 'call-later', '--at', '2026-11-20', '--next', '2026-11-21 08:00'],
      ],
      'missed',
      'Hello Анна! I have been calling',
    ],
    [
      'a talk long ago',
      [
        ['customer', 'add', 'Анна Петрова', '--phone', '89123456789'],
        [...talked, '--at', '2026-09-20'],
      ],
      'keep-in-touch',
      'Hello Анна! How are you?',
    ],
  ])('of %s', async (_, lines, kind, begins) => {
    const world = fakeWorld()
    await run(world, ...lines)
    const document = await message(world)
    expect(document).toMatchObject({ kind, text: expect.stringContaining(begins) })
    expect(document.text).not.toContain('rude')
    expect(document.offer).toBe(kind === 'run-out' || kind === 'win-back')
  })

  test('is asked for where nothing is due, or only what was promised', async () => {
    const world = await shop()
    await run(world, ['message', '#1', '--sent'])
    expect(await runError(['message', '#1'], world)).toMatchObject({
      ...{ exit: 2, code: 'input.missing' },
      params: { flag: '--kind' },
    })
    await run(world, ['promise', 'add', '#1', '--what', 'a sample', '--by', '2026-11-21'])
    expect(await runError(['message', '#1'], world)).toMatchObject({ code: 'input.missing' })
  })

  test.each([
    ['reorder', 'run-out'],
    ['first-use', 'tip'],
    ['case', 'case-reply'],
    ['callback', 'missed'],
    ['WIN-BACK', 'win-back'],
  ])('may be named by its touch: %s', async (touch, kind) => {
    expect(await message(await shop(), '--kind', touch)).toMatchObject({ kind })
  })

  test('has the shape that others rely on', async () => {
    const world = await shop()
    const text =
      'Анна, thank you for your purchase: Cream! Enjoy it. If you have any questions, just write to me.'
    expect(await message(world)).toEqual({
      customer: { id: 1, externalId: null, name: 'Анна Петрова', phone: '+79123456789' },
      ...{ kind: 'thanks', offer: false, saleId: 1, caseId: null, text },
      subject: 'Thank you for your purchase',
      links: [
        {
          channel: 'whatsapp',
          url: expect.stringMatching(/^https:\/\/wa\.me\/79123456789\?text=%D0%90/),
          text,
        },
        {
          channel: 'telegram',
          url: expect.stringMatching(/^https:\/\/t\.me\/\+79123456789\?text=%D0%90/),
          text,
        },
        {
          channel: 'sms',
          url: expect.stringMatching(/^sms:\+79123456789\?body=%D0%90/),
          text: 'Анна, thank you for your purchase! Any questions: just text or call me.',
        },
      ],
      ...{ misfit: null, copied: null, contact: null },
    })
  })

  test('names the shop where it has a name', async () => {
    const world = await shop()
    await run(
      world,
      ['config', 'set', 'shopName', 'Лавка & Ко'],
      ['customer', 'edit', '#1', '--email', 'a@b.ru'],
    )
    const { text, subject, links } = await message(world, '--kind', 'win-back')
    expect(text).toContain('This is Лавка & Ко.')
    expect(subject).toBe('Long time no hear – Лавка & Ко')
    const { searchParams } = new URL(links.find(({ channel }) => channel === 'email')?.url ?? '')
    expect(searchParams.get('subject')).toBe(subject)
    expect(searchParams.get('body')).toMatch(/^Hello Анна,\r\n\r\nI have not heard .*\r\n\r\nЛавка & Ко$/)
    await run(world, ['config', 'set', 'shopName', ''])
    expect((await message(world, '--kind', 'win-back')).subject).toBe('Long time no hear')
    for (const value of ['x'.repeat(41), '{{name}}'])
      expect(await runError(['config', 'set', 'shopName', value], world)).toMatchObject({ exit: 2 })
  })

  test('as of an earlier day is that of the day', async () => {
    const world = fakeWorld()
    await run(world, sold('2026-11-10'), sold('2026-11-20', 'Soap'))
    expect(await message(world, '--as-of', '2026-11-11', '--kind', 'check-in')).toMatchObject({
      saleId: 1,
      text: expect.stringContaining('How do you like Cream?'),
    })
  })
})

describe.each(LANGS)('every text in %s', (lang) => {
  const named = 'Очень-Длинное-Название '.repeat(8)

  async function longest(): Promise<FakeWorld> {
    const world = fakeWorld({ lang })
    const who = ['--customer', 'Константинопольская '.repeat(10).trim(), '--phone', '89123456789']
    const products = [...Array(12).keys()].map((i) => `${named}${i}`)
    for (const product of products) {
      await run(world, [
        'product',
        'add',
        product,
        '--tip',
        'Очень длинный совет. '.repeat(20),
        '--lasts-days',
        '30',
      ])
    }
    const items = products.flatMap((product) => ['--item', `${product} x999`])
    await run(world, ['sale', 'add', ...who, ...items, '--date', '2026-10-22', '--promised', '2026-11-20'])
    await run(world, ['config', 'set', 'shopName', 'Ы'.repeat(40)])
    await run(world, [
      'customer',
      'edit',
      '#1',
      '--email',
      `${'e'.repeat(60)}@example.ru`,
      '--chat',
      '@longest_handle_of_all',
    ])
    return world
  }

  async function emptiest(): Promise<FakeWorld> {
    const world = fakeWorld({ lang })
    await run(world, ['sale', 'add', '--phone', '89123456789', '--item', 'X', '--date', '2020-01-01'])
    await run(world, ['customer', 'add', '«?!» 1'])
    return world
  }

  test('fits the longest and the emptiest data', async () => {
    const worlds: [FakeWorld, string][] = [
      [await longest(), '#1'],
      [await emptiest(), '#1'],
      [await emptiest(), '#2'],
    ]
    for (const [world, who] of worlds) {
      for (const kind of MESSAGE_KINDS) {
        const { text, links } = await runJson<MessageDocument>(['message', who, '--kind', kind], world)
        expect(text.length, kind).toBeGreaterThan(20)
        expect(text.length, kind).toBeLessThanOrEqual(LONGEST_TEXT)
        expect(text, kind).not.toMatch(/[{}]|undefined|null|\+7|«\?!»/)
        expect(text, kind).toMatch(/^\p{Lu}/u)
        for (const { url, text: own } of links) {
          const { searchParams } = new URL(url)
          const said = searchParams.get('text') ?? searchParams.get('body')
          expect(said?.replaceAll('\r\n', '\n')).toBe(own)
          expect(own.length, kind).toBeLessThanOrEqual(LONGEST_TEXT)
        }
      }
    }
  })

  test('names as many things as there is room for', async () => {
    const world = await longest()
    const { text } = await message(world, '--kind', 'thanks')
    expect(text).toContain({ en: 'and 11 more', ru: 'и ещё 11' }[lang])
    await run(world, [
      'sale',
      'add',
      '--customer',
      '#1',
      '--item',
      'Мыло x2',
      '--item',
      'Крем',
      '--item',
      'Тоник',
    ])
    expect((await message(world, '--kind', 'thanks')).text).toContain(
      { en: 'Мыло × 2, Крем, and Тоник', ru: 'Мыло × 2, Крем и Тоник' }[lang],
    )
  })
})

describe('nothing is logged', () => {
  test('unless she says that it was sent: not a byte of the shop changes', async () => {
    const world = await shop()
    const before = readFileSync(world.db)
    await run(
      world,
      ['message', '#1'],
      ['message', '#1', '--kind', 'review', '--channel', 'sms'],
      ['message', '#1', '--text', '10 % off', '--json'],
    )
    await runError(['message', '#1', '--channel', 'email', '--sent'], world)
    expect(readFileSync(world.db)).toEqual(before)
    expect(existsSync(join(world.home, 'shop.messages.json'))).toBe(false)
  })

  test('in a shop that may only be read, where a text is shown all the same', async () => {
    const world = await shop()
    chmodSync(world.db, 0o444)
    expect((await message(world)).kind).toBe('thanks')
    expect(await runError(['message', '#1', '--sent'], world)).toMatchObject({ exit: 3, code: 'db.readOnly' })
  })
})

describe('once it was sent', () => {
  test('one contact is logged, and the thank-you is done with', async () => {
    const world = await shop()
    expect((await runJson<DueDocument>(['due'], world)).messages).toHaveLength(1)
    const { contact } = await message(world, '--sent')
    expect(contact).toEqual({ id: 1, at: '2026-11-21T09:00:00+03:00', channel: 'chat' })
    expect(await contacts(world)).toMatchObject([
      { id: 1, outcome: 'message-sent', channel: 'chat', direction: 'out', message: 'thanks', note: null },
    ])
    expect((await runJson<DueDocument>(['due'], world)).messages).toEqual([])
  })

  test('another message leaves the thank-you waiting', async () => {
    const world = await shop()
    await message(world, '--kind', 'check-in', '--sent')
    await message(world, '--text', 'Sale!', '--sent')
    expect((await runJson<DueDocument>(['due'], world)).messages).toHaveLength(1)
    expect((await contacts(world)).map((contact) => [contact.message, contact.note])).toEqual([
      ['own', 'Sale!'],
      ['check-in', null],
    ])
  })

  test('a case has its reply', async () => {
    const world = await shop()
    await run(world, ['case', 'add', '#1', '--kind', 'question', '--channel', 'chat', '--asked', 'how?'])
    expect(await message(world, '--sent')).toMatchObject({ kind: 'case-reply', caseId: 1 })
    const { case: shown } = await runJson<{ case: { state: string; steps: object[] } }>(
      ['case', 'show', '#1'],
      world,
    )
    expect(shown).toMatchObject({ state: 'answered', steps: [{ kind: 'reply', contactId: 1 }] })
    await message(world, '--kind', 'thanks', '--sent')
    const { case: later } = await runJson<{ case: { steps: object[] } }>(['case', 'show', '#1'], world)
    expect(later.steps).toHaveLength(1)
  })

  test.each([
    ['whatsapp', 'chat'],
    ['telegram', 'chat'],
    ['sms', 'phone'],
    ['email', 'email'],
  ])('through %s it is logged as %s', async (channel, logged) => {
    const world = await shop()
    await run(world, ['customer', 'edit', '#1', '--email', 'a@b.ru'])
    const { links, contact } = await message(world, '--channel', channel, '--sent')
    expect(links.map((link) => link.channel)).toEqual([channel])
    expect(contact?.channel).toBe(logged)
  })

  test('the stored plan is the plan', async () => {
    const world = await shop()
    for (const kind of MESSAGE_KINDS) if (kind !== 'win-back') await message(world, '--kind', kind, '--sent')
    const store = new Store(world.db, 'read', () => world.clock(), world.zone)
    expect(store.wronglyPlanned()).toEqual([])
    store.close()
  })
})

describe('a message is refused', () => {
  const OFFERS = [
    ['--kind', 'run-out'],
    ['--kind', 'win-back'],
    ['--text', '10 % off'],
  ]
  const SERVICE = MESSAGE_KINDS.filter((kind) => kind !== 'run-out' && kind !== 'win-back')

  async function refusal(world: FakeWorld, flags: string[]) {
    const before = readFileSync(world.db)
    const error = await runError(['message', '#1', ...flags, '--sent'], world)
    expect(readFileSync(world.db)).toEqual(before)
    return error
  }

  test('whatever it says, to who refused', async () => {
    const world = await shop()
    await run(world, ['log', '#1', '--outcome', 'refused'])
    for (const flags of [...OFFERS, ...SERVICE.map((kind) => ['--kind', kind])]) {
      expect(await refusal(world, flags)).toMatchObject({
        ...{ exit: 3, code: 'message.refused' },
        params: { id: 1, name: 'Анна Петрова' },
      })
    }
    await run(world, [
      ...['customer', 'consent', '#1', '--purpose', 'service', '--give', '--source', 'a talk'],
      ...['--at', '2026-11-21T09:00:00+03:00'],
    ])
    world.setClock('2026-11-21T09:01:00+03:00')
    expect(await message(world, '--kind', 'thanks')).toMatchObject({ kind: 'thanks' })
  })

  const wantNoOffers = [
    ...['customer', 'consent', '#1', '--purpose', 'marketing', '--withdraw', '--source', 'a talk'],
  ]
  test.each([
    ['message.noOffers', [wantNoOffers]],
    ['message.unhappy', [['case', 'add', '#1', '--kind', 'complaint', '--channel', 'chat', '--asked', 'x']]],
    ['message.unhappy', [['log', '#1', '--outcome', 'talked', '--nps', '3']]],
    [
      'message.capped',
      [15, 16, 17].map((day) => ['log', '#1', '--outcome', 'talked', '--at', `2026-11-${day}`]),
    ],
  ])('if it offers something: %s', async (code, lines) => {
    const world = await shop(sold('2026-10-01'))
    for (const flags of OFFERS) expect((await message(world, ...flags)).offer).toBe(true)
    await run(world, ...lines)
    for (const flags of OFFERS) expect(await refusal(world, flags)).toMatchObject({ exit: 3, code })
    for (const kind of SERVICE) {
      // Nor is anybody who is unhappy asked whether they would recommend.
      if ((kind === 'review' || kind === 'check-in') && code === 'message.unhappy') continue
      expect(await message(world, '--kind', kind)).toMatchObject({ kind, offer: false })
    }
  })

  test('once there were three offers, until thirty days are over', async () => {
    const world = await shop(sold('2026-10-01'))
    for (const text of ['one', 'two', 'three']) await message(world, '--text', text, '--sent')
    expect(await refusal(world, ['--text', 'four'])).toMatchObject({
      ...{ code: 'message.capped', params: { until: '2026-12-21' } },
      message: 'Анна Петрова has heard from you often enough lately: the next offer from 21 December on.',
    })
    world.setClock('2026-12-21T00:00:00+03:00')
    expect((await message(world, '--text', 'four')).text).toBe('four')
  })

  test('but words of service and thanks are never too many', async () => {
    const world = await shop()
    for (const kind of ['thanks', 'tip', 'check-in', 'missed']) await message(world, '--kind', kind, '--sent')
    expect((await message(world, '--text', 'four')).text).toBe('four')
  })

  test.each([
    ['8', 'message.notYet'],
    ['5', 'message.unhappy'],
  ])('if it asks for a review after %s out of 10', async (nps, code) => {
    const world = await shop(sold('2026-10-01'))
    await run(world, ['log', '#1', '--outcome', 'talked', '--nps', nps])
    expect(await refusal(world, ['--kind', 'review'])).toMatchObject({ exit: 3, code })
  })

  test.each(['9', '10'])('but not after %s', async (nps) => {
    const world = await shop(sold('2026-10-01'))
    await run(world, ['log', '#1', '--outcome', 'talked', '--nps', nps])
    expect((await message(world, '--kind', 'review')).kind).toBe('review')
  })

  test('to who was forgotten', async () => {
    const world = await shop()
    await run(world, ['customer', 'forget', '#1', '--yes'])
    expect(await refusal(world, ['--kind', 'thanks'])).toMatchObject({ exit: 3, code: 'customer.forgotten' })
  })
})

describe('the way to her', () => {
  test('leads nowhere without an address', async () => {
    const world = fakeWorld()
    await run(world, ['customer', 'add', 'Vera'])
    expect(await message(world, '--kind', 'missed')).toMatchObject({ links: [] })
    expect((await runLine(['message', '#1', '--kind', 'missed'], world)).out).toContain(
      'There is no phone, chat or e-mail to send it to.',
    )
    for (const channel of ['whatsapp', 'telegram', 'sms', 'email']) {
      expect(
        await runError(['message', '#1', '--kind', 'missed', '--channel', channel], world),
      ).toMatchObject({
        ...{ exit: 3, code: 'message.noAddress' },
        params: { channel },
      })
    }
  })

  test('may be a number of a messenger alone', async () => {
    const world = fakeWorld()
    await run(world, ['customer', 'add', 'Vera', '--chat', '8 912 345-67-89'])
    const { links } = await message(world, '--kind', 'missed')
    expect(links.map(({ url }) => url.split('?')[0])).toEqual([
      ...['https://wa.me/79123456789', 'https://t.me/+79123456789', 'sms:+79123456789'],
    ])
  })

  test('is no number that turned out to be somebody else’s', async () => {
    const world = await shop()
    await run(
      world,
      ['customer', 'edit', '#1', '--chat', '@anna_p'],
      ['log', '#1', '--outcome', 'wrong-number'],
    )
    const { links } = await message(world, '--kind', 'missed')
    expect(links.map(({ channel }) => channel)).toEqual(['telegram'])
    expect(links[0]?.url).toMatch(/^https:\/\/t\.me\/anna_p\?text=/)
  })
})

describe('her own words', () => {
  test('are sent as they are, with the places filled', async () => {
    const world = await shop()
    const text = '{{name}}, скидка 10 % + подарок & 🎁\r\nна {{ product }} #1'
    expect((await message(world, '--text', text)).text).toBe('Анна, скидка 10 % + подарок & 🎁\nна Cream #1')
    const { out } = await runLine(['message', '#1', '--text', text], world)
    expect(out).toContain('\nАнна, скидка 10 % + подарок & 🎁\nна Cream #1\n\nWhatsApp')
  })

  test.each([
    [['--text', ''], { why: 'textEmpty' }],
    [['--text', ' \u200b '], { why: 'textEmpty' }],
    [['--text', 'x'.repeat(300)], { why: 'textLong', length: 300, most: 299 }],
    [['--text', '{{imya}}, hi'], { why: 'textPlace', place: '{{imya}}' }],
    [['--text', '{name}, hi'], { why: 'textPlace', place: '{name}' }],
    [['--text', 'hi', '--kind', 'thanks'], { why: 'apart', other: '--kind' }],
    [['--kind', 'congratulation'], { why: 'choice', field: '--kind' }],
    [['--kind', 'promise'], { why: 'choice', field: '--kind' }],
    [['--kind', 'thanks', '--channel', 'pigeon'], { why: 'choice', field: '--channel' }],
    [['--templates', '--sent'], { why: 'apart', other: '--sent' }],
  ])('%j is no message', async (flags, params) => {
    const world = await shop()
    const who = flags.includes('--templates') ? [] : ['#1']
    expect(await runError(['message', ...who, ...flags], world)).toMatchObject({
      ...{ exit: 2, code: 'input.invalid' },
      params,
    })
    expect(existsSync(join(world.home, 'shop.messages.json'))).toBe(false)
  })

  test('with a place for which nothing is known are refused', async () => {
    const world = await shop()
    expect(await runError(['message', '#1', '--text', 'Tip: {{tip}}', '--sent'], world)).toMatchObject({
      ...{ exit: 3, code: 'message.noValue', params: { place: '{{tip}}' } },
      message: 'For Анна Петрова nothing is known to stand in place of {{tip}}.',
    })
    await run(world, ['customer', 'add', '89120000000'])
    expect(await runError(['message', '#2', '--text', '{{name}}'], world)).toMatchObject({
      code: 'message.noValue',
      params: { place: '{{name}}' },
    })
    expect(await contacts(world)).toEqual([])
  })

  test.each([
    [['message'], 'input.missing', 2],
    [['message', '#9'], 'customer.notFound', 3],
    [['message', '#1', '#2'], 'usage.extraArgument', 2],
    [['message', '#1', '--templates'], 'usage.extraArgument', 2],
    [['message', '#1', '--send'], 'usage.unknownOption', 2],
    [['message', '#1', '--kind'], 'usage.optionValue', 2],
  ])('%j is refused', async (line, code, exit) => {
    expect(await runError(line, await shop())).toMatchObject({ exit, code })
  })
})

describe('her own texts', () => {
  const file = (world: FakeWorld) => join(world.home, 'shop.messages.json')
  const write = (world: FakeWorld, texts: object | string) =>
    writeFileSync(file(world), typeof texts === 'string' ? texts : JSON.stringify(texts))
  const BROKEN = '{ "en": { "thanks": "oops" '

  test('begin with a file of ours, which is checked from then on', async () => {
    const world = await shop()
    const made = await runJson<TemplatesDocument>(['message', '--templates'], world)
    expect(made).toMatchObject({ file: file(world), created: true })
    expect(made.texts).toHaveLength(2 * TEXT_NAMES.length)
    write(world, { en: { thanks: 'Hi {{name}}' }, ru: {} })
    const checked = await runJson<TemplatesDocument>(['message', '--templates'], world)
    expect(checked).toEqual({
      ...{ file: file(world), created: false, texts: [{ lang: 'en', kind: 'thanks' }], nameless: [] },
    })
    expect(JSON.parse(readFileSync(file(world), 'utf8'))).toEqual({ en: { thanks: 'Hi {{name}}' }, ru: {} })
    write(world, BROKEN)
    expect(await runError(['message', '--templates'], world)).toMatchObject({
      exit: 3,
      code: 'template.broken',
    })
    expect(readFileSync(file(world), 'utf8')).toBe(BROKEN)
  })

  test('that name a shop without a name are told of', async () => {
    const world = await shop()
    write(world, { en: { thanks: 'Thanks from {{shop}}', tip: 'Hello {{name}}' } })
    const { out } = await runLine(['message', '--templates'], world)
    expect(out.replace(/\s+/g, ' ')).toContain('thanks – they hold {{shop}}')
    expect(out).toContain('aftersales config set shopName "…"')
    await run(world, ['config', 'set', 'shopName', 'Cream & Co'])
    const { nameless } = await runJson<TemplatesDocument>(['message', '--templates'], world)
    expect(nameless).toEqual([])
  })

  test('are used wherever a message is worded, in their language', async () => {
    const world = await shop(sold('2026-11-21', 'Cream x2'))
    const own = { thanks: 'Dear {{name}}: {{items}}.\nYours', missed: 'Missed you, {{name}}' }
    write(world, { en: own, ru: {} })
    const text = 'Dear Анна: Cream × 2.\nYours'
    expect((await message(world)).text).toBe(text)
    expect((await message(world, '--lang', 'ru')).text).toMatch(/^Анна, спасибо за покупку: Cream × 2!/)
    expect((await runJson<DueDocument>(['due'], world)).messages[0]?.text).toBe(text)
    expect((await runJson<DueDocument>([], world)).messages[0]?.text).toBe(text)
    const { message: thanks } = await runJson<SaleAddedDocument>(sold('2026-11-21', 'Soap'), world)
    expect(thanks).toBe('Dear Анна: Soap.\nYours')
    world.setClock('2026-11-22T10:00:00+03:00')
    const missed = await threeCallsInVain(world)
    expect(missed.message).toBe('Missed you, Анна')
  })

  async function threeCallsInVain(world: FakeWorld): Promise<ContactDocument> {
    const call = () => runJson<ContactDocument>(['log', '#1', '--outcome', 'no-answer'], world)
    await call()
    world.setClock('2026-11-23T10:00:00+03:00')
    await call()
    world.setClock('2026-11-25T10:00:00+03:00')
    return call()
  }

  test.each([
    ['broken', BROKEN, 'template.broken'],
    ['of an unknown kind', '{ "en": { "hello": "x" } }', 'template.unknownKind'],
    ['with an unknown place', '{ "en": { "thanks": "{{nmae}}" } }', 'template.unknownPlace'],
    ['too long', JSON.stringify({ en: { thanks: 'x'.repeat(400) } }), 'template.tooLong'],
    ['of a wrong type', '{ "en": { "thanks": 7 } }', 'template.noText'],
    ['of a wrong type in the other language', '{ "ru": { "thanks": 7 } }', 'template.noText'],
    ['huge', `{ "en": { "thanks": "${'x'.repeat(400_000)}" } }`, 'template.tooLarge'],
  ])('that are %s: a clear sentence, nothing sent, and the rest goes on', async (_, texts, code) => {
    const world = await shop()
    write(world, texts)
    const error = await runError(['message', '#1', '--sent', '--copy'], world)
    expect(error).toMatchObject({ exit: 3, code, params: { path: file(world) } })
    expect(error.message).not.toMatch(/error\.|\{\{(?!nmae)/)
    expect(await contacts(world)).toEqual([])

    const { messages } = await runJson<DueDocument>(['due'], world)
    expect(messages).toMatchObject([{ kind: 'thanks', text: null }])
    expect((await runLine(['due'], world)).out).toContain('aftersales message --templates')
    const sale = await runJson<SaleAddedDocument>(sold('2026-11-21', 'Soap'), world)
    expect(sale).toMatchObject({ sale: { id: 2 }, message: null })
    world.setClock('2026-11-22T10:00:00+03:00')
    expect((await threeCallsInVain(world)).message).toBeNull()
  })

  test('not in UTF-8 are refused too', async () => {
    const world = await shop()
    writeFileSync(file(world), Uint8Array.from([0xcf, 0xf0, 0xe8]))
    expect(await runError(['message', '#1'], world)).toMatchObject({ exit: 3, code: 'template.notText' })
  })

  test('that speak of what is not known give way to ours', async () => {
    const world = await shop()
    write(world, { en: { thanks: 'Dear {{name}}, {{tip}}' } })
    expect((await message(world)).text).toMatch(/^Анна, thank you for your purchase: Cream!/)
  })

  test('lie beside the shop they are of', async () => {
    const world = await shop()
    const other = join(world.home, 'other', 'second.db')
    await run(world, ['message', '--templates', '--db', other])
    expect(existsSync(join(world.home, 'other', 'second.messages.json'))).toBe(true)
    expect(existsSync(other)).toBe(false)
  })
})

describe('the clipboard', () => {
  test('is said to be missing where it is', async () => {
    const world = await shop()
    world.env.PATH = join(world.home, 'nowhere')
    expect(await message(world, '--copy')).toMatchObject({ copied: false, contact: null })
    const { code, out } = await runLine(['message', '#1', '--copy'], world)
    expect(code).toBe(0)
    expect(out).toContain('There is no clipboard here: mark the text and copy it by hand.')
  })

  test.skipIf(process.platform === 'win32')('has the text where there is one', async () => {
    const world = await shop()
    const bin = join(world.home, 'bin')
    mkdirSync(bin)
    writeFileSync(join(bin, 'xsel'), `#!/bin/sh\nPATH=/usr/bin:/bin\ncat > "${world.home}/taken"\n`)
    chmodSync(join(bin, 'xsel'), 0o755)
    world.env.PATH = bin
    const { text } = await message(world, '--copy')
    expect(readFileSync(join(world.home, 'taken'), 'utf8')).toBe(text)
    const { out } = await runLine(['message', '#1', '--copy'], world)
    expect(out).toContain('The text is on the clipboard.')
  })
})

describe('a text chosen by hand', () => {
  test.each([
    ['case-reply', 'noCase', sold('2026-11-21')],
    ['case-solved', 'noCase', sold('2026-11-21')],
    [
      'delivery',
      'delivered',
      sold('2026-11-20', 'Cream', '--promised', '2026-11-21', '--delivered', '2026-11-21'),
    ],
    ['win-back', 'notSilent', sold('2026-11-20')],
    ['tip', 'noPurchase', ['customer', 'add', 'Анна', '--phone', '89123456789']],
    ['tip', null, sold('2026-11-20')],
    ['win-back', null, sold('2026-01-20')],
  ])('%s: %s', async (kind, misfit, line) => {
    const world = await shop(line)
    expect(await message(world, '--kind', kind)).toMatchObject({ misfit, contact: null })
  })

  test('is shown on a terminal only if she wants it all the same', async () => {
    const world = await shop()
    const no = await runLine(['message', '#1', '--kind', 'case-reply'], world, [''])
    expect(no).toMatchObject({ code: 130 })
    expect(no.out).toContain('has no open case. Show it all the same?')
    const yes = await runLine(['message', '#1', '--kind', 'case-reply'], world, ['\x1b[B', ''])
    expect(yes.code).toBe(0)
    expect(yes.out).toContain('Have you sent it?')
  })

  test('asks nobody who is unhappy whether they would recommend', async () => {
    const world = await shop()
    await run(world, ['case', 'add', '#1', '--kind', 'complaint', '--asked', 'x'])
    expect(await runError(['message', '#1', '--kind', 'check-in'], world)).toMatchObject({
      code: 'message.unhappy',
    })
  })
})

test('to whoever refused none is asked for by kind', async () => {
  const world = await shop(sold('2026-11-01'))
  await run(world, ['log', '#1', '--outcome', 'refused'])
  expect(await runError(['message', '#1'], world)).toMatchObject({ code: 'message.refused' })
})

test('sent twice within the minute is sent once', async () => {
  const world = await shop()
  const sent = ['--text', 'Ten per cent off', '--sent']
  await message(world, ...sent)
  world.setClock('2026-11-21T09:00:59+03:00')
  await message(world, ...sent)
  expect(await contacts(world)).toHaveLength(1)
  world.setClock('2026-11-21T09:02:00+03:00')
  await message(world, ...sent)
  expect(await contacts(world)).toHaveLength(2)
})

describe('on a terminal', () => {
  test('one link is shown, and the text last of all', async () => {
    const world = await shop()
    const { out } = await runLine(['message', '#1'], world, [''])
    const [link, ways, text, asked] = [
      ...['https://wa.me/', 'Or telegram, sms', 'Анна, thank you', 'Have you sent it?'],
    ].map((part) => out.indexOf(part))
    expect(link).toBeGreaterThan(0)
    expect([link, ways, text, asked]).toEqual([link, ways, text, asked].sort((a = 0, b = 0) => a - b))
    expect(out).not.toContain('https://t.me/')
    const sms = await runLine(['message', '#1', '--channel', 'sms'], world, [''])
    expect(sms.out).toContain('sms:+79123456789')
    expect(sms.out).not.toContain('Or telegram')
  })

  test('a yes logs it, and only a yes', async () => {
    const world = await shop()
    const no = await runLine(['message', '#1'], world, [''])
    expect(no.out).toContain('Have you sent it?')
    expect(await contacts(world)).toEqual([])
    const yes = await runLine(['message', '#1'], world, ['\x1b[B'])
    expect(yes.out).toContain('Logged as sent.')
    expect(await contacts(world)).toMatchObject([{ message: 'thanks' }])
  })

  test('Ctrl-C logs nothing', async () => {
    const world = await shop()
    expect((await runLine(['message', '#1'], world, ['\x03'])).code).toBe(130)
    expect(await contacts(world)).toEqual([])
  })

  test('nothing is asked where it was said already', async () => {
    const world = await shop()
    const { out } = await runLine(['message', '#1', '--sent'], world, [])
    expect(out).not.toContain('Have you sent it?')
    expect(await contacts(world)).toHaveLength(1)
  })

  test('what kind is asked for where nothing is due', async () => {
    const world = await shop()
    await run(world, ['message', '#1', '--sent'])
    const { out, code } = await runLine(['message', '#1'], world, ['\x1b[B', ''])
    expect(code).toBe(0)
    expect(out).toContain('What kind of message?')
    expect(out).toContain('Hello Анна! Has your order come')
    expect(await contacts(world)).toHaveLength(1)
  })

  test('whom it is for is asked, beginning with the calls of the day', async () => {
    const world = await shop(sold('2026-11-20'))
    const { out, code } = await runLine(['message'], world, ['', ''])
    expect(code).toBe(0)
    expect(out).toContain('Whom do you want to write to?')
    expect(out).toContain('Hello Анна! Have you tried it yet?')
  })
})
