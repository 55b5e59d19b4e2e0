export const promise = {
  notFound: 'Обещания «{{reference}}» нет.',
  notFoundHint: 'открытые с номерами покажет aftersales promise list',
  paid: 'Обещание #{{id}} уже выполнено: оплата пришла вся.',
  paidHint: 'если деньги вернули клиенту: aftersales sale pay "#{{saleId}}" --back',
  void: 'Обещание #{{id}} отпало вместе с продажей, к которой оно относилось.',
  voidHint: 'пообещать заново: aftersales promise add',
  notDue: 'Для клиента {{name}} сейчас нет обещаний, которым подошёл срок.',
  notDueHint: 'отметить обещание можно по номеру: aftersales promise keep "#3"',
}

export const payment = {
  nothingOwed: 'По этой продаже платить больше нечего.',
  nothingOwedHint: 'что оплачено и обещано, покажет aftersales sale show',
  tooMuch: 'Это слишком много: осталось оплатить только {{owed}}.',
  tooMuchHint: 'без суммы – всё, что осталось',
  promised: 'По продаже #{{id}} осталось пообещать {{rest}}: остальное уже обещано.',
  promisedHint:
    'чтобы назначить другой день, сначала отметьте прежнее обещание: aftersales promise list --kind payment',
  notPaid: 'Это слишком много: оплачено только {{paid}}.',
  notPaidHint: 'вернуть можно не больше, чем оплачено',
  nothingBack: 'По этой продаже возвращать деньги не нужно.',
  nothingBackHint: 'если всё-таки возвращаете, укажите сумму',
}

export const sale = {
  notFound: 'Продажи «{{reference}}» нет.',
  notFoundHint: 'продажи с номерами покажет aftersales sale list',
  notPromised: 'Клиент {{name}} не ждёт доставки.',
  notPromisedHint: 'сначала пообещайте день: aftersales sale edit',
  notTheirs: 'Продажа #{{id}} не относится к клиенту {{name}}.',
  notTheirsHint: 'какие есть у этого клиента, покажет aftersales sale list --customer "#{{customerId}}"',
  returned: 'По продаже #{{id}} уже был возврат, поэтому товары и скидку в ней не изменить.',
  returnedHint: 'то, что ещё у клиента, можно вернуть: aftersales sale return #{{id}}',
  nothingToReturn: 'В продаже #{{id}} товара «{{product}}» осталось вернуть только {{kept}}.',
  nothingToReturnHint: 'что продано и возвращено, покажет aftersales sale show "#{{id}}"',
}

export const bonus = {
  off: 'Бонусная программа выключена, поэтому баллы не начисляются.',
  offHint: 'включить её: aftersales config set bonus percent',
  notEnough: 'Столько баллов нет. Можно потратить: {{balance}}.',
  notEnoughHint: 'откуда баллы и куда ушли, покажет aftersales bonus show',
}
