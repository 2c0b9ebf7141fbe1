import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { contentHash } from '../src/domain/content-hash.ts'
import { mappingVersion } from '../src/domain/mapping-version.ts'
import type { OrderObservation } from '../src/domain/order.ts'
import { searchNames, searchTerms } from '../src/domain/search-text.ts'
import { systemRandom } from '../src/runtime/random.ts'
import type { RowBatch } from '../src/store/database.ts'
import { compressDocument } from '../src/store/order-document.ts'
import type { RunHandle } from '../src/store/sync-states.ts'

type Cell = string | number | null | undefined

const columns = {
  orders: `tenant_id, external_order_id, id, connection_id, marketplace_id, sales_channel, seller_order_id, order_date,
    order_status, order_status_raw, fulfilled_by, service_level, programs, total_amount, total_currency,
    ship_by_earliest, ship_by_latest, deliver_by_earliest, deliver_by_latest, last_updated_at, source_rank,
    content_hash, observed_at, detail_level, document, tax_total_amount, tax_total_currency, replaced_order_id,
    mapping_version, has_tracking`,
  order_items: `tenant_id, external_order_id, order_item_id, asin, sku, title, quantity, quantity_fulfilled,
    unit_price_amount, unit_price_currency, total_amount, total_currency, tax_total_amount, tax_total_currency, programs,
    condition_type, condition_subtype, cancel_requested_by, cancel_request_reason, cancelled_by, cancel_reason`,
  order_packages: `tenant_id, external_order_id, package_reference_id, carrier, tracking_number, status, shipped_at,
    created_at, detailed_status, shipping_service, items`,
  order_changes: 'tenant_id, position, external_order_id, kind, last_updated_at, source_rank',
  order_search: 'tenant_id, external_order_id, order_date, terms',
}

/**
 * The SKUs and ASINs that a tenant did not have yet, as input of COPY. `known`, those that it has, is kept up to date: COPY does
 * not look whether a row is there.
 */
export function toNewNames(
  tenantId: string,
  known: Set<string>,
  observations: readonly OrderObservation[],
): RowBatch {
  const fresh = [...namesOf(observations)].filter((name) => !known.has(name)).sort()
  for (const name of fresh) known.add(name)
  const rows = fresh.map((name) => `${toCopyText(tenantId)}\t${toCopyText(name)}\n`).join('')
  return { table: 'search_names', columns: 'tenant_id, name', rows }
}

/** All of them, where a tenant's orders were stored another way. */
export function namesOf(observations: readonly OrderObservation[]): Set<string> {
  return new Set(observations.flatMap(({ order }) => searchNames(order)))
}

/**
 * The rows that `savePage` writes for a page of orders that it has never seen, as input of one COPY per table: the
 * physical limit, without looking whether a row is there, and without checkpoint. The totals by facet are counted by
 * triggers of the table here as there.
 */
export function toCopyInputs(
  { tenantId, connectionId }: RunHandle,
  feedPosition: number,
  observations: readonly OrderObservation[],
  knownNames: Set<string>,
): readonly RowBatch[] {
  const inFeedOrder = observations.toSorted((a, b) => (versionOf(a) < versionOf(b) ? -1 : 1))
  const rows: Record<keyof typeof columns, readonly (readonly Cell[])[]> = {
    orders: observations.map((observation) => toOrderRow(tenantId, connectionId, observation)),
    order_items: observations.flatMap(({ order }) =>
      order.items.map((item) => [
        ...[
          tenantId,
          order.externalOrderId,
          item.orderItemId,
          item.asin,
          item.sku,
          item.title,
          item.quantity,
        ],
        ...[item.quantityFulfilled, item.unitPrice?.amount, item.unitPrice?.currency],
        ...[item.total?.amount, item.total?.currency, item.taxTotal?.amount, item.taxTotal?.currency],
        ...[toArrayText(item.programs), item.condition?.type, item.condition?.subtype],
        ...[item.cancellation?.requestedBy, item.cancellation?.requestReason],
        ...[item.cancellation?.cancelledBy, item.cancellation?.reason],
      ]),
    ),
    order_packages: observations.flatMap(({ order }) =>
      (order.packages ?? []).map((pack) => [
        ...[tenantId, order.externalOrderId, pack.packageReferenceId, pack.carrier, pack.trackingNumber],
        ...[pack.status, pack.shippedAt, pack.createdAt, pack.detailedStatus, pack.shippingService],
        pack.items && JSON.stringify(pack.items),
      ]),
    ),
    order_changes: inFeedOrder.map(({ order }, index) => [
      ...[tenantId, feedPosition + index + 1, order.externalOrderId, 'created', order.lastUpdatedAt, 2],
    ]),
    order_search: observations.map(({ order }) => [
      ...[tenantId, order.externalOrderId, order.orderDate, searchTerms(order)],
    ]),
  }
  const batches = (Object.keys(columns) as (keyof typeof columns)[]).map((table) => ({
    table,
    columns: columns[table],
    rows: rows[table].map((row) => `${row.map(toCopyText).join('\t')}\n`).join(''),
  }))
  return [...batches, toNewNames(tenantId, knownNames, observations)]
}

/**
 * The owner of the database on a connection of its own: raw COPY passes by row-level security, which PostgreSQL does
 * not combine with COPY. For the physical limit only.
 */
export interface Owner {
  readonly client: pg.Client
  readonly backendPid: number
}

export async function openOwner(connectionString: string): Promise<Owner> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return { client, backendPid: rows[0]?.pid ?? 0 }
}

/** One COPY a table in one transaction, straight into the tables. */
export async function saveByCopy({ client }: Owner, batches: readonly RowBatch[]): Promise<void> {
  await client.query('BEGIN')
  for (const { table, columns: names, rows } of batches) {
    if (rows === '') continue
    const stream = client.query(from(`COPY ordersync.${table} (${names}) FROM STDIN`))
    stream.end(rows)
    await finished(stream)
  }
  await client.query('COMMIT')
}

function toOrderRow(tenantId: string, connectionId: string, observation: OrderObservation): readonly Cell[] {
  const { order, document } = observation
  return [
    ...[tenantId, order.externalOrderId, systemRandom.id('ord'), connectionId, order.marketplaceId],
    ...[order.salesChannel, order.sellerOrderId, order.orderDate, order.orderStatus ?? 'UNKNOWN'],
    ...[order.orderStatusRaw, order.fulfilledBy, order.serviceLevel, toArrayText(order.programs)],
    ...[order.total?.amount, order.total?.currency, order.shipBy?.earliest, order.shipBy?.latest],
    ...[order.deliverBy?.earliest, order.deliverBy?.latest, order.lastUpdatedAt, 2],
    ...[contentHash(document).toString(), observation.observedAt, observation.detailLevel],
    `\\x${compressDocument(document).toString('hex')}`,
    ...[order.taxTotal?.amount, order.taxTotal?.currency, order.replacedOrderId, mappingVersion],
    order.packages?.some((pack) => pack.trackingNumber !== undefined) ? 't' : 'f',
  ]
}

const versionOf = ({ order }: OrderObservation): string => `${order.lastUpdatedAt} ${order.externalOrderId}`

function toArrayText(values: readonly string[] | undefined): string | undefined {
  return values && `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function toCopyText(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N'
  return typeof cell === 'number' ? String(cell) : cell.replaceAll(/[\\\t\n\r]/g, (c) => escapes[c] ?? c)
}
