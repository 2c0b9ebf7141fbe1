import { type BackfillWindow, fromWindowRow } from './backfill-windows.ts'
import { type Backfill, fromBackfillRow } from './backfills.ts'
import type { Scoped, TenantQueryable } from './database.ts'

/** A backfill and its windows, newest window first; none while it is in its first phase. */
export interface BackfillWithWindows extends Backfill {
  readonly windows: readonly BackfillWindow[]
  /** How often in a row the lane that fetches it has failed, and why the last time. */
  readonly laneFailures: number
  readonly laneError: string | null
}

/** Which backfills come with their windows: of the others the list is empty. */
export type WindowsOf = 'every' | 'active'

/** The backfills of some tenants, newest first; a tenant sees its own only. */
export async function listBackfillsWithWindows(
  db: Scoped<string | null>,
  tenantIds: readonly string[],
  windowsOf: WindowsOf,
): Promise<readonly BackfillWithWindows[]> {
  const scope = db.tenantId === null ? 'fleet_' : ''
  const { rows: backfills } = await db.query<
    Parameters<typeof fromBackfillRow>[0] & { lane_failures: number | null; lane_error: string | null }
  >(
    `SELECT b.*, s.failures AS lane_failures, s.last_error AS lane_error FROM ordersync.${scope}backfills b
     LEFT JOIN ordersync.${scope}sync_states s
       ON s.tenant_id = b.tenant_id AND s.connection_id = b.connection_id AND s.lane = 'backfill'
     WHERE b.tenant_id = ANY($1) ORDER BY b.requested_at DESC, b.backfill_id DESC`,
    [tenantIds],
  )
  if (backfills.length === 0) return []
  const { rows: windows } = await db.query<
    Parameters<typeof fromWindowRow>[0] & { tenant_id: string; backfill_id: string }
  >(
    `SELECT w.* FROM ordersync.${scope}backfills b JOIN ordersync.${scope}backfill_windows w USING (tenant_id, backfill_id)
     WHERE b.tenant_id = ANY($1) AND ($2 OR b.status IN ('in_progress', 'paused')) ORDER BY w.window_number`,
    [tenantIds, windowsOf === 'every'],
  )
  const keyOf = (row: { tenant_id: string; backfill_id: string }): string =>
    `${row.tenant_id}/${row.backfill_id}`
  const byBackfill = Map.groupBy(windows, keyOf)
  return backfills.map((row) => ({
    ...fromBackfillRow(row),
    windows: (byBackfill.get(keyOf(row)) ?? []).map(fromWindowRow),
    laneFailures: row.lane_failures ?? 0,
    laneError: row.lane_error,
  }))
}

/** What is stored of a tenant's orders. */
export interface HistoryFigures {
  readonly orders: number
  /** Of these, known in outline only. */
  readonly outline: number
  readonly oldestOrderDate: Date | null
}

/** Three looks into indexes, however many orders there are. */
export async function readHistoryFigures(db: TenantQueryable): Promise<HistoryFigures> {
  const { rows } = await db.query<{ orders: number; outline: number; oldest: Date | null }>(
    `SELECT t.order_count::float8 AS orders,
       (SELECT count(*)::integer FROM ordersync.orders o WHERE o.tenant_id = $1 AND o.detail_level = 'outline') AS outline,
       (SELECT min(o.order_date) FROM ordersync.orders o WHERE o.tenant_id = $1) AS oldest
     FROM ordersync.tenants t WHERE t.tenant_id = $1`,
    [db.tenantId],
  )
  const [row] = rows
  return { orders: row?.orders ?? 0, outline: row?.outline ?? 0, oldestOrderDate: row?.oldest ?? null }
}

/**
 * From when on new orders of a connection are the work of its delta lane. Null when that lane has no watermark yet:
 * it follows nothing.
 */
export async function findFollowedSince(db: TenantQueryable, connectionId: string): Promise<Date | null> {
  const { rows } = await db.query<{ followed_since: Date | null }>(
    `SELECT followed_since FROM ordersync.sync_states
     WHERE tenant_id = $1 AND connection_id = $2 AND lane = 'delta' AND watermark IS NOT NULL`,
    [db.tenantId, connectionId],
  )
  return rows[0]?.followed_since ?? null
}

/** When the history of each connection of a tenant was last seen to have no gap. */
export async function listCoverageChecks(db: TenantQueryable): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await db.query<{ connection_id: string; last_success_at: Date }>(
    `SELECT connection_id, last_success_at FROM ordersync.sync_states
     WHERE tenant_id = $1 AND lane = 'backfill' AND last_success_at IS NOT NULL`,
    [db.tenantId],
  )
  return new Map(rows.map((row) => [row.connection_id, row.last_success_at]))
}
