import { expect, test } from 'vitest'
import { fromOrderId, toOrderId } from './order-id.ts'

test('an order id tells where its order is', () => {
  for (const place of [
    { sellerNumber: 0, dayNumber: 0, index: 0 },
    { sellerNumber: 999_999, dayNumber: 9_999, index: 9_999 },
    { sellerNumber: 123_456, dayNumber: 3_865, index: 41 },
  ]) {
    expect(fromOrderId(toOrderId('302', place, 7), 7)).toEqual(place)
  }
})

test('neighbouring orders have ids with nothing in common', () => {
  const ids = [0, 1, 2].map((index) => toOrderId('302', { sellerNumber: 5, dayNumber: 3_000, index }, 7))
  expect(new Set(ids.map((id) => id.slice(4, 7))).size).toBe(3)
  expect(new Set(ids.map((id) => id.slice(-3))).size).toBe(3)
})

test('what is not an order id is nowhere', () => {
  expect(fromOrderId('302-123-456', 7)).toBeNull()
})
