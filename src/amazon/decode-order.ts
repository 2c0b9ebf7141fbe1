import type { DateTimeRange, Order } from '../domain/order.ts'
import { toOrderStatus } from '../domain/order-status.ts'
import { decodeItems } from './decode-items.ts'
import { decodeMoney, decodeTax } from './decode-money.ts'
import { decodePackages } from './decode-packages.ts'
import { known, readInstant, readList, readObject, readText, readTexts } from './wire-value.ts'

export type DecodedOrder =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'unreadable'; readonly reason: string }

/**
 * An order of Orders API v2026-01-01. Only what identifies and dates it, and its lines, must be there; anything
 * else that is missing or odd is unknown. `reason` names the field and never repeats its value.
 * Source: orders_2026-01-01.json, Order; amzn/selling-partner-api-samples, orders-api-migration-data.json.
 */
export function decodeOrder(value: unknown): DecodedOrder {
  const wire = readObject(value)
  if (wire === undefined) return unreadable('the order is not an object')
  const externalOrderId = readText(wire.orderId)
  if (externalOrderId === undefined) return unreadable('orderId is not a text')
  const orderDate = readInstant(wire.createdTime)
  if (orderDate === undefined) return unreadable('createdTime is not a time')
  const lastUpdatedAt = readInstant(wire.lastUpdatedTime)
  if (lastUpdatedAt === undefined) return unreadable('lastUpdatedTime is not a time')
  const items = decodeItems(wire.orderItems)
  if (items.kind === 'unreadable') return items

  const fulfillment = readObject(wire.fulfillment)
  const salesChannel = readObject(wire.salesChannel)
  const orderStatusRaw = readText(fulfillment?.fulfillmentStatus)
  const order: Order = known({
    externalOrderId,
    sellerOrderId: decodeSellerOrderId(wire.orderAliases),
    marketplaceId: readText(salesChannel?.marketplaceId),
    salesChannel: readText(salesChannel?.marketplaceName) ?? readText(salesChannel?.channelName),
    orderDate,
    lastUpdatedAt,
    orderStatus: orderStatusRaw === undefined ? undefined : toOrderStatus(orderStatusRaw),
    orderStatusRaw,
    fulfilledBy: readText(fulfillment?.fulfilledBy),
    serviceLevel: readText(fulfillment?.fulfillmentServiceLevel),
    programs: readTexts(wire.programs),
    total: decodeMoney(readObject(wire.proceeds)?.grandTotal),
    taxTotal: decodeTax(wire.proceeds),
    replacedOrderId: decodeReplacedOrder(wire.associatedOrders),
    shipBy: decodeRange(fulfillment?.shipByWindow),
    deliverBy: decodeRange(fulfillment?.deliverByWindow),
    items: items.items,
    packages: decodePackages(wire.packages),
  })
  return { kind: 'order', order }
}

function decodeSellerOrderId(value: unknown): string | undefined {
  const aliases = readList(value)?.map(readObject)
  return readText(aliases?.find((alias) => alias?.aliasType === 'SELLER_ORDER_ID')?.aliasId)
}

/** Both kinds of association point to the order that was there first. */
function decodeReplacedOrder(value: unknown): string | undefined {
  const originals = new Set(['REPLACEMENT_ORIGINAL_ID', 'EXCHANGE_ORIGINAL_ID'])
  const wires = readList(value)?.map(readObject)
  return readText(wires?.find((wire) => originals.has(String(wire?.associationType)))?.orderId)
}

function decodeRange(value: unknown): DateTimeRange | undefined {
  const wire = readObject(value)
  const range = known({
    earliest: readInstant(wire?.earliestDateTime),
    latest: readInstant(wire?.latestDateTime),
  })
  return range.earliest === undefined && range.latest === undefined ? undefined : range
}

function unreadable(reason: string): DecodedOrder {
  return { kind: 'unreadable', reason }
}
