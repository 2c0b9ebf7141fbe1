import type { TenantQueryable } from './database.ts'

/** An order that is known in outline only. */
export interface OutlineOrder {
  readonly externalOrderId: string
  readonly orderDate: Date
  /** How often Amazon was asked for it in vain. */
  readonly denials: number
}

/**
 * Orders of a connection that are known in outline only and may be asked for now: the newest of those that Amazon has
 * not denied; when there is none, those that it has, the longest due first.
 */
export async function listOutlineOrders(
  db: TenantQueryable,
  connectionId: string,
  limit: number,
): Promise<readonly OutlineOrder[]> {
  const list = async (which: string): Promise<readonly OutlineOrder[]> => {
    const { rows } = await db.query<{ external_order_id: string; order_date: Date; detail_denials: number }>(
      `SELECT external_order_id, order_date, detail_denials FROM ordersync.orders
       WHERE tenant_id = $1 AND connection_id = $2 AND detail_level = 'outline' AND ${which} LIMIT $3`,
      [db.tenantId, connectionId, limit],
    )
    return rows.map((row) => ({
      externalOrderId: row.external_order_id,
      orderDate: row.order_date,
      denials: row.detail_denials,
    }))
  }
  const fresh = await list('detail_next_try_at IS NULL ORDER BY order_date DESC')
  return fresh.length > 0
    ? fresh
    : list('detail_next_try_at <= ordersync.now() ORDER BY detail_next_try_at, external_order_id')
}

/** When the first of the orders that Amazon denied may be asked for again; null when none is waiting. */
export async function findNextDetailTry(db: TenantQueryable, connectionId: string): Promise<Date | null> {
  const { rows } = await db.query<{ next: Date | null }>(
    `SELECT min(detail_next_try_at) AS next FROM ordersync.orders
     WHERE tenant_id = $1 AND connection_id = $2 AND detail_level = 'outline' AND detail_next_try_at IS NOT NULL`,
    [db.tenantId, connectionId],
  )
  return rows[0]?.next ?? null
}

/** How many orders of a tenant, or of one of its connections, are known in full and in outline. */
export async function countDetail(
  db: TenantQueryable,
  connectionId: string | null,
): Promise<{ readonly full: number; readonly outline: number }> {
  const { rows } = await db.query<{ full: number; outline: number }>(
    `SELECT (count(*) FILTER (WHERE detail_level = 'full'))::integer AS full,
       (count(*) FILTER (WHERE detail_level = 'outline'))::integer AS outline
     FROM ordersync.orders WHERE tenant_id = $1 AND ($2::text IS NULL OR connection_id = $2)`,
    [db.tenantId, connectionId],
  )
  return rows[0] ?? { full: 0, outline: 0 }
}

/** An order that Amazon did not tell, and for how long it is left alone. */
export interface PutOff {
  readonly externalOrderId: string
  readonly afterMs: number
}

/** Notes that Amazon did not tell these orders: they stay outlines and are asked for again later. */
export async function putOffDetails(tx: TenantQueryable, orders: readonly PutOff[]): Promise<void> {
  if (orders.length === 0) return
  await tx.query(
    `UPDATE ordersync.orders o SET detail_denials = LEAST(o.detail_denials + 1, 32767),
       detail_next_try_at = ordersync.now() + make_interval(secs => p.after_ms / 1000)
     FROM unnest($2::text[], $3::float8[]) AS p(external_order_id, after_ms)
     WHERE o.tenant_id = $1 AND o.external_order_id = p.external_order_id AND o.marketplace = 'AMAZON'
       AND o.detail_level = 'outline'`,
    [tx.tenantId, orders.map((order) => order.externalOrderId), orders.map((order) => order.afterMs)],
  )
}
