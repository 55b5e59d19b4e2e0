import { describe, expect, test } from 'vitest'
import { namesAgree, parseBirthday } from '../../src/domain/customer.ts'

describe('parseBirthday', () => {
  test.each([
    ['12.05', '05-12'],
    ['1.3', '03-01'],
    ['12/05', '05-12'],
    ['12.05.', '05-12'],
    ['12.05.1990', '05-12'],
    ['12.05.90', '05-12'],
    ['1990-05-12', '05-12'],
    ['29.02', '02-29'],
    ['29.02.2000', '02-29'],
    ['29.02.99', '02-29'],
  ])('%s is %s', (typed, stored) => {
    expect(parseBirthday(typed)).toBe(stored)
  })

  test.each([
    '',
    '12',
    '31.02',
    '30.02',
    '29.02.1999',
    '12.13',
    '0.5',
    '12.05.1890',
    'май',
    '12-05',
    '05-12',
  ])('%s is no birthday', (typed) => {
    expect(parseBirthday(typed)).toBeNull()
  })
})

describe('namesAgree', () => {
  test.each([
    ['Анна', 'Анна Петрова'],
    ['Петрова Анна', 'Анна Петрова'],
    ['АННА', 'анна'],
    ['Алёна', 'Алена Ёлкина'],
  ])('%s may be %s', (one, other) => {
    expect(namesAgree(one, other)).toBe(true)
    expect(namesAgree(other, one)).toBe(true)
  })

  test.each([
    ['Анна', 'Жанна'],
    ['Анна Петрова', 'Анна Смирнова'],
    ['', 'Анна'],
  ])('%s is not %s', (one, other) => {
    expect(namesAgree(one, other)).toBe(false)
    expect(namesAgree(other, one)).toBe(false)
  })
})
