import { stringify } from 'csv-stringify/sync'
import type { OrderView } from './order-view.ts'

type Item = OrderView['items'][number]

/** What a cell holds: text of somebody else, or what we wrote ourselves (numbers, times, our own words). */
type Cell = { readonly text: string | undefined } | string | number | undefined

/** The columns in their order, each with what it holds for one item of an order. */
const columns: Readonly<Record<string, (order: OrderView, item: Item | undefined) => Cell>> = {
  id: (order) => order.id,
  tenant_id: (order) => order.tenantId,
  marketplace: (order) => order.marketplace,
  marketplace_id: (order) => ({ text: order.marketplaceId }),
  sales_channel: (order) => ({ text: order.salesChannel }),
  external_order_id: (order) => ({ text: order.externalOrderId }),
  seller_order_id: (order) => ({ text: order.sellerOrderId }),
  order_date: (order) => order.orderDate,
  last_updated_at: (order) => order.lastUpdatedAt,
  order_status: (order) => order.orderStatus,
  order_status_raw: (order) => ({ text: order.orderStatusRaw }),
  fulfilled_by: (order) => ({ text: order.fulfilledBy }),
  service_level: (order) => ({ text: order.serviceLevel }),
  programs: (order) => ({ text: order.programs.join('; ') }),
  total_amount: (order) => order.total?.amount,
  total_currency: (order) => ({ text: order.total?.currency }),
  ship_by_earliest: (order) => order.shipBy?.earliest,
  ship_by_latest: (order) => order.shipBy?.latest,
  deliver_by_earliest: (order) => order.deliverBy?.earliest,
  deliver_by_latest: (order) => order.deliverBy?.latest,
  detail_level: (order) => order.detailLevel,
  synced_at: (order) => order.syncedAt,
  order_item_id: (_, item) => ({ text: item?.orderItemId }),
  asin: (_, item) => ({ text: item?.asin }),
  sku: (_, item) => ({ text: item?.sku }),
  title: (_, item) => ({ text: item?.title }),
  quantity: (_, item) => item?.quantity,
  quantity_fulfilled: (_, item) => item?.quantityFulfilled,
  unit_price_amount: (_, item) => item?.unitPrice?.amount,
  unit_price_currency: (_, item) => ({ text: item?.unitPrice?.currency }),
  item_total_amount: (_, item) => item?.total?.amount,
  item_total_currency: (_, item) => ({ text: item?.total?.currency }),
  package_reference_id: (order) => ({ text: ofPackages(order, 'packageReferenceId') }),
  carrier: (order) => ({ text: ofPackages(order, 'carrier') }),
  tracking_number: (order) => ({ text: ofPackages(order, 'trackingNumber') }),
  tracking_url: (order) => ofPackages(order, 'trackingUrl'),
  package_status: (order) => ({ text: ofPackages(order, 'status') }),
  shipped_at: (order) => ofPackages(order, 'shippedAt'),
}

/** The first line. */
export const csvHeader = toLines([Object.keys(columns)])

/**
 * Orders as CSV (RFC 4180, UTF-8): a line for each item, or one for an order that has none. What is unknown is empty.
 * Several packages of an order are apart by "; ", in the same order in each of their columns.
 */
export function toCsv(orders: readonly OrderView[]): string {
  const cells = Object.values(columns)
  return toLines(
    orders.flatMap((order) => {
      const items = order.items.length === 0 ? [undefined] : order.items
      return items.map((item) => cells.map((cell) => toText(cell(order, item))))
    }),
  )
}

function ofPackages(order: OrderView, field: keyof OrderView['packages'][number]): string {
  return order.packages.map((pack) => pack[field] ?? '').join('; ')
}

/**
 * A spreadsheet takes a cell that begins with = + - @ for a formula, and buyers and sellers write titles and SKUs. Such
 * text gets an apostrophe before it, which spreadsheets show as text; amounts and times are never touched.
 * Source: OWASP, CSV Injection.
 */
function toText(cell: Cell): string {
  if (typeof cell !== 'object') return String(cell ?? '')
  const text = cell.text ?? ''
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function toLines(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { record_delimiter: '\r\n' })
}
