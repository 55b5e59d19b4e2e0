// Reading phones: many spellings of one number, and what is no number.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import { formatPhone, isRegion, parsePhone } from '../../src/domain/phone.ts'

test.each([
  ...['8 (912) 345-67-89', '+7 912 345 67 89', '89123456789', '79123456789', '9123456789', '8.912.345.67.89'],
  ...[
    '8-912-345-67-89',
    ' +7(912)3456789 ',
    '+7\u00a0912\u00a0345\u00a067\u00a089',
    '８ ９１２ ３４５ ６７ ８９',
  ],
  ...['+7(912)3456789\u202c', '89 123 456 789'],
])('%j is one number in Russia', (text) => {
  expect(parsePhone(text, 'RU')).toBe('+79123456789')
})

test.each([
  ['+375 29 123-45-67', '+375291234567'],
  ['+49 30 123456', '+4930123456'],
  ['+1 (212) 555-0123', '+12125550123'],
  ['8 800 555 35 35', '+78005553535'],
])('%j is %s, whatever the region', (text, phone) => {
  expect(parsePhone(text, 'RU')).toBe(phone)
})

test('the region decides where no country is named', () => {
  expect(parsePhone('(212) 555-0123', 'US')).toBe('+12125550123')
  expect(parsePhone('8 912 345 67 89', 'US')).toBe(null)
  expect(parsePhone('+7 912 345 67 89', 'US')).toBe('+79123456789')
  expect([isRegion('RU'), isRegion('US'), isRegion('XX'), isRegion('')]).toEqual([true, true, false, false])
})

test.each([
  ...[
    '',
    '  ',
    '+',
    '-',
    '112',
    '12345',
    '+7 912 345 67 8',
    '8-912-345-67-89-00',
    '+79123456789+79123456780',
  ],
  ...[
    '89123456789, 89123456780',
    'домашний 89123456789',
    '8 912 345 67 89 доб. 5',
    'tel:+79123456789',
    '1e10',
  ],
])('%j is none', (text) => {
  expect(parsePhone(text, 'RU')).toBe(null)
})

test('is shown in groups, and reads back as the same', () => {
  expect(formatPhone('+79123456789')).toBe('+7 912 345 67 89')
  expect(formatPhone('+12125550123')).toBe('+1 212 555 0123')
  expect(formatPhone('no phone')).toBe('no phone')
  for (const phone of ['+79123456789', '+375291234567', '+4930123456']) {
    expect(parsePhone(formatPhone(phone), 'RU')).toBe(phone)
  }
})

test('writes the phones of Russia as the tables of the world do, without them', () => {
  let seen = 0
  for (let code = 300; code < 1000; code++) {
    for (const rest of ['0000001', '1234567', '9999999']) {
      const phone = `+7${code}${rest}`
      expect(formatPhone(phone)).toBe(parsePhoneNumberFromString(phone)?.formatInternational())
      if (/^\+7 \d{3} \d{3} \d\d \d\d$/.test(formatPhone(phone))) seen += 1
    }
  }
  expect(seen).toBeGreaterThan(900)
  for (const phone of ['+7912345678', '+791234567890']) {
    expect(formatPhone(phone)).toBe(parsePhoneNumberFromString(phone)?.formatInternational())
  }
})
