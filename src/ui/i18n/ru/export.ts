export const exportWords = {
  help: {
    about: 'выгрузить что-нибудь в файл',
    loyal: 'постоянные, верные и рекомендующие клиенты таблицей CSV',
    out: 'записать в этот файл, а не на экран',
    force: 'заменить файл, если он уже есть',
  },
  written_one: '{{count}} клиент – в файле {{path}}.',
  written_few: '{{count}} клиента – в файле {{path}}.',
  written_many: '{{count}} клиентов – в файле {{path}}.',
  written_other: '{{count}} клиента – в файле {{path}}.',
}
