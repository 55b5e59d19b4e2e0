export const common = {
  help: { all: 'показать всё, а не одну страницу' },
  more: '… и ещё {{count}}: добавьте --all',
  none: '–',
  yes: 'да',
  no: 'нет',
  maybe: 'может быть',
  cancelled: 'Отменено. Ничего не изменилось.',
  enterSkips: 'Enter – пропустить',
}
