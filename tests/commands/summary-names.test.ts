// Whom the summary names: to call back, to thank, to ask for a name.
import { expect, test } from 'vitest'
import type { Answered, SummaryDocument } from '../../src/ui/view/summary-document.ts'
import { fakeWorld, runJson } from '../fixture.ts'
import { Seller } from './seller.ts'

const names = async ({ world }: Seller, ...flags: string[]) => {
  world.setClock('2026-11-21T09:00:00+03:00')
  const { names } = await runJson<SummaryDocument>(['summary', ...flags], world)
  return names
}

/** A seller who knows so many customers, by names of one letter: A is #1. */
async function sellerOf(letters: string): Promise<Seller> {
  const seller = new Seller(fakeWorld())
  for (const letter of letters) await seller.at('2026-11-01 09:00', 'customer', 'add', letter)
  return seller
}

/** The lists by letters. */
const letters = (lists: SummaryDocument['names']) =>
  Object.fromEntries(
    Object.entries(lists).map(([list, people]) => [
      list,
      people.map((person: Answered) => person.name).join(''),
    ]),
  )

test('of who was unhappy only those who still are, whoever waits longest first', async () => {
  const seller = await sellerOf('ABCDE')
  await seller.talk('2026-11-16 10:00', '#1', 'nps=6', 'reason=late')
  await seller.talk('2026-11-17 10:00', '#2', 'csat=2', 'reason=broken')
  await seller.talk('2026-11-18 10:00', '#3', 'nps=7', 'csat=3')
  // D was unhappy, and is no more; A answers low once more.
  await seller.talk('2026-11-16 09:00', '#4', 'nps=0')
  await seller.talk('2026-11-19 10:00', '#4', 'nps=8', 'solved=yes')
  await seller.talk('2026-11-19 12:00', '#1', 'csat=1', 'reason=later still')
  // E was unhappy before the week and has not said anything since: that is not forgotten.
  await seller.talk('2026-11-10 10:00', '#5', 'nps=1')
  const { callBack, thank, askForName } = await names(seller)
  expect(callBack).toMatchObject([
    { name: 'E', nps: 1, at: '2026-11-10T10:00:00+03:00' },
    { name: 'A', nps: null, csat: 1, reason: 'later still', at: '2026-11-19T12:00:00+03:00' },
    { name: 'B', nps: null, csat: 2, reason: 'broken' },
  ])
  expect([...thank, ...askForName]).toEqual([])
  expect(letters(await names(seller, '--period', 'month')).callBack).toBe('EAB')
})

test('of promoters asks for a name, and thanks who brought a buyer already', async () => {
  const seller = await sellerOf('ABCD')
  await seller.talk('2026-11-16 10:00', '#1', 'nps=9')
  await seller.talk('2026-11-17 10:00', '#2', 'nps=10', 'reason=quick')
  await seller.talk('2026-11-18 10:00', '#3', 'nps=10')
  // C brought somebody who has bought, in an earlier period; B somebody who has not.
  await seller.sell('2026-10-01 10:00', 'Friend', 'Soap @5', '--referred-by', '#3')
  await seller.at('2026-11-02 10:00', 'customer', 'add', 'Guest', '--referred-by', '#2')
  // D was one, and then less.
  await seller.talk('2026-11-16 10:00', '#4', 'nps=10')
  await seller.talk('2026-11-18 10:00', '#4', 'nps=8', 'csat=5')
  const lists = await names(seller)
  expect(letters(lists)).toEqual({ callBack: '', thank: 'C', askForName: 'BA' })
  expect(lists.askForName[0]).toMatchObject({ nps: 10, reason: 'quick', referred: 0 })
  expect(lists.thank[0]).toMatchObject({ nps: 10, referred: 1 })
  // What the friend bought comes back: from then on C has brought no buyer.
  await seller.at('2026-11-20 10:00', 'sale', 'return', '#1')
  expect(letters(await names(seller))).toMatchObject({ thank: '', askForName: 'CBA' })
  expect(letters(await names(seller, '--as-of', '2026-11-19'))).toMatchObject({
    thank: 'C',
    askForName: 'BA',
  })
})

test('thanks for a 5 of 5 where nobody asked 0–10, and for a friend who now bought first', async () => {
  const seller = await sellerOf('ABCDE')
  await seller.talk('2026-11-16 10:00', '#1', 'csat=5')
  await seller.talk('2026-11-17 10:00', '#2', 'csat=5')
  await seller.talk('2026-11-18 10:00', '#2', 'csat=4')
  await seller.talk('2026-11-19 10:00', '#3', 'csat=5')
  await seller.sell('2026-11-16 10:00', 'Friend', 'Soap @5', '--referred-by', '#4')
  await seller.sell('2026-11-14 10:00', 'Earlier', 'Soap @5', '--referred-by', '#5')
  await seller.sell('2026-11-18 10:00', 'Earlier', 'Soap @5')
  // A friend whose thirty days are over this week came long before it.
  await seller.sell('2026-10-20 10:00', 'Old friend', 'Soap @5', '--referred-by', '#5')
  const lists = await names(seller)
  expect(letters(lists)).toEqual({ callBack: '', thank: 'CAD', askForName: '' })
  expect(lists.thank[2]).toEqual({
    ...{ id: 4, name: 'D', phone: null, at: null, nps: null, csat: null, reason: null, referred: 1 },
  })
})

test('names nobody twice, nobody who refused, and thanks nobody who is unhappy', async () => {
  const seller = await sellerOf('ABCD')
  await seller.talk('2026-11-16 10:00', '#1', 'nps=10', 'csat=1')
  await seller.talk('2026-11-17 10:00', '#2', 'nps=2')
  await seller.log('2026-11-17 10:05', '#2', 'refused')
  await seller.talk('2026-11-17 10:00', '#3', 'nps=10')
  await seller.log('2026-11-18 10:05', '#3', 'refused')
  await seller.talk('2026-11-10 10:00', '#4', 'csat=1')
  for (const [id, name] of [
    [1, 'Friend'],
    [4, 'Guest'],
  ] as const) {
    await seller.sell('2026-11-19 10:00', name, 'Soap @5', '--referred-by', `#${id}`)
  }
  expect(letters(await names(seller))).toEqual({ callBack: 'DA', thank: '', askForName: '' })
  // Before she refused, C was there to be asked.
  const then = await names(seller, '--as-of', '2026-11-18T10:00:00+03:00')
  expect(letters(then)).toEqual({ callBack: 'DA', thank: '', askForName: 'C' })
})

test('calls low what the settings say', async () => {
  const seller = await sellerOf('A')
  await seller.talk('2026-11-16 10:00', '#1', 'nps=7')
  expect(letters(await names(seller)).callBack).toBe('')
  await seller.at('2026-11-17 10:00', 'config', 'set', 'unhappy.npsAtMost', '7')
  expect(letters(await names(seller)).callBack).toBe('A')
})
