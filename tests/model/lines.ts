// What a seller may type, as a model of everything she does: command lines by chance, and the shop they begin with.
import fc from 'fast-check'

/** What can be imported, by name. */
export const FILES = {
  'sales.csv': `customer_id,customer,phone,date,product,quantity,amount
C-1,Anna Petrova,8 912 345-67-01,2026-09-01,Cream,2,2980
C-2,Vera,8 912 345-67-02,2026-09-02,Soap,1,300
C-1,Anna Petrova,,2026-10-01,Soap,0.3333333333333333,100
`,
  'more.csv': `customer_id,customer,phone,date,product,quantity,amount
C-2,Vera,8 912 345-67-02,2026-09-02,Soap,1,300
C-3,Galina,,2026-09-05,Oil,-1,-300
`,
  'customers.csv': `name,phone,external id,email,referred by,do not call
Anna Petrova,8 912 345-67-01,C-1,anna@example.com,,
Daria,8 912 345-67-05,C-5,,Anna Petrova,yes
`,
  'products.csv': `name,price,lasts days,tip
Cream,1500,30,shake it
Mask,5,,
`,
}

const who = fc.integer({ min: 1, max: 4 }).map((id) => `#${id}`)
const number = fc.integer({ min: 1, max: 4 }).map(String)
const small = fc.integer({ min: 1, max: 2 }).map(String)
const command = fc.integer({ min: 1, max: 12 }).map(String)
const maybe = (...flags: string[]) => fc.constantFrom([], flags)
const goods = fc.constantFrom(
  'Cream',
  'Cream x2 @1490',
  'Soap x3 @99.99',
  'Oil x1.5 @10',
  'Tea "с бергамотом" @5',
)
const day = fc.constantFrom('today', 'yesterday', '+3d', '2026-11-10')
const coming = fc.constantFrom('+1d', '+3d', 'fri')
const phone = fc.integer({ min: 1, max: 5 }).map((n) => `+7912345670${n}`)
const said = fc.constantFrom('a note', 'ё «кавычки» \'"', '=1+1 👩‍👩‍👧', 'line\nbreak')
const line = (...words: (string | fc.Arbitrary<string | string[]>)[]) =>
  fc
    .tuple(...words.map((word) => (typeof word === 'string' ? fc.constant(word) : word)))
    .map((all) => all.flat())

/** What she may type; much of it is refused, as it would be. */
const LINES: [number, fc.Arbitrary<string[]>][] = [
  [6, line('sale', 'add', '--customer', who, '--item', goods, maybe('--paid'), maybe('--discount', '10'))],
  [
    3,
    line(
      'sale',
      'add',
      '--customer',
      fc.constantFrom('Anna', 'Vera', 'Галя'),
      '--new',
      '--item',
      goods,
      maybe('--promised', '+2d'),
    ),
  ],
  [
    2,
    line(
      'sale',
      'add',
      '--customer',
      who,
      '--item',
      'Soap @200',
      '--bonus',
      fc.constantFrom('all', '5'),
      '--referred-by',
      who,
    ),
  ],
  [2, line('sale', 'edit', number, '--item', goods, maybe('--customer', '#2'), maybe('--note', 'x'))],
  [1, line('sale', 'edit', number, '--date', day, '--promised', coming)],
  [
    2,
    line(
      'sale',
      'deliver',
      number,
      fc.constantFrom(['--complete', 'no'], ['--right', 'no', '--note', 'x'], []),
    ),
  ],
  [2, line('sale', 'return', number, fc.constantFrom([], ['--item', 'Cream']))],
  [2, line('sale', 'pay', number, fc.constantFrom([], ['100'], ['--back']))],
  [
    3,
    line(
      'log',
      who,
      '--outcome',
      'talked',
      '--nps',
      fc.constantFrom('3', '9'),
      maybe('--review'),
      '--note',
      said,
    ),
  ],
  [1, line('log', who, '--outcome', 'talked', '--case', number, '--solved', fc.constantFrom('yes', 'no'))],
  [
    1,
    line(
      'log',
      who,
      '--outcome',
      'talked',
      '--promise',
      'a sample',
      '--promise-by',
      coming,
      '--delivered',
      'yes',
    ),
  ],
  [1, line('log', who, '--outcome', fc.constantFrom('no-answer', 'refused', 'wrong-number', 'message-sent'))],
  [1, line('log', who, '--outcome', 'call-later', '--next', coming)],
  [1, line('message', who, '--text', said, '--sent')],
  [1, line('snooze', who, coming)],
  [1, line('skip', who)],
  [
    2,
    line(
      'customer',
      'add',
      fc.constantFrom('Boris', 'Inna'),
      '--new',
      maybe('--phone', '+79123456709'),
      maybe('--avoid', 'nuts'),
    ),
  ],
  [
    2,
    line(
      'customer',
      'edit',
      who,
      '--phone',
      phone,
      fc.constantFrom([], ['--external-id', 'C-9']),
      maybe('--referred-by', '#1'),
    ),
  ],
  [1, line('customer', 'edit', who, '--name', said, '--avoid', 'milk')],
  [
    1,
    line(
      'customer',
      'consent',
      who,
      '--purpose',
      fc.constantFrom('service', 'marketing'),
      fc.constantFrom('--give', '--withdraw'),
      '--source',
      'talk',
    ),
  ],
  [3, line('customer', 'merge', who, who, maybe('--take', 'name,phone'))],
  [1, line('customer', 'forget', who)],
  [
    2,
    line(
      'product',
      'add',
      fc.constantFrom('Cream', 'Comb', 'Soap'),
      '--price',
      '450',
      maybe('--tip', 'shake it'),
      maybe('--lasts-days', '30.1'),
    ),
  ],
  [
    2,
    line(
      'product',
      'edit',
      who,
      '--price',
      fc.constantFrom('500', ''),
      maybe('--goes-with', '#1', '--contains', 'nuts'),
    ),
  ],
  [
    1,
    line(
      'product',
      'edit',
      who,
      '--name',
      fc.constantFrom('Cream', 'Soap', 'New'),
      '--lasts-days',
      fc.constantFrom('7', '33.3'),
    ),
  ],
  [2, line('case', 'add', who, '--kind', fc.constantFrom('complaint', 'question'), '--asked', said)],
  [1, line('case', 'reply', small, '--text', said)],
  [1, line('case', 'resolve', small, '--how', 'advised', '--confirmed', fc.constantFrom('yes', 'no'))],
  [1, line('case', 'reopen', small)],
  [2, line('promise', 'add', who, '--what', said, '--by', coming)],
  [1, line('promise', 'add', who, '--sale', number, '--kind', 'payment', '--amount', '50', '--by', coming)],
  [1, line('promise', 'keep', small, maybe('--partly'))],
  [1, line('promise', 'break', small, '--reason', said)],
  [2, line('bonus', 'add', who, fc.constantFrom('100', '7'))],
  [
    2,
    line(
      'bonus',
      'spend',
      who,
      fc.constantFrom('3', 'all'),
      fc.constantFrom([], ['--sale', '1'], ['--sale', '2']),
    ),
  ],
  [1, line('config', 'set', 'bonus', fc.constantFrom('percent', 'points', 'off'))],
  [1, line('config', 'set', fc.constantFrom('hush.days', 'delivery.closesAfterDays'), number)],
  [2, line('import', 'sales', fc.constantFrom('@file:sales.csv', '@file:more.csv'))],
  [1, line('import', 'customers', '@file:customers.csv')],
  [1, line('import', 'products', '@file:products.csv')],
  [1, line('config', 'set', 'timeZone', fc.constantFrom('Asia/Yekaterinburg', 'Europe/Moscow'))],
  [6, line('undo')],
  [4, line('undo', command)],
  [8, line('redo')],
  [2, line('redo', command)],
]

export type Step = { run: string[] } | { wait: number } | { reopen: true }

export const step: fc.Arbitrary<Step> = fc.oneof(
  ...LINES.map(([weight, arbitrary]) => ({ weight, arbitrary: arbitrary.map((run) => ({ run })) })),
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 400 }).map((wait) => ({ wait })) },
  { weight: 1, arbitrary: fc.constant({ reopen: true as const }) },
)

/** A shop with something in it, so that less is refused. */
export const FIRST = [
  ['config', 'set', 'bonus', 'percent'],
  ['sale', 'add', '--customer', 'Anna Petrova', '--phone', '+79123456701', '--item', 'Cream x2 @1490'],
  [
    'sale',
    'add',
    '--customer',
    'Vera',
    '--phone',
    '+79123456702',
    '--item',
    'Soap @300',
    '--promised',
    '+2d',
  ],
  ['case', 'add', '#2', '--kind', 'complaint', '--sale', '2'],
  ['promise', 'add', '#1', '--what', 'a sample', '--by', '+1d'],
  ['customer', 'add', 'Olga', '--phone', '+79123456703', '--referred-by', '#1'],
]

export const NOUNS = new Set('sale customer product case promise bonus config import'.split(' '))
