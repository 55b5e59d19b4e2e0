export const demo = {
  made: 'A demo shop with invented customers is in {{db}}. Your own shop is untouched; delete the demo whenever you like.',
  next: 'Try on the demo:',
  why: 'the whole list, with the reason for every place',
  show: 'all that is known of a customer ({{name}})',
  log: 'record the call: in use, and satisfied',
  call: 'make the calls one after another',
  sell: 'record a sale, question by question',
  summary: 'what the month brought',
}
