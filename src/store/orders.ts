import type { DateTimeRange, DetailLevel, Instant, Order, OrderItem, OrderPackage } from '../domain/order.ts'
import type { TenantQueryable } from './database.ts'
import { decompressDocument } from './order-document.ts'

/** An order as it is stored: what Amazon told, where it belongs, and when it was stored. */
export interface StoredOrder extends Order {
  readonly id: string
  readonly tenantId: string
  readonly marketplace: string
  readonly detailLevel: DetailLevel
  readonly syncedAt: Instant
}

/** One order by our id or by Amazon's number, with Amazon's document as JSON text when it is kept. */
export async function findOrder(
  db: TenantQueryable,
  idOrExternalOrderId: string,
): Promise<{ readonly order: StoredOrder; readonly document: string | null } | null> {
  const { rows } = await db.query<OrderRow & { document: Buffer | null }>(
    `${selectSql}, o.document FROM ordersync.orders o
     WHERE o.tenant_id = $1 AND (o.external_order_id = $2 OR o.id = $2) ORDER BY o.external_order_id = $2 DESC LIMIT 1`,
    [db.tenantId, idOrExternalOrderId],
  )
  const [row] = rows
  if (row === undefined) return null
  return { order: fromRow(row), document: row.document === null ? null : decompressDocument(row.document) }
}

/** Orders by Amazon's numbers, by number. One that does not exist is left out. */
export async function listOrdersByNumber(
  db: TenantQueryable,
  externalOrderIds: readonly string[],
): Promise<ReadonlyMap<string, StoredOrder>> {
  const { rows } = await db.query<OrderRow>(
    `${selectSql} FROM ordersync.orders o WHERE o.tenant_id = $1 AND o.external_order_id = ANY($2) AND o.marketplace = 'AMAZON'`,
    [db.tenantId, externalOrderIds],
  )
  return new Map(rows.map(fromRow).map((order) => [order.externalOrderId, order]))
}

/** One order `o` with the items and packages that its newest copy has. Unknown fields are left out, not null. */
export const selectSql = `SELECT jsonb_strip_nulls(jsonb_build_object(
    'id', o.id, 'tenantId', o.tenant_id, 'marketplace', o.marketplace, 'marketplaceId', o.marketplace_id,
    'salesChannel', o.sales_channel, 'externalOrderId', o.external_order_id, 'sellerOrderId', o.seller_order_id,
    'orderStatus', o.order_status, 'orderStatusRaw', o.order_status_raw, 'fulfilledBy', o.fulfilled_by,
    'serviceLevel', o.service_level, 'programs', o.programs, 'detailLevel', o.detail_level,
    'total', ${moneySql('o.total')}, 'taxTotal', ${moneySql('o.tax_total')}, 'replacedOrderId', o.replaced_order_id)) AS fields,
  o.order_date, o.last_updated_at, o.synced_at, o.ship_by_earliest, o.ship_by_latest, o.deliver_by_earliest, o.deliver_by_latest,
  COALESCE((SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'orderItemId', i.order_item_id, 'asin', i.asin, 'sku', i.sku, 'title', i.title, 'quantity', i.quantity,
      'quantityFulfilled', i.quantity_fulfilled, 'unitPrice', ${moneySql('i.unit_price')}, 'total', ${moneySql('i.total')},
      'taxTotal', ${moneySql('i.tax_total')}, 'programs', i.programs, 'condition', ${unlessEmpty(`'type', i.condition_type,
      'subtype', i.condition_subtype`)}, 'cancellation', ${unlessEmpty(`'requestedBy', i.cancel_requested_by,
      'requestReason', i.cancel_request_reason, 'cancelledBy', i.cancelled_by, 'reason', i.cancel_reason`)}))
      ORDER BY i.order_item_id)
    FROM ordersync.order_items i WHERE i.tenant_id = o.tenant_id AND i.external_order_id = o.external_order_id
      AND i.marketplace = o.marketplace AND i.missing_since IS NULL), '[]') AS items,
  COALESCE((SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'packageReferenceId', p.package_reference_id, 'carrier', p.carrier, 'shippingService', p.shipping_service,
      'trackingNumber', p.tracking_number, 'status', p.status, 'detailedStatus', p.detailed_status,
      'createdAt', p.created_at, 'shippedAt', p.shipped_at, 'items', p.items)) ORDER BY p.package_reference_id)
    FROM ordersync.order_packages p WHERE p.tenant_id = o.tenant_id AND p.external_order_id = o.external_order_id
      AND p.marketplace = o.marketplace AND p.missing_since IS NULL), '[]') AS packages`

function moneySql(name: string): string {
  return `CASE WHEN ${name}_amount IS NOT NULL THEN jsonb_build_object('amount', ${name}_amount::text, 'currency', ${name}_currency) END`
}

/** An object of the fields that are known, null when none is. */
function unlessEmpty(fields: string): string {
  return `NULLIF(jsonb_strip_nulls(jsonb_build_object(${fields})), '{}')`
}

/** What `selectSql` answers. */
export interface OrderRow {
  readonly fields: Omit<StoredOrder, 'orderDate' | 'lastUpdatedAt' | 'syncedAt' | 'items'>
  readonly order_date: Date
  readonly last_updated_at: Date
  readonly synced_at: Date
  readonly ship_by_earliest: Date | null
  readonly ship_by_latest: Date | null
  readonly deliver_by_earliest: Date | null
  readonly deliver_by_latest: Date | null
  readonly items: OrderItem[]
  readonly packages: OrderPackage[]
}

export function fromRow(row: OrderRow): StoredOrder {
  const shipBy = toRange(row.ship_by_earliest, row.ship_by_latest)
  const deliverBy = toRange(row.deliver_by_earliest, row.deliver_by_latest)
  return {
    ...row.fields,
    orderDate: row.order_date.toISOString(),
    lastUpdatedAt: row.last_updated_at.toISOString(),
    syncedAt: row.synced_at.toISOString(),
    ...(shipBy === null ? {} : { shipBy }),
    ...(deliverBy === null ? {} : { deliverBy }),
    items: row.items,
    packages: row.packages.map((pack) => ({
      ...pack,
      ...(pack.createdAt === undefined ? {} : { createdAt: new Date(pack.createdAt).toISOString() }),
      ...(pack.shippedAt === undefined ? {} : { shippedAt: new Date(pack.shippedAt).toISOString() }),
    })),
  }
}

function toRange(earliest: Date | null, latest: Date | null): DateTimeRange | null {
  if (earliest === null && latest === null) return null
  return {
    ...(earliest === null ? {} : { earliest: earliest.toISOString() }),
    ...(latest === null ? {} : { latest: latest.toISOString() }),
  }
}
