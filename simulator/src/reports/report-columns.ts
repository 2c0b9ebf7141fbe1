import { findMarketplace } from '../marketplaces.ts'
import { combine32, hash32 } from '../random.ts'
import type { SimulatedSeller } from '../seller.ts'

/** Names are stable; which are there, and in what order, is not. */
export const REPORT_COLUMNS = [
  'amazon-order-id',
  'merchant-order-id',
  'purchase-date',
  'last-updated-date',
  'order-status',
  'fulfillment-channel',
  'sales-channel',
  'order-channel',
  'ship-service-level',
  'product-name',
  'sku',
  'asin',
  'number-of-items',
  'item-status',
  'tax-collection-model',
  'tax-collection-responsible-party',
  'quantity',
  'currency',
  'item-price',
  'item-tax',
  'shipping-price',
  'shipping-tax',
  'gift-wrap-price',
  'gift-wrap-tax',
  'item-promotion-discount',
  'ship-promotion-discount',
  'address-type',
  'ship-city',
  'ship-state',
  'ship-postal-code',
  'ship-country',
  'promotion-ids',
  'cpf',
  'is-business-order',
  'purchase-order-number',
  'price-designation',
  'new-column-of-amazon',
] as const
export type ReportColumn = (typeof REPORT_COLUMNS)[number]

/**
 * The header of one document. What varies by marketplace and seller was seen to; one document in ten has
 * a column that nobody has heard of, in the middle.
 * Source: developer-docs.amazon.com/sp-api, "Order Tracking Reports attributes".
 */
export function columnsOf(seller: SimulatedSeller, seed: string, dataFrom: number): ReportColumn[] {
  const draw = hash32(seed, 'report columns', seller.sellerId)
  const countries = seller.marketplaceIds.map((id) => findMarketplace(id)?.countryCode)
  const absent = new Set<ReportColumn>()
  if (seller.region === 'eu' && draw & 1) absent.add('number-of-items')
  if (seller.region !== 'na') {
    absent.add('tax-collection-model')
    absent.add('tax-collection-responsible-party')
  }
  if (!(draw & 2)) absent.add('address-type')
  if (!countries.includes('BR')) absent.add('cpf')
  const hasNews = combine32(draw, Math.floor(dataFrom / 1000)) % 10 === 0
  const columns = REPORT_COLUMNS.filter((column) => column !== 'new-column-of-amazon' && !absent.has(column))
  if (hasNews) columns.splice(columns.indexOf('quantity'), 0, 'new-column-of-amazon')
  return columns
}
