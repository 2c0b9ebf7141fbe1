import type { FleetQueryable } from './database.ts'

/** Jobs of a queue that nobody has taken yet. */
export interface QueueFigures {
  readonly queue: string
  readonly waiting: number
  /** Since the oldest of them could have been taken. */
  readonly oldestSeconds: number
  /** Those that could have been taken more than ten minutes ago. */
  readonly late: number
}

/**
 * Of each queue that has any; none before the first worker has made the queue's tables. The queue knows the database's own
 * clock only, also in a simulation.
 */
export async function readQueueFigures(db: FleetQueryable): Promise<readonly QueueFigures[]> {
  const { rows: tables } = await db.query<{ isThere: boolean }>(
    `SELECT to_regclass('ordersync_queue.job') IS NOT NULL AS "isThere"`,
  )
  if (tables[0]?.isThere !== true) return []
  const { rows } = await db.query<QueueFigures>(
    `SELECT name AS queue, count(*)::integer AS waiting,
       COALESCE(max(extract(epoch FROM now() - GREATEST(start_after, created_on))), 0)::float8 AS "oldestSeconds",
       (count(*) FILTER (WHERE GREATEST(start_after, created_on) < now() - interval '10 minutes'))::integer AS late
     FROM ordersync_queue.job WHERE state < 'active' AND start_after <= now() GROUP BY name`,
  )
  return rows
}

/**
 * Seconds since somebody last asked for a sync of all tenants, or since the first migration when nobody ever has. It is
 * never missing: whoever waits for a cron job has to hear of one that never came.
 */
export async function findSecondsSinceGlobalSync(db: FleetQueryable): Promise<number> {
  const { rows } = await db.query<{ age: number }>(
    `SELECT GREATEST(0, extract(epoch FROM ordersync.now() - COALESCE(
       (SELECT max(requested_at) FROM ordersync.sync_requests WHERE mode = 'global'),
       (SELECT min(run_on) FROM ordersync.migrations))))::float8 AS age`,
  )
  return rows[0]?.age ?? 0
}
