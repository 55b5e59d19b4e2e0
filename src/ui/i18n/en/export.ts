export const exportWords = {
  help: {
    about: 'take something out to a file',
    loyal: 'regular, loyal and recommending customers as a CSV table',
    out: 'write to this file instead of the screen',
    force: 'replace the file if it is there',
  },
  written_one: '{{count}} customer is in {{path}}.',
  written_other: '{{count}} customers are in {{path}}.',
}
