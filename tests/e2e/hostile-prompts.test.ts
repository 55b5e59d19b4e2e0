// Hostile names and texts on a real pseudo-terminal: in questions, choices, what is found while typing, and what is pasted.
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { foldName } from '../../src/domain/name.ts'
import { aftersales, CTRL_C, DOWN, ENTER, home, once, open } from './pty.ts'

/** Sets the title, clears the screen, turns writing round, rings, and hides. */
const EVIL = '\x1b]0;EVILTITLE\x07\x1b[2J\x1b[35m\u202e\u200b\x9b35m\rEVIL\nLINE'
const SHOWN = ']0;EVILTITLE[2J[35m35m EVIL LINE'

/** Anna twice and a cream, whose names were made hostile past the program. */
const shop = once((env) => {
  for (const [i, name] of ['Anna One', 'Anna Two'].entries()) {
    const sold = [
      '--date',
      '2026-11-19',
      '--item',
      'Cream @1490',
      '--promise',
      'sample',
      '--promise-by',
      '2026-11-21',
    ]
    aftersales(['sale', 'add', '--customer', name, '--phone', `8 900 000-00-0${i + 1}`, ...sold], env)
  }
  aftersales(['case', 'add', '#1', '--kind', 'question', '--asked', 'How?'], env)
  const db = new Database(env.AFTERSALES_DB ?? '')
  for (const table of ['customer', 'product']) {
    for (const { id, name } of db.prepare(`SELECT id, name FROM ${table}`).all() as {
      id: number
      name: string
    }[]) {
      const evil = `${name}${EVIL}`
      db.prepare(`UPDATE ${table} SET name = ?, name_key = ? WHERE id = ?`).run(evil, foldName(evil), id)
    }
  }
  db.exec(`UPDATE customer SET note = 'note' || '${EVIL}'; UPDATE promise SET text = 'text' || '${EVIL}';
    UPDATE service_case SET asked = 'asked' || '${EVIL}'`)
  db.close()
})

/** What a terminal would have obeyed; the program's own codes only move about the lines of a question. */
function obeyed(raw: string): string[] {
  const own = raw.replace(/\x1b\[(\d+[A-GK]|\?25[hl]|K|G|0?[JK]|\d+;\d+m|[\d;]*m)/g, (code) =>
    code === '\x1b[35m' ? code : '',
  )
  return [...new Set(own.match(/[^\r\n\P{C}]/gu) ?? [])].map((sign) => JSON.stringify(sign))
}

describe('what was stored', () => {
  it.each([
    ['log', ['log', 'anna'], ['Anna One', 'how did it go?'], [ENTER, CTRL_C]],
    ['call', ['call'], ['Call 1 of', 'how did it go?'], ['', CTRL_C]],
    ['snooze', ['snooze', 'anna', '+3d'], ['Anna One'], [CTRL_C]],
    ['forget', ['customer', 'forget', '#1'], ['Forget Anna One'], [CTRL_C]],
    ['merge', ['customer', 'merge', '#1', '#2'], ['Anna One'], [CTRL_C]],
    ['return', ['sale', 'return', '#1'], ['Cream'], [CTRL_C]],
    [
      'sale add',
      ['sale', 'add'],
      ['Who bought?', 'Anna One', 'What was bought?', 'Cream'],
      ['ann', ENTER, 'cre', CTRL_C],
    ],
    ['message', ['message', '#1'], ['Anna'], [CTRL_C]],
  ])('drives nothing in %s', async (_, line, sees, keys) => {
    const { env } = home()
    shop(env)
    const screen = open([...line, '--lang', 'en'], env)
    for (const [i, text] of sees.entries()) {
      await screen.see(text)
      if (keys[i]) await screen.type(keys[i])
    }
    const { all, raw } = await screen.exit()
    expect(all.replace(/\s+/g, ' ')).toContain(SHOWN.slice(0, 20))
    expect(obeyed(raw)).toEqual([])
    expect(all).not.toMatch(/^\s*LINE/m)
  })

  it('would be found', () => {
    expect(obeyed(`? ${EVIL}`)).not.toEqual([])
    expect(obeyed('\x1b[35mx')).not.toEqual([])
    expect(obeyed('\x1b[2K\x1b[1G? Who\x1b[5G\x1b[?25l\r\n')).toEqual([])
  })
})

describe('what is pasted', () => {
  it('into a question is shown and kept without what drives the screen', async () => {
    const { env } = home()
    const screen = open(['product', 'add', '--lang', 'en'], env)
    await screen.see('Name of the product')
    await screen.type('Cr\u202e\u2066e\u200bam')
    await screen.type(ENTER)
    await screen.see('Price of one')
    await screen.type(ENTER)
    await screen.see('How many days')
    await screen.type(ENTER)
    await screen.see('usage tip')
    await screen.type(ENTER)
    const { code, raw } = await screen.exit()
    expect(code).toBe(0)
    expect(raw).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
    expect(aftersales(['product', 'list', '--json'], env)).toContain('"name": "Cream"')
  })

  it('into a search too', async () => {
    const { env } = home()
    shop(env)
    const screen = open(['sale', 'add', '--lang', 'en'], env)
    await screen.see('Who bought?')
    await screen.type('Zo\u202ee\u200b')
    await screen.see('Zoe')
    await screen.type(DOWN)
    await screen.type(CTRL_C)
    const { code, raw } = await screen.exit()
    expect(code).toBe(130)
    expect(raw).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
  })
})
