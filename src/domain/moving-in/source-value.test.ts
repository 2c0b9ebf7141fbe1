import { expect, test } from 'vitest'
import { chooseCurrency, parseSourceInstant, parseSourceMoney } from './source-value.ts'

const now = new Date('2026-06-01T00:00:00Z')

test.each([
  ['2026-01-02 03:04:05', '2026-01-02T03:04:05.000Z'],
  ['2026-01-02 03:04:05.678+00', '2026-01-02T03:04:05.678Z'],
  ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z'],
  ['2026-01-02', '2026-01-02T00:00:00.000Z'],
])('the instant %s is read as UTC', (text, expected) => {
  expect(parseSourceInstant(text, now)?.toISOString()).toBe(expected)
})

test.each([null, '', '1970-01-01 00:00:00', '2099-01-01', 'amzn_oauth_state_1', 'infinity', '12/31/2025'])(
  'what is no instant between 2000 and now is none: %s',
  (text) => {
    expect(parseSourceInstant(text, now)).toBeNull()
  },
)

test.each([
  ['19.99', 'EUR', '19.99', false],
  ['19.9', 'EUR', '19.90', false],
  ['19', 'EUR', '19.00', false],
  ['19.990000000000002', 'EUR', '19.99', true],
  ['0.30000000000000004', 'EUR', '0.30', true],
  ['19940', 'JPY', '19940', false],
  ['19940.000000000004', 'JPY', '19940', true],
  ['-5.5', 'EUR', '-5.50', false],
  ['12.345', 'EUR', '12.345', false],
])('the float %s %s is %s', (text, currency, amount, bent) => {
  expect(parseSourceMoney(text, currency)).toEqual({ money: { amount, currency }, bent })
})

test.each(['NaN', 'Infinity', '-Infinity', '', 'twelve', '1e+300'])('%s is no amount', (text) => {
  expect(parseSourceMoney(text, 'EUR')).toBeNull()
})

test('a missing currency is that of the marketplace, and unknown where there is none', () => {
  expect(chooseCurrency(' eur ', null)).toBe('EUR')
  expect(chooseCurrency(null, 'A1F83G8C2ARO7P')).toBe('GBP')
  expect(chooseCurrency('', 'ATVPDKIKX0DER')).toBe('USD')
  expect(chooseCurrency(null, null)).toBeNull()
})
