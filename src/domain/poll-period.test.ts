import fc from 'fast-check'
import { expect, test } from 'vitest'
import { upperBoundLagMs } from './delta-window.ts'
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
  expect(pollPeriodMs({ ...bucket, ratePerSecond: 0.02 }, 1)).toBeCloseTo(50_000, 0)
})

test('however much Amazon allows, nobody is polled more often than a quarter of what Amazon holds back', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.0001, max: 1000, noNaN: true }),
      fc.double({ min: -5, max: 40, noNaN: true }),
      fc.integer({ min: 0, max: 100 }),
      (ratePerSecond, tokens, connections) => {
        const periodMs = pollPeriodMs({ tokens, ratePerSecond, burst: 20 }, connections)
        expect(periodMs).toBeGreaterThanOrEqual(upperBoundLagMs / 4)
        // The bucket earns what the polls of all its connections spend.
        expect(periodMs * ratePerSecond).toBeGreaterThanOrEqual(1000 * Math.max(1, connections) * 0.999)
      },
    ),
  )
  expect(pollPeriodMs({ ...bucket, ratePerSecond: 100 }, 1)).toBe(32_500)
})

test('failures back off from half a minute to an hour, spread by a quarter', () => {
  expect(backOffMs(1, 0.5)).toBe(30_000)
  expect(backOffMs(2, 0.5)).toBe(60_000)
  expect(backOffMs(50, 0.5)).toBe(3_600_000)
  expect(backOffMs(1, 0)).toBe(26_250)
  expect(backOffMs(1, 0.999)).toBeLessThan(33_750)
})
