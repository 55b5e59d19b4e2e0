export const common = {
  help: { all: 'show everything, not just one page' },
  more: '… and {{count}} more: add --all',
  none: '–',
  yes: 'yes',
  no: 'no',
  maybe: 'maybe',
  cancelled: 'Cancelled. Nothing was changed.',
  enterSkips: 'Enter skips',
}
