import type { FleetQueryable } from './database.ts'

/** Tenants that are worth a look, and the instant of the database up to which that was asked. */
export interface TouchedTenants {
  readonly tenantIds: readonly string[]
  readonly lookedAt: Date
}

/**
 * The tenants of which something may have changed within the last seconds: a run that goes on or ended, or a call that
 * changes something. Each from an index that holds what is recent together, so that a look costs as much as happened.
 */
export async function listTouchedTenants(
  db: FleetQueryable,
  since: Date | null,
  lookBackSeconds: number,
  among: readonly string[] | null,
): Promise<TouchedTenants> {
  const { rows } = await db.query<{ tenant_ids: readonly string[]; looked_at: Date }>(
    `WITH span AS (
       SELECT COALESCE($1::timestamptz, ordersync.now()) - make_interval(secs => $2) AS since
     ),
     touched AS (
       SELECT tenant_id FROM ordersync.fleet_runs WHERE finished_at IS NULL
       UNION SELECT tenant_id FROM ordersync.fleet_runs WHERE finished_at >= (SELECT since FROM span)
       UNION SELECT tenant_id FROM ordersync.fleet_audit_log WHERE at >= (SELECT since FROM span) AND tenant_id IS NOT NULL
     )
     SELECT ordersync.now() AS looked_at,
       ARRAY(SELECT tenant_id FROM touched WHERE $3::text[] IS NULL OR tenant_id = ANY($3)) AS tenant_ids`,
    [since, lookBackSeconds, among],
  )
  const [row] = rows
  return { tenantIds: row?.tenant_ids ?? [], lookedAt: row?.looked_at ?? new Date() }
}
