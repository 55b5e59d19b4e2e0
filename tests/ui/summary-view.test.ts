// The screen of the summary, fed with documents directly: what it says, and in which words.
import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/domain/change.ts'
import { csatOf, npsOf } from '../../src/domain/metrics.ts'
import type { Lang } from '../../src/ui/i18n/index.ts'
import { busyMonth, compared, nothing, quietWeek, servedWeek } from './summary-example.ts'
import { shown, whole } from './summary-shown.ts'

/** A figure's lines as one. */
function row(text: string, name: string): string {
  const found = new RegExp(`^${name.replace(/[()?]/g, '\\$&')} +(.*(?:\n {10,}.*)*)`, 'm').exec(text)
  return (found?.[1] ?? '').replace(/\n */g, ' ')
}

describe('names', () => {
  test('come first, with the answer, and the rest is counted', () => {
    const lines = shown(busyMonth()).split('\n')
    expect(lines[1]).toMatch(/^Call back +Галина Макарова #6 \(2\/5\), Нина Гусева #\d+ \(3\/10\),$/)
    expect(row(lines.join('\n'), 'Call back')).toMatch(/, \+4 more$/)
    expect(row(lines.join('\n'), 'Thank')).toMatch(/Наталья Новикова #\d+ \(brought 1\)$/)
  })

  test('are left out where there are none', () => {
    expect(shown(nothing())).not.toMatch(/Call back|Thank|Ask for/)
    expect(shown(quietWeek())).toMatch(/^Call back/m)
    expect(shown(quietWeek())).not.toMatch(/Thank|Ask for/)
  })

  test('are five at most, and whole with --all-details', () => {
    const narrow = shown(busyMonth(), 'ru', { columns: 40 })
    expect(narrow).toMatch(/Ольга #\d+ \(2\/5\), и ещё 2\n/)
    for (const { name, id } of busyMonth().names.callBack) {
      expect(whole(busyMonth())).toContain(`${name} #${id} · `)
    }
    expect(whole(busyMonth())).toContain(
      '· +7 900 000 10 06 · 2/5 · 18 Nov 2026\n  “После пенки стянуло кожу”\n',
    )
  })

  test('and words drive no terminal', () => {
    const document = busyMonth()
    document.names.callBack[0] = {
      ...one(document.names.callBack),
      name: '\x1b[31mred\x07',
      reason: 'a\nb\x1b]',
    }
    document.grade.weakest = { ...one([document.grade.weakest]), reason: '\x1b[2J\x9b' }
    for (const text of [shown(document), whole(document)]) {
      expect(text).toContain('[31mred')
      expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
    }
  })
})

describe('answers', () => {
  test('are told in words first, then as a score with its bounds and number', () => {
    expect(row(shown(busyMonth()), 'Would recommend')).toBe(
      '24 gladly (9–10), 12 maybe (7–8), 7 hardly (0–6) NPS +40, most likely +15 to +59 (43 answers) ' +
        '−100 ├───────────────────┼──━━━━━●━━━━───────┤ +100',
    )
    expect(row(shown(busyMonth(), 'ru'), 'Довольны (4–5)')).toMatch(
      /^86\s% из 43 ответов, скорее всего 73–93\s% ▆▆·▇▇▇ с 01\.06\.2026: сначала 64\s% из 14, потом 86\s% из 43$/,
    )
  })

  test('below ten are only counted', () => {
    const text = shown(quietWeek())
    expect(row(text, 'Would recommend')).toBe(
      '2 gladly (9–10), 1 maybe (7–8), 1 hardly (0–6) 4 answers; a score takes 10',
    )
    expect(row(text, 'Satisfied (4–5)')).toBe('4 of 4 answers')
    expect(row(text, 'Service')).toMatch(/^5 answers; a score takes 10 a low mark for quick answers – “Ждала/)
    expect(row(text, 'Reached')).toBe('3 of 4 calls led to a talk')
  })

  test.each([
    [9, /^9 of 9 answers$/],
    [10, /^100% of 10 answers, most likely 72–100%$/],
  ])('make a figure from ten on: %i', (n, text) => {
    expect(row(shown({ ...nothing(), csat: csatOf(Array(n).fill(5)) }), 'Satisfied (4–5)')).toMatch(text)
  })

  test('all bad are no score above nothing', () => {
    const text = row(shown({ ...nothing(), nps: npsOf(Array(20).fill(0)) }), 'Would recommend')
    expect(text).toMatch(/NPS −100, most likely −100 to −\d\d \(20 answers\) −100 ●━/)
  })

  test('of two periods at least make a trend', () => {
    const { trend } = busyMonth()
    const seen = (points: typeof trend) => row(shown({ ...busyMonth(), trend: points }), 'Satisfied (4–5)')
    expect(seen(trend.slice(2, 4))).not.toContain('▇')
    expect(seen(trend.slice(2, 5))).toContain('▇▇ since 1 Sept 2026: 75% of 20 at first, then 80% of 35')
  })

  test('make a grade in words, with the weakest side and what was said of it', () => {
    expect(row(shown(busyMonth(), 'en', { columns: 120 }), 'Service')).toBe(
      '8.6 out of 10: they will buy again (51 answers) ' +
        'weakest: quick answers, 3.4 of 5 (11 answers) – “Ждала ответа два дня, хотя обещали в тот же вечер”',
    )
  })

  test('without one about what was promised make none', () => {
    const document = busyMonth()
    const [first, ...others] = document.grade.factors
    const unasked = { ...one([first]), n: 0, mean: null, score: null }
    const grade = { ...document.grade, value: null, band: null }
    const service = (factors: typeof others) =>
      row(shown({ ...document, grade: { ...grade, factors } }), 'Service')
    expect(service([unasked, ...others])).toMatch(/^no grade: nobody was asked whether all came as promised/)
    expect(service(document.grade.factors)).toMatch(/^no grade: “all as promised” is set to weigh 0/)
  })
})

describe('the service', () => {
  test('tells what became of promises and cases', () => {
    const week = shown(servedWeek())
    expect(row(week, 'Promises kept')).toBe('9 of 12 (75%), late: 1, broken: 2')
    expect(row(week, 'Cases')).toBe(
      '5 in all, solved in the first contact: 3 of 4, open: 2, unanswered: 1, answered in 5.5 h (4 answered)',
    )
    expect(shown(quietWeek())).not.toMatch(/Promises kept|Cases/)
  })

  test('tells what was at fault, with --all-details', () => {
    expect(whole(servedWeek())).toMatch(
      /At fault +Complaints\na promise not kept \(day, goods, parts\) +2 of 3\nnot named +1 of 3\n/,
    )
    expect(whole(quietWeek())).not.toContain('At fault')
  })

  test('has a grade only of enough answers about what was promised', () => {
    const document = busyMonth()
    const [first, ...others] = document.grade.factors
    const factors = [{ ...one([first]), n: 4 }, ...others]
    expect(row(shown({ ...document, grade: { ...document.grade, factors } }), 'Service')).toMatch(
      /^51 answers, 4 on “all as promised”; a grade takes 5 of those/,
    )
  })
})

describe('who bought again', () => {
  test('is told with and without a call, and with the warning', () => {
    expect(row(shown(busyMonth()), 'Do calls help?')).toBe(
      'bought again in 90 days: 39% of 18 called in 48 h, 30% of 10 called later, 1 of 6 not called ' +
        'You choose whom to call, so the calls may not be the cause.',
    )
    expect(whole(busyMonth()).match(/You choose whom to call/g)).toHaveLength(2)
  })

  test('is told where two groups can be held against each other, and by nobody alone', () => {
    expect(shown(quietWeek())).not.toContain('Do calls help?')
    expect(row(shown(quietWeek()), 'Bought again in')).toBe('30 days: 1 of 2, 60 days: 0 of 1')
  })

  test('is no question while nobody can have', () => {
    expect(row(shown(nothing()), 'Bought again in')).toBe('too early to tell')
    expect(shown(nothing())).not.toContain('Do calls help?')
  })
})

describe('a comparison', () => {
  const change = (change: number, clear: boolean) => ({ change, margin: 0, clear })
  const reached = (of: Change | null, lang: Lang = 'en') => {
    const document = compared()
    return row(
      shown({ ...document, changes: { ...one([document.changes]), reach: of } }, lang),
      REACHED[lang],
    )
  }
  const REACHED = { en: 'Reached', ru: 'Дозвоны' }

  test.each([
    [change(0.08, true), '+8 points, a clear rise', '+8 пунктов – явный рост'],
    [change(-0.21, true), '−21 points, a clear fall', '−21 пункт – явное снижение'],
    [change(-0.21, false), '−21 points, may be chance', '−21 пункт – возможно, случайно'],
    [change(0.02, false), '+2 points, may be chance', '+2 пункта – возможно, случайно'],
    [change(0.004, true), '+0.4 points, a clear rise', '+0,4 пункта – явный рост'],
    [change(0, false), 'as before', 'без перемен'],
    [null, 'too little before to compare', 'для сравнения данных мало'],
  ])('%j', (of, en, ru) => {
    expect(reached(of)).toMatch(new RegExp(`\\(76%\\); ${en.replace('+', '\\+')}$`))
    expect(reached(of, 'ru')).toMatch(new RegExp(`\\(76\\s%\\); ${ru.replace('+', '\\+')}$`))
  })

  test('says which periods, and never what is no figure now', () => {
    expect(shown(compared()).split('\n')[0]).toBe(
      '1 Nov 2026 to 21 Nov 2026 (21 days), compared with 1 Oct 2026 to 21 Oct 2026',
    )
    const few = { ...quietWeek(), previous: compared().previous, changes: compared().changes }
    expect(shown(few)).not.toMatch(/points|compare$/m)
  })

  test('stands side by side with --all-details, and nowhere without --compare', () => {
    expect(whole(compared(), 'en', { columns: 120 })).toMatch(
      /^Reached +29 of 38 \(76%\) +20 of 27 \(74%\) +−21 points, a clear fall$/m,
    )
    expect(whole(busyMonth())).not.toContain('the one before')
  })
})

test('the rest is told with --all-details', () => {
  const text = whole(busyMonth())
  for (const part of [
    /^all as promised +█{18}░░ 4\.6 \(13 answers\), weight 6$/m,
    /^being looked after +8 answers, weight 1$/m,
    /^1 Jul 2026 to 31 Jul 2026 +4 answers +7 of 11 \(64%\)$/m,
    /^90 days +2 of 8$/m,
    /^60 days +in 48 hours +8 of 19 \(42%\) +23–64%$/m,
    /^November 2026 +14 +– +– +–$/m,
    /^Крем для лица «Утро» 50 мл +17 of 19 \(89%\) +69–97%$/m,
    /Word of mouth, a rule of thumb\nGoing by 43 answers, 48 people/,
    /^Came back to buy +28 of 41 \(68%\)$/m,
    /^The best fifth of customers brings +58% of the money$/m,
  ])
    expect(text).toMatch(part)
  expect(whole(nothing())).not.toMatch(/How to read|The shop|Period by period/)
})

function one<T>(values: readonly (T | null | undefined)[]): T {
  const [value] = values
  if (value == null) throw new Error('there is none')
  return value
}
