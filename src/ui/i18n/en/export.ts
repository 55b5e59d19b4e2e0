export const exportWords = {
  help: {
    about: 'take something out to a file',
    loyal: 'regular, loyal and recommending customers as a CSV table',
    all: 'the whole shop as a folder of CSV tables that import all takes back',
    outFolder: 'the folder to write to; it is made if it is not there',
    forceFolder: 'replace the files of an earlier export in that folder',
    out: 'write to this file instead of the screen',
    force: 'replace the file if it is there',
    excel: 'for Excel, in your language: with ; and a decimal comma, dates as 21.11.2026',
    stage: 'only these: new, trying, regular, loyal, advocate; several with commas',
    since: 'only who has bought on this day or later',
    forMailing: 'leave out who asked not to be called, or for no offers',
  },
  all: {
    written_one: '{{count}} file with the whole shop is in {{folder}}: {{rows}} rows.',
    written_other: '{{count}} files with the whole shop are in {{folder}}: {{rows}} rows.',
    private: 'Everything about your customers is in them: keep the folder where nobody else can read it.',
    back: 'README.txt there tells how the files are read, and how to bring them into an empty shop.',
  },
  readme: {
    text: `A whole shop of aftersales, taken out on {{day}}.

To bring it into an empty shop, exactly as it was: aftersales import all FOLDER --db FILE

It holds everything about your customers: keep it where nobody else can read it.

Each .csv file is a table: UTF-8, commas, the first line names the columns. contents.csv tells how many rows each file has; if you add rows or take some out, change the number there too, or nothing is taken in.

How values are written:
- An empty cell is nothing; a cell that is one apostrophe is an empty text.
- Before a text that a spreadsheet would take for a formula stands an apostrophe, and so inside a text after , ; | and line ends. A text of nothing but apostrophes has one more.
- id is the number of a row; customer_id, sale_id and the like name a row of customer.csv, sale.csv and so on.
- at, and what ends in _at, is a moment in UTC; what ends in _day is a day, year-month-day; birthday is month-day.
- What ends in _minor is money in the smallest unit of the currency in setting.csv (RUB, unless it says otherwise), such as kopecks. 1 is yes, 0 is no.

What follows from all this, such as whom to call when, is not here: it is worked out anew. Nor are the list of past commands (history) and message texts of your own, which lie beside the shop in aftersales.messages.json.

The files:`,
  },
  table: {
    bonus_entry: 'bonus points, each time they were earned, spent or taken back',
    bonus_terms: 'the rules of the bonus programme that a sale was made under',
    case_step: 'what was answered, solved and confirmed in a case',
    consent: 'what a customer agreed to or took back, when and where',
    contact: 'talks, attempts to call and messages, with the answers given',
    customer: 'customers; referred_by_id names who brought them',
    customer_avoid: 'what a customer must not be offered',
    forgotten: 'numbers of customers who were forgotten, and nothing else about them',
    line_origin: 'sold lines as they were first written, so that no import brings them twice',
    merged_customer: 'cards that were made one with another customer’s',
    payment: 'money for a sale; below zero it was given back',
    product: 'products; lasts_days tells how long one lasts',
    product_contains: 'what is in a product',
    product_goes_with: 'which products go together',
    product_tip: 'how to use a product, in order',
    promise: 'what was promised for a day, by whom, and how it ended',
    sale: 'sales without their lines',
    sale_line: 'the lines of sales: product, quantity and total; below zero it came back',
    service_case: 'questions, repairs, returns, complaints, requests for advice',
    setting: 'settings of the shop that differ from the usual ones, as JSON',
    skip: 'customers who were left out of the list for once',
    snooze: 'customers who were put off until a moment',
  },
  head: {
    id: 'No.',
    external_id: 'External id',
    name: 'Name',
    phone: 'Phone',
    stage: 'Stage',
    risk: 'Risk',
    purchases: 'Days of purchase',
    first_purchase: 'First purchase',
    last_purchase: 'Last purchase',
    spent: 'Spent',
    currency: 'Currency',
    nps: 'Would recommend (0–10)',
    nps_reason: 'Why',
    referrals: 'Recommended buyers',
    next_touch: 'Next contact',
    next_touch_day: 'When',
    do_not_call: 'Do not call',
  },
  written_one: '{{count}} customer is in {{path}}.',
  written_other: '{{count}} customers are in {{path}}.',
  leftOut_one: 'Left out: {{count}} customer who wants no mailing.',
  leftOut_other: 'Left out: {{count}} customers who want no mailing.',
}
