import type { FleetQueryable, Queryable } from './database.ts'

/** The server as it is now. */
export interface ServerFacts {
  readonly version: string
  readonly now: Date
  readonly connections: number
  readonly maxConnections: number
  /** Whether reports can be imported: that takes a temporary table. */
  readonly mayMakeTemporary: boolean
}

export async function readServerFacts(db: Queryable): Promise<ServerFacts> {
  const { rows } = await db.query<ServerFacts>(
    `SELECT current_setting('server_version') AS version, clock_timestamp() AS now,
       (SELECT count(*)::integer FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
       current_setting('max_connections')::integer AS "maxConnections",
       has_database_privilege(current_database(), 'TEMPORARY') AS "mayMakeTemporary"`,
  )
  return rows[0] as ServerFacts
}

/** Work that does not move, over all tenants. */
export interface StuckWork {
  /** Runs that have been open for more than an hour. */
  readonly openRuns: number
  readonly oldestRunMinutes: number
  /** Jobs that nobody takes, and for how long the oldest has been waiting. */
  readonly waitingJobs: number
  readonly oldestJobSeconds: number
}

export async function readStuckWork(db: FleetQueryable): Promise<StuckWork> {
  const { rows: runs } = await db.query<{ openRuns: number; oldestRunMinutes: number; hasQueue: boolean }>(
    `SELECT count(*)::integer AS "openRuns",
       COALESCE(extract(epoch FROM ordersync.now() - min(started_at)) / 60, 0)::integer AS "oldestRunMinutes",
       to_regclass('ordersync_queue.job') IS NOT NULL AS "hasQueue"
     FROM ordersync.fleet_runs WHERE finished_at IS NULL AND started_at < ordersync.now() - interval '1 hour'`,
  )
  const { openRuns = 0, oldestRunMinutes = 0, hasQueue = false } = runs[0] ?? {}
  // The first worker makes the queue's tables.
  if (!hasQueue) return { openRuns, oldestRunMinutes, waitingJobs: 0, oldestJobSeconds: 0 }
  const { rows: jobs } = await db.query<{ waitingJobs: number; oldestJobSeconds: number }>(
    `SELECT count(*)::integer AS "waitingJobs",
       COALESCE(extract(epoch FROM now() - min(start_after)), 0)::integer AS "oldestJobSeconds"
     FROM ordersync_queue.job WHERE state IN ('created', 'retry') AND start_after < now()`,
  )
  return { openRuns, oldestRunMinutes, ...(jobs[0] ?? { waitingJobs: 0, oldestJobSeconds: 0 }) }
}

/** The buckets at Amazon that are empty now, of all there are. */
export async function countEmptyBuckets(
  db: FleetQueryable,
): Promise<{ readonly blocked: number; readonly total: number }> {
  const { rows } = await db.query<{ blocked: number; total: number }>(
    `SELECT count(*) FILTER (WHERE blocked_until > ordersync.now())::integer AS blocked, count(*)::integer AS total
     FROM ordersync.quota_buckets`,
  )
  return rows[0] ?? { blocked: 0, total: 0 }
}

/** One tenant's key for each master key that wraps any: opening these tells whether all of them open. */
export async function listSampleKeys(
  db: FleetQueryable,
): Promise<
  readonly { readonly masterKeyId: string; readonly tenantId: string; readonly keyNumber: number }[]
> {
  const { rows } = await db.query<{ masterKeyId: string; tenantId: string; keyNumber: number }>(
    `SELECT DISTINCT ON (master_key_id) master_key_id AS "masterKeyId", tenant_id AS "tenantId", key_number AS "keyNumber"
     FROM ordersync.fleet_tenant_keys ORDER BY master_key_id, created_at DESC`,
  )
  return rows
}
