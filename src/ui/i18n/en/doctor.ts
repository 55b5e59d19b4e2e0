export const doctor = {
  help: {
    fix: 'mend what can be made anew from the rest; nothing you entered is touched',
  },
  about: 'The shop {{file}}',
  sound: 'The shop is sound.',
  soundButWarned: 'The shop is sound; what is marked is worth a look.',
  fixed: '– mended',
  fixHint: 'Some of it can be mended right away: aftersales doctor --fix',
  configSound: 'What you may change by hand is in order.',
  configWarned: 'Nothing is broken; what is marked is worth a look.',
  settings: {
    ok: 'Every setting is one that can be',
    fine: 'The settings make sense',
    doubtful: 'Something in the settings or the texts is worth a look',
    doubtfulAdvice: 'aftersales config doctor tells which.',
    wrong: 'Something is wrong with the settings or the texts',
    wrongAdvice: 'aftersales config doctor tells what and where.',
    spoilt: '{{key}} is {{value}}, and can only be {{allowed}}; until then {{counts}} counts',
    spoiltAdvice: 'aftersales config set {{key}} {{usual}}',
  },
  cadence: {
    ok: 'The steps of the cadence follow each other',
    order: '{{key}} ({{value}}) comes after {{other}} ({{otherValue}})',
    orderAdvice: 'aftersales {{command}}',
    deadlineLate:
      'The first call may be made until {{other}} ({{otherValue}} days) and is due later: {{key}} ({{value}} hours)',
    deadlineLateAdvice: 'aftersales {{command}}',
    deadlineEarly:
      'The first call is due after {{key}} ({{value}} hours), before it may be made: {{other}} ({{otherValue}} days)',
    deadlineEarlyAdvice: 'aftersales {{command}}',
    gap: 'Between {{key}} ({{value}}) and {{other}} ({{otherValue}}) nobody is called: buyers of those days are forgotten',
    gapAdvice: 'aftersales {{command}}',
    overlap:
      '{{other}} ({{otherValue}}) begins before {{key}} ({{value}}) is over: one call takes the other’s place',
    overlapAdvice: 'aftersales {{command}}',
    winBackFirst: '{{key}} ({{value}}) comes after the customer counts as gone: {{other}} ({{otherValue}})',
    winBackFirstAdvice: 'aftersales {{command}}',
    neverInTouch:
      '{{key}} ({{value}}) never comes: the customer counts as gone before it, {{other}} ({{otherValue}})',
    neverInTouchAdvice: 'aftersales {{command}}',
    noSecondTry:
      'The second try to win back, {{key}} ({{value}}), never comes: {{other}} ({{otherValue}}) is over by then',
    noSecondTryAdvice: 'aftersales {{command}}',
    noCheckIn:
      'After a first call the quiet, {{key}} ({{value}}), lasts past {{other}} ({{otherValue}}): nobody is asked how it was',
    noCheckInAdvice: 'aftersales {{command}}',
    runsOutFirst:
      'Goods of {{key}} ({{value}}) days run out before anybody may be called: {{other}} ({{otherValue}})',
    runsOutFirstAdvice: 'aftersales {{command}}',
  },
  texts: {
    none: 'The texts of messages and questions are those that ship',
    ok_one: 'Your own texts are in order, one of them',
    ok_other: 'Your own texts are in order, {{count}} of them',
    nameless:
      'The shop has no name, so the texts that ship go out in place of these: {{kinds}} – they hold {{place}}',
    namelessAdvice: 'aftersales config set shopName "…"',
    otherLanguage:
      'These texts are yours in another language only: {{kinds}}; in “{{lang}}” the ones that ship are used',
    otherLanguageAdvice: 'aftersales config edit texts',
    broken: '{{message}} {{hint}}',
    brokenAdvice: 'aftersales config edit texts',
  },
  file: {
    damaged: 'The file cannot be read: it is damaged',
    damagedAdvice: 'aftersales restore brings back the last sound copy; the damaged file is kept.',
    empty: 'The file is empty: there is no shop in it',
    emptyAdvice: 'aftersales restore brings back the last sound copy.',
    notOurs: 'The file is no shop of aftersales',
    notOursAdvice: 'Was it one? Then aftersales restore brings back the last sound copy.',
    diskError: 'The disk fails while reading the file',
    diskErrorAdvice:
      'Copy the file to another disk and restore the last sound copy there: aftersales restore.',
  },
  integrity: {
    ok: 'The file is whole',
    damaged_one: 'The file is damaged (in {{count}} place)',
    damaged_other: 'The file is damaged (in {{count}} places)',
    damagedAdvice: 'aftersales restore brings back the last sound copy; the damaged file is kept.',
  },
  references: {
    ok: 'Nothing refers to what is not there',
    broken_one: '{{count}} entry refers to something that is not there',
    broken_other: '{{count}} entries refer to something that is not there',
    brokenAdvice: 'aftersales restore brings back the last sound copy.',
  },
  schema: {
    ok: 'The tables are as this version makes them',
    foreign: 'Another program has changed how the file is built',
    foreignAdvice: 'aftersales restore brings back a copy from before that.',
  },
  plan: {
    ok: 'The plan of calls follows from what was entered',
    differs_one: 'The plan of {{count}} customer is not what follows from what was entered',
    differs_other: 'The plans of {{count}} customers are not what follows from what was entered',
    differsAdvice: 'aftersales doctor --fix plans anew; nothing you entered is touched.',
  },
  search: {
    ok: 'A search finds customers by what their cards say',
    differs: 'A search is out of step with the cards: it may miss customers',
    differsAdvice: 'aftersales doctor --fix puts the search right; nothing you entered is touched.',
  },
  ledger: {
    ok: 'Points and payments add up',
    differs: 'These do not add up: {{list}}',
    differsAdvice: 'Look at them (aftersales bonus show, aftersales sale show) and correct what is wrong.',
  },
  clock: {
    ok: 'No change lies in the future',
    ahead: 'The last change is dated {{day}}, and that is still to come',
    aheadAdvice: 'Set the computer’s date and time right; what was entered stays as it is.',
  },
  backup: {
    ok: 'The last copy, of {{day}}, is sound',
    none: 'There is no copy yet',
    noneAdvice: 'aftersales backup makes one; from then on one a day is made by itself.',
    damaged: 'The last copy, {{name}}, is damaged',
    damagedAdvice: 'aftersales backup makes a new one.',
    late: 'The last copy is of {{day}}, and much was entered since',
    lateAdvice: 'aftersales backup makes one now, and tells what stands in the way.',
  },
  checksums: {
    ok: 'Every copy has its checksum',
    missing_one: '{{count}} copy has no checksum',
    missing_other: '{{count}} copies have no checksum',
    missingAdvice: 'aftersales doctor --fix looks through them and writes it.',
  },
  leftovers: {
    ok: 'No leftovers of something interrupted',
    found_one: '{{count}} file is left of something that was interrupted',
    found_other: '{{count}} files are left of something that was interrupted',
    foundAdvice: 'aftersales doctor --fix deletes it; close other windows of aftersales first.',
  },
  permissions: {
    ok: 'Only you can read the shop and its copies',
    open: 'Others on this computer can read: {{list}}',
    openAdvice: 'aftersales doctor --fix keeps it to you alone.',
  },
  place: {
    ok: 'The shop lies on this computer',
    cloud: 'The shop lies in {{cloud}}',
    cloudAdvice:
      'Two computers at once can spoil it there. Keep it elsewhere (--db), and put copies there: aftersales backup --out.',
  },
  room: {
    ok: 'There is room on the disk',
    little: 'There is little room on the disk: {{megabytes}} MB',
    littleAdvice: 'Make room: without it neither changes nor copies can be stored.',
  },
}
