export const snooze = {
  help: {
    when: 'день, когда вернуть в список: пт, +3d, 25.11',
    example: 'snooze анна пт',
  },
  done: '{{name}}: отложено до {{day}}.',
}

export const skip = {
  help: {
    reason: 'почему, для себя',
    example: 'skip анна --reason "виделись вчера"',
  },
  done: '{{name}}: пропущено.',
}
