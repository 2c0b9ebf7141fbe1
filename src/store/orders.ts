import type { Money } from '../domain/money.ts'
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

/**
 * Orders by Amazon's numbers, by number. One that does not exist is left out. One look-up each, whatever the planner
 * believes of the tenant: see `newerOrdersSql`.
 */
export async function listOrdersByNumber(
  db: TenantQueryable,
  externalOrderIds: readonly string[],
): Promise<ReadonlyMap<string, StoredOrder>> {
  if (externalOrderIds.length === 0) return new Map()
  const { rows } = await db.query<OrderRow>(
    `${selectSql} FROM unnest($2::text[]) AS i(external_order_id)
     CROSS JOIN LATERAL (
       SELECT * FROM ordersync.orders s
       WHERE s.tenant_id = (SELECT $1) AND s.external_order_id = i.external_order_id AND s.marketplace = 'AMAZON' LIMIT 1
     ) o`,
    [db.tenantId, externalOrderIds],
  )
  return new Map(rows.map(fromRow).map((order) => [order.externalOrderId, order]))
}

const money = (column: string, name: string): string =>
  `${column}_amount::text AS "${name}Amount", ${column}_currency AS "${name}Currency"`

/**
 * One order `o` with the items and packages that its newest copy has, for `fromRow`. Plain columns and rows: to let PostgreSQL build
 * the documents that we answer costs three times as much.
 */
export const selectSql = `SELECT o.id, o.tenant_id AS "tenantId", o.marketplace, o.marketplace_id AS "marketplaceId",
  o.sales_channel AS "salesChannel", o.external_order_id AS "externalOrderId", o.seller_order_id AS "sellerOrderId",
  o.order_status AS "orderStatus", o.order_status_raw AS "orderStatusRaw", o.fulfilled_by AS "fulfilledBy",
  o.service_level AS "serviceLevel", o.programs, o.detail_level AS "detailLevel", ${money('o.total', 'total')},
  ${money('o.tax_total', 'taxTotal')}, o.replaced_order_id AS "replacedOrderId",
  o.order_date AS "orderDate", o.last_updated_at AS "lastUpdatedAt", o.synced_at AS "syncedAt",
  o.ship_by_earliest AS "shipByEarliest", o.ship_by_latest AS "shipByLatest",
  o.deliver_by_earliest AS "deliverByEarliest", o.deliver_by_latest AS "deliverByLatest",
  (SELECT json_agg(i ORDER BY i."orderItemId") FROM (
    SELECT i.order_item_id AS "orderItemId", i.asin, i.sku, i.title, i.quantity, i.quantity_fulfilled AS "quantityFulfilled",
      ${money('i.unit_price', 'unitPrice')}, ${money('i.total', 'total')}, ${money('i.tax_total', 'taxTotal')}, i.programs,
      i.condition_type AS "conditionType", i.condition_subtype AS "conditionSubtype",
      i.cancel_requested_by AS "cancelRequestedBy", i.cancel_request_reason AS "cancelRequestReason",
      i.cancelled_by AS "cancelledBy", i.cancel_reason AS "cancelReason"
    FROM ordersync.order_items i WHERE i.tenant_id = o.tenant_id AND i.external_order_id = o.external_order_id
      AND i.marketplace = o.marketplace AND i.missing_since IS NULL) i) AS items,
  (SELECT json_agg(p ORDER BY p."packageReferenceId") FROM (
    SELECT p.package_reference_id AS "packageReferenceId", p.carrier, p.shipping_service AS "shippingService",
      p.tracking_number AS "trackingNumber", p.status, p.detailed_status AS "detailedStatus",
      p.created_at AS "createdAt", p.shipped_at AS "shippedAt", p.items
    FROM ordersync.order_packages p WHERE p.tenant_id = o.tenant_id AND p.external_order_id = o.external_order_id
      AND p.marketplace = o.marketplace AND p.missing_since IS NULL) p) AS packages`

/** Fields of which Amazon need not tell every one. */
type Row<T> = {
  readonly [Name in keyof T]-?: Exclude<T[Name], undefined> | (undefined extends T[Name] ? null : never)
}

type MoneyColumns<Name extends string> = {
  readonly [Column in `${Name}${'Amount' | 'Currency'}`]: string | null
}

/** What `selectSql` answers. */
export type OrderRow = Row<
  Omit<
    StoredOrder,
    | 'total'
    | 'taxTotal'
    | 'orderDate'
    | 'lastUpdatedAt'
    | 'syncedAt'
    | 'shipBy'
    | 'deliverBy'
    | 'items'
    | 'packages'
  >
> &
  MoneyColumns<'total' | 'taxTotal'> & {
    readonly orderDate: Date
    readonly lastUpdatedAt: Date
    readonly syncedAt: Date
    readonly shipByEarliest: Date | null
    readonly shipByLatest: Date | null
    readonly deliverByEarliest: Date | null
    readonly deliverByLatest: Date | null
    /** Null: none. */
    readonly items: readonly ItemRow[] | null
    readonly packages: readonly Row<OrderPackage>[] | null
  }

type ItemRow = Row<Omit<OrderItem, 'unitPrice' | 'total' | 'taxTotal' | 'condition' | 'cancellation'>> &
  MoneyColumns<'unitPrice' | 'total' | 'taxTotal'> & {
    readonly conditionType: string | null
    readonly conditionSubtype: string | null
    readonly cancelRequestedBy: string | null
    readonly cancelRequestReason: string | null
    readonly cancelledBy: string | null
    readonly cancelReason: string | null
  }

/** The order of a row. Unknown fields are left out, not null. */
export function fromRow({
  totalAmount,
  totalCurrency,
  taxTotalAmount,
  taxTotalCurrency,
  orderDate,
  lastUpdatedAt,
  syncedAt,
  shipByEarliest,
  shipByLatest,
  deliverByEarliest,
  deliverByLatest,
  items,
  packages,
  ...fields
}: OrderRow): StoredOrder {
  return known({
    ...fields,
    total: toMoney(totalAmount, totalCurrency),
    taxTotal: toMoney(taxTotalAmount, taxTotalCurrency),
    orderDate: orderDate.toISOString(),
    lastUpdatedAt: lastUpdatedAt.toISOString(),
    syncedAt: syncedAt.toISOString(),
    shipBy: toRange(shipByEarliest, shipByLatest),
    deliverBy: toRange(deliverByEarliest, deliverByLatest),
    items: (items ?? []).map(toItem),
    packages: (packages ?? []).map((pack) =>
      known({ ...pack, createdAt: toInstant(pack.createdAt), shippedAt: toInstant(pack.shippedAt) }),
    ),
  })
}

function toItem({
  unitPriceAmount,
  unitPriceCurrency,
  totalAmount,
  totalCurrency,
  taxTotalAmount,
  taxTotalCurrency,
  conditionType,
  conditionSubtype,
  cancelRequestedBy,
  cancelRequestReason,
  cancelledBy,
  cancelReason,
  ...fields
}: ItemRow): OrderItem {
  return known({
    ...fields,
    unitPrice: toMoney(unitPriceAmount, unitPriceCurrency),
    total: toMoney(totalAmount, totalCurrency),
    taxTotal: toMoney(taxTotalAmount, taxTotalCurrency),
    condition: unlessEmpty({ type: conditionType, subtype: conditionSubtype }),
    cancellation: unlessEmpty({
      requestedBy: cancelRequestedBy,
      requestReason: cancelRequestReason,
      cancelledBy,
      reason: cancelReason,
    }),
  })
}

type Known<T> = { readonly [Name in keyof T as null extends T[Name] ? never : Name]: T[Name] } & {
  readonly [Name in keyof T as null extends T[Name] ? Name : never]?: Exclude<T[Name], null>
}

function known<T extends object>(fields: T): Known<T> {
  const found: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) if (value !== null) found[name] = value
  return found as Known<T>
}

/** Null when nothing of it is known. */
function unlessEmpty<T extends object>(fields: T): Known<T> | null {
  const found = known(fields)
  return Object.keys(found).length === 0 ? null : found
}

function toMoney(amount: string | null, currency: string | null): Money | null {
  return amount === null || currency === null ? null : { amount, currency }
}

function toInstant(text: string | null): Instant | null {
  return text === null ? null : new Date(text).toISOString()
}

function toRange(earliest: Date | null, latest: Date | null): DateTimeRange | null {
  if (earliest === null && latest === null) return null
  return known({ earliest: earliest?.toISOString() ?? null, latest: latest?.toISOString() ?? null })
}
