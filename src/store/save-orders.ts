import { contentHash } from '../domain/content-hash.ts'
import type { Money } from '../domain/money.ts'
import type { OrderItem, OrderObservation, OrderPackage } from '../domain/order.ts'
import { orderDifference } from '../domain/order-difference.ts'
import type { Random } from '../runtime/random.ts'
import type { TenantQueryable } from './database.ts'
import { compressDocument } from './order-document.ts'
import { fromRow, type OrderRow, type StoredOrder } from './orders.ts'
import { deleteOutlineItemsSql, newerOrdersSql, saveOrdersSql } from './save-orders-sql.ts'
import { saveSearchTerms } from './save-search-terms.ts'

/** What became of a batch of orders. */
export interface SavedOrders {
  /** Orders that were new or newer than the stored copy; each has its entry in the feed. */
  readonly changed: number
  readonly created: number
}

/**
 * Takes the tenant's feed: until this transaction ends nobody else writes orders of this tenant, so that positions
 * in the feed follow the order of commits, without gaps, and old values can be read before they are replaced.
 * Answers the last position, or null when the tenant does not exist (it was erased meanwhile).
 */
export async function lockFeed(tx: TenantQueryable): Promise<bigint | null> {
  const { rows } = await tx.query<{ feed_position: string }>(
    'SELECT feed_position FROM ordersync.tenants WHERE tenant_id = $1 FOR NO KEY UPDATE',
    [tx.tenantId],
  )
  return rows[0] === undefined ? null : BigInt(rows[0].feed_position)
}

/**
 * Stores the newest copies of a page of orders with their items, packages and feed entries: one statement that finds
 * those worth storing, one that writes them; a third makes them findable.
 *
 * - Older never overwrites newer: the version (last_updated_at, source_rank) is compared in SQL. Two copies of the
 *   same version with different content (Amazon's times have whole seconds) are told apart by when they were read.
 * - Less never overwrites more: a field that the copy lacks keeps its known value.
 * - What a report says in outline never replaces what the API said; what the API says always replaces an outline.
 * - An item or package that a full copy no longer has is flagged with `missing_since`, never deleted.
 *
 * The caller holds the tenant's feed (`lockFeed`) in the same transaction. Running it twice changes nothing.
 */
export async function saveOrders(
  tx: TenantQueryable,
  connectionId: string,
  feedPosition: bigint,
  observations: readonly OrderObservation[],
  random: Random,
): Promise<SavedOrders> {
  const newer = await findNewer(tx, newestCopies(observations))
  return writeNewer(tx, connectionId, feedPosition, newer, random)
}

/** Writes copies that are newer than what is stored. The caller holds the tenant's feed. */
export async function writeNewer(
  tx: TenantQueryable,
  connectionId: string,
  feedPosition: bigint,
  newer: readonly NewerCopy[],
  random: Random,
): Promise<SavedOrders> {
  if (newer.length === 0) return { changed: 0, created: 0 }
  const outlines = newer
    .filter(({ hasPlaceholders }) => hasPlaceholders)
    .map(({ version }) => version.external_order_id)
  if (outlines.length > 0) await tx.query(deleteOutlineItemsSql, [tx.tenantId, outlines])
  await tx.query(saveOrdersSql, [
    tx.tenantId,
    connectionId,
    feedPosition.toString(),
    JSON.stringify(newer.map((order) => toInput(order, random))),
  ])
  await saveSearchTerms(
    tx,
    newer.map(({ observation }) => observation.order),
  )
  return { changed: newer.length, created: newer.filter(({ stored }) => stored === null).length }
}

/** A copy that is newer than what is stored. */
export interface NewerCopy {
  readonly observation: OrderObservation
  readonly version: Version
  /** The copy that is stored, null when there is none. */
  readonly stored: StoredOrder | null
  /** Whether a report told the stored copy and this one replaces its items, which are placeholders. */
  readonly hasPlaceholders: boolean
  /** Whether it is the stored copy itself, read again by a newer mapping. */
  readonly replayed?: boolean
}

/** What `newerOrdersSql` compares, as columns. */
type Version = ReturnType<typeof toVersion>

/** The copies that are worth storing. Only they are compressed, which is half of Node's work for an order. */
export async function findNewer(
  tx: TenantQueryable,
  observations: readonly OrderObservation[],
): Promise<readonly NewerCopy[]> {
  if (observations.length === 0) return []
  const versions = observations.map(toVersion)
  const { rows } = await tx.query<NewerRow>(newerOrdersSql, [tx.tenantId, JSON.stringify(versions)])
  const found = new Map(rows.map(({ newerId, ...row }) => [newerId, row]))
  return observations.flatMap((observation, index) => {
    const version = versions[index] as Version
    const row = found.get(version.external_order_id)
    if (row === undefined) return []
    const { hasPlaceholders, ...stored } = row
    return [
      {
        observation,
        version,
        stored: stored.id === null ? null : fromRow(stored),
        hasPlaceholders: hasPlaceholders === true,
      },
    ]
  })
}

/** The stored copy of an order that is worth storing, all null when there is none. */
interface NewerRow extends OrderRow {
  readonly newerId: string
  readonly hasPlaceholders: boolean | null
}

export function toVersion({ order, source, observedAt, document }: OrderObservation) {
  return {
    external_order_id: order.externalOrderId,
    last_updated_at: order.lastUpdatedAt,
    source_rank: source === 'api' ? 2 : 1,
    content_hash: contentHash(document).toString(),
    observed_at: observedAt,
  }
}

/** The last word of each order within one batch: an upsert may touch a row only once. */
export function newestCopies(observations: readonly OrderObservation[]): readonly OrderObservation[] {
  const byId = new Map<string, OrderObservation>()
  for (const observation of observations) {
    const known = byId.get(observation.order.externalOrderId)
    if (known === undefined || observation.order.lastUpdatedAt >= known.order.lastUpdatedAt) {
      byId.set(observation.order.externalOrderId, observation)
    }
  }
  // Always in the same order, so that two writers of the same rows never wait for each other in a circle.
  return [...byId.values()].sort((a, b) => (a.order.externalOrderId < b.order.externalOrderId ? -1 : 1))
}

function toInput({ observation, version, stored, replayed }: NewerCopy, random: Random): object {
  const { order, detailLevel, document } = observation
  return {
    ...version,
    known: stored !== null,
    difference: stored === null ? undefined : orderDifference(stored, order, detailLevel),
    replayed,
    id: random.id('ord'),
    marketplace_id: order.marketplaceId,
    sales_channel: order.salesChannel,
    seller_order_id: order.sellerOrderId,
    order_date: order.orderDate,
    order_status: order.orderStatus,
    order_status_raw: order.orderStatusRaw,
    fulfilled_by: order.fulfilledBy,
    service_level: order.serviceLevel,
    programs: order.programs,
    ...toMoney('total', order.total),
    ...toMoney('tax_total', order.taxTotal),
    replaced_order_id: order.replacedOrderId,
    ship_by_earliest: order.shipBy?.earliest,
    ship_by_latest: order.shipBy?.latest,
    deliver_by_earliest: order.deliverBy?.earliest,
    deliver_by_latest: order.deliverBy?.latest,
    detail_level: detailLevel,
    document: compressDocument(document).toString('base64'),
    items: order.items.map(toItem),
    packages: order.packages?.map(toPackage),
    has_packages: order.packages !== undefined,
  }
}

function toItem(item: OrderItem): object {
  return {
    order_item_id: item.orderItemId,
    asin: item.asin,
    sku: item.sku,
    title: item.title,
    quantity: item.quantity,
    quantity_fulfilled: item.quantityFulfilled,
    ...toMoney('unit_price', item.unitPrice),
    ...toMoney('total', item.total),
    ...toMoney('tax_total', item.taxTotal),
    programs: item.programs,
    condition_type: item.condition?.type,
    condition_subtype: item.condition?.subtype,
    cancel_requested_by: item.cancellation?.requestedBy,
    cancel_request_reason: item.cancellation?.requestReason,
    cancelled_by: item.cancellation?.cancelledBy,
    cancel_reason: item.cancellation?.reason,
  }
}

function toPackage(pack: OrderPackage): object {
  return {
    package_reference_id: pack.packageReferenceId,
    carrier: pack.carrier,
    tracking_number: pack.trackingNumber,
    status: pack.status,
    shipped_at: pack.shippedAt,
    created_at: pack.createdAt,
    detailed_status: pack.detailedStatus,
    shipping_service: pack.shippingService,
    items: pack.items,
  }
}

function toMoney(name: string, money: Money | undefined): object {
  return money === undefined ? {} : { [`${name}_amount`]: money.amount, [`${name}_currency`]: money.currency }
}
