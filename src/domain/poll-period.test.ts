import { expect, test } from 'vitest'
import { backOffMs, pollPeriodMs } from './poll-period.ts'

const bucket = { tokens: 20, ratePerSecond: 0.0056, burst: 20 }

test('a connection is polled as often as its bucket earns a token', () => {
  expect(Math.round(pollPeriodMs(bucket, 1))).toBe(178_571)
})

test('connections that share a seller take turns', () => {
  expect(pollPeriodMs(bucket, 3)).toBeCloseTo(3 * pollPeriodMs(bucket, 1))
})

test('a bucket below half is let recover', () => {
  expect(pollPeriodMs({ ...bucket, tokens: 5 }, 1)).toBeCloseTo(1.25 * pollPeriodMs(bucket, 1))
})

test('a higher rate from Amazon means shorter periods', () => {
  expect(pollPeriodMs({ ...bucket, ratePerSecond: 0.056 }, 1)).toBeCloseTo(17_857, 0)
})

test('failures back off from half a minute to an hour, spread by a quarter', () => {
  expect(backOffMs(1, 0.5)).toBe(30_000)
  expect(backOffMs(2, 0.5)).toBe(60_000)
  expect(backOffMs(50, 0.5)).toBe(3_600_000)
  expect(backOffMs(1, 0)).toBe(26_250)
  expect(backOffMs(1, 0.999)).toBeLessThan(33_750)
})
