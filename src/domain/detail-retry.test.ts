import { expect, test } from 'vitest'
import { detailRetryMs } from './detail-retry.ts'

const hour = 60 * 60_000

test.each([
  [1, hour],
  [2, 3 * hour],
  [3, 9 * hour],
  [6, 243 * hour],
  [7, 30 * 24 * hour],
  [32767, 30 * 24 * hour],
])('an order that Amazon denied %i times is asked for again after %i ms', (denials, ms) => {
  expect(detailRetryMs(denials)).toBe(ms)
})

test('twelve hours in which Amazon denies everything put no order off for more than a day', () => {
  let asked = 0
  for (let denials = 1; asked < 12 * hour; denials += 1) asked += detailRetryMs(denials)
  expect(asked).toBeLessThan(24 * hour)
})
