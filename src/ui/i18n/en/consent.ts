export const consent = {
  help: {
    about: 'what a customer agreed to or took back, and when and where; without options shows it',
    purpose: 'service: calls and messages about purchases; marketing: offers and news',
    give: 'the customer agrees; for service this lifts a wish not to be called',
    withdraw: 'the customer no longer wants it',
    source: 'where it was said: a form, a talk, a letter',
    at: 'when it was said, if not now',
    exampleGive: 'customer consent anna --purpose service --give --source "by letter"',
    exampleWithdraw: 'customer consent anna --purpose marketing --withdraw --source "letter"',
  },
  ask: {
    purpose: 'What is it about?',
    given: 'What did the customer say?',
    source: 'Where was it said? (a form, a talk, a letter)',
  },
  purpose: {
    service: 'Calls and messages about purchases',
    marketing: 'Offers and news',
  },
  word: { given: 'agreed', withdrawn: 'no longer wanted' },
  state: {
    given: 'agreed on {{day}}',
    withdrawn: 'not wanted since {{day}}',
    unknown: 'nothing was said',
  },
  recorded: 'Recorded:',
  lifted: 'Calls are allowed again.',
  noCalls: 'No more calls: taken out of every list.',
  noOffers: 'No more offers or mailings; calls about purchases go on.',
  stillRefused: 'Still not to be called: that was asked for later, on {{day}}.',
  inTalk: 'in a talk',
  head: { day: 'Date', purpose: 'What for', word: 'Word', source: 'Where' },
}
