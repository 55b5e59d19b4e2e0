export const caseWords = {
  kind: {
    question: 'Question',
    repair: 'Repair',
    return: 'Return',
    complaint: 'Complaint',
    advice: 'Advice',
  },
}
