export const snooze = {
  help: {
    when: 'the day to come back to the list: fri, +3d, 25.11',
    example: 'snooze anna fri',
  },
  done: '{{name}} rests until {{day}}.',
}

export const skip = {
  help: {
    reason: 'why, for yourself',
    example: 'skip anna --reason "saw her yesterday"',
  },
  done: '{{name}}: left out.',
}
