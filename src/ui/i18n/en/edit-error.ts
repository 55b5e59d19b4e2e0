export const settings = {
  noPair: 'Line {{line}} is no setting: “{{value}}”.',
  noPairHint: 'write name = value, such as hush.days = 7; a line that begins with # says nothing',
  twice: 'Line {{line}}: {{key}} is there a second time.',
  twiceHint: 'leave the one you want',
  unknown: 'Line {{line}}: there is no setting “{{key}}”.',
  unknownHint: 'did you mean {{suggestion}}? aftersales config list shows every setting',
  value: 'Line {{line}}: “{{value}}” is no value for {{key}}.',
  valueHint: 'it can be {{allowed}}',
}

export const edit = {
  tooLarge: 'The file {{path}} is far too large to be read as settings or texts.',
  tooLargeHint: 'look whether it is the right file; aftersales config edit --out writes one to begin with',
  notUtf8: 'Line {{line}} cannot be read: the file is not in UTF-8.',
  notUtf8Hint: 'save it as UTF-8: in Notepad that is “Encoding” under “Save as”',
  noEditor: 'There is no text editor on this computer that I know of.',
  noEditorHint:
    'name yours in the variable EDITOR, or do without: aftersales config edit --out my.txt, then --file my.txt',
  editorMissing: 'The editor “{{editor}}” is not there.',
  editorMissingHint:
    'put the right name into the variable VISUAL or EDITOR, or do without: aftersales config edit --out my.txt, then --file my.txt',
  editorFailed: 'The editor ended with an error; nothing was changed.',
  editorFailedHint:
    'open it once more, or do without: aftersales config edit --out my.txt, then --file my.txt',
}
