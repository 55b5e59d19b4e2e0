export const promise = {
  notFound: 'There is no promise “{{reference}}”.',
  notFoundHint: 'aftersales promise list shows the open ones with their numbers',
  paid: 'Promise #{{id}} was kept: all of it is paid.',
  paidHint: 'if the money was given back: aftersales sale pay "#{{saleId}}" --back',
  void: 'Promise #{{id}} fell away with the sale it was about.',
  voidHint: 'to promise something anew: aftersales promise add',
  notDue: 'Nothing promised to or by {{name}} is due then.',
  notDueHint: 'settle one by its number: aftersales promise keep "#3"',
}

export const payment = {
  nothingOwed: 'Nothing is left to pay for this sale.',
  nothingOwedHint: 'aftersales sale show tells what was paid and promised',
  tooMuch: 'That is too much: only {{owed}} is left to pay.',
  tooMuchHint: 'without an amount it is all that is left',
  promised: '{{rest}} is left to promise for sale #{{id}}: all else is promised already.',
  promisedHint: 'for another day end the earlier promise first: aftersales promise list --kind payment',
  notPaid: 'That is too much: only {{paid}} was paid.',
  notPaidHint: 'no more can be given back than was paid',
  nothingBack: 'Nothing is to be given back for this sale.',
  nothingBackHint: 'to give back all the same, say how much',
}

export const sale = {
  notFound: 'There is no sale “{{reference}}”.',
  notFoundHint: 'aftersales sale list shows the sales with their numbers',
  notPromised: '{{name}} is waiting for no delivery.',
  notPromisedHint: 'promise a day first: aftersales sale edit',
  notTheirs: 'Sale #{{id}} does not belong to {{name}}.',
  notTheirsHint: 'aftersales sale list --customer "#{{customerId}}" shows theirs',
  returned: 'Something of sale #{{id}} came back already, so its items and discount stay.',
  returnedHint: 'what is still with the customer can be returned: aftersales sale return #{{id}}',
  nothingToReturn: 'Of “{{product}}” there are only {{kept}} left to return in sale #{{id}}.',
  nothingToReturnHint: 'aftersales sale show "#{{id}}" tells what was sold and returned',
}

export const bonus = {
  off: 'The bonus programme is off, so nothing is earned.',
  offHint: 'switch it on: aftersales config set bonus percent',
  notEnough: 'There are not so many points. To spend: {{balance}}.',
  notEnoughHint: 'aftersales bonus show tells how the points came and went',
}
