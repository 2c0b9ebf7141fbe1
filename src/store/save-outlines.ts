import { contentHash } from '../domain/content-hash.ts'
import { hasRowsOf, joinOutlines } from '../domain/join-outlines.ts'
import type { OrderObservation } from '../domain/order.ts'
import type { Random } from '../runtime/random.ts'
import type { TenantQueryable, Transaction } from './database.ts'
import { findNewer, type NewerCopy, toVersion } from './newer-copies.ts'
import { decompressDocument } from './order-document.ts'
import { fromRow, type OrderRow, type StoredOrder, selectSql } from './orders.ts'
import { toOutlineRows } from './outline-rows.ts'
import { type SavedOrders, writeNewer } from './save-orders.ts'
import { saveSearchNames } from './save-search-terms.ts'

/**
 * Stores a batch of orders in outline, as one report tells them, by the rules of `saveOrders`.
 *
 * Nearly all of them are unknown, and the tenant's feed, which the caller holds (`lockFeed`), keeps them so: they go
 * by COPY. What is known already goes the way of a page: an outline is replaced by a newer one, what the API told stays.
 *
 * An outline that a connection left behind when it was removed belongs to the one that brings it now, and gets its details there.
 *
 * A report may declare an order again with further lines, in the same batch or in a later one: they are added to those
 * that are stored. `observedAt`, the same for all orders of a report, tells which of them came from it. Running a batch
 * or a whole report twice changes nothing.
 */
export async function saveOutlines(
  tx: Transaction,
  connectionId: string,
  feedPosition: bigint,
  observations: readonly OrderObservation[],
  random: Random,
): Promise<SavedOrders> {
  const copies = oneCopyEach(observations)
  const stored = await findStored(tx, copies)
  const unknown = copies.filter(({ order }) => !stored.has(order.externalOrderId))
  if (unknown.length > 0) await copyUnknown(tx, connectionId, feedPosition, unknown, random)
  if (unknown.length === copies.length) return { changed: unknown.length, created: unknown.length }

  const known = copies.filter(({ order }) => stored.has(order.externalOrderId))
  await adoptOutlines(tx, connectionId, stored)
  const isOfThisReport = ({ order, observedAt }: OrderObservation): boolean =>
    stored.get(order.externalOrderId)?.outlineReadAt === Date.parse(observedAt)
  const isStored = ({ order, document }: OrderObservation): boolean =>
    stored.get(order.externalOrderId)?.contentHash === contentHash(document).toString()
  const ofOthers = known.filter((copy) => !isOfThisReport(copy))
  const further = known.filter((copy) => isOfThisReport(copy) && !isStored(copy))
  const newer = [...(await findNewer(tx, ofOthers)), ...(await joinStored(tx, further))]
  const position = feedPosition + BigInt(unknown.length)
  const { changed } = await writeNewer(tx, connectionId, position, newer, random)
  return { changed: unknown.length + changed, created: unknown.length }
}

/**
 * Stores those of the orders that nobody knows yet, as outlines; whatever Amazon told of the others is better. Each order
 * once. The caller holds the tenant's feed. Answers which were known already. Running it twice changes nothing.
 */
export async function saveUnknown(
  tx: Transaction,
  connectionId: string,
  feedPosition: bigint,
  observations: readonly OrderObservation[],
  random: Random,
): Promise<ReadonlySet<string>> {
  const known = await findKnown(tx, observations)
  const unknown = observations.filter(({ order }) => !known.has(order.externalOrderId))
  if (unknown.length > 0) await copyUnknown(tx, connectionId, feedPosition, unknown, random)
  return known
}

/** Which of the orders are stored, by their numbers. */
export async function findKnown(
  db: TenantQueryable,
  observations: readonly OrderObservation[],
): Promise<ReadonlySet<string>> {
  return new Set((await findStored(db, observations)).keys())
}

/** Each order once, always sorted alike. */
function oneCopyEach(observations: readonly OrderObservation[]): readonly OrderObservation[] {
  const byId = new Map<string, OrderObservation>()
  for (const observation of observations) {
    const id = observation.order.externalOrderId
    const before = byId.get(id)
    byId.set(id, before === undefined ? observation : joinOutlines(before, observation))
  }
  return [...byId.values()].sort((a, b) => (a.order.externalOrderId < b.order.externalOrderId ? -1 : 1))
}

interface StoredCopy {
  readonly connectionId: string
  /** When the outline that is stored was read; null when the API told the order. */
  readonly outlineReadAt: number | null
  readonly contentHash: string
}

/**
 * Which orders are stored. Its plan must not rest on statistics (see `newerOrdersSql`): $1 tenant, $2 order ids as JSON.
 */
const storedOrdersSql = `
SELECT i.id, e.connection_id, e.outline_read_at, e.content_hash FROM json_array_elements_text($2::json) AS i(id)
CROSS JOIN LATERAL (
  SELECT o.connection_id, CASE WHEN o.detail_level = 'outline' THEN o.observed_at END AS outline_read_at, o.content_hash
  FROM ordersync.orders o
  WHERE o.tenant_id = (SELECT $1) AND o.external_order_id = i.id AND o.marketplace = 'AMAZON' LIMIT 1
) e`

async function findStored(
  tx: TenantQueryable,
  copies: readonly OrderObservation[],
): Promise<ReadonlyMap<string, StoredCopy>> {
  const { rows } = await tx.query<{
    id: string
    connection_id: string
    outline_read_at: Date | null
    content_hash: string
  }>(storedOrdersSql, [tx.tenantId, JSON.stringify(copies.map(({ order }) => order.externalOrderId))])
  return new Map(
    rows.map((row) => [
      row.id,
      {
        connectionId: row.connection_id,
        outlineReadAt: row.outline_read_at?.getTime() ?? null,
        contentHash: row.content_hash,
      },
    ]),
  )
}

/** Gives the outlines among these orders to this connection whose own is gone: nobody else asks Amazon for their details. */
async function adoptOutlines(
  tx: TenantQueryable,
  connectionId: string,
  stored: ReadonlyMap<string, StoredCopy>,
): Promise<void> {
  const ofOthers = [...stored].filter(
    ([, copy]) => copy.outlineReadAt !== null && copy.connectionId !== connectionId,
  )
  if (ofOthers.length === 0) return
  await tx.query(
    `UPDATE ordersync.orders o SET connection_id = $2
     WHERE o.tenant_id = $1 AND o.external_order_id = ANY($3) AND o.marketplace = 'AMAZON' AND o.detail_level = 'outline'
       AND NOT EXISTS (SELECT FROM ordersync.connections c WHERE c.tenant_id = o.tenant_id AND c.connection_id = o.connection_id)`,
    [tx.tenantId, connectionId, ofOthers.map(([id]) => id)],
  )
}

async function copyUnknown(
  tx: Transaction,
  connectionId: string,
  feedPosition: bigint,
  unknown: readonly OrderObservation[],
  random: Random,
): Promise<void> {
  for (const batch of toOutlineRows(tx.tenantId, connectionId, feedPosition, unknown, random)) {
    if (batch.rows !== '') await tx.insertRows(batch)
  }
  await saveSearchNames(
    tx,
    unknown.map(({ order }) => order),
  )
  await tx.query(
    `UPDATE ordersync.tenants SET feed_position = $2, order_count = order_count + $3, item_count = item_count + $4
     WHERE tenant_id = $1`,
    [
      tx.tenantId,
      (feedPosition + BigInt(unknown.length)).toString(),
      unknown.length,
      unknown.reduce((sum, { order }) => sum + order.items.length, 0),
    ],
  )
}

/** Orders that an earlier batch of the same report declared, with the lines of both. */
async function joinStored(
  tx: TenantQueryable,
  copies: readonly OrderObservation[],
): Promise<readonly NewerCopy[]> {
  if (copies.length === 0) return []
  const stored = await readOutlines(
    tx,
    copies.map(({ order }) => order.externalOrderId),
  )
  return copies.flatMap((copy) => {
    const outline = stored.get(copy.order.externalOrderId)
    if (outline === undefined) return []
    const before: OrderObservation = {
      ...copy,
      order: { ...outline.order, orderDate: copy.order.orderDate },
      document: outline.document,
    }
    if (hasRowsOf(before, copy)) return []
    const observation = joinOutlines(before, copy)
    if (observation === before) return []
    return [{ observation, version: toVersion(observation), stored: outline.order, hasPlaceholders: true }]
  })
}

async function readOutlines(
  tx: TenantQueryable,
  externalOrderIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly order: StoredOrder; readonly document: string }>> {
  const { rows } = await tx.query<OrderRow & { readonly document: Buffer }>(
    `${selectSql}, o.document FROM ordersync.orders o
     WHERE o.tenant_id = $1 AND o.external_order_id = ANY($2) AND o.marketplace = 'AMAZON' AND o.document IS NOT NULL`,
    [tx.tenantId, externalOrderIds],
  )
  return new Map(
    rows.map(({ document, ...row }) => [
      row.externalOrderId,
      { order: fromRow(row), document: decompressDocument(document) },
    ]),
  )
}
