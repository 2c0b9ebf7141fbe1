import { expect, test } from 'vitest'
import { divideAmount, parseDecimal } from './decimal.ts'

test.each([
  ['59.97', 1, 3, ['19.99', '39.98']],
  ['10.00', 1, 3, ['3.33', '6.67']],
  ['0.01', 1, 2, ['0.00', '0.01']],
  ['-1.01', 1, 2, ['-0.50', '-0.51']],
  ['4980', 2, 5, ['1992', '2988']],
] as const)('%s is divided %i of %i without losing a cent', (amount, part, whole, expected) => {
  expect(divideAmount(amount, part, whole)).toEqual(expected)
})

test('what is not a decimal number is left alone', () => {
  expect(parseDecimal('12,50')).toBeNull()
  expect(divideAmount('free', 1, 2)).toEqual(['free', ''])
})
