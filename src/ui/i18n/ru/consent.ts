export const consent = {
  help: {
    about: 'на что клиент согласен и от чего отказался, когда и где; без параметров – показать записанное',
    purpose: 'service – звонки и сообщения о покупках, marketing – предложения и новости',
    give: 'клиент согласен; для service снимает просьбу не звонить',
    withdraw: 'клиент больше не хочет',
    source: 'где это сказано: анкета, разговор, письмо',
    at: 'когда это сказано, если не сейчас',
    exampleGive: 'customer consent анна --purpose service --give --source "в письме"',
    exampleWithdraw: 'customer consent анна --purpose реклама --withdraw --source "письмо"',
  },
  ask: {
    purpose: 'О чём речь?',
    given: 'Что говорит клиент?',
    source: 'Где это сказано? (анкета, разговор, письмо)',
  },
  purpose: {
    service: 'Звонки и сообщения о покупках',
    marketing: 'Предложения и новости',
  },
  word: { given: 'согласие', withdrawn: 'отказ' },
  state: {
    given: 'согласие – {{day}}',
    withdrawn: 'отказ – {{day}}',
    unknown: 'не спрашивали',
  },
  recorded: 'Записано:',
  lifted: 'Звонить снова можно.',
  noCalls: 'Больше не звоним: из всех списков убрано.',
  noOffers: 'Больше никаких предложений и рассылок; звонки о покупках остаются.',
  stillRefused: 'Звонить по-прежнему нельзя: просьба не звонить – позже, от {{day}}.',
  inTalk: 'в разговоре',
  head: { day: 'Дата', purpose: 'О чём', word: 'Ответ', source: 'Где' },
}
