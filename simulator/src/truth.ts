import type { World } from './world.ts'

/** What is true of an order now, in a shape that is easy to compare with what a product stored. */
export interface OrderTruth {
  sellerId: string
  orderId: string
  createdTime: string
  lastUpdatedTime: string
  fulfillmentStatus: string | null
  fulfilledBy: string | null
  marketplaceId: string | null
  total: { amount: string; currencyCode: string } | null
  items: { orderItemId: string; quantityOrdered: number; quantityFulfilled?: number }[]
  packages: { packageReferenceId: string; status: string | null; trackingNumber?: string }[]
}

export interface TruthQuery {
  /** Default: every seller. */
  sellerId?: string
  updatedAfter?: Date
  /** Also what Amazon no longer shows, being older than two years. */
  aged?: boolean
}

/** Every order that a reader with unlimited quota could see at `now`, one after the other. */
export function* tellTruth(world: World, query: TruthQuery, now: Date): Generator<OrderTruth> {
  const sellerIds = query.sellerId === undefined ? [...world.sellers.keys()] : [query.sellerId]
  const updatedAfter = (query.updatedAfter?.getTime() ?? Number.NEGATIVE_INFINITY) / 1000
  for (const sellerId of sellerIds) {
    for (const { order, lastUpdatedAt } of world.list(sellerId, now, query.aged)) {
      if (lastUpdatedAt < updatedAfter) continue
      yield {
        sellerId,
        orderId: order.orderId,
        createdTime: order.createdTime,
        lastUpdatedTime: order.lastUpdatedTime,
        fulfillmentStatus: order.fulfillment?.fulfillmentStatus ?? null,
        fulfilledBy: order.fulfillment?.fulfilledBy ?? null,
        marketplaceId: order.salesChannel.marketplaceId ?? null,
        total: order.proceeds?.grandTotal ?? null,
        items: order.orderItems.map(({ orderItemId, quantityOrdered, fulfillment }) => ({
          orderItemId,
          quantityOrdered,
          ...(fulfillment?.quantityFulfilled === undefined
            ? {}
            : { quantityFulfilled: fulfillment.quantityFulfilled }),
        })),
        packages: (order.packages ?? []).map(({ packageReferenceId, packageStatus, trackingNumber }) => ({
          packageReferenceId,
          status: packageStatus?.status ?? null,
          ...(trackingNumber === undefined ? {} : { trackingNumber }),
        })),
      }
    }
  }
}
