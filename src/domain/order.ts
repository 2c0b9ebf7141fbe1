import type { Money } from './money.ts'
import type { OrderStatus } from './order-status.ts'

/** An instant as ISO 8601 in UTC with milliseconds (`2026-11-21T19:00:00.000Z`), so that text order is time order. */
export type Instant = string

export interface DateTimeRange {
  readonly earliest?: Instant
  readonly latest?: Instant
}

/**
 * An order as Ordersync keeps it. A field that is absent here was absent at its source: it is unknown, which is
 * neither null nor zero, and it never overwrites what was known.
 */
export interface Order {
  readonly externalOrderId: string
  readonly sellerOrderId?: string
  readonly marketplaceId?: string
  readonly salesChannel?: string
  /** When the buyer placed it (Amazon's `createdTime`). */
  readonly orderDate: Instant
  /** When Amazon or the seller last changed anything in it (Amazon's `lastUpdatedTime`): its version. */
  readonly lastUpdatedAt: Instant
  readonly orderStatus?: OrderStatus
  /** Amazon's own word, kept because its enums are open. */
  readonly orderStatusRaw?: string
  readonly fulfilledBy?: string
  readonly serviceLevel?: string
  readonly programs?: readonly string[]
  readonly total?: Money
  /** The part of the total that is tax, as Amazon breaks it down. */
  readonly taxTotal?: Money
  /** The order that this one replaces or exchanges. */
  readonly replacedOrderId?: string
  readonly shipBy?: DateTimeRange
  readonly deliverBy?: DateTimeRange
  readonly items: readonly OrderItem[]
  /** Absent when the source did not say; an empty list when it said that there are none. */
  readonly packages?: readonly OrderPackage[]
}

export interface OrderItem {
  readonly orderItemId: string
  readonly asin?: string
  readonly sku?: string
  readonly title?: string
  readonly quantity?: number
  readonly quantityFulfilled?: number
  readonly unitPrice?: Money
  readonly total?: Money
  readonly taxTotal?: Money
  readonly programs?: readonly string[]
  readonly condition?: ItemCondition
  readonly cancellation?: ItemCancellation
}

/** In Amazon's words, such as USED and VERY_GOOD. */
export interface ItemCondition {
  readonly type?: string
  readonly subtype?: string
}

/** Who wished the item cancelled, who cancelled it, and why, in Amazon's words. */
export interface ItemCancellation {
  readonly requestedBy?: string
  readonly requestReason?: string
  readonly cancelledBy?: string
  readonly reason?: string
}

export interface OrderPackage {
  readonly packageReferenceId: string
  readonly carrier?: string
  /** The carrier's service, in the words of whoever shipped it. */
  readonly shippingService?: string
  readonly trackingNumber?: string
  readonly status?: string
  readonly detailedStatus?: string
  readonly createdAt?: Instant
  readonly shippedAt?: Instant
  /** Which items are in it, and how many of each. */
  readonly items?: readonly PackageItem[]
}

export interface PackageItem {
  readonly orderItemId: string
  readonly quantity?: number
}

/** Where a copy of an order came from. What the API said is never replaced by what a report says (the same version). */
export type OrderSource = 'api' | 'report'

/** `full`: items with their real ids and packages; `outline`: what a report row tells. */
export type DetailLevel = 'full' | 'outline'

/** One copy of an order as it was read, with what is needed to compare it with another copy of the same order. */
export interface OrderObservation {
  readonly order: Order
  readonly source: OrderSource
  readonly detailLevel: DetailLevel
  /** When the request that brought this copy was sent: decides between two copies of one second. */
  readonly observedAt: Instant
  /** Amazon's document less everything about the buyer, as JSON text. */
  readonly document: string
  /** The id under which another system kept the order; a new order gets a new one unless given. */
  readonly keptId?: string
  /**
   * What was taken out of the document, as JSON text: only where the connection keeps buyer data and Amazon sent any.
   * A `Secret`, so that it does not print, log or serialise.
   */
  readonly buyer?: { reveal(): string }
}

/** A piece of an answer that could not be read as an order: kept with its reason and replayed by a later version. */
export interface UnreadableOrder {
  readonly externalOrderId?: string
  readonly reason: string
  /** The piece as JSON text, less everything about the buyer as far as its shape lets us tell. */
  readonly document: string
  /** Where it stood, for pieces that may be alike and are not the same, such as lines of a report. */
  readonly place?: string
}
