import type { Order } from '../data/orders.ts'

/** Whether the seller should have shipped an order by now and has not. */
export function isLate(order: Pick<Order, 'orderStatus' | 'fulfilledBy' | 'shipBy'>, now: Date): boolean {
  const isWaiting = order.orderStatus === 'UNSHIPPED' || order.orderStatus === 'PARTIALLY_SHIPPED'
  const latest = order.shipBy?.latest
  return isWaiting && order.fulfilledBy === 'MERCHANT' && latest !== undefined && new Date(latest) < now
}
