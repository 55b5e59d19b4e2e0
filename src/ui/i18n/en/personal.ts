export const forget = {
  help: {
    about: 'forget a customer: erase who it is, keep the sums; cannot be undone',
    export: 'write everything held on this customer to a file, without a name to the screen, as JSON',
  },
  ask: 'Forget {{name}}?',
  somebody: 'forgotten',
  erases:
    'Erased for good: the name, the phone and other addresses, the birthday, the notes, and everything written down from talks.',
  stays_one: 'What stays are figures without a name: {{count}} sale, the marks, the points.',
  stays_other: 'What stays are figures without a name: {{count}} sales, the marks, the points.',
  stillOpen: 'Still open, and no list will remind you of it: {{list}}.',
  open: {
    cases: 'cases – {{number}}',
    promises: 'promises – {{number}}',
    owed: 'not paid – {{money}}',
  },
  forGood: 'This cannot be undone.',
  done: 'Customer #{{id}} is forgotten: no list, search or call will name them again.',
  already: 'Customer #{{id}} was forgotten on {{day}}. The file is written anew once more, without a trace.',
  copies_one: '{{count}} backup was written anew without this customer.',
  copies_other: '{{count}} backups were written anew without this customer.',
  encrypted:
    'Encrypted backups still hold the data; should one be restored, it is erased then. Better delete them and make new ones: {{list}}.',
  mentioned: 'The name or the number may still stand in these words; look, and change what should not stay:',
  mention: {
    product: 'product #{{id}}: {{name}}',
    customer: 'the card of {{name}} #{{customerId}}',
    sale: 'sale #{{id}} to {{name}} #{{customerId}}',
    contact: 'a talk with {{name}} #{{customerId}}',
    case: 'case #{{id}} of {{name}} #{{customerId}}',
    promise: 'promise #{{id}}, {{name}} #{{customerId}}',
    bonus: 'the points of {{name}} #{{customerId}}',
  },
  elsewhere:
    'Tables, exports and copies of the shop outside its backups folder still hold the data: erase it there too. Importing such a table would bring the customer back.',
  exported: 'Everything held on {{name}} is in {{path}}.',
  forgotten: 'Forgotten on {{day}}: who this is was erased, only figures are left',
  standing: 'Out of every list, for good.',
}
