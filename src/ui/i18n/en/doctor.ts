export const doctor = {
  help: {
    about: 'look the shop over: damage, plan, sums, copies, permissions, room; says what to do',
    fix: 'mend what can be made anew from the rest; nothing you entered is touched',
  },
  about: 'The shop {{file}}',
  sound: 'The shop is sound.',
  soundButWarned: 'The shop is sound; what is marked is worth a look.',
  fixed: '– mended',
  fixHint: 'Some of it can be mended right away: aftersales doctor --fix',
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
