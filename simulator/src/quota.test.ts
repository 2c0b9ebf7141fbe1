import { expect, test } from 'vitest'
import { createQuotas } from './quota.ts'

const SEARCH = { ratePerSecond: 0.0056, burst: 20 }

test('a full bucket serves its burst at once and then one call per 178.6 seconds', () => {
  const quotas = createQuotas()
  const takeAll = (nowMs: number) => {
    let taken = 0
    while (taken < 100 && quotas.take('bucket', SEARCH, nowMs)) taken++
    return taken
  }
  expect(takeAll(0)).toBe(20)
  expect(takeAll(178_500)).toBe(0)
  expect(takeAll(178_572)).toBe(1)
  expect(takeAll(178_572 * 4)).toBe(3)
})

test('an idle bucket is full again after 59.5 minutes and never holds more than the burst', () => {
  const quotas = createQuotas()
  for (let call = 0; call < 20; call++) quotas.take('bucket', SEARCH, 0)
  expect(quotas.available('bucket', SEARCH, 59 * 60_000)).toBeLessThan(20)
  expect(quotas.available('bucket', SEARCH, 60 * 60_000)).toBe(20)
  expect(quotas.available('bucket', SEARCH, 600 * 60_000)).toBe(20)
})

test('a refused call takes nothing, and buckets do not share', () => {
  const quotas = createQuotas()
  for (let call = 0; call < 500; call++) quotas.take('hammered', SEARCH, 0)
  expect(quotas.take('hammered', SEARCH, 178_572)).toBe(true)
  expect(quotas.available('other', SEARCH, 0)).toBe(20)
})
