/** Why something could not be done, as the end of a sentence; by the last word of the code it came of. */
export const because = {
  damaged: 'файл магазина повреждён (подробнее – aftersales doctor)',
  cannotOpen: 'файл не открывается',
  diskError: 'диск работает с ошибками',
  noSpace: 'на диске нет места',
  unwritable: 'в папку {{path}} нельзя писать',
  unreachable: 'в папку {{path}} нельзя писать',
  locked: 'файл занят другой программой aftersales',
  other: 'копия не записалась',
}

/** Where a shop had better not lie. */
export const cloud = {
  onedrive: 'папке OneDrive',
  dropbox: 'папке Dropbox',
  icloud: 'папке iCloud',
  yandex: 'папке Яндекс.Диска',
  google: 'папке Google Диска',
  mailru: 'папке Облака Mail',
  nextcloud: 'папке Nextcloud',
  network: 'сетевой папке',
}

export const backup = {
  notMade: 'Сегодняшняя резервная копия не сделана: {{because}}. Ваши записи всё равно сохраняются.',
  beforeUpgrade:
    'Магазин {{path}} – от прежней версии; перед обновлением с него снимается копия. Снять её не вышло: {{because}}. Ничего не изменилось.',
  beforeUpgradeHint: 'исправьте это и повторите; место и права проверит aftersales doctor',
  damaged: 'Копия {{path}} повреждена, поэтому ничего из неё не взято.',
  damagedHint: 'возьмите другую: какие целы, покажет aftersales backup --verify',
  notFound: 'Копии «{{reference}}» я не знаю.',
  notFoundHint: 'назовите номер или день из aftersales backup --list или файл',
  none: 'Резервных копий пока нет.',
  noneHint: 'копию из другого места назовите по имени файла: aftersales restore ФАЙЛ',
  nothingKept: 'Отложенного магазина нет: здесь ещё ничего не восстанавливали.',
  nothingKeptHint: 'что можно восстановить, покажет aftersales backup --list',
  wrongPassphrase: 'Эта фраза не открывает {{path}}.',
  wrongPassphraseHint: 'проверьте раскладку и большие буквы; без верной фразы копию не открыть никому',
  noPassphrase: 'В файле {{path}} фразы нет.',
  noPassphraseHint: 'фраза – это первая строка такого файла',
  unreadable: 'Копия {{path}} не читается.',
  unreadableHint: 'проверьте имя и права на файл',
  itself: '{{path}} – это сам магазин.',
  itselfHint: 'назовите копию: их показывает aftersales backup --list',
  someDamaged: 'Повреждены: {{files}}.',
  someDamagedHint: 'целые сохраните; повреждённые можно удалить, новую сделает aftersales backup',
}

export const doctor = {
  unsound: 'С этим магазином не всё в порядке.',
  unsound_config: 'С настройками или текстами не всё в порядке.',
  unsoundHint: 'что делать, сказано под каждой отмеченной строкой',
}
