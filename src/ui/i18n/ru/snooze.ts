export const snooze = {
  help: {
    about: 'отложить клиента до какого-то дня',
    when: 'день, когда вернуть в список: пт, +3d, 25.11',
    example: 'snooze анна пт',
  },
  done: '{{name}}: отложено до {{day}}.',
}

export const skip = {
  help: {
    about: 'пропустить то, что сегодня в списке для клиента',
    reason: 'почему, для себя',
    example: 'skip анна --reason "виделись вчера"',
  },
  done: '{{name}}: пропущено.',
}
