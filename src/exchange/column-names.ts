// What columns are called in files of sales, customers and products, in English and Russian, as people and other programs write them.

export const SALE_FIELDS = {
  externalId: [
    ...['customer id', 'client id', 'external id', 'buyer id', 'customer number', 'customer code'],
    ...['id клиента', 'код клиента', 'номер клиента', 'клиент id', 'id покупателя', 'код покупателя'],
    'внешний номер',
  ],
  name: [
    ...['customer', 'name', 'client', 'customer name', 'client name', 'full name', 'buyer'],
    ...['клиент', 'покупатель', 'заказчик', 'имя', 'имя клиента', 'имя покупателя', 'фио', 'фио клиента'],
    ...['фио покупателя', 'кто купил', 'кто купила', 'имя и фамилия', 'фамилия имя', 'фамилия и имя'],
    ...['first name', 'given name'],
  ],
  middleName: ['middle name', 'additional name', 'отчество'],
  familyName: ['last name', 'family name', 'surname', 'фамилия'],
  phone: [
    ...[
      'phone',
      'phone number',
      'customer phone',
      'mobile',
      'mobile phone',
      'telephone',
      'tel',
      'phone 1 value',
    ],
    ...['телефон', 'номер телефона', 'телефон клиента', 'тел', 'мобильный', 'мобильный телефон'],
    ...['моб', 'моб тел', 'моб телефон', 'сотовый', 'сотовый телефон', 'контактный телефон'],
  ],
  date: [
    ...['date', 'order date', 'sale date', 'purchase date', 'date of sale', 'sold at', 'date time'],
    ...['дата', 'дата продажи', 'дата заказа', 'дата покупки', 'дата и время', 'дата операции'],
    ...['когда купил', 'когда купила'],
  ],
  product: [
    ...['product', 'item', 'product name', 'item name', 'goods'],
    ...['товар', 'продукт', 'позиция', 'название', 'название товара', 'наименование'],
    ...['наименование товара', 'номенклатура', 'что купил', 'что купила', 'что купили', 'что продано'],
  ],
  quantity: [
    ...['quantity', 'qty', 'pcs', 'количество', 'кол во', 'кол', 'шт'],
    ...['количество шт', 'кол во шт', 'кол шт', 'штук'],
  ],
  price: ['price', 'unit price', 'цена', 'цена за штуку', 'цена за шт', 'цена за единицу'],
  amount: [
    'amount',
    'total',
    'sum',
    'line total',
    'total amount',
    'сумма',
    'итого',
    'всего',
    'стоимость',
    'сумма операции',
    ...['сумма заказа', 'сумма покупки', 'сумма продажи', 'на сумму', 'order total'],
  ],
} as const

export type SaleField = keyof typeof SALE_FIELDS

/** What everything is called in a file that names no product; one of these words is its only product. */
export const UNNAMED_PRODUCT = { en: 'Purchase', ru: 'Покупка' } as const

export const CUSTOMER_FIELDS = {
  name: SALE_FIELDS.name,
  middleName: SALE_FIELDS.middleName,
  familyName: SALE_FIELDS.familyName,
  phone: SALE_FIELDS.phone,
  externalId: SALE_FIELDS.externalId,
  email: [
    ...['email', 'mail', 'email address', 'e mail 1 value'],
    ...['почта', 'электронная почта', 'эл почта', 'адрес почты'],
  ],
  chat: [
    ...['chat', 'messenger', 'telegram', 'whatsapp'],
    ...['мессенджер', 'чат', 'телеграм', 'телеграмм', 'ватсап', 'вотсап'],
  ],
  birthday: ['birthday', 'birth date', 'date of birth', 'dob', 'день рождения', 'дата рождения', 'др'],
  note: [
    ...['note', 'notes', 'comment', 'comments'],
    ...['заметка', 'заметки', 'примечание', 'комментарий', 'комментарии'],
  ],
  referredBy: [
    ...['referred by', 'recommended by', 'referrer'],
    ...['кто посоветовал', 'кто порекомендовал', 'кто рекомендовал', 'кто привёл', 'от кого'],
  ],
  doNotCall: ['do not call', 'не звонить'],
  ownId: [],
} as const

export type CustomerField = keyof typeof CUSTOMER_FIELDS

export const PRODUCT_FIELDS = {
  name: [
    ...['product', 'name', 'product name', 'item', 'item name', 'goods', 'title'],
    ...['товар', 'название', 'название товара', 'наименование', 'наименование товара', 'номенклатура'],
    ...['продукт', 'имя'],
  ],
  price: [...SALE_FIELDS.price, 'cost', 'стоимость', 'цена продажи'],
  lastsDays: [
    ...['lasts days', 'lasts', 'lasts for days', 'days'],
    ...['на сколько дней хватает', 'хватает на', 'хватает на дней', 'хватает дней', 'дней'],
  ],
  warrantyDays: [
    ...['warranty days', 'warranty', 'days of warranty'],
    ...['гарантия', 'гарантия дней', 'дней гарантии', 'срок гарантии'],
  ],
  tip: ['tip', 'tips', 'usage tips', 'how to use', 'советы', 'совет', 'как пользоваться', 'применение'],
  goesWith: ['goes with', 'подходит к', 'сочетается с', 'вместе с'],
  contains: ['contains', 'ingredients', 'состав', 'содержит'],
} as const

export type ProductField = keyof typeof PRODUCT_FIELDS

/** What only tables that were exported from here have. */
export const EXPORT_FIELDS = { ownId: ['id', '№'], stage: ['stage', 'ступень'] } as const
