export const promise = {
  kind: {
    delivery: 'доставка',
    condition: 'условие',
    accessory: 'комплектующее',
    reply: 'ответ',
    payment: 'оплата',
    other: 'обещание',
  },
}
