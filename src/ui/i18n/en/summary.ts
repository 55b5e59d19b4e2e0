export const summary = {
  help: {
    about: 'what came of your calls: reach, first calls, satisfaction, sales',
    period: 'week (the last 7 days), month, quarter, year or all; until today',
    from: 'the first day',
    to: 'the last day',
  },
}
