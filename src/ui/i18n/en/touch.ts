export const touch = {
  kind: {
    delivery: 'delivery',
    callback: 'call back',
    'first-use': 'first call',
    'check-in': 'check-in',
    reorder: 'reorder',
    'keep-in-touch': 'keep in touch',
    'win-back': 'win back',
    thanks: 'thank-you',
  },
  outcome: {
    talked: 'talked',
    'no-answer': 'no answer',
    'call-later': 'asked to call later',
    'wrong-number': 'wrong number',
    refused: 'asked not to be called',
    'message-sent': 'message sent',
  },
  channel: {
    phone: 'phone',
    email: 'e-mail',
    chat: 'chat',
    social: 'social network',
    'in-person': 'in person',
  },
  reason: {
    delivery: {
      today: 'Delivery was promised for today',
      late: 'Delivery was promised for {{day}} and is not confirmed',
    },
    callback: {
      asked: 'Asked to be called {{when}}',
      late: 'Asked to be called {{when}}: still to be done',
    },
    'first-use': {
      'ends-today': 'First call after the purchase: until {{time}} today, {{hours}} h left',
      'hours-left': 'First call after the purchase: {{hours}} h left',
      overdue: 'First call after the purchase: the 48 hours ended {{ago}}, it is not too late',
    },
    'check-in': {
      first: 'After the first purchase: how has it gone? ({{count}} days)',
      again: 'After the purchase: how has it gone? ({{count}} days)',
    },
    reorder: {
      'runs-out': '{{product}} runs out about {{day}}',
      'usual-time': 'The usual time to order again is about {{day}}',
      unknown: 'Time to ask whether anything is running out ({{count}} days)',
    },
    'keep-in-touch': {
      silence_one: 'No talk and no purchase for a day',
      silence_other: 'No talk and no purchase for {{count}} days',
    },
    'win-back': {
      first_one: 'No purchase for a day: win back',
      first_other: 'No purchase for {{count}} days: win back',
      second_one: 'No purchase for a day: the second and last try',
      second_other: 'No purchase for {{count}} days: the second and last try',
    },
    thanks: {
      new: 'A new purchase: say thank you',
    },
  },
  planned: {
    thanks: 'thank-you text: now',
    on: '{{kind}}: {{day}}',
    between: '{{kind}}: {{from}} – {{to}}',
    until: '{{kind}}: until {{when}}',
    since: '{{kind}}: now',
    asked: '{{kind}}: {{when}}',
  },
}
