import { expect, test } from 'vitest'
import { fullInMs, levelAfter } from './quota-level.ts'

const bucket = { tokens: 4, burst: 10, ratePerSecond: 0.5 }

test('a bucket fills with its rate, never beyond its brim, and never by a clock that goes back', () => {
  expect(levelAfter(bucket, 0)).toBe(4)
  expect(levelAfter(bucket, 2000)).toBe(5)
  expect(levelAfter(bucket, 60_000)).toBe(10)
  expect(levelAfter(bucket, -5000)).toBe(4)
  expect(levelAfter({ ...bucket, tokens: -3 }, 2000)).toBe(-2)
})

test('how long it takes to be full', () => {
  expect(fullInMs(bucket, 0)).toBe(12_000)
  expect(fullInMs(bucket, 2000)).toBe(10_000)
  expect(fullInMs(bucket, 60_000)).toBe(0)
})
