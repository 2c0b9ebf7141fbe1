import { type BuyerRetention, type Delivery, planBuyerRetention } from '../domain/buyer-retention.ts'
import { mergeBuyer } from '../domain/merge-buyer.ts'
import type { OrderObservation } from '../domain/order.ts'
import { Secret } from '../runtime/secret.ts'
import { buyerContext, type ErasureReason } from './buyers.ts'
import type { TenantQueryable } from './database.ts'
import { newestCopies } from './newer-copies.ts'
import { listOrdersByNumber } from './orders.ts'
import type { TenantVault } from './vault.ts'

/**
 * Keeps what a page says about buyers, sealed, with the date on which it must go, by three rules:
 *
 * - Only while the connection wants it; asked in this transaction, which holds the tenant's feed.
 * - What was erased because its time was over, or on request, is not brought back. What comes too late is not kept at
 *   all; a tombstone remembers that. What is kept is erased by the job only, which counts it; until then it is not used.
 * - Less never overwrites more: a later copy that tells nothing of the buyer still moves the date, and leaves the rest.
 *
 * The orders of the page are stored before: the date follows from the whole order, not from what one copy says of it.
 * Running it twice changes nothing.
 */
export async function saveBuyers(
  tx: TenantQueryable,
  connectionId: string,
  vault: TenantVault,
  observations: readonly OrderObservation[],
): Promise<void> {
  const copies = newestCopies(observations.filter(({ source }) => source === 'api'))
  if (copies.length === 0) return
  const stored = await findStored(tx, connectionId, copies)
  if (stored === null) return
  const numbers = copies.map(({ order }) => order.externalOrderId)
  const orders = await listOrdersByNumber(tx, numbers)
  const rows = copies.flatMap((copy) => {
    const { externalOrderId } = copy.order
    const order = orders.get(externalOrderId) ?? copy.order
    const row = toRow(copy, order, stored.byOrder.get(externalOrderId) ?? null, stored.now, vault)
    return row === null ? [] : [row]
  })
  if (rows.length > 0) await tx.query(saveBuyersSql, [tx.tenantId, connectionId, JSON.stringify(rows)])
}

interface StoredBuyer {
  readonly external_order_id: string
  /** Null once its time is over, whether or not the job has been there. */
  readonly sealed: Buffer | null
  /** Whether the job has still to erase it, sooner or later. */
  readonly is_kept: boolean
  readonly last_updated_at: Date
  readonly observed_at: Date
  readonly settled_at: Date | null
  /** Why it is erased, or is so with the job's next turn. */
  readonly over_because: ErasureReason | null
}

/** What is stored of these orders' buyers and the time of the database; null when the connection wants none kept. */
async function findStored(
  tx: TenantQueryable,
  connectionId: string,
  copies: readonly OrderObservation[],
): Promise<{ readonly now: Date; readonly byOrder: ReadonlyMap<string, StoredBuyer> } | null> {
  const { rows: wishes } = await tx.query<{ now: Date }>(
    `SELECT ordersync.now() AS now FROM ordersync.connections
     WHERE tenant_id = $1 AND connection_id = $2 AND include_buyer_data`,
    [tx.tenantId, connectionId],
  )
  const [wish] = wishes
  if (wish === undefined) return null
  const { rows } = await tx.query<StoredBuyer>(
    `SELECT external_order_id, CASE WHEN delete_after > ordersync.now() THEN sealed END AS sealed, is_kept,
       last_updated_at, observed_at, settled_at, COALESCE(erased_because,
         CASE WHEN delete_after <= ordersync.now() THEN COALESCE(delete_because, 'retention') END) AS over_because
     FROM ordersync.order_buyers WHERE tenant_id = $1 AND external_order_id = ANY($2) AND marketplace = 'AMAZON'`,
    [tx.tenantId, copies.map(({ order }) => order.externalOrderId)],
  )
  return { now: wish.now, byOrder: new Map(rows.map((row) => [row.external_order_id, row])) }
}

/** The row as it is to be, or null when nothing of it changes. */
function toRow(
  copy: OrderObservation,
  order: Delivery,
  stored: StoredBuyer | null,
  now: Date,
  vault: TenantVault,
): object | null {
  if (stored === null && copy.buyer === undefined) return null
  if (stored !== null && (isOverForGood(stored) || !isNewer(copy, stored))) return null
  const retention = planBuyerRetention(order, stored?.settled_at ?? null)
  const isOver = retention.deleteAfter <= now
  const before = stored?.sealed ?? null
  const sealed = isOver ? before : sealNewest(copy, before, vault)
  if (sealed === null && stored?.is_kept) return null
  const because: ErasureReason = retention.isFinal ? 'retention' : 'not_shipped'
  return {
    ...toColumns(copy, retention),
    sealed: sealed?.toString('base64'),
    delete_because: because,
    erased_because: sealed !== null ? null : isOver ? because : stored?.over_because,
  }
}

function isOverForGood({ over_because: reason }: StoredBuyer): boolean {
  return reason === 'retention' || reason === 'request'
}

function isNewer({ order, observedAt }: OrderObservation, stored: StoredBuyer): boolean {
  const updated = Date.parse(order.lastUpdatedAt) - stored.last_updated_at.getTime()
  return updated > 0 || (updated === 0 && Date.parse(observedAt) > stored.observed_at.getTime())
}

function sealNewest(copy: OrderObservation, before: Buffer | null, vault: TenantVault): Buffer | null {
  if (copy.buyer === undefined) return before
  const context = buyerContext(copy.order.externalOrderId)
  const known = before === null ? null : vault.open(context, before).reveal()
  const told = copy.buyer.reveal()
  return vault.seal(context, new Secret(known === null ? told : mergeBuyer(known, told)))
}

function toColumns({ order, observedAt }: OrderObservation, retention: BuyerRetention): object {
  return {
    external_order_id: order.externalOrderId,
    last_updated_at: order.lastUpdatedAt,
    observed_at: observedAt,
    settled_at: retention.settledAt?.toISOString(),
    delete_after: retention.deleteAfter.toISOString(),
  }
}

/** $1 tenant, $2 connection, $3 rows as JSON. Whoever erased a row meanwhile, for good, has the last word. */
const saveBuyersSql = `
INSERT INTO ordersync.order_buyers AS b (tenant_id, external_order_id, connection_id, sealed, last_updated_at, observed_at,
  settled_at, delete_after, delete_because, erased_at, erased_because)
SELECT $1, i.external_order_id, $2, decode(i.sealed, 'base64'), i.last_updated_at, i.observed_at, i.settled_at,
  i.delete_after, i.delete_because, CASE WHEN i.sealed IS NULL THEN ordersync.now() END, i.erased_because
FROM json_to_recordset($3::json) AS i(external_order_id text, sealed text, last_updated_at timestamptz,
  observed_at timestamptz, settled_at timestamptz, delete_after timestamptz, delete_because text, erased_because text)
ON CONFLICT (tenant_id, external_order_id, marketplace) DO UPDATE SET
  connection_id = excluded.connection_id, sealed = excluded.sealed, last_updated_at = excluded.last_updated_at,
  observed_at = excluded.observed_at, settled_at = excluded.settled_at, delete_after = excluded.delete_after,
  delete_because = excluded.delete_because,
  erased_at = CASE WHEN excluded.sealed IS NULL THEN COALESCE(b.erased_at, excluded.erased_at) END, erased_because = excluded.erased_because
WHERE COALESCE(b.erased_because, '') NOT IN ('retention', 'request')`
