import type { FleetQueryable, TenantQueryable } from './database.ts'

/**
 * Erases buyer data whose time is over, of all tenants: at most `limit` orders, the longest overdue first, and counts
 * them for the proof in the same statement. Rows that a page holds just now are left to the next turn. Answers how many.
 */
export async function eraseDueBuyers(db: FleetQueryable, limit: number): Promise<number> {
  const { rows } = await db.query<{ erased: number }>(
    'SELECT ordersync.fleet_erase_due_buyers($1)::integer AS erased',
    [limit],
  )
  return rows[0]?.erased ?? 0
}

/** Counts one order whose buyer was erased on request. */
export async function countRequestedErasure(tx: TenantQueryable): Promise<void> {
  await tx.query(
    `INSERT INTO ordersync.buyer_deletions AS p (tenant_id, day, reason, orders, latest_by, last_deleted_at)
     VALUES ($1, (ordersync.now() AT TIME ZONE 'UTC')::date, 'request', 1, interval '0', ordersync.now())
     ON CONFLICT (tenant_id, day, reason) DO UPDATE SET orders = p.orders + 1, last_deleted_at = excluded.last_deleted_at`,
    [tx.tenantId],
  )
}
