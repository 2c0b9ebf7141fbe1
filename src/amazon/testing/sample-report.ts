/** Columns of an All Orders report as Amazon has them today. Source: Order Tracking reports attributes. */
export const reportColumns = [
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
  ...['item-status', 'quantity', 'currency', 'item-price', 'item-tax', 'shipping-price', 'shipping-tax'],
  ...[
    'gift-wrap-price',
    'gift-wrap-tax',
    'item-promotion-discount',
    'ship-promotion-discount',
    'address-type',
  ],
  ...[
    'ship-city',
    'ship-state',
    'ship-postal-code',
    'ship-country',
    'promotion-ids',
    'cpf',
    'is-business-order',
  ],
  ...['purchase-order-number', 'price-designation'],
] as const

export type ReportCells = Readonly<Record<string, string>>

/** A row of an order with everything we read and everything about the buyer that we must not keep. */
export const sampleRow: ReportCells = {
  'amazon-order-id': '902-3159896-1390916',
  'merchant-order-id': 'SHOP-4711',
  'purchase-date': '2026-05-11T01:01:48+00:00',
  'last-updated-date': '2026-05-12T03:04:05+00:00',
  'order-status': 'Shipped',
  'fulfillment-channel': 'Merchant',
  'sales-channel': 'Amazon.de',
  'ship-service-level': 'Standard',
  'product-name': 'A lamp',
  sku: 'LAMP-1',
  asin: 'B00551Q3CS',
  'item-status': 'Shipped',
  quantity: '2',
  currency: 'EUR',
  'item-price': '34.99',
  'item-tax': '5.59',
  'address-type': 'planted-address-type',
  'ship-city': 'planted-city',
  'ship-state': 'planted-state',
  'ship-postal-code': 'planted-zip',
  'ship-country': 'planted-country',
  cpf: 'planted-cpf',
  'is-business-order': 'false',
  'purchase-order-number': 'planted-po',
}

/** The document of a report: a header and one line for each row, a cell that a row does not have being blank. */
export function reportText(
  rows: readonly ReportCells[],
  columns: readonly string[] = reportColumns,
  lineEnd = '\n',
): string {
  const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join('\t'))
  return [columns.join('\t'), ...lines].map((line) => line + lineEnd).join('')
}
