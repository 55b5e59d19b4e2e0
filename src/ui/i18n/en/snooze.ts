export const snooze = {
  help: {
    about: 'put a customer off until a day',
    when: 'the day to come back to the list: fri, +3d, 25.11',
    example: 'snooze anna fri',
  },
  done: '{{name}} rests until {{day}}.',
}

export const skip = {
  help: {
    about: 'leave out what is on the list for a customer today',
    reason: 'why, for yourself',
    example: 'skip anna --reason "saw her yesterday"',
  },
  done: '{{name}}: left out.',
}
