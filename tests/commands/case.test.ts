// Cases command line by command line: opened, answered, solved by her word alone; what they do to lists and logs.
import { describe, expect, test } from 'vitest'
import { Store } from '../../src/store/store.ts'
import type { CaseDocument } from '../../src/ui/view/case.ts'
import type { ContactDocument } from '../../src/ui/view/contact.ts'
import type { DueDocument } from '../../src/ui/view/due.ts'
import { type FakeWorld, fakeWorld, runError, runJson, runLine } from '../fixture.ts'

const ANNA = ['--customer', 'Anna', '--phone', '89123456789']
const MORNING = '2026-11-21T09:00:00+03:00'

/** A shop with one customer, who bought a month ago, at nine in the morning of 21 November 2026. */
async function shop(): Promise<FakeWorld> {
  const world = fakeWorld({ now: '2026-10-21T09:00:00+03:00' })
  await runJson(['sale', 'add', ...ANNA, '--item', 'Cream @100'], world)
  world.setClock(MORNING)
  return world
}

/** Runs `case …` and returns the case. */
async function kept(world: FakeWorld, ...args: string[]): Promise<CaseDocument> {
  return (await runJson<{ case: CaseDocument }>(['case', ...args], world)).case
}

const add = (world: FakeWorld, ...flags: string[]) =>
  kept(world, 'add', 'anna', '--kind', 'question', ...flags)
const due = (world: FakeWorld, ...flags: string[]) => runJson<DueDocument>(['due', ...flags], world)
const log = (world: FakeWorld, ...flags: string[]) =>
  runJson<ContactDocument>(['log', 'anna', ...flags], world)
const refusal = (world: FakeWorld, ...args: string[]) => runError(['case', ...args], world)

async function list(world: FakeWorld, ...flags: string[]): Promise<number[]> {
  const { cases } = await runJson<{ cases: CaseDocument[] }>(['case', 'list', ...flags], world)
  return cases.map(({ id }) => id)
}

function expectPlanned(world: FakeWorld): void {
  const store = new Store(world.db, 'read', () => world.clock(), world.zone)
  expect(store.wronglyPlanned()).toEqual([])
  store.close()
}

describe('the warranty of a repair', () => {
  async function repairShop(): Promise<FakeWorld> {
    const world = await shop()
    await runJson(['product', 'add', 'Iron', '--warranty-days', '30'], world)
    await runJson(['product', 'add', 'Kettle', '--warranty-days', '365'], world)
    await runJson(
      ['sale', 'add', ...ANNA, '--item', 'Iron', '--item', 'Kettle', '--date', '2026-10-01'],
      world,
    )
    return world
  }
  const repair = async (world: FakeWorld, ...flags: string[]) =>
    (await kept(world, 'add', 'anna', '--kind', 'repair', ...flags)).warranty

  test('counts from the day it came, and holds to the end of its last day', async () => {
    const world = await repairShop()
    await runJson(['sale', 'deliver', '2', '--date', '2026-10-22'], world)
    expect(await repair(world, '--sale', '2')).toEqual([
      { product: 'Iron', until: '2026-11-21', covered: true },
      { product: 'Kettle', until: '2027-10-22', covered: true },
    ])
    await runJson(['sale', 'deliver', '2', '--date', '2026-10-21'], world)
    expect((await repair(world, '--sale', '2'))[0]).toMatchObject({ until: '2026-11-20', covered: false })
    // It was asked for in time, however late it is looked at.
    expect((await repair(world, '--sale', '2', '--at', '2026-11-20'))[0]).toMatchObject({ covered: true })
  })

  test('is that of whatever she bought and kept, the latest sale of each', async () => {
    const world = await repairShop()
    await runJson(['sale', 'add', ...ANNA, '--item', 'Iron', '--date', '2026-11-20'], world)
    expect(await repair(world)).toEqual([
      { product: 'Iron', until: '2026-12-20', covered: true },
      { product: 'Kettle', until: '2027-10-01', covered: true },
    ])
    await runJson(['sale', 'return', '3'], world)
    expect((await repair(world))[0]).toEqual({ product: 'Iron', until: '2026-10-31', covered: false })
  })

  test('is told where it is known, of repairs alone', async () => {
    const world = await repairShop()
    expect(await add(world)).toMatchObject({ warranty: [] })
    await repair(world)
    const { out } = await runLine(['due'], world)
    expect(out).toContain('Warranty: Iron – ended on 31 Oct 2026; Kettle – until 1 Oct 2027')
    expect((await runLine(['case', 'show', '2', '--lang', 'ru'], world)).out).toContain(
      'Гарантия: Iron – закончилась 31.10.2026; Kettle – по 01.10.2027',
    )
  })

  test.each(['0', '-1', '1.5', '36501', 'год'])('is not %s days', async (days) => {
    const world = await shop()
    expect(await runError(['product', 'add', 'Iron', '--warranty-days', days], world)).toMatchObject({
      ...{ exit: 2, code: 'input.invalid' },
      params: { field: '--warranty-days' },
    })
  })

  test('can be changed and taken away', async () => {
    const world = await repairShop()
    const edited = async (days: string) =>
      (
        await runJson<{ product: { warrantyDays: number | null } }>(
          ['product', 'edit', 'iron', '--warranty-days', days],
          world,
        )
      ).product.warrantyDays
    expect([await edited('14'), await edited('')]).toEqual([14, null])
  })
})

describe('a case', () => {
  test('is opened with what is known of it, and due within 24 hours', async () => {
    const world = await shop()
    const flags = ['--channel', 'chat', '--asked', ' How much? ', '--sale', '#1', '--factor', 'assurance']
    expect(await add(world, ...flags, '--at', '2026-11-20 17:00')).toEqual({
      ...{ id: 1, kind: 'question', channel: 'chat', factor: 'assurance', origin: 'asked', saleId: 1 },
      customer: { id: 1, externalId: null, name: 'Anna', phone: '+79123456789' },
      ...{ asked: 'How much?', openedAt: '2026-11-20T17:00:00+03:00', state: 'unanswered', ageHours: 16 },
      due: '2026-11-21T17:00:00+03:00',
      ...{ firstReplyAt: null, resolution: null, closedAt: null, warranty: [], steps: [] },
      nextStep: expect.stringContaining('step by step'),
    })
    expect(await add(world)).toMatchObject({
      id: 2,
      channel: 'phone',
      asked: null,
      saleId: null,
      ageHours: 0,
    })
    expectPlanned(world)
  })

  test('lives from the question to her word, and again when it was not solved after all', async () => {
    const world = await shop()
    await add(world, '--at', '2026-11-20 17:00')
    const states: [string, string | null, string | null][] = []
    const step = async (clock: string, ...args: string[]) => {
      world.setClock(`2026-11-${clock}:00+03:00`)
      const { state, due: until, resolution } = await kept(world, ...args)
      states.push([state, until?.slice(0, 16) ?? null, resolution])
    }
    await step('21T09:30', 'reply', '1', '--text', 'Two drops')
    await step('21T09:40', 'reply', '#1', '--next', '2026-11-30 15:00')
    await step('23T09:00', 'resolve', '1', '--how', 'advised', '--confirmed', 'no')
    await step('24T09:00', 'resolve', '1', '--confirmed', 'да')
    await step('25T09:00', 'reopen', '1', '--reason', 'It does not work')
    await step('25T18:00', 'resolve', '1', '--how', 'replaced', '--next', '+5d')
    await step('26T09:00', 'resolve', '1', '--how', 'refunded', '--confirmed', 'yes', '--text', 'All of it')
    expect(states).toEqual([
      ['answered', '2026-11-23T12:00', null],
      ['answered', '2026-11-30T15:00', null],
      ['resolved', '2026-11-25T12:00', 'advised'],
      ['closed', null, 'advised'],
      ['unanswered', '2026-11-26T09:00', null],
      ['resolved', '2026-11-30T12:00', 'replaced'],
      ['closed', null, 'refunded'],
    ])
    const shown = await kept(world, 'show', '1')
    expect(shown).toMatchObject({
      firstReplyAt: '2026-11-21T09:30:00+03:00',
      closedAt: '2026-11-26T09:00:00+03:00',
      ageHours: 136,
      nextStep: null,
    })
    expect(shown.steps.map(({ kind }) => kind)).toEqual([
      ...['reply', 'reply', 'resolve', 'confirm', 'reopen', 'resolve', 'resolve', 'confirm'],
    ])
    expect(shown.steps.map(({ text }) => text).filter((text) => text !== null)).toEqual([
      ...['Two drops', 'It does not work', 'All of it'],
    ])
    expectPlanned(world)
  })

  test('as it stood at an earlier moment', async () => {
    const world = await shop()
    await add(world)
    world.setClock('2026-11-23T09:00:00+03:00')
    await kept(world, 'resolve', '1', '--how', 'advised', '--confirmed', 'yes')
    const then = ['--as-of', '2026-11-22']
    expect(await kept(world, 'show', '1', ...then)).toMatchObject({ state: 'unanswered', steps: [] })
    expect(await list(world, ...then)).toEqual([1])
    expect((await due(world, ...then)).cases).toHaveLength(1)
    expect(await refusal(world, 'show', '1', '--as-of', '2026-11-20')).toMatchObject({
      code: 'case.notFound',
    })
    expect(await list(world)).toEqual([])
  })

  test('is told by the word of its kind, its channel and what was done so far', async () => {
    const world = await shop()
    const { nextStep } = await kept(world, 'add', 'anna', '--kind', 'repair', '--channel', 'email')
    expect(nextStep).toMatch(/model.*e-mail/)
    expect((await kept(world, 'reply', '1')).nextStep).toMatch(/day it will be ready/)
    expect((await kept(world, 'resolve', '1', '--how', 'repaired')).nextStep).toMatch(/only that word closes/)
    expect((await kept(world, 'reopen', '1')).nextStep).toMatch(/still wrong/)
  })
})

describe('what is refused', () => {
  test('a word about a closed case, or an opening of one that nobody has answered', async () => {
    const world = await shop()
    await add(world)
    expect(await refusal(world, 'reopen', '1')).toMatchObject({ exit: 3, code: 'case.unanswered' })
    await kept(world, 'resolve', '1', '--how', 'advised', '--confirmed', 'yes')
    for (const line of [
      ['reply', '1'],
      ['resolve', '1', '--how', 'advised'],
      ['resolve', '1', '--confirmed', 'yes'],
    ]) {
      expect(await refusal(world, ...line)).toMatchObject({ exit: 3, code: 'case.closed', params: { id: 1 } })
    }
  })

  test('a moment before the opening or to come, and a next look in the past', async () => {
    const world = await shop()
    await add(world, '--at', '2026-11-20 17:00')
    const why = async (...args: string[]) => (await refusal(world, ...args)).params.why
    expect(await why('reply', '1', '--at', '2026-11-20 16:59')).toBe('beforeCase')
    expect(await why('reopen', '1', '--at', '2026-11-19')).toBe('beforeCase')
    expect(await why('resolve', '1', '--how', 'advised', '--at', 'tomorrow')).toBe('future')
    expect(await why('reply', '1', '--next', 'yesterday')).toBe('past')
    expect(await why('add', 'anna', '--kind', 'advice', '--at', '2026-11-22')).toBe('future')
    expect(await why('add', 'anna', '--kind', 'pity')).toBe('choice')
    expect(await why('add', 'anna', '--kind', 'advice', '--channel', 'pigeon')).toBe('choice')
    expect(await why('resolve', '1', '--how', 'prayed')).toBe('choice')
    expect(await why('add', 'anna', '--kind', 'advice', '--asked', 'x'.repeat(2001))).toBe('text')
    expect((await kept(world, 'show', '1')).steps).toEqual([])
    expect(await list(world, '--all')).toEqual([1])
  })

  test('a day without a time on the day of the opening is none of them', async () => {
    const world = await shop()
    await add(world, '--at', '2026-11-20 17:00')
    const { firstReplyAt } = await kept(world, 'reply', '1', '--at', 'yesterday')
    expect(firstReplyAt).toBe('2026-11-20T17:00:00+03:00')
  })

  test("what is somebody else's, or missing where nobody can be asked", async () => {
    const world = await shop()
    await runJson(['sale', 'add', '--customer', 'Vera', '--phone', '89123456780', '--item', 'Soap @1'], world)
    expect(await refusal(world, 'add', 'anna', '--kind', 'return', '--sale', '2')).toMatchObject({
      ...{ exit: 3, code: 'sale.notTheirs', params: { id: 2, name: 'Anna' } },
    })
    await kept(world, 'add', 'vera', '--kind', 'advice')
    const other = ['log', 'anna', '--outcome', 'talked', '--case', '1']
    expect(await runError(other, world)).toMatchObject({ exit: 3, code: 'case.otherCustomer' })
    for (const [line, flag] of [
      [['add', 'anna'], '--kind'],
      [['resolve', '1'], '--how'],
      [['resolve', '1', '--confirmed', 'yes'], '--how'],
    ] as const) {
      expect(await refusal(world, ...line)).toMatchObject({ code: 'input.missing', params: { flag } })
    }
    for (const name of ['9', 'x', '0', '-1', '#']) {
      expect(await refusal(world, 'show', name)).toMatchObject({ exit: 3, code: 'case.notFound' })
    }
  })
})

describe('the list', () => {
  test('is by the time they are due; closed ones only with --all', async () => {
    const world = await shop()
    await runJson(['customer', 'add', 'Vera'], world)
    await add(world, '--at', '2026-11-20 09:00')
    await kept(world, 'add', 'vera', '--kind', 'repair', '--at', '2026-11-19 09:00')
    await add(world, '--at', '2026-11-18 09:00')
    await kept(world, 'add', 'vera', '--kind', 'complaint')
    await kept(world, 'reply', '3', '--next', '+10d')
    await kept(world, 'resolve', '4', '--how', 'apologised', '--confirmed', 'yes')
    expect(await list(world)).toEqual([2, 1, 3])
    expect(await list(world, '--all')).toEqual([2, 1, 3, 4])
    expect(await list(world, '--customer', 'vera')).toEqual([2])
    expect(await list(world, '--customer', 'vera', '--all', '--kind', 'complaint')).toEqual([4])
    expect(await list(world, '--kind', 'return')).toEqual([])
  })

  test('says that there is nothing open, or nothing yet', async () => {
    const world = await shop()
    expect((await runLine(['case', 'list'], world)).out).toBe('No cases yet. Note one: aftersales case add\n')
    await add(world)
    await kept(world, 'resolve', '1', '--how', 'advised', '--confirmed', 'yes')
    expect((await runLine(['case', 'list'], world)).out).toBe('No open cases. Well done!\n')
  })

  test('shows a page on a terminal', async () => {
    const world = await shop()
    for (let i = 0; i < 21; i++) await add(world)
    const { out } = await runLine(['case', 'list'], world)
    expect(out.match(/^#|^ #\d/gm)).toHaveLength(20)
    expect(out).toContain('… and 1 more: add --all')
    expect(await list(world)).toHaveLength(21)
  })
})

describe('the morning', () => {
  test('has a case at the top with its hours, and a card that says what to do', async () => {
    const world = await shop()
    await add(world, '--channel', 'chat', '--asked', 'How much?', '--at', '2026-11-20 08:00')
    const { calls, cases } = await due(world)
    expect(calls[0]).toMatchObject({
      ...{ tier: 1, kind: 'case', caseId: 1, overdue: true, due: '2026-11-21T08:00:00+03:00', closes: null },
      reason: { code: 'case.unanswered', text: 'Question #1: 25 hours old and not answered' },
    })
    expect(calls[0]?.hints).toEqual([
      'Customer’s words: “How much?”',
      expect.stringMatching(/^Next step: Answer in brief.*In the chat/),
      'One earlier touch was missed.',
    ])
    expect(calls[0]?.avoid.join()).toContain("without the customer's own word")
    expect(cases).toMatchObject([{ id: 1, ageHours: 25, overdue: true, state: 'unanswered' }])
    const { out } = await runLine([], world)
    expect(out).toContain('Open cases: 1')
  })

  test.each([
    ['a minute', '2026-11-21 08:59', 'has just come in, not answered yet'],
    ['an hour', '2026-11-21 08:00', '1 hour old and not answered'],
    ['two days less an hour', '2026-11-19 10:00', '47 hours old and not answered'],
    ['two days', '2026-11-19 09:00', '2 days old and not answered'],
    ['three days', '2026-11-18 09:00', '3 days old and not answered'],
  ])('tells an age of %s', async (_, at, text) => {
    const world = await shop()
    await add(world, '--at', at)
    expect((await due(world)).calls[0]?.reason.text).toBe(`Question #1: ${text}`)
  })

  test('has no case before its day, and each state in its words', async () => {
    const world = await shop()
    await add(world)
    await kept(world, 'reply', '1', '--next', '2026-11-23 18:00', '--text', 'Two drops')
    expect((await due(world)).cases).toEqual([])
    world.setClock('2026-11-23T00:00:00+03:00')
    const { calls, cases } = await due(world)
    expect(cases).toMatchObject([{ overdue: false, reason: { code: 'case.answered' } }])
    expect(calls[0]?.hints[0]).toBe('So far: answered, 2 days ago: “Two drops”')
    await kept(world, 'resolve', '1', '--how', 'advised')
    world.setClock('2026-11-26T09:00:00+03:00')
    expect((await due(world)).cases).toMatchObject([{ overdue: true, reason: { code: 'case.resolved' } }])
    await kept(world, 'reopen', '1')
    expect((await due(world)).calls[0]?.reason.code).toBe('case.reopened')
  })

  test('has the cases of those who are not to be called, who have no number, and who did not answer', async () => {
    const world = await shop()
    await runJson(['customer', 'add', 'Vera'], world)
    await kept(world, 'add', 'vera', '--kind', 'advice')
    await add(world)
    await log(world, '--outcome', 'refused')
    const morning = await due(world)
    expect(morning.cases.map(({ id }) => id)).toEqual([1, 2])
    expect([morning.calls, morning.noPhone.map(({ caseId }) => caseId)]).toEqual([[], [1]])
    const { out } = await runLine(['due'], world)
    expect(out).toContain('Anna  #1  do not call · Question #2: has just come in, not answered yet')

    const called = await shop()
    await add(called)
    await log(called, '--outcome', 'no-answer')
    expect((await due(called)).calls).toEqual([])
    expect((await due(called)).cases).toHaveLength(1)
  })

  test('asks after every case in one call', async () => {
    const world = await shop()
    await runJson(
      ['sale', 'add', '--customer', 'anna', '--item', 'Soap @1', '--promised', '2026-11-21'],
      world,
    )
    await add(world, '--asked', 'One?')
    await kept(world, 'add', 'anna', '--kind', 'advice', '--asked', 'Two?')
    const { calls } = await due(world)
    expect(calls).toMatchObject([
      { kind: 'delivery', caseId: null, carries: expect.arrayContaining(['case']) },
    ])
    expect(calls[0]?.hints.filter((hint) => /#\d|words:/.test(hint))).toEqual([
      'Question #1: has just come in, not answered yet',
      'Customer’s words: “One?”',
      'Advice #2: has just come in, not answered yet',
      'Customer’s words: “Two?”',
    ])
    // The card tells of both already.
    expect((await runLine(['due'], world)).out).not.toContain('cases:')
    await runJson(['customer', 'add', 'Vera'], world)
    await kept(world, 'add', 'vera', '--kind', 'advice')
    const { out } = await runLine(['due'], world)
    expect(out).toContain('Other open cases: 1\n  Vera  #2 · Advice #3')
    expect(out).toContain('aftersales case show "#3"')
  })
})

describe('a talk', () => {
  test('answers the case that is due, and her word closes it', async () => {
    const world = await shop()
    await add(world)
    const answered = await log(world, '--outcome', 'talked', '--note', 'explained')
    expect(answered.cases).toMatchObject([
      { id: 1, state: 'answered', steps: [{ kind: 'reply', text: 'explained' }] },
    ])
    expect(answered).toMatchObject({ unhappy: true, standing: { code: 'waiting', kind: 'case' } })
    world.setClock('2026-11-23T09:00:00+03:00')
    const solved = await log(world, '--outcome', 'talked', '--solved', 'yes')
    expect(solved.cases).toMatchObject([{ id: 1, state: 'closed', closedAt: '2026-11-23T09:00:00+03:00' }])
    expect(solved.unhappy).toBe(false)
    expect(solved.cases[0]?.steps.map(({ contactId }) => contactId)).toEqual([
      answered.contact.id,
      solved.contact.id,
    ])
    expectPlanned(world)
  })

  test('opens a solved case again by her word, and a closed one only so', async () => {
    const world = await shop()
    await add(world)
    await kept(world, 'resolve', '1', '--how', 'advised', '--confirmed', 'yes')
    const about = ['log', 'anna', '--outcome', 'talked', '--case', '1']
    expect(await runError(about, world)).toMatchObject({ exit: 3, code: 'case.closed' })
    const { contacts } = await runJson<{ contacts: object[] }>(['customer', 'show', 'anna'], world)
    expect(contacts).toEqual([])
    const again = await log(
      world,
      '--outcome',
      'talked',
      '--case',
      '1',
      '--solved',
      'no',
      '--reason',
      'leaks',
    )
    expect(again.cases).toMatchObject([{ state: 'unanswered' }])
    expect(again.cases[0]?.steps.at(-1)).toMatchObject({ kind: 'reopen', text: 'leaks' })
  })

  test('that she began after nobody had answered is about the case all the same', async () => {
    const world = await shop()
    await add(world)
    await log(world, '--outcome', 'no-answer')
    const told = ['--outcome', 'talked', '--direction', 'in', '--note', 'two drops']
    expect((await log(world, ...told)).cases).toMatchObject([{ state: 'answered' }])
  })

  test('in which nothing was said of it leaves it without an answer', async () => {
    const world = await shop()
    await add(world)
    expect((await log(world, '--outcome', 'talked')).cases).toEqual([])
    // Talked, every question skipped.
    expect((await runLine(['log', 'anna'], world, ['', '', '', ''])).code).toBe(0)
    // Talked, and left at the first question.
    expect((await runLine(['log', 'anna'], world, ['', '\x03'])).code).toBe(130)
    expect(await kept(world, 'show', '1')).toMatchObject({
      state: 'unanswered',
      firstReplyAt: null,
      steps: [],
    })
    expect((await log(world, '--outcome', 'talked', '--case', '1')).cases).toMatchObject([
      { state: 'answered' },
    ])
  })

  test('in which she finds it unsolved is no answer by itself, nor a solution at first contact', async () => {
    const world = await shop()
    await add(world)
    const no = ['--outcome', 'talked', '--solved', 'no']
    const denied = await log(world, ...no)
    expect(denied.cases).toMatchObject([
      { state: 'unanswered', due: '2026-11-22T09:00:00+03:00', steps: [{ kind: 'reopen', text: null }] },
    ])
    world.setClock('2026-11-21T10:00:00+03:00')
    const answered = await log(world, ...no, '--note', 'will bring another')
    expect(answered.cases[0]).toMatchObject({ state: 'answered', firstReplyAt: '2026-11-21T10:00:00+03:00' })
    expect(answered.cases[0]?.steps.map(({ kind, text }) => [kind, text])).toEqual([
      ['reopen', null],
      ['reopen', null],
      ['reply', 'will bring another'],
    ])
    world.setClock('2026-11-23T09:00:00+03:00')
    await log(world, '--outcome', 'talked', '--solved', 'yes')
    world.setClock('2026-12-05T09:00:00+03:00')
    const { fcr } = await runJson<{ fcr: object }>(['summary', '--period', 'all'], world)
    expect(fcr).toMatchObject({ cases: 1, resolved: 0 })
    expectPlanned(world)
  })

  test('that thanks for a sale while the case rests is no word about it; by questions a talk is asked of it', async () => {
    const world = await shop()
    await add(world)
    await log(world, '--outcome', 'no-answer')
    await runJson(['sale', 'add', '--customer', 'anna', '--item', 'Cream @1'], world)
    expect((await log(world, '--outcome', 'message-sent')).cases).toEqual([])
    expect((await runLine(['log', 'anna'], world, ['', 'yes', '', ''])).code).toBe(0)
    expect(await kept(world, 'show', '1')).toMatchObject({ state: 'closed' })
  })

  test('about a delivery that carries a case answers that too', async () => {
    const world = await shop()
    await runJson(
      ['sale', 'add', '--customer', 'anna', '--item', 'Soap @1', '--promised', '2026-11-21'],
      world,
    )
    await add(world)
    const told = await log(world, '--outcome', 'talked', '--delivered', 'yes', '--solved', 'yes')
    expect(told.cases).toMatchObject([{ id: 1, state: 'closed' }])
  })

  test('in writing: hers answers nothing, unless it is her word', async () => {
    const world = await shop()
    await add(world, '--channel', 'chat')
    const hers = ['--outcome', 'message-sent', '--direction', 'in']
    expect((await log(world, ...hers, '--note', 'and how long?')).cases).toEqual([])
    expect(await runError(['log', 'anna', ...hers, '--case', '1'], world)).toMatchObject({
      ...{ code: 'input.missing', params: { flag: '--solved' } },
    })
    expect((await log(world, '--outcome', 'message-sent')).cases).toMatchObject([{ state: 'answered' }])
    const no = await log(world, ...hers, '--case', '1', '--solved', 'no')
    expect(no.cases).toMatchObject([{ state: 'unanswered' }])
    const yes = await log(world, ...hers, '--case', '1', '--solved', 'yes')
    expect(yes.cases).toMatchObject([{ state: 'closed' }])
  })

  test('with a low answer opens a complaint, and no second one while it is open', async () => {
    const world = await shop()
    const low = ['--outcome', 'talked', '--csat', '1', '--factor', 'empathy=2', '--reason', 'nobody listens']
    const { cases, contact } = await log(world, ...low)
    expect(cases).toMatchObject([
      {
        ...{ id: 1, kind: 'complaint', origin: 'low-answer', channel: 'phone', factor: 'empathy' },
        ...{ asked: 'nobody listens', state: 'unanswered', steps: [] },
      },
    ])
    world.setClock('2026-11-22T10:00:00+03:00')
    expect((await log(world, ...low)).cases).toMatchObject([{ id: 1, state: 'answered' }])
    expect(await list(world, '--all')).toEqual([1])
    const solved = await log(world, ...low, '--case', '1', '--solved', 'yes')
    expect(solved.cases.map(({ id, state }) => [id, state])).toEqual([
      [1, 'closed'],
      [2, 'unanswered'],
    ])
    expect(contact.id).toBe(1)
    expectPlanned(world)
  })

  test('by questions: the case is asked about, and answers given one after another are one step', async () => {
    const world = await shop()
    await add(world)
    // Talked (the first choice), not solved; then what was answered. Nothing is asked of her purchase meanwhile.
    const { code } = await runLine(['log', 'anna'], world, ['', 'no', 'will send another', ''])
    expect(code).toBe(0)
    const { steps, state } = await kept(world, 'show', '1')
    expect([state, steps.map(({ kind, text }) => [kind, text])]).toEqual([
      'answered',
      [
        ['reopen', null],
        ['reply', 'will send another'],
      ],
    ])
  })

  test('with a low answer of an earlier day opens a case though one was opened since', async () => {
    const world = await shop()
    await add(world)
    await log(world, '--outcome', 'talked', '--nps', '2', '--at', '2026-11-18')
    expect(await list(world)).toEqual([2, 1])
    expect((await kept(world, 'show', '2')).origin).toBe('low-answer')
  })
})

describe('a return', () => {
  const sell = (world: FakeWorld) =>
    runJson(['sale', 'add', '--customer', 'anna', '--item', 'Soap x4 @1'], world)
  const back = (world: FakeWorld, ...flags: string[]) =>
    runJson<{ caseId: number }>(['sale', 'return', '2', ...flags], world)

  test('of all or of a part opens a case, one for a sale and day', async () => {
    const world = await shop()
    await sell(world)
    expect(await back(world, '--item', 'Soap x1')).toMatchObject({ caseId: 1 })
    expect(await kept(world, 'show', '1')).toMatchObject({
      ...{ kind: 'return', origin: 'return', saleId: 2, state: 'unanswered', asked: null },
      nextStep: expect.stringContaining('The goods are back'),
    })
    await kept(world, 'resolve', '1', '--how', 'refunded', '--confirmed', 'yes')
    expect(await back(world, '--item', 'Soap x1')).toMatchObject({ caseId: 1 })
    world.setClock('2026-11-22T09:00:00+03:00')
    expect(await back(world, '--item', 'Soap x1')).toMatchObject({ caseId: 2 })
    world.setClock('2026-11-25T09:00:00+03:00')
    expect(await back(world)).toMatchObject({ caseId: 2 })
    expect(await list(world, '--all')).toEqual([2, 1])
    expectPlanned(world)
  })

  test('belongs to the case in which she asked for it', async () => {
    const world = await shop()
    await sell(world)
    await kept(world, 'add', 'anna', '--kind', 'return', '--sale', '1')
    await kept(world, 'add', 'anna', '--kind', 'return', '--sale', '2')
    expect(await back(world)).toMatchObject({ caseId: 2 })
  })
})

test("goes with its sale where that was another customer's", async () => {
  const world = await shop()
  await runJson(['customer', 'add', 'Vera'], world)
  await add(world, '--sale', '1')
  await runJson(['sale', 'return', '1'], world)
  await runJson(['sale', 'edit', '1', '--customer', 'vera'], world)
  expect(await list(world, '--customer', 'anna')).toEqual([1])
  expect(await list(world, '--customer', 'vera')).toEqual([2])
  expectPlanned(world)
})

describe('whoever waits for an answer', () => {
  test('is called about that, asked what would help, and reminded of no money', async () => {
    const world = await shop()
    await runJson(['promise', 'add', 'anna', '--amount', '50', '--by', 'today'], world)
    expect((await due(world)).calls[0]?.kind).toBe('promise')
    await kept(world, 'add', 'anna', '--kind', 'complaint', '--asked', 'It leaks')
    const { calls, promises } = await due(world)
    expect(calls[0]).toMatchObject({ kind: 'case', carries: [] })
    expect(calls[0]?.ask).toEqual([
      ...['What happened, and when?', 'Which solution would suit you?', 'By which day?'],
    ])
    expect(promises).toMatchObject([{ kind: 'payment', promiser: 'customer' }])
    // Talked, not solved, an answer, and what was promised with it.
    const talk = ['', 'no', 'will bring another', 'another cream', '+2d']
    const { code, out } = await runLine(['log', 'anna'], world, talk)
    expect(code).toBe(0)
    expect(out).not.toMatch(/payment|recommend|Satisfied/)
    const { promises: given } = await runJson<{ promises: object[] }>(['promise', 'list'], world)
    expect(given).toMatchObject([
      { kind: 'payment' },
      { what: 'another cream', due: '2026-11-23', caseId: 1 },
    ])
    await kept(world, 'resolve', '1', '--how', 'replaced', '--confirmed', 'yes')
    expect((await due(world)).calls[0]?.kind).toBe('promise')
  })

  test('is quoted with words of their own alone', async () => {
    const world = await shop()
    await runJson(['promise', 'add', 'anna', '--what', 'a sample', '--by', 'today'], world)
    await runJson(['promise', 'break', '1', '--reason', 'out of stock'], world)
    expect((await due(world)).calls[0]?.hints).toContain('Not as promised: a sample – out of stock')
    const { out } = await runLine(['case', 'show', '1'], world)
    expect(out).toContain('Not as promised: a sample – out of stock')
    expect(out).not.toContain('Customer’s words')
  })

  test('is not said to be content while the case is open', async () => {
    const world = await shop()
    await kept(world, 'add', 'anna', '--kind', 'complaint')
    const { out } = await runLine(['customer', 'show', 'anna'], world)
    expect(out).toContain('case #1 is open (complaint)')
  })
})

describe('a low mark on a terminal', () => {
  test('is asked what was wrong, and a note is no word of the customer', async () => {
    const world = fakeWorld({ now: '2026-11-19T09:00:00+03:00' })
    await runJson(['sale', 'add', ...ANNA, '--item', 'Cream @100'], world)
    world.setClock(MORNING)
    // Talked, tried it, 2 of 5, what was wrong, a note, nothing promised.
    const { code } = await runLine(['log', 'anna'], world, ['', 'yes', '2', 'It stings', 'send a cream', ''])
    expect(code).toBe(0)
    expect(await kept(world, 'show', '1')).toMatchObject({ origin: 'low-answer', asked: 'It stings' })
    await kept(world, 'resolve', '1', '--how', 'advised', '--confirmed', 'yes')
    await log(world, '--outcome', 'talked', '--csat', '1', '--note', 'seemed cross')
    expect(await kept(world, 'show', '2')).toMatchObject({ origin: 'low-answer', asked: null })
  })

  test('a promise without its day is asked for it', async () => {
    const world = await shop()
    const said = ['log', 'anna', '--outcome', 'talked', '--promise', 'a sample']
    expect(await runError(said, world)).toMatchObject({ params: { flag: '--promise-by' } })
    expect((await runLine(said, world, ['+2d'])).code).toBe(0)
    const { promises } = await runJson<{ promises: object[] }>(['promise', 'list'], world)
    expect(promises).toMatchObject([{ what: 'a sample', due: '2026-11-23' }])
  })
})

describe('on a terminal', () => {
  test('asks whose case it is, and which one to show', async () => {
    const world = await shop()
    expect((await runLine(['case', 'add'], world)).code).toBe(2)
    expect((await runLine(['case', 'add'], world, ['', '', 'How much?'])).code).toBe(0)
    const { out } = await runLine(['case', 'show'], world, [''])
    expect(out).toContain('Question #1 – Anna')
    expect(out).toContain('aftersales case reply "#1"')
  })

  test('asks for the kind and what was asked', async () => {
    const world = await shop()
    const { code } = await runLine(['case', 'add', 'anna'], world, ['', 'How much?'])
    expect(code).toBe(0)
    expect(await kept(world, 'show', '1')).toMatchObject({ kind: 'question', asked: 'How much?' })
  })

  test('asks what was answered, and takes no empty answer', async () => {
    const world = await shop()
    await add(world)
    expect(await refusal(world, 'reply', '1', '--text', ' ')).toMatchObject({
      ...{ exit: 2, code: 'input.invalid', params: { field: '--text', why: 'answerEmpty' } },
    })
    expect((await runLine(['case', 'reply', '1'], world, ['', '\x03'])).code).toBe(130)
    expect(await kept(world, 'show', '1')).toMatchObject({ state: 'unanswered', steps: [] })
    expect((await runLine(['case', 'reply', '1'], world, ['Two drops'])).code).toBe(0)
    expect((await kept(world, 'show', '1')).steps).toMatchObject([{ kind: 'reply', text: 'Two drops' }])
  })

  test('asks what is still wrong before it opens a case again', async () => {
    const world = await shop()
    await add(world)
    expect((await runLine(['case', 'reopen', '1'], world, ['leaks'])).err).toContain('is open')
    await kept(world, 'reply', '1', '--text', 'Two drops')
    expect((await runLine(['case', 'reopen', '1'], world, ['still leaks'])).code).toBe(0)
    expect((await kept(world, 'show', '1')).steps.at(-1)).toMatchObject({
      kind: 'reopen',
      text: 'still leaks',
    })
  })

  test('asks how it was solved and for her word, and stores nothing when it is left', async () => {
    const world = await shop()
    await add(world)
    expect((await runLine(['case', 'resolve', '1'], world, ['\x03'])).code).toBe(130)
    expect((await kept(world, 'show', '1')).steps).toEqual([])
    // Replaced, and not yet confirmed: the first choices.
    expect((await runLine(['case', 'resolve', '1'], world, ['', ''])).code).toBe(0)
    expect(await kept(world, 'show', '1')).toMatchObject({ state: 'resolved', resolution: 'replaced' })
    // Of a solved one the word is asked first: \x1b[B is an arrow down, to yes.
    expect((await runLine(['case', 'resolve', '1'], world, ['\x1b[B'])).code).toBe(0)
    expect(await kept(world, 'show', '1')).toMatchObject({ state: 'closed', resolution: 'replaced' })
  })
})
