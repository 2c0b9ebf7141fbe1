import type { Order, OrderItem } from '@sp-api-sdk/orders-api-2026-01-01'
import type { Role } from '../seller.ts'

export const INCLUDED_DATA = [
  'BUYER',
  'RECIPIENT',
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
  'PAYMENT',
  'FULFILLMENT_ORDERS',
] as const
export type IncludedData = (typeof INCLUDED_DATA)[number]

type Mutable = Record<string, unknown>

const ORDER_PARTS: readonly (readonly [IncludedData, keyof Order])[] = [
  ['BUYER', 'buyer'],
  ['RECIPIENT', 'recipient'],
  ['PROCEEDS', 'proceeds'],
  ['TAX', 'tax'],
  ['PAYMENT', 'payment'],
  ['FULFILLMENT', 'fulfillment'],
  ['PACKAGES', 'packages'],
  ['FULFILLMENT_ORDERS', 'fulfillmentOrders'],
]
const ITEM_PARTS: readonly (readonly [IncludedData, keyof OrderItem])[] = [
  ['PROCEEDS', 'proceeds'],
  ['EXPENSE', 'expense'],
  ['PROMOTION', 'promotion'],
  ['CANCELLATION', 'cancellation'],
  ['FULFILLMENT', 'fulfillment'],
  ['TAX', 'tax'],
]

/**
 * Leaves of a whole document what was asked for and what the application's roles allow. Nothing refused
 * is announced: it is missing. Mutates and returns `order`, which the caller built for this reply.
 * Sources: amzn/selling-partner-api-models, orders_2026-01-01.json, includedData;
 * developer-docs.amazon.com/sp-api, "Access Orders PII".
 */
export function includeData(order: Order, wanted: ReadonlySet<IncludedData>, roles: readonly Role[]): Order {
  const open = order as unknown as Mutable
  for (const [dataset, key] of ORDER_PARTS) if (!wanted.has(dataset)) delete open[key]
  for (const item of order.orderItems) {
    const openItem = item as unknown as Mutable
    for (const [dataset, key] of ITEM_PARTS) if (!wanted.has(dataset)) delete openItem[key]
  }
  hideBuyerData(order, roles)
  return order
}

function hideBuyerData(order: Order, roles: readonly Role[]): void {
  const shipsToBuyers = roles.includes('DIRECT_TO_CONSUMER_SHIPPING')
  const handlesTax = roles.includes('TAX_INVOICING') || roles.includes('TAX_REMITTANCE')
  if (order.buyer) {
    if (!handlesTax) order.buyer = order.buyer.buyerEmail ? { buyerEmail: order.buyer.buyerEmail } : {}
    if (!shipsToBuyers) delete order.buyer.buyerEmail
    if (Object.keys(order.buyer).length === 0) delete order.buyer
  }
  if (!shipsToBuyers) {
    delete order.recipient
    for (const item of order.orderItems) {
      delete item.product.customization
      delete item.fulfillment?.packing?.giftOption?.giftMessage
    }
  }
  if (!handlesTax) delete order.tax?.taxRegistrations
}
