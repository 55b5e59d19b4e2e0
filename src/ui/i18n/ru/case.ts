export const caseWords = {
  kind: {
    question: 'Вопрос',
    repair: 'Ремонт',
    return: 'Возврат',
    complaint: 'Жалоба',
    advice: 'Просьба о совете',
  },
}
