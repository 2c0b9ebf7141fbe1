import type { BackfillStatus } from '../domain/backfill-progress.ts'
import type { FleetQueryable } from './database.ts'

/** A live connection and what became of its last backfill that somebody wished for. */
export interface HistoryNeed {
  readonly tenantId: string
  readonly connectionId: string
  readonly newest: BackfillStatus | null
}

/**
 * Of all tenants: the live connections of which no history was ever fetched to its end, and none is being fetched; with
 * `days` also those that have fewer. A repair, which the engine begins by itself, counts for neither.
 */
export async function listHistoryNeeds(
  db: FleetQueryable,
  days: number | null,
): Promise<readonly HistoryNeed[]> {
  const { rows } = await db.query<HistoryNeed>(
    `SELECT c.tenant_id AS "tenantId", c.connection_id AS "connectionId", newest.status AS newest
     FROM ordersync.fleet_connections c
     LEFT JOIN LATERAL (
       SELECT b.status FROM ordersync.fleet_backfills b
       WHERE b.tenant_id = c.tenant_id AND b.connection_id = c.connection_id AND NOT b.is_repair
       ORDER BY b.requested_at DESC, b.backfill_id DESC LIMIT 1
     ) newest ON true
     WHERE c.status = 'connected' AND c.has_refresh_token AND NOT EXISTS (
       SELECT FROM ordersync.fleet_backfills b WHERE b.tenant_id = c.tenant_id AND b.connection_id = c.connection_id
         AND (b.status IN ('in_progress', 'paused') OR (b.status = 'success' AND NOT b.is_repair AND b.days >= COALESCE($1, 0))))
     ORDER BY c.tenant_id, c.connection_id`,
    [days],
  )
  return rows
}

/** How many connections of all tenants Amazon can be asked for. */
export async function countLiveConnections(db: FleetQueryable): Promise<number> {
  const { rows } = await db.query<{ live: number }>(
    `SELECT count(*)::integer AS live FROM ordersync.fleet_connections WHERE status = 'connected' AND has_refresh_token`,
  )
  return rows[0]?.live ?? 0
}
