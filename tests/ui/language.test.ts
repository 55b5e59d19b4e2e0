// What the system says of its country, which is proposed on the first run.
import { expect, it } from 'vitest'
import { systemRegion } from '../../src/ui/i18n/language.ts'

it.each([
  ['ru_RU.UTF-8', 'RU'],
  ['ru_KZ', 'KZ'],
  ['en-GB', 'GB'],
  ['C.UTF-8', null],
  ['ru', null],
  ['', null],
])('%s is in %s', (locale, region) => {
  expect(systemRegion({ env: {}, locale })).toBe(region)
  expect(systemRegion({ env: { LANG: locale }, locale: '' })).toBe(region)
})

it('asks the environment first', () => {
  expect(systemRegion({ env: { LC_ALL: 'en_US.UTF-8', LANG: 'ru_RU' }, locale: 'de-DE' })).toBe('US')
})
