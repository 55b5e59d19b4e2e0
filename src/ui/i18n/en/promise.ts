export const promise = {
  kind: {
    delivery: 'delivery',
    condition: 'a condition',
    accessory: 'an accessory',
    reply: 'a reply',
    payment: 'payment',
    other: 'a promise',
  },
}
