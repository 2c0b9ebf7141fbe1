import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventsOf } from './webhook-events.ts'
import { pauseAfterFailure, planRetry } from './webhook-retry.ts'

test('a failed delivery is tried again for 24 hours, some twenty times, each wait at most two hours', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 60, maxLength: 60 }),
      (chances) => {
        let ageMs = 0
        let attempts = 1
        for (const chance of chances) {
          const delayMs = planRetry(attempts, ageMs, chance)
          if (delayMs === null) break
          expect(delayMs).toBeGreaterThanOrEqual(5000)
          expect(delayMs).toBeLessThanOrEqual(2 * 60 * 60_000)
          ageMs += delayMs
          attempts += 1
        }
        expect(ageMs / 3_600_000).toBeGreaterThanOrEqual(24)
        expect(ageMs / 3_600_000).toBeLessThan(26)
        expect(attempts).toBeGreaterThan(15)
        expect(attempts).toBeLessThan(45)
      },
    ),
  )
})

test('a receiver that is down for long is asked less and less often', () => {
  expect([0, 60_000, 30 * 60_000, 24 * 60 * 60_000].map(pauseAfterFailure)).toEqual([
    5000, 6000, 180_000, 600_000,
  ])
})

test('shipped and cancelled are told when a known order becomes so', () => {
  expect(eventsOf({ kind: 'created', statusAfter: null })).toEqual(['order.created'])
  expect(eventsOf({ kind: 'updated', statusAfter: null })).toEqual(['order.updated'])
  expect(eventsOf({ kind: 'updated', statusAfter: 'SHIPPED' })).toEqual(['order.updated', 'order.shipped'])
  expect(eventsOf({ kind: 'updated', statusAfter: 'CANCELLED' })).toEqual([
    'order.updated',
    'order.cancelled',
  ])
})
