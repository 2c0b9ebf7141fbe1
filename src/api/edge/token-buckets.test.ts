import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clock } from '../../runtime/clock.ts'
import { TokenBuckets } from './token-buckets.ts'

function handClock(): Clock & { move(ms: number): void } {
  let now = 1_800_000_000_000
  return {
    now: () => new Date(now),
    sleep: async () => {},
    move: (ms) => {
      now += ms
    },
  }
}

test('a minute may bring its worth at once, then as many as time brings', () => {
  const clock = handClock()
  const buckets = new TokenBuckets(clock, { perMinute: 60 })
  for (let i = 0; i < 60; i += 1) expect(buckets.take('a')).toBe(0)
  expect(buckets.take('a')).toBe(1)
  expect(buckets.take('b')).toBe(0)
  clock.move(1000)
  expect(buckets.take('a')).toBe(0)
  expect(buckets.take('a', 5)).toBe(5)
})

test('whoever waits as long as told is served, and in no time more than burst and rate allow is served', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 1, max: 100 }),
      fc.array(
        fc.record({
          pauseMs: fc.integer({ min: -5000, max: 60_000 }),
          tokens: fc.integer({ min: 1, max: 3 }),
        }),
        {
          maxLength: 60,
        },
      ),
      (perMinute, burst, steps) => {
        const clock = handClock()
        const buckets = new TokenBuckets(clock, { perMinute, burst: burst + 2 })
        let taken = 0
        let elapsedMs = 0
        for (const { pauseMs, tokens } of steps) {
          clock.move(pauseMs)
          elapsedMs += Math.abs(pauseMs)
          const waitSeconds = buckets.take('a', tokens)
          if (waitSeconds === 0) taken += tokens
          else {
            clock.move(waitSeconds * 1000)
            elapsedMs += waitSeconds * 1000
            expect(buckets.take('a', tokens)).toBe(0)
            taken += tokens
          }
        }
        expect(taken).toBeLessThanOrEqual(burst + 2 + (elapsedMs * perMinute) / 60_000 + 1e-6)
      },
    ),
  )
})

test('however many names there are, only some are remembered', () => {
  const buckets = new TokenBuckets(handClock(), { perMinute: 1, remembered: 2 })
  buckets.drain('a')
  buckets.drain('b')
  expect(buckets.wait('a')).toBe(60)
  buckets.drain('c')
  expect([buckets.wait('b'), buckets.wait('a'), buckets.wait('c')]).toEqual([0, 60, 60])
})
