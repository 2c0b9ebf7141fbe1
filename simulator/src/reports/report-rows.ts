import type { Order, OrderItem } from '@sp-api-sdk/orders-api-2026-01-01'
import { findMarketplace } from '../marketplaces.ts'
import { hash32 } from '../random.ts'
import { divideAmount } from './decimal.ts'
import type { ReportColumn } from './report-columns.ts'

export type ReportRow = Partial<Record<ReportColumn, string>>

/** Blank, not zero, as long as Amazon does not know: a pending order has no prices. */
const AMOUNT_COLUMNS = ['item-price', 'item-tax', 'shipping-price', 'item-promotion-discount'] as const
type Amounts = Record<(typeof AMOUNT_COLUMNS)[number], string>

/**
 * The rows of one order: one per line, sometimes two for a line of several pieces. Nothing in them tells
 * the lines apart when order and SKU are equal.
 * Source: amzn/selling-partner-api-models, issues 1831, 2973, 3277 and 3677; the columns as in
 * developer-docs.amazon.com/sp-api, "Order Tracking Reports attributes".
 */
export function toReportRows(order: Order): ReportRow[] {
  const shared = orderCells(order)
  return order.orderItems.flatMap((item) =>
    splitLine(item).map(({ quantity, amounts }) => ({
      ...shared,
      ...itemCells(order, item),
      ...amounts,
      quantity: String(quantity),
      'number-of-items': String(quantity),
    })),
  )
}

function orderCells(order: Order): ReportRow {
  const address = order.recipient?.deliveryAddress
  const isAmazon = order.fulfillment?.fulfilledBy === 'AMAZON'
  const alias = order.orderAliases?.find((entry) => entry.aliasType === 'SELLER_ORDER_ID')?.aliasId
  return {
    'amazon-order-id': order.orderId,
    'merchant-order-id': alias ?? (isAmazon ? order.orderId : ''),
    'purchase-date': toReportTime(order.createdTime),
    'last-updated-date': toReportTime(order.lastUpdatedTime),
    'order-status': toOrderStatus(order),
    'fulfillment-channel': isAmazon ? 'Amazon' : 'Merchant',
    'sales-channel': toSalesChannel(order),
    'ship-service-level': toWords(order.fulfillment?.fulfillmentServiceLevel ?? ''),
    'address-type': toWords(address?.addressType ?? ''),
    'ship-city': address?.city ?? '',
    'ship-state': address?.stateOrRegion ?? '',
    'ship-postal-code': address?.postalCode ?? '',
    'ship-country': address?.countryCode ?? '',
    'is-business-order': String(order.programs?.includes('AMAZON_BUSINESS') ?? false),
    'purchase-order-number': order.buyer?.buyerPurchaseOrderNumber ?? '',
    'new-column-of-amazon': 'true',
  }
}

function itemCells(order: Order, item: OrderItem): ReportRow {
  const collection = item.tax?.taxCollections?.[0]
  const money = item.proceeds?.breakdowns?.find((entry) => entry.type === 'ITEM')?.subtotal
  const isBusinessPrice = item.product?.price?.priceDesignation === 'BUSINESS_PRICE'
  return {
    'product-name': item.product?.title ?? '',
    sku: item.product?.sellerSku ?? '',
    asin: item.product?.asin ?? '',
    'item-status': toItemStatus(order, item),
    'tax-collection-model': collection?.model === 'MARKETPLACE_FACILITATOR' ? 'MarketplaceFacilitator' : '',
    'tax-collection-responsible-party': collection?.responsibleParty ?? '',
    currency: money?.currencyCode ?? '',
    'promotion-ids': item.promotion?.breakdowns?.map((entry) => entry.promotionId).join(',') ?? '',
    'price-designation': isBusinessPrice ? 'Business Price' : '',
  }
}

interface LinePart {
  quantity: number
  amounts: Amounts
}

/** Half of the lines with several pieces come as two rows, as from two fulfilment centres. */
function splitLine(item: OrderItem): LinePart[] {
  const quantity = item.quantityOrdered
  const amounts = amountsOf(item)
  if (quantity < 2 || hash32('split', item.orderItemId) % 2 === 0) return [{ quantity, amounts }]
  const part = 1 + (hash32('part', item.orderItemId) % (quantity - 1))
  const first = { ...amounts }
  const second = { ...amounts }
  for (const column of AMOUNT_COLUMNS) {
    if (amounts[column] === '') continue
    ;[first[column], second[column]] = divideAmount(amounts[column], part, quantity)
  }
  return [
    { quantity: part, amounts: first },
    { quantity: quantity - part, amounts: second },
  ]
}

/** Once there is a price, an absent charge is a zero. */
function amountsOf(item: OrderItem): Amounts {
  const breakdowns = item.proceeds?.breakdowns
  const of = (type: string) => breakdowns?.find((entry) => entry.type === type)?.subtotal?.amount
  const price = of('ITEM')
  const zero = price === undefined ? '' : price.includes('.') ? '0.00' : '0'
  return {
    'item-price': price ?? '',
    'item-tax': of('TAX') ?? zero,
    'shipping-price': of('SHIPPING') ?? zero,
    'item-promotion-discount': of('DISCOUNT') ?? zero,
  }
}

/** Orders v0 words. Source: amzn/selling-partner-api-models, ordersV0.json, OrderStatus. */
function toOrderStatus(order: Order): string {
  const status = toWords(order.fulfillment?.fulfillmentStatus ?? '')
  const isMerchant = order.fulfillment?.fulfilledBy === 'MERCHANT'
  if (!isMerchant || status !== 'Shipped' || hash32('compound', order.orderId) % 3 > 0) return status
  // Sellers who ship themselves see such compounds, not on every order.
  switch (order.packages?.at(-1)?.packageStatus?.status) {
    case 'DELIVERED':
      return 'Shipped - Delivered to Buyer'
    case 'UNDELIVERABLE':
      return 'Shipped - Returning to Seller'
    case 'IN_TRANSIT':
      return 'Shipped - Picked Up'
    default:
      return status
  }
}

function toItemStatus(order: Order, item: OrderItem): string {
  const status = toWords(order.fulfillment?.fulfillmentStatus ?? '')
  if (status !== 'PartiallyShipped') return status
  return (item.fulfillment?.quantityUnfulfilled ?? 0) > 0 ? 'Unshipped' : 'Shipped'
}

/** The only trace of the marketplace: `Amazon.de`, or `Non-Amazon DE` for multi-channel orders. */
function toSalesChannel({ salesChannel }: Order): string {
  if (salesChannel.channelName !== 'NON_AMAZON') return salesChannel.marketplaceName ?? ''
  const countryCode = findMarketplace(salesChannel.marketplaceId ?? '')?.countryCode
  return countryCode === undefined ? 'Non-Amazon' : `Non-Amazon ${countryCode}`
}

/** PARTIALLY_SHIPPED becomes PartiallyShipped. */
function toWords(constant: string): string {
  return constant
    .split('_')
    .map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
    .join('')
}

/** Source: amzn/selling-partner-api-docs, issue 724. */
function toReportTime(iso: string): string {
  return iso.replace(/Z$/, '+00:00')
}
