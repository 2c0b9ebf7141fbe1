import { contentHash } from '../domain/content-hash.ts'
import { mappingVersion } from '../domain/mapping-version.ts'
import type { OrderItem, OrderObservation } from '../domain/order.ts'
import { searchTerms } from '../domain/search-text.ts'
import type { Random } from '../runtime/random.ts'
import type { RowBatch } from './database.ts'
import { compressDocument } from './order-document.ts'

const orderColumns = `tenant_id, external_order_id, id, connection_id, marketplace_id,
  sales_channel, seller_order_id, order_date, order_status, order_status_raw, fulfilled_by, service_level,
  total_amount, total_currency, last_updated_at, source_rank, content_hash, observed_at, detail_level, mapping_version, document`

const itemColumns = `tenant_id, external_order_id, order_item_id, asin, sku, title,
  quantity, unit_price_amount, unit_price_currency, total_amount, total_currency`

const changeColumns = 'tenant_id, position, external_order_id, kind, last_updated_at, source_rank'

const searchColumns = 'tenant_id, external_order_id, order_date, terms'

/**
 * The rows of orders that nobody knew before this report, with their items, what they are found by, and their entries
 * in the feed after `feedPosition`: one batch a table, in the order in which foreign keys want them. Only what an
 * outline can tell has a column here.
 */
export function toOutlineRows(
  tenantId: string,
  connectionId: string,
  feedPosition: bigint,
  observations: readonly OrderObservation[],
  random: Random,
): readonly RowBatch[] {
  const tenant = cell(tenantId)
  const connection = cell(connectionId)
  let orders = ''
  let items = ''
  let search = ''
  for (const observation of observations) {
    const { order } = observation
    const key = `${tenant}\t${cell(order.externalOrderId)}\t`
    orders += key + toOrderCells(observation, connection, random)
    for (const item of order.items) items += key + toItemCells(item)
    search += `${key}${order.orderDate}\t${cell(searchTerms(order))}\n`
  }
  const inFeedOrder = observations
    .map(({ order }) => order)
    .sort(
      (a, b) => compare(a.lastUpdatedAt, b.lastUpdatedAt) || compare(a.externalOrderId, b.externalOrderId),
    )
  let changes = ''
  let position = feedPosition
  for (const order of inFeedOrder) {
    position += 1n
    changes += `${tenant}\t${position}\t${cell(order.externalOrderId)}\tcreated\t${order.lastUpdatedAt}\t1\n`
  }
  return [
    { table: 'orders', columns: orderColumns, rows: orders },
    { table: 'order_items', columns: itemColumns, rows: items },
    { table: 'order_changes', columns: changeColumns, rows: changes },
    { table: 'order_search', columns: searchColumns, rows: search },
  ]
}

function toOrderCells(observation: OrderObservation, connection: string, random: Random): string {
  const { order, observedAt, detailLevel, document, keptId } = observation
  return (
    `${keptId ?? random.id('ord')}\t${connection}\t${cell(order.marketplaceId)}\t${cell(order.salesChannel)}\t` +
    `${cell(order.sellerOrderId)}\t${order.orderDate}\t${order.orderStatus ?? 'UNKNOWN'}\t` +
    `${cell(order.orderStatusRaw)}\t${cell(order.fulfilledBy)}\t${cell(order.serviceLevel)}\t` +
    `${cell(order.total?.amount)}\t${cell(order.total?.currency)}\t` +
    `${order.lastUpdatedAt}\t1\t${contentHash(document)}\t${observedAt}\t${detailLevel}\t${mappingVersion}\t` +
    `\\\\x${compressDocument(document).toString('hex')}\n`
  )
}

function toItemCells(item: OrderItem): string {
  return (
    `${cell(item.orderItemId)}\t${cell(item.asin)}\t${cell(item.sku)}\t${cell(item.title)}\t` +
    `${item.quantity ?? '\\N'}\t${cell(item.unitPrice?.amount)}\t${cell(item.unitPrice?.currency)}\t` +
    `${cell(item.total?.amount)}\t${cell(item.total?.currency)}\n`
  )
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Most cells have nothing to escape, and looking is cheaper than replacing. */
function cell(value: string | undefined): string {
  if (value === undefined) return '\\N'
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll(/[\\\t\n\r]/g, (found) => escapes[found] ?? found)
    : value
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
