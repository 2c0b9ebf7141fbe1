import type { OrderDefect } from '../faults.ts'

/** Spoils the middle order of a page, so that those before and after it are fine. */
export function damageOrder(orders: unknown[], defect: OrderDefect = 'missing_order_id'): void {
  const order = orders[Math.floor(orders.length / 2)] as Record<string, unknown> | undefined
  if (!order) return
  if (defect === 'missing_order_id') delete order.orderId
  if (defect === 'garbage_created_time') order.createdTime = 'garbage'
  if (defect === 'items_not_array') order.orderItems = 'three of them'
}
