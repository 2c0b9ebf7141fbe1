import { isAboutBuyer } from './split-buyer-data.ts'

/**
 * Columns of the All Orders reports that say nothing about the buyer. What is not here is judged by its name.
 * Source: Order Tracking reports attributes.
 */
const harmless: ReadonlySet<string> = new Set([
  ...['amazon-order-id', 'merchant-order-id', 'purchase-date', 'last-updated-date', 'order-status'],
  ...[
    'fulfillment-channel',
    'sales-channel',
    'order-channel',
    'ship-service-level',
    'product-name',
    'sku',
    'asin',
  ],
  ...[
    'number-of-items',
    'item-status',
    'tax-collection-model',
    'tax-collection-responsible-party',
    'quantity',
  ],
  ...[
    'currency',
    'item-price',
    'item-tax',
    'shipping-price',
    'shipping-tax',
    'gift-wrap-price',
    'gift-wrap-tax',
  ],
  ...['item-promotion-discount', 'ship-promotion-discount', 'promotion-ids', 'is-business-order'],
  ...['price-designation', 'fulfilled-by', 'order-invoice-type', 'is-replacement-order', 'original-order-id'],
  ...['vat-exclusive-item-price', 'vat-exclusive-shipping-price', 'vat-exclusive-giftwrap-price'],
])

/** Parts of names that `isAboutBuyer` lets pass because they are fine in an order of the Orders API. */
const aboutPerson =
  /^(ship|bill|shipping|billing|delivery)-|city|county|country|district|municipal|(^|-)state|zip|neighbou?r|cpf|cnpj|vat-?(id|number|reg)|tax-?(payer|id|number)|fiscal|purchase-order|passport|birth|licen[cs]e|instruction|note|comment|greeting|message|gps|card|iban|user|person/

/** Whether a column may be kept. A column too many is dropped rather than one too few. */
export function mayKeepColumn(name: string): boolean {
  if (harmless.has(name)) return true
  return !aboutPerson.test(name) && !isAboutBuyer(name.replaceAll(/[^a-z0-9]/g, ''))
}
