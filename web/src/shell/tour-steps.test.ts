import { expect, test } from 'vitest'
import { tenantWithOrders } from './tour-steps.ts'

const of = (tenantId: string, orders: number) => ({ tenantId, counts: { orders, items: orders } })
const fleet = [of('alone', 0), of('little', 3), of('shop', 80)]

test('the tour searches in a tenant that has orders: the one at hand, the last one, or the biggest', () => {
  expect(tenantWithOrders(fleet, ['little', 'shop'])).toBe('little')
  expect(tenantWithOrders(fleet, ['alone', 'little'])).toBe('little')
  expect(tenantWithOrders(fleet, [null, 'gone'])).toBe('shop')
  expect(tenantWithOrders([of('alone', 0)], ['alone'])).toBeNull()
})
