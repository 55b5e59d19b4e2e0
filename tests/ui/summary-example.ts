// Documents of the summary, made by hand: a busy month, the same compared, and a shop before its first sale.
import { FACTORS } from '../../src/domain/contact.ts'
import type { Grade } from '../../src/domain/grade.ts'
import { csatOf, npsOf, shareOf, wilson } from '../../src/domain/metrics.ts'
import { CALLED, HORIZONS, type Returned } from '../../src/domain/retention.ts'
import type { Answered, Figures, SummaryDocument } from '../../src/ui/view/summary-document.ts'

const nps = (promoters: number, passives: number, detractors: number) =>
  npsOf([...Array(promoters).fill(9), ...Array(passives).fill(8), ...Array(detractors).fill(3)])
const csat = (satisfied: number, n: number) =>
  csatOf([...Array(satisfied).fill(5), ...Array(n - satisfied).fill(2)])
export const returned = (bought: number, n: number): Returned => ({
  n,
  bought,
  share: shareOf(bought, n),
  ...(wilson(bought, n) ?? { low: null, high: null }),
})

export function figures(from: string, to: string, factor: number): Figures {
  const n = (count: number) => Math.round(count * factor)
  return {
    from,
    to,
    contacts: { total: n(45), talks: n(31), attempts: n(9), messages: n(5) },
    reach: { share: shareOf(n(29), n(38)), talks: n(29), attempts: n(38) },
    firstCall48h: { share: shareOf(n(12), n(15)), made: n(12), due: n(15), enteredLate: n(3) },
    nps: nps(n(24), n(12), n(7)),
    csat: csat(n(37), n(43)),
    aht: { meanMinutes: 4.53, medianMinutes: 3.5, n: n(31) },
    grade: gradeOf([
      [4.6, n(13)],
      [3.4, n(11)],
      [4.8, n(9)],
      [4.9, n(8)],
      [4.4, n(10)],
    ]),
    fcr: { share: null, resolved: 0, cases: 0, pending: 0 },
    replyTime: { medianHours: null, n: 0 },
    promises: { share: null, kept: 0, due: 0, late: 0, partly: 0, broken: 0, open: 0 },
    sales: { count: n(46), revenueMinor: n(8_412_000), currency: 'RUB' },
  }
}

function gradeOf(answers: [mean: number, n: number][]): Grade {
  const factors = FACTORS.map((factor, i) => {
    const [mean, n] = answers[i] ?? [0, 0]
    const known = n > 0 ? mean : null
    return { factor, weight: i === 0 ? 6 : 1, n, mean: known, score: known && (known - 1) / 4 }
  })
  const n = factors.reduce((sum, one) => sum + one.n, 0)
  const value = factors[0]?.n === 0 ? null : 8.6
  return {
    value,
    band: value === null ? null : 'again',
    n,
    factors,
    weakest:
      n === 0
        ? null
        : {
            factor: 'responsiveness',
            mean: 3.4,
            reason: 'Ждала ответа два дня, хотя обещали в тот же вечер',
          },
  }
}

const person = (id: number, name: string, rest: Partial<Answered>): Answered => ({
  ...{ id, name, phone: `+7900000${String(1000 + id)}`, at: '2026-11-18T12:00:00+03:00' },
  ...{ nps: null, csat: null, reason: null, referred: 0 },
  ...rest,
})

export function busyMonth(): SummaryDocument {
  return {
    ...figures('2026-11-01', '2026-11-21', 1),
    names: {
      callBack: [
        person(6, 'Галина Макарова', { csat: 2, reason: 'После пенки стянуло кожу' }),
        person(25, 'Нина Гусева', { nps: 3, reason: 'Привезли на два дня позже, и не тот тон' }),
        person(23, 'Юлия Никитина', { nps: 6 }),
        person(31, 'Вероника Константинопольская', { nps: 4, csat: 1, phone: null }),
        person(32, 'Ольга', { csat: 2 }),
        person(33, 'Инна', { csat: 1 }),
        person(34, 'Алла', { csat: 1 }),
      ],
      thank: [
        person(1, 'Анна Петрова', { nps: 10, referred: 2, reason: 'Всегда подскажет, что подойдёт' }),
        person(10, 'Елена Васильева', { csat: 5 }),
        person(20, 'Наталья Новикова', { at: null, referred: 1 }),
      ],
      askForName: [person(11, 'Людмила Андреева', { nps: 9 }), person(7, 'Ирина Фёдорова', { nps: 10 })],
    },
    secondPurchase: [
      { days: 30, ...returned(6, 20) },
      { days: 60, ...returned(5, 15) },
      { days: 90, ...returned(2, 8) },
    ],
    callEffect: HORIZONS.flatMap((days, i) => [
      { days, called: CALLED[0], ...returned(9 - i, 20 - i) },
      { days, called: CALLED[1], ...returned(3, 12 - i) },
      { days, called: CALLED[2], ...returned(1, 8 - i) },
    ]),
    cohorts: [
      {
        month: '2026-11',
        customers: 14,
        second: [
          { days: 30, ...returned(0, 0) },
          { days: 60, ...returned(0, 0) },
          { days: 90, ...returned(0, 0) },
        ],
      },
    ],
    byProduct: [
      { productId: 3, product: 'Пенка для умывания 150 мл', ...csat(4, 7) },
      { productId: 1, product: 'Крем для лица «Утро» 50 мл', ...csat(17, 19) },
    ],
    wordOfMouth: { good: 48, bad: 70 },
    trend: [
      { from: '2026-06-01', to: '2026-06-30', nps: nps(4, 4, 2), csat: csat(9, 14) },
      { from: '2026-07-01', to: '2026-07-31', nps: nps(3, 1, 0), csat: csat(7, 11) },
      { from: '2026-08-01', to: '2026-08-31', nps: nps(1, 1, 1), csat: csat(4, 5) },
      { from: '2026-09-01', to: '2026-09-30', nps: nps(10, 6, 5), csat: csat(15, 20) },
      { from: '2026-10-01', to: '2026-10-31', nps: nps(14, 9, 7), csat: csat(28, 35) },
      { from: '2026-11-01', to: '2026-11-21', nps: nps(24, 12, 7), csat: csat(37, 43) },
    ],
    shop: {
      ...{ customers: 41, purchases: 46, repeatRate: 28 / 41, medianIntervalDays: 33 },
      ...{ averageOrderMinor: 182_870, topFifthShare: 0.583, currency: 'RUB' },
    },
    ...{ complaintsByFactor: [], openCases: { open: 0, unanswered: 0 }, previous: null, changes: null },
  }
}

/** A week of few calls: hardly a figure can be told. */
export function quietWeek(): SummaryDocument {
  const busy = busyMonth()
  return {
    ...nothing(),
    ...figures('2026-11-15', '2026-11-21', 0.1),
    names: { callBack: busy.names.callBack.slice(0, 1), thank: [], askForName: [] },
    secondPurchase: [
      { days: 30, ...returned(1, 2) },
      { days: 60, ...returned(0, 1) },
      { days: 90, ...returned(0, 0) },
    ],
    callEffect: HORIZONS.flatMap((days) =>
      CALLED.map((called) => ({
        ...{ days, called },
        ...(days === 60 && called === 'later' ? returned(0, 1) : returned(0, 0)),
      })),
    ),
    trend: busy.trend.map((point) => ({ ...point, nps: nps(1, 0, 0), csat: csat(3, 4) })),
  }
}

/** The same, compared with the 21 days before. */
export function compared(): SummaryDocument {
  return {
    ...busyMonth(),
    previous: figures('2026-10-01', '2026-10-21', 0.7),
    changes: {
      nps: { change: 12.3, margin: 9, clear: true },
      csat: { change: 0.049, margin: 0.12, clear: false },
      reach: { change: -0.212, margin: 0.2, clear: true },
      firstCall48h: null,
    },
  }
}

/** Before the first sale. */
export function nothing(): SummaryDocument {
  const busy = busyMonth()
  return {
    ...figures('2026-11-15', '2026-11-21', 0),
    aht: { meanMinutes: null, medianMinutes: null, n: 0 },
    names: { callBack: [], thank: [], askForName: [] },
    secondPurchase: HORIZONS.map((days) => ({ days, ...returned(0, 0) })),
    callEffect: busy.callEffect.map(({ days, called }) => ({ days, called, ...returned(0, 0) })),
    cohorts: [],
    byProduct: [],
    wordOfMouth: { good: 0, bad: 0 },
    trend: [],
    shop: {
      ...{ customers: 0, purchases: 0, repeatRate: null, medianIntervalDays: null },
      ...{ averageOrderMinor: null, topFifthShare: null, currency: 'RUB' },
    },
    ...{ complaintsByFactor: [], openCases: { open: 0, unanswered: 0 }, previous: null, changes: null },
  }
}

/** A quiet week with promises and cases in it. */
export function servedWeek(): SummaryDocument {
  return {
    ...quietWeek(),
    fcr: { share: 0.75, resolved: 3, cases: 4, pending: 1 },
    replyTime: { medianHours: 5.5, n: 4 },
    promises: { share: 0.75, kept: 9, due: 12, late: 1, partly: 0, broken: 2, open: 0 },
    openCases: { open: 2, unanswered: 1 },
    complaintsByFactor: [
      { factor: 'fulfilment', n: 2, share: 2 / 3 },
      { factor: null, n: 1, share: 1 / 3 },
    ],
  }
}
