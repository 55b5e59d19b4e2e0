export const common = {
  help: { all: 'show everything, not just one page' },
  more: '… and {{count}} more: add --all',
  none: '–',
  yes: 'yes',
  no: 'no',
  maybe: 'maybe',
  partly: 'partly',
  quoted: '“{{text}}”',
  ask: { keys: '↑↓ choose · Enter selects', none: 'nothing found', yes: 'y', no: 'n' },
}
