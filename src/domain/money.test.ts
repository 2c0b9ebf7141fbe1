import { expect, test } from 'vitest'
import { parseMoney } from './money.ts'

test.each(['34.99', '19940', '0', '0.00', '-5.10', '123456789012345678.12345678'])(
  'the amount %s is kept as it came',
  (amount) => {
    expect(parseMoney(amount, 'EUR')).toEqual({ amount, currency: 'EUR' })
  },
)

test.each([34.99, '', ' 1', '1,99', '1e3', '.5', '5.', '+5', 'NaN', 'Infinity', '1234567890123456789', null])(
  'the amount %j is no money',
  (amount) => {
    expect(parseMoney(amount, 'EUR')).toBeNull()
  },
)

test.each(['eur', 'EURO', '€', '', 978, undefined])('the currency %j is no currency', (currency) => {
  expect(parseMoney('1.00', currency)).toBeNull()
})
