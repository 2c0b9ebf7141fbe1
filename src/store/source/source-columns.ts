import type { SourceTable } from '../../domain/moving-in/finding.ts'

/**
 * What is read of each table of the earlier system, and under which names it may be found there: the first one that
 * exists counts. Names are quoted, camel case. `required`: without it a row means nothing.
 */
export interface SourceColumn {
  readonly names: readonly string[]
  readonly required?: true
}

const optional = (...names: string[]): SourceColumn => ({ names })
const required = (...names: string[]): SourceColumn => ({ names, required: true })

export const sourceColumns = {
  MarketplaceConnection: {
    id: required('id'),
    tenantId: required('tenantId'),
    marketplace: optional('marketplace'),
    status: optional('status'),
    region: optional('region'),
    marketplaceId: optional('marketplaceId', 'marketplaceIds'),
    sellingPartnerId: optional('sellingPartnerId', 'sellerId', 'externalSellerId'),
    refreshToken: optional('refreshToken'),
    displayName: optional('displayName', 'sellerName', 'name'),
  },
  MarketplaceSyncState: {
    id: required('id'),
    tenantId: required('tenantId'),
    marketplace: optional('marketplace'),
    lastUpdatedAfter: required('lastUpdatedAfter', 'cursor'),
    initialBackfillDays: optional('initialBackfillDays'),
    initialBackfillDoneAt: optional('initialBackfillDoneAt'),
    initialBackfillStatus: optional('initialBackfillStatus'),
  },
  Order: {
    id: required('id'),
    tenantId: required('tenantId'),
    marketplace: optional('marketplace'),
    externalOrderId: required('externalOrderId'),
    orderDate: required('orderDate', 'purchaseDate'),
    lastUpdatedAt: optional('lastUpdatedAt', 'lastUpdateDate'),
    updatedAt: optional('updatedAt'),
    orderStatus: optional('orderStatus', 'status'),
    fulfilledBy: optional('fulfilledBy', 'fulfillmentChannel'),
    marketplaceId: optional('marketplaceId'),
    salesChannel: optional('salesChannel'),
    totalAmount: optional('totalAmount', 'total', 'orderTotal'),
    currency: optional('currency', 'currencyCode'),
  },
  OrderItem: {
    id: required('id'),
    orderId: required('orderId'),
    orderItemId: optional('orderItemId', 'externalItemId'),
    asin: optional('asin'),
    sku: optional('sku', 'sellerSku'),
    title: optional('title', 'name'),
    quantity: optional('quantity', 'quantityOrdered'),
    unitPrice: optional('unitPrice', 'price'),
    totalAmount: optional('totalAmount', 'totalPrice', 'total'),
    currency: optional('currency', 'currencyCode'),
  },
} as const satisfies Readonly<Record<SourceTable, Readonly<Record<string, SourceColumn>>>>

export const sourceTables = Object.keys(sourceColumns) as readonly SourceTable[]

/** Columns whose names say that they tell about the buyer: never read, only counted. */
export const buyerColumn = /buyer|customer|recipient|shipping(address|name|phone)|^(email|phone|address)/i
