/**
 * One canonical status for the three dialects in which Amazon names it: v2026-01-01 (`CANCELLED`), v0 and
 * notifications (`Canceled`, `PartiallyShipped`), and reports (`Cancelled`, `Shipped - Delivered to Buyer`).
 * Every enum of Amazon is open: an unknown word becomes UNKNOWN and is kept beside it as it came.
 * Sources: orders_2026-01-01.json FulfillmentStatus; amzn/selling-partner-api-samples, orders-api-migration-data.json.
 */
export const orderStatuses = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
  'UNKNOWN',
] as const

export type OrderStatus = (typeof orderStatuses)[number]

const statusByWord: ReadonlyMap<string, OrderStatus> = new Map([
  ['pendingavailability', 'PENDING_AVAILABILITY'],
  ['pending', 'PENDING'],
  ['unshipped', 'UNSHIPPED'],
  ['partiallyshipped', 'PARTIALLY_SHIPPED'],
  ['shipped', 'SHIPPED'],
  ['shipping', 'SHIPPED'],
  ['cancelled', 'CANCELLED'],
  ['canceled', 'CANCELLED'],
  ['unfulfillable', 'UNFULFILLABLE'],
])

/** The canonical status for a word of any dialect, in any case; `Shipped - …` counts as shipped. */
export function toOrderStatus(word: string | undefined): OrderStatus {
  if (word === undefined) return 'UNKNOWN'
  const head = word.split(' - ')[0] ?? word
  return statusByWord.get(head.toLowerCase().replaceAll(/[^a-z]/g, '')) ?? 'UNKNOWN'
}
