import type { Order, OrderObservation } from '../src/domain/order.ts'

/** An order as the API would give it, with the fields that a test cares about. */
export function makeObservation(
  fields: Partial<Order> & { readonly externalOrderId: string },
  observation: Partial<Omit<OrderObservation, 'order'>> = {},
): OrderObservation {
  const order: Order = {
    orderDate: '2026-03-01T10:00:00.000Z',
    lastUpdatedAt: '2026-03-01T10:00:00.000Z',
    orderStatus: 'UNSHIPPED',
    orderStatusRaw: 'UNSHIPPED',
    items: [{ orderItemId: `${fields.externalOrderId}-1`, sku: 'SKU-1', quantity: 1 }],
    ...fields,
  }
  return {
    order,
    source: 'api',
    detailLevel: 'full',
    observedAt: '2026-03-01T12:00:00.000Z',
    document: JSON.stringify(order),
    ...observation,
  }
}
