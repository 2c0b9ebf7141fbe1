import { expect, test } from 'vitest'
import type { Money } from '../domain/money.ts'
import { sumMoney } from './sum-money.ts'

const euros = (amount: string): Money => ({ amount, currency: 'EUR' })

test.each([
  [['0.10', '0.20'], '0.30'],
  [['34.99', '1'], '35.99'],
  [['19940', '60'], '20000'],
  [['-0.05', '0.02'], '-0.03'],
  [['-1.5', '1.50'], '0.00'],
  [['999999999999999999.99', '0.01'], '1000000000000000000.00'],
  [['7.5'], '7.5'],
])('amounts are added exactly (%j)', (amounts, sum) => {
  expect(sumMoney(amounts.map(euros))).toEqual(euros(sum))
})

test('a sum with an unknown part or of two currencies is unknown', () => {
  expect(sumMoney([])).toBeUndefined()
  expect(sumMoney([undefined, euros('1')])).toBeUndefined()
  expect(sumMoney([euros('1'), undefined])).toBeUndefined()
  expect(sumMoney([euros('1'), { amount: '1', currency: 'SEK' }])).toBeUndefined()
})
