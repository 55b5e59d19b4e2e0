// Names by which the fixed values of flags are known: what the screens call them, in both languages, and what comes to mind.

/** By value; in lower case, without `ё`. Made when one is asked for: most flags are typed as they stand in the help. */
const names = (): Readonly<Record<string, readonly string[]>> => ({
  // Cases.
  question: ['вопрос'],
  repair: ['ремонт'],
  return: ['возврат'],
  complaint: ['жалоба'],
  advice: ['просьба о совете', 'совет'],
  replaced: ['замена', 'заменили', 'обмен', 'обменяли'],
  repaired: ['ремонт', 'починка', 'починили', 'отремонтировали'],
  refunded: ['возврат денег', 'вернули деньги', 'money returned'],
  compensated: ['компенсация', 'компенсировали', 'подарок'],
  advised: ['совет', 'посоветовали', 'объяснили'],
  apologised: ['извинение', 'извинились'],
  // Service factors.
  fulfilment: ['обещания', 'обещание', 'promises'],
  responsiveness: ['быстрота ответов', 'быстрота', 'скорость', 'отзывчивость', 'quick replies'],
  assurance: ['советы', 'знания', 'advice'],
  empathy: ['внимание', 'attention'],
  tangibles: ['упаковка и вид', 'упаковка', 'вид', 'packaging and look'],
  // Ways to reach each other.
  phone: ['телефон', 'звонок'],
  email: ['почта', 'письмо', 'e-mail'],
  chat: ['мессенджер', 'чат'],
  social: ['соцсеть', 'соцсети', 'social network'],
  'in-person': ['при встрече', 'встреча', 'лично'],
  form: ['форма на сайте', 'форма', 'сайт', 'web form'],
  whatsapp: ['ватсап', 'вотсап'],
  telegram: ['телеграм', 'телеграмм'],
  sms: ['смс'],
  out: ['вы', 'я', 'исходящий'],
  in: ['клиент', 'входящий'],
  // Contacts.
  talked: ['поговорили', 'разговор'],
  'no-answer': ['нет ответа', 'не отвечает'],
  'call-later': ['просьба позвонить позже', 'позже', 'перезвонить', 'asked to call later'],
  'wrong-number': ['неверный номер'],
  refused: ['просьба не звонить', 'не звонить', 'отказ', 'asked not to be called'],
  'message-sent': ['отправлено сообщение', 'сообщение', 'message sent'],
  yes: ['да'],
  no: ['нет'],
  maybe: ['может быть', 'может', 'возможно'],
  // Touches and messages.
  case: ['обращение', 'обращения'],
  promise: ['обещание', 'обещания'],
  callback: ['перезвонить', 'call back'],
  'first-use': ['первый звонок', 'first call'],
  'check-in': ['как дела с покупкой', 'как вам покупка', 'how was it'],
  reorder: ['повторный заказ'],
  'keep-in-touch': ['напомнить о себе'],
  'win-back': ['вернуть клиента', 'вернуть'],
  thanks: ['спасибо за покупку', 'спасибо', 'благодарность', 'thank-you'],
  tip: ['подсказка, как пользоваться', 'подсказка', 'tip of use'],
  review: ['просьба об отзыве', 'отзыв', 'asking for a review'],
  'run-out': ['пора повторить заказ', 'time to order again'],
  'case-reply': ['ответ на обращение', 'ответ', 'answer to a case'],
  'case-solved': ['решен ли вопрос', 'is the case solved'],
  missed: ['не удалось дозвониться', 'не дозвонились', 'could not reach you'],
  // Promises.
  delivery: ['доставка'],
  condition: ['условие', 'a condition'],
  accessory: ['комплектующее', 'комплект', 'подарок', 'an accessory'],
  reply: ['ответ', 'a reply'],
  payment: ['оплата'],
  other: ['обещание', 'другое', 'a promise'],
  seller: ['продавец', 'я', 'мы'],
  customer: ['клиент', 'покупатель'],
  // Steps, risks, consents, periods.
  new: ['новый', 'новые'],
  trying: ['пробует', 'пробуют'],
  regular: ['постоянный', 'постоянные'],
  loyal: ['лояльный', 'лояльные'],
  advocate: ['советует вас', 'советует', 'советуют'],
  none: ['нет'],
  'at-risk': ['может уйти'],
  lapsed: ['давно не покупает', 'давно не покупают'],
  service: ['звонки и сообщения о покупках', 'звонки', 'calls and messages about purchases'],
  marketing: ['предложения и новости', 'предложения', 'реклама', 'offers and news'],
  week: ['неделя'],
  month: ['месяц'],
  quarter: ['квартал'],
  year: ['год'],
  all: ['все', 'все время'],
  // What can be edited, and what can be brought in.
  settings: ['настройки', 'все настройки'],
  cadence: ['график', 'график касаний'],
  texts: ['тексты', 'сообщения'],
  sales: ['продажи'],
  customers: ['клиенты'],
  products: ['товары'],
  // Days of the week.
  mon: ['пн', 'понедельник', 'monday'],
  tue: ['вт', 'вторник', 'tuesday'],
  wed: ['ср', 'среда', 'wednesday'],
  thu: ['чт', 'четверг', 'thursday'],
  fri: ['пт', 'пятница', 'friday'],
  sat: ['сб', 'суббота', 'saturday'],
  sun: ['вс', 'воскресенье', 'sunday'],
})

/** The value that a word names among these; null where it names none. */
export function valueNamed<Value extends string>(values: readonly Value[], typed: string): Value | null {
  const word = typed.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ')
  const dashed = word.replaceAll(' ', '-')
  const typedAsIs = values.find((value) => value === word || value === dashed)
  if (typedAsIs !== undefined) return typedAsIs
  const known = names()
  return values.find((value) => known[value]?.includes(word)) ?? null
}
