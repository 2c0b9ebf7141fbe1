import { mappingVersion } from '../domain/mapping-version.ts'
import type { OrderObservation } from '../domain/order.ts'
import type { Random } from '../runtime/random.ts'
import type { TenantQueryable } from './database.ts'
import { toVersion } from './newer-copies.ts'
import { decompressDocument } from './order-document.ts'
import { listOrdersByNumber } from './orders.ts'
import { lockFeed, writeNewer } from './save-orders.ts'

/** An order as Amazon's API told it last, stored by an older mapping than today's. */
export interface OldMapping {
  readonly externalOrderId: string
  readonly connectionId: string
  readonly observedAt: Date
  /** Amazon's document less buyer data, as JSON text. */
  readonly document: string
}

/** Orders that an older mapping stored, by their number, after the given one. Outlines wait for their details instead. */
export async function listOldMappings(
  db: TenantQueryable,
  after: string | null,
  limit: number,
): Promise<readonly OldMapping[]> {
  const { rows } = await db.query<{
    external_order_id: string
    connection_id: string
    observed_at: Date
    document: Buffer
  }>(
    `SELECT external_order_id, connection_id, observed_at, document FROM ordersync.orders
     WHERE tenant_id = $1 AND external_order_id > $2 AND mapping_version < $3 AND source_rank = 2 AND document IS NOT NULL
     ORDER BY external_order_id LIMIT $4`,
    [db.tenantId, after ?? '', mappingVersion, limit],
  )
  return rows.map((row) => ({
    externalOrderId: row.external_order_id,
    connectionId: row.connection_id,
    observedAt: row.observed_at,
    document: decompressDocument(row.document),
  }))
}

/**
 * Writes what today's mapping reads in stored documents: new columns are filled, what a document does not tell stays.
 * An order gets an entry in the feed, and so in its history, only if something that they show came out differently.
 * The caller holds the tenant's feed since before the documents were read. Answers how many entries there were.
 */
export async function rewriteOrders(
  tx: TenantQueryable,
  connectionId: string,
  copies: readonly OrderObservation[],
  random: Random,
): Promise<number> {
  const before = await lockFeed(tx)
  if (before === null || copies.length === 0) return 0
  const orders = await listOrdersByNumber(
    tx,
    copies.map(({ order }) => order.externalOrderId),
  )
  const again = copies.flatMap((observation) => {
    const stored = orders.get(observation.order.externalOrderId)
    return stored === undefined
      ? []
      : [{ observation, version: toVersion(observation), stored, hasPlaceholders: false, replayed: true }]
  })
  await writeNewer(tx, connectionId, before, again, random)
  const after = await lockFeed(tx)
  return Number((after ?? before) - before)
}
