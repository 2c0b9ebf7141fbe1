import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepDaysAfterDelivery, planBuyerRetention } from './buyer-retention.ts'
import type { Order } from './order.ts'
import { orderStatuses } from './order-status.ts'

const day = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString()
const dayMs = 24 * 60 * 60_000

function order(fields: Partial<Order>): Order {
  return { externalOrderId: '1', orderDate: day(1), lastUpdatedAt: day(2), items: [], ...fields }
}

function keptUntil(fields: Partial<Order>, settledBefore: string | null = null): string {
  const { deleteAfter } = planBuyerRetention(
    order(fields),
    settledBefore === null ? null : new Date(settledBefore),
  )
  return new Date(deleteAfter.getTime() - keepDaysAfterDelivery * dayMs).toISOString()
}

const delivered = (shipped: number) => ({
  packageReferenceId: String(shipped),
  status: 'DELIVERED',
  shippedAt: day(shipped),
})

test('thirty days after the update that said delivered', () => {
  const { deleteAfter, settledAt } = planBuyerRetention(
    order({ orderStatus: 'SHIPPED', lastUpdatedAt: day(6), packages: [delivered(3)] }),
    null,
  )
  expect(settledAt?.toISOString()).toBe(day(6))
  expect(deleteAfter.toISOString()).toBe(day(36))
})

test('a correction long after delivery does not prolong it: the first proof counts', () => {
  expect(
    keptUntil({ orderStatus: 'SHIPPED', lastUpdatedAt: day(200), packages: [delivered(3)] }, day(6)),
  ).toBe(day(6))
})

test('an old order that is first seen long after delivery counts from the end of its promised time', () => {
  const seenLate = { orderStatus: 'SHIPPED', lastUpdatedAt: day(300), packages: [delivered(3)] } as const
  expect(keptUntil({ ...seenLate, deliverBy: { latest: day(7) } })).toBe(day(7))
})

test('nothing is delivered before it was shipped', () => {
  expect(
    keptUntil({
      orderStatus: 'SHIPPED',
      lastUpdatedAt: day(20),
      deliverBy: { latest: day(7) },
      packages: [delivered(9), delivered(12)],
    }),
  ).toBe(day(12))
})

test('one package of two is not the order, a cancelled package does not count', () => {
  const underWay = { packageReferenceId: 'b', status: 'IN_TRANSIT', shippedAt: day(4) }
  const cancelled = { packageReferenceId: 'c', status: 'CANCELLED' }
  const fields = { orderStatus: 'SHIPPED', lastUpdatedAt: day(5), deliverBy: { latest: day(9) } } as const
  expect(keptUntil({ ...fields, packages: [delivered(3), underWay] })).toBe(day(9))
  expect(keptUntil({ ...fields, packages: [delivered(3), cancelled] })).toBe(day(5))
  expect(keptUntil({ ...fields, orderStatus: 'PARTIALLY_SHIPPED', packages: [delivered(3)] })).toBe(day(9))
})

test('a cancelled order is delivered to nobody: its time runs from the cancellation', () => {
  expect(keptUntil({ orderStatus: 'CANCELLED', lastUpdatedAt: day(4), deliverBy: { latest: day(90) } })).toBe(
    day(4),
  )
})

test('what Amazon ships has no packages: the end of the promised time, else the order date', () => {
  expect(keptUntil({ orderStatus: 'SHIPPED', lastUpdatedAt: day(90), deliverBy: { latest: day(8) } })).toBe(
    day(8),
  )
  expect(keptUntil({ orderStatus: 'SHIPPED', lastUpdatedAt: day(90) })).toBe(day(1))
  expect(
    keptUntil({ lastUpdatedAt: day(90), packages: [{ packageReferenceId: '1', shippedAt: day(5) }] }),
  ).toBe(day(5))
})

test('an order shipped after its promised time is under way, not delivered', () => {
  const late = { packageReferenceId: '1', status: 'IN_TRANSIT', shippedAt: day(60) }
  const fields = { orderStatus: 'SHIPPED', lastUpdatedAt: day(60), packages: [late] } as const
  expect(keptUntil({ ...fields, deliverBy: { latest: day(9) } })).toBe(day(60))
})

test('only what is shipped or settled is over for good', () => {
  const isFinal = (fields: Partial<Order>): boolean => planBuyerRetention(order(fields), null).isFinal
  const onItsWay = [{ packageReferenceId: '1', status: 'IN_TRANSIT', shippedAt: day(3) }]
  expect(isFinal({ orderStatus: 'SHIPPED' })).toBe(true)
  expect(isFinal({ orderStatus: 'CANCELLED' })).toBe(true)
  expect(isFinal({ orderStatus: 'UNKNOWN', packages: onItsWay })).toBe(true)
  expect(isFinal({ packages: [delivered(3)] })).toBe(true)
  for (const orderStatus of ['PENDING_AVAILABILITY', 'PENDING', 'UNSHIPPED', 'UNKNOWN'] as const)
    expect(isFinal({ orderStatus })).toBe(false)
  expect(isFinal({ orderStatus: 'PARTIALLY_SHIPPED', packages: onItsWay })).toBe(false)
  expect(isFinal({})).toBe(false)
})

test('an order that is not shipped yet keeps its address as long as something happens to it', () => {
  expect(keptUntil({ orderStatus: 'UNSHIPPED', lastUpdatedAt: day(3), deliverBy: { latest: day(9) } })).toBe(
    day(9),
  )
  expect(keptUntil({ orderStatus: 'UNSHIPPED', lastUpdatedAt: day(70), deliverBy: { latest: day(9) } })).toBe(
    day(70),
  )
})

test('every order has an end, and what is proved once is never moved to a later day', () => {
  const instant = fc.integer({ min: 1, max: 400 }).map(day)
  const anyOrder = fc.record(
    {
      externalOrderId: fc.constant('1'),
      items: fc.constant([]),
      orderDate: instant,
      lastUpdatedAt: instant,
      orderStatus: fc.constantFrom(...orderStatuses),
      deliverBy: fc.record({ latest: instant }),
      packages: fc.array(
        fc.record({
          packageReferenceId: fc.constant('1'),
          status: fc.constantFrom('DELIVERED', 'IN_TRANSIT', 'CANCELLED'),
          shippedAt: instant,
        }),
      ),
    },
    { requiredKeys: ['externalOrderId', 'items', 'orderDate', 'lastUpdatedAt'] },
  ) as fc.Arbitrary<Order>
  fc.assert(
    fc.property(anyOrder, anyOrder, (first, later) => {
      const before = planBuyerRetention(first, null)
      const after = planBuyerRetention(later, before.settledAt)
      expect(Number.isNaN(after.deleteAfter.getTime())).toBe(false)
      if (before.settledAt === null) return
      expect(after.deleteAfter.getTime()).toBeLessThanOrEqual(before.deleteAfter.getTime())
    }),
  )
})
