import type { Order, OrderPackage } from './order.ts'
import type { OrderStatus } from './order-status.ts'

/**
 * How long an order's buyer data may stay: 30 days after the order was delivered, and not longer.
 *
 * Amazon tells no time of delivery, so the earliest that is proved counts: a date too early costs the seller some days
 * of an address, a date too late breaks the policy.
 *
 * | The order | counts as settled, or as delivered, at |
 * | --- | --- |
 * | all its packages are delivered | the update that said so first, or the end of the promised time if that was before, but not before it was shipped |
 * | cancelled, or cannot be fulfilled | the update that said so first: nothing will be delivered |
 * | shipped, delivery not known (all of Amazon's own shipments) | the end of the promised time or the last shipment, whichever is later; else the order date |
 * | not shipped yet | the end of the promised time or the last update, whichever is later |
 * | nothing is known of its shipment | as if it were shipped |
 *
 * The last two are guesses about an order that may still be delivered, months after nothing happened to it: what is
 * erased then may come back when it goes on. What is shipped or settled is over for good.
 *
 * Source: Data Protection Policy, "Protect Amazon API Applications with Data Retention and Recovery".
 */
export const keepDaysAfterDelivery = 30

/** What all copies of an order together say of its delivery. */
export type Delivery = Pick<Order, 'orderDate' | 'lastUpdatedAt' | 'orderStatus' | 'deliverBy' | 'packages'>

/** What the order says, and what earlier copies of it proved. Instants are UTC. */
export interface BuyerRetention {
  /** When it was delivered or cancelled, as early as anything proves; null while it is under way. */
  readonly settledAt: Date | null
  readonly deleteAfter: Date
  /** Whether what is erased then stays erased: the order is shipped or settled. */
  readonly isFinal: boolean
}

export function planBuyerRetention(order: Delivery, settledBefore: Date | null): BuyerRetention {
  const settledNow = findSettled(order)
  const settledAt = earliest([settledBefore, settledNow])
  const start = settledAt ?? expectDelivery(order)
  return {
    settledAt,
    deleteAfter: new Date(start.getTime() + keepDaysAfterDelivery * 24 * 60 * 60_000),
    isFinal: settledAt !== null || isShipped(order),
  }
}

const undeliverable: ReadonlySet<OrderStatus> = new Set(['CANCELLED', 'UNFULFILLABLE'])
const notShippedYet: ReadonlySet<OrderStatus> = new Set([
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
])

function findSettled(order: Delivery): Date | null {
  const updatedAt = new Date(order.lastUpdatedAt)
  if (order.orderStatus !== undefined && undeliverable.has(order.orderStatus)) return updatedAt
  if (!isDelivered(order)) return null
  const delivered = earliest([updatedAt, toDate(order.deliverBy?.latest)])
  return latest([delivered, lastShipped(order.packages)])
}

/** A package that was cancelled says nothing; while one more is to be shipped, the order is not delivered. */
function isDelivered({ orderStatus, packages = [] }: Delivery): boolean {
  const sent = packages.filter(({ status }) => status !== 'CANCELLED')
  const moreToCome = orderStatus !== undefined && notShippedYet.has(orderStatus)
  return sent.length > 0 && !moreToCome && sent.every(({ status }) => status === 'DELIVERED')
}

/** An order whose status nobody knows is shipped when one of its packages is. */
function isShipped({ orderStatus = 'UNKNOWN', packages }: Delivery): boolean {
  return orderStatus === 'SHIPPED' || (orderStatus === 'UNKNOWN' && lastShipped(packages) !== null)
}

function expectDelivery(order: Delivery): Date {
  const promised = toDate(order.deliverBy?.latest)
  if (order.orderStatus !== undefined && notShippedYet.has(order.orderStatus)) {
    return latest([promised, new Date(order.lastUpdatedAt)]) as Date
  }
  return latest([promised, lastShipped(order.packages)]) ?? new Date(order.orderDate)
}

function lastShipped(packages: readonly OrderPackage[] = []): Date | null {
  return latest(packages.map(({ shippedAt }) => toDate(shippedAt)))
}

function toDate(instant: string | undefined): Date | null {
  return instant === undefined ? null : new Date(instant)
}

function earliest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => (date === null ? [] : [date.getTime()]))
  return times.length === 0 ? null : new Date(Math.min(...times))
}

function latest(dates: readonly (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => (date === null ? [] : [date.getTime()]))
  return times.length === 0 ? null : new Date(Math.max(...times))
}
