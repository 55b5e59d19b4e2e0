export const menu = {
  ask: 'What next?',
  call: 'Make today’s calls, one after another',
  due: 'See today’s list',
  saleAdd: 'Record a sale',
  log: 'Log a call or a talk',
  find: 'Find a customer',
  summary: 'How the month is going',
  loyal: 'Loyal customers',
  undo: 'Take back the last thing done',
  help: 'All commands',
  leave: 'That is all for now',
  who: 'Name, phone or number?',
}
