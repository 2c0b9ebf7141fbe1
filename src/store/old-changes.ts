import type { FleetQueryable, TenantQueryable } from './database.ts'

/** Tenants, of all, whose oldest kept change is older than this. */
export async function listTenantsWithOldChanges(
  db: FleetQueryable,
  days: number,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ tenant_id: string }>(
    `SELECT tenant_id FROM ordersync.fleet_feeds WHERE oldest_change_at < ordersync.now() - make_interval(days => $1)`,
    [days],
  )
  return rows.map((row) => row.tenant_id)
}

/**
 * Deletes a batch of a tenant's oldest changes, up to the first that is younger than `days`. What stays has no gap, so a
 * reader whose place is gone can tell. Answers how many went; fewer than `batchSize` when none is left to delete.
 */
export async function deleteOldChanges(
  db: TenantQueryable,
  days: number,
  batchSize: number,
): Promise<number> {
  const { rowCount } = await db.query(
    `WITH oldest AS (
       SELECT c.position, c.recorded_at < ordersync.now() - make_interval(days => $2) AS old
       FROM ordersync.order_changes c WHERE c.tenant_id = $1 ORDER BY c.position LIMIT $3
     )
     DELETE FROM ordersync.order_changes c
     WHERE c.tenant_id = $1 AND c.position <= (SELECT max(position) FROM oldest)
       AND c.position < COALESCE((SELECT min(position) FROM oldest WHERE NOT old), 9223372036854775807)`,
    [db.tenantId, days, batchSize],
  )
  return rowCount ?? 0
}
