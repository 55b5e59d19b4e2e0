/** Why something could not be done, as the end of a sentence; by the last word of the code it came of. */
export const because = {
  damaged: 'the shop is damaged (aftersales doctor tells more)',
  cannotOpen: 'the file cannot be opened',
  diskError: 'the disk fails',
  noSpace: 'the disk is full',
  unwritable: 'the folder {{path}} cannot be written to',
  unreachable: 'the folder {{path}} cannot be written to',
  locked: 'another aftersales is busy with the file',
  other: 'the copy could not be written',
}

/** Where a shop had better not lie. */
export const cloud = {
  onedrive: 'the OneDrive folder',
  dropbox: 'the Dropbox folder',
  icloud: 'iCloud Drive',
  yandex: 'the Yandex.Disk folder',
  google: 'the Google Drive folder',
  mailru: 'the Mail.ru Cloud folder',
  nextcloud: 'the Nextcloud folder',
  network: 'a folder of another computer (network)',
}

export const backup = {
  notMade: 'Today’s backup could not be made: {{because}}. Your changes are stored all the same.',
  beforeUpgrade:
    'The shop {{path}} is from an older version and is backed up before it is brought up to date. That failed: {{because}}. Nothing was changed.',
  beforeUpgradeHint: 'mend that and try again; aftersales doctor looks after space and permissions',
  damaged: 'The copy {{path}} is damaged, so it was not used.',
  damagedHint: 'take another one: aftersales backup --verify shows which are sound',
  notFound: 'I know no backup “{{reference}}”.',
  notFoundHint: 'name a number or a day of aftersales backup --list, or a file',
  none: 'There is no backup yet.',
  noneHint: 'a file kept elsewhere is restored by its name: aftersales restore FILE',
  nothingKept: 'Nothing is kept aside here: no backup was ever restored.',
  nothingKeptHint: 'aftersales backup --list shows what can be restored',
  wrongPassphrase: 'That passphrase does not open {{path}}.',
  wrongPassphraseHint:
    'mind capital letters and the keyboard language; without the passphrase nobody can open it',
  noPassphrase: 'There is no passphrase in {{path}}.',
  noPassphraseHint: 'the first line of that file is the passphrase',
  unreadable: 'The copy {{path}} cannot be read.',
  unreadableHint: 'check the name, and that you may read it',
  itself: '{{path}} is the shop itself.',
  itselfHint: 'name a copy: aftersales backup --list shows them',
  someDamaged: 'Damaged: {{files}}.',
  someDamagedHint:
    'keep the sound ones; damaged copies can be deleted, and aftersales backup makes a new one',
}

export const doctor = {
  unsound: 'Something is wrong with this shop.',
  unsound_config: 'Something is wrong with the settings or the texts.',
  unsoundHint: 'what to do stands below each line that is marked',
}
