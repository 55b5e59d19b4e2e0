export const common = {
  help: { all: 'показать всё, а не одну страницу' },
  more: '… и ещё {{count}}: добавьте --all',
  none: '–',
  yes: 'да',
  no: 'нет',
  maybe: 'может быть',
  partly: 'частично',
  quoted: '«{{text}}»',
  ask: { keys: '↑↓ – выбрать · Enter – взять', none: 'ничего не найдено', yes: 'дy', no: 'нn' },
}
