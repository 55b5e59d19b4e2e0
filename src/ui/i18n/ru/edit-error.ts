export const settings = {
  noPair: 'Строка {{line}} – не настройка: «{{value}}».',
  noPairHint: 'пишите так: название = значение, например hush.days = 7; строка с # в начале ничего не меняет',
  twice: 'Строка {{line}}: {{key}} встречается второй раз.',
  twiceHint: 'оставьте одну из них',
  unknown: 'Строка {{line}}: настройки «{{key}}» нет.',
  unknownHint: 'может быть, {{suggestion}}? Все настройки: aftersales config list',
  value: 'Строка {{line}}: «{{value}}» не подходит для {{key}}.',
  valueHint: 'можно: {{allowed}}',
}

export const edit = {
  tooLarge: 'Файл {{path}} слишком велик для настроек или текстов.',
  tooLargeHint:
    'проверьте, тот ли это файл; начать можно с того, который запишет aftersales config edit --out',
  notUtf8: 'Строка {{line}} не читается: файл не в кодировке UTF-8.',
  notUtf8Hint: 'сохраните его в UTF-8: в Блокноте – «Сохранить как», «Кодировка»',
  noEditor: 'На этом компьютере не нашлось текстового редактора.',
  noEditorHint:
    'назовите свой в переменной EDITOR или обойдитесь без него: aftersales config edit --out my.txt, потом --file my.txt',
  editorMissing: 'Редактора «{{editor}}» нет.',
  editorMissingHint:
    'исправьте переменную VISUAL или EDITOR или обойдитесь без него: aftersales config edit --out my.txt, потом --file my.txt',
  editorFailed: 'Редактор завершился с ошибкой; ничего не изменилось.',
  editorFailedHint:
    'откройте ещё раз или обойдитесь без него: aftersales config edit --out my.txt, потом --file my.txt',
}
