import type { TenantQueryable } from './database.ts'
import { countRequestedErasure } from './erase-buyers.ts'

/**
 * `retention`: its time was over. `not_shipped`: nothing had happened for too long to an order that is not shipped.
 * `switched_off`: the connection no longer keeps buyer data, or is gone. `request`: somebody asked for it. What was erased
 * because its time was over, or on request, never comes back.
 */
export type ErasureReason = 'retention' | 'not_shipped' | 'switched_off' | 'request'

/** The place that an order's buyer data is sealed for: it opens nowhere else. */
export function buyerContext(externalOrderId: string): string {
  return `order_buyers/${externalOrderId}`
}

/** What there is of an order's buyer. */
export type StoredBuyer =
  | { readonly kind: 'kept'; readonly sealed: Buffer; readonly deleteAfter: Date }
  | { readonly kind: 'erased'; readonly erasedAt: Date; readonly reason: ErasureReason }

/**
 * The buyer of an order, sealed, or null when nothing was ever kept. What must go is not answered any more, even
 * before the job has deleted it.
 */
export async function findBuyer(db: TenantQueryable, externalOrderId: string): Promise<StoredBuyer | null> {
  const { rows } = await db.query<{
    sealed: Buffer | null
    delete_after: Date
    is_over: boolean
    erased_at: Date | null
    reason: ErasureReason
  }>(
    `SELECT sealed, delete_after, delete_after <= ordersync.now() AS is_over, erased_at,
       COALESCE(erased_because, delete_because, 'retention') AS reason
     FROM ordersync.order_buyers WHERE tenant_id = $1 AND external_order_id = $2 AND marketplace = 'AMAZON'`,
    [db.tenantId, externalOrderId],
  )
  const [row] = rows
  if (row === undefined) return null
  if (row.sealed !== null && !row.is_over) {
    return { kind: 'kept', sealed: row.sealed, deleteAfter: row.delete_after }
  }
  return { kind: 'erased', erasedAt: row.erased_at ?? row.delete_after, reason: row.reason }
}

/**
 * Erases the buyer of a stored order for good: no later sync brings it back, also when nothing is kept yet. Answers
 * whether there was anything.
 */
export async function eraseBuyer(tx: TenantQueryable, externalOrderId: string): Promise<boolean> {
  const { rows } = await tx.query<{ had: boolean }>(
    `WITH before AS (
       SELECT 1 FROM ordersync.order_buyers
       WHERE tenant_id = $1 AND external_order_id = $2 AND marketplace = 'AMAZON' AND sealed IS NOT NULL
     )
     INSERT INTO ordersync.order_buyers AS b (tenant_id, external_order_id, marketplace, connection_id, last_updated_at,
       observed_at, delete_after, erased_at, erased_because)
     SELECT tenant_id, external_order_id, marketplace, connection_id, last_updated_at, observed_at, ordersync.now(),
       ordersync.now(), 'request'
     FROM ordersync.orders WHERE tenant_id = $1 AND external_order_id = $2 AND marketplace = 'AMAZON'
     ON CONFLICT (tenant_id, external_order_id, marketplace) DO UPDATE SET
       sealed = NULL, erased_at = COALESCE(b.erased_at, ordersync.now()), erased_because = 'request'
     RETURNING EXISTS (SELECT FROM before) AS had`,
    [tx.tenantId, externalOrderId],
  )
  const had = rows[0]?.had ?? false
  if (had) await countRequestedErasure(tx)
  return had
}

/**
 * Lets the buyer data of a connection go with the next turn of the job, whatever the connection wishes by then. What is
 * over already keeps its reason. The caller holds the tenant's feed.
 */
export async function expireBuyersOf(tx: TenantQueryable, connectionId: string): Promise<void> {
  await tx.query(
    `UPDATE ordersync.order_buyers SET delete_after = ordersync.now(), delete_because = 'switched_off'
     WHERE tenant_id = $1 AND connection_id = $2 AND sealed IS NOT NULL AND delete_after > ordersync.now()`,
    [tx.tenantId, connectionId],
  )
}
