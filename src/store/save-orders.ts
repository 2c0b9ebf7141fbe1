import type { Money } from '../domain/money.ts'
import type { OrderItem, OrderObservation, OrderPackage } from '../domain/order.ts'
import { orderDifference } from '../domain/order-difference.ts'
import type { Random } from '../runtime/random.ts'
import type { TenantQueryable } from './database.ts'
import { findNewer, type NewerCopy, newestCopies } from './newer-copies.ts'
import { compressDocument } from './order-document.ts'
import {
  deleteOutlineItemsSql,
  flagMissingItemsSql,
  flagMissingPackagesSql,
  saveOrdersSql,
} from './save-orders-sql.ts'
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
  const created = newer.filter(({ stored }) => stored === null).length
  const { orders, documents } = toInputs(newer, random)
  const missing = findMissing(newer)
  await tx.query(saveOrdersSql, [
    ...[tx.tenantId, connectionId, feedPosition.toString(), JSON.stringify(orders), documents],
    ...[created, countNewItems(newer) - missing.items.length],
  ])
  await flagMissing(tx, flagMissingItemsSql, missing.items)
  await flagMissing(tx, flagMissingPackagesSql, missing.packages)
  await saveSearchTerms(
    tx,
    newer.map(({ observation }) => observation.order),
  )
  return { changed: newer.length, created }
}

/** An order's number and the id of an item or a package of it. */
type Part = readonly [externalOrderId: string, id: string]

/** What the stored copies have and the newer ones, which tell all that there is, have no more. Placeholders are gone already. */
function findMissing(newer: readonly NewerCopy[]): { readonly items: Part[]; readonly packages: Part[] } {
  const items: Part[] = []
  const packages: Part[] = []
  for (const { observation, stored, hasPlaceholders } of newer) {
    if (stored === null) continue
    const { order, detailLevel } = observation
    if (detailLevel === 'full' && !hasPlaceholders) {
      const told = new Set(order.items.map(({ orderItemId }) => orderItemId))
      for (const { orderItemId } of stored.items)
        if (!told.has(orderItemId)) items.push([order.externalOrderId, orderItemId])
    }
    if (order.packages !== undefined) {
      const told = new Set(order.packages.map(({ packageReferenceId }) => packageReferenceId))
      for (const { packageReferenceId } of stored.packages ?? [])
        if (!told.has(packageReferenceId)) packages.push([order.externalOrderId, packageReferenceId])
    }
  }
  return { items, packages }
}

/** How many items the copies have that are not there, or were flagged as missing. */
function countNewItems(newer: readonly NewerCopy[]): number {
  return newer.reduce((sum, { observation, stored, hasPlaceholders }) => {
    const known = new Set(hasPlaceholders ? [] : stored?.items.map(({ orderItemId }) => orderItemId))
    return sum + observation.order.items.filter(({ orderItemId }) => !known.has(orderItemId)).length
  }, 0)
}

async function flagMissing(tx: TenantQueryable, sql: string, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return
  await tx.query(sql, [tx.tenantId, parts.map(([order]) => order), parts.map(([, id]) => id)])
}

/** The orders for `saveOrdersSql`, and their documents one after the other. */
function toInputs(newer: readonly NewerCopy[], random: Random) {
  const documents = newer.map(({ observation }) => compressDocument(observation.document))
  let start = 1
  const orders = newer.map((copy, index) => {
    const length = documents[index]?.length ?? 0
    const input = { ...toInput(copy, random), document_start: start, document_length: length }
    start += length
    return input
  })
  return { orders, documents: Buffer.concat(documents) }
}

/** The feed's entry of an order. One that is replayed was told before: it has another only if something came out differently. */
function toEntry({ observation, stored, replayed }: NewerCopy): object | undefined {
  if (stored === null) return { kind: 'created' }
  const difference = orderDifference(stored, observation.order, observation.detailLevel)
  if (replayed === true && Object.keys(difference).length === 0) return undefined
  return { kind: 'updated', difference }
}

function toInput(copy: NewerCopy, random: Random): object {
  const { order, detailLevel } = copy.observation
  return {
    ...copy.version,
    known: copy.stored !== null,
    entry: toEntry(copy),
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
