export const summary = {
  help: {
    about: 'что дали звонки: дозвоны, первые звонки, оценки, продажи',
    period: 'week (последние 7 дней), month, quarter, year или all – по сегодняшний день',
    from: 'первый день',
    to: 'последний день',
  },
}
