import { StaleRunError } from '../domain/errors.ts'
import type { Lane } from '../domain/lane.ts'
import type { FleetQueryable, TenantQueryable } from './database.ts'
import type { TenantVault } from './vault.ts'

/** What a lane of a connection remembers between runs. */
export interface SyncState {
  readonly tenantId: string
  readonly connectionId: string
  readonly lane: Lane
  readonly failures: number
  readonly lastSuccessAt: Date | null
  readonly watermark: Date | null
  /** A cursor of another system, as text, that no run has looked at yet. */
  readonly importedCursor: string | null
  readonly lastWideWindowAt: Date | null
  readonly ordersPerHour: number
  readonly window: OpenWindow | null
}

/** A window that is being read page by page: what was asked, and where to go on. */
export interface OpenWindow {
  /** The frozen parameters of the request, as stored by the lane. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Null before the first page was stored. */
  readonly pageToken: string | null
  readonly pageTokenAt: Date | null
  readonly pages: number
  readonly orders: number
  /** Tells whether Amazon sent the same page again. */
  readonly pageHash: bigint | null
}

interface SyncStateRow {
  readonly tenant_id: string
  readonly connection_id: string
  readonly lane: Lane
  readonly failures: number
  readonly last_success_at: Date | null
  readonly watermark: Date | null
  readonly imported_cursor: string | null
  readonly last_wide_window_at: Date | null
  readonly orders_per_hour: number
  readonly window_parameters: Record<string, unknown> | null
  readonly window_page_token: string | null
  readonly window_page_token_at: Date | null
  readonly window_pages: number
  readonly window_orders: number
  readonly window_page_hash: string | null
}

export function fromSyncStateRow(row: SyncStateRow): SyncState {
  return {
    tenantId: row.tenant_id,
    connectionId: row.connection_id,
    lane: row.lane,
    failures: row.failures,
    lastSuccessAt: row.last_success_at,
    watermark: row.watermark,
    importedCursor: row.imported_cursor,
    lastWideWindowAt: row.last_wide_window_at,
    ordersPerHour: row.orders_per_hour,
    window:
      row.window_parameters === null
        ? null
        : {
            parameters: row.window_parameters,
            pageToken: row.window_page_token,
            pageTokenAt: row.window_page_token_at,
            pages: row.window_pages,
            orders: row.window_orders,
            pageHash: row.window_page_hash === null ? null : BigInt(row.window_page_hash),
          },
  }
}

/** A lane that somebody has to run. */
export interface DueLane {
  readonly tenantId: string
  readonly connectionId: string
  readonly lane: Lane
}

/**
 * Takes up to `limit` due lanes of all tenants and moves their due time a minute ahead, so that a job that gets lost is
 * simply due again. Several processes may ask at once: each row goes to one of them.
 *
 * Order: what changes, then orders that somebody waits for, then history. Lanes that failed last time come after all
 * others, so that they never hold a place; then those that never succeeded, then the longest without success.
 */
export async function claimDueLanes(db: FleetQueryable, limit: number): Promise<readonly DueLane[]> {
  const { rows } = await db.query<{ tenant_id: string; connection_id: string; lane: Lane }>(
    'SELECT tenant_id, connection_id, lane FROM ordersync.fleet_claim_due_lanes($1)',
    [limit],
  )
  return rows.map((row) => ({ tenantId: row.tenant_id, connectionId: row.connection_id, lane: row.lane }))
}

/** Of lanes of all tenants, the connections whose history was never begun: somebody has just connected and waits to see orders. */
export async function listNewcomers(
  db: FleetQueryable,
  lanes: readonly DueLane[],
): Promise<ReadonlySet<string>> {
  const history = lanes.filter(({ lane }) => lane === 'backfill')
  if (history.length === 0) return new Set()
  const { rows } = await db.query<{ connection_id: string }>(
    `SELECT s.connection_id FROM ordersync.fleet_sync_states s
     JOIN unnest($1::text[], $2::text[]) AS due(tenant_id, connection_id) USING (tenant_id, connection_id)
     WHERE s.lane = 'backfill' AND s.last_polled_at IS NULL`,
    [history.map(({ tenantId }) => tenantId), history.map(({ connectionId }) => connectionId)],
  )
  return new Set(rows.map((row) => row.connection_id))
}

/** Names the lane, the run and its fencing number: everything that a write of a run must prove. */
export interface RunHandle {
  readonly tenantId: string
  readonly connectionId: string
  readonly lane: Lane
  readonly runId: string
  readonly runNumber: bigint
  /** Seals what the run's pages say about buyers; absent where the connection keeps nothing of them. */
  readonly buyerVault?: TenantVault
}

/** Where a lane stands after a page: written in the transaction of the page's orders. */
export interface Checkpoint {
  /** The window to go on with; null when it is finished or given up. */
  readonly window: OpenWindow | null
  /** Set with the last page of a window only: everything updated up to here is stored. */
  readonly watermark?: Date
  /** Set with `watermark`: where the window began. With the first watermark, the lane has followed from then on. */
  readonly followedFrom?: Date
  /** Set with `watermark` when the window reached back far. */
  readonly wideWindowAt?: Date
  readonly ordersPerHour?: number
}

/**
 * Writes a checkpoint. Throws StaleRunError, which rolls the transaction back, when another run holds the lane:
 * this is the fence that stops a process which slept through the loss of its lock.
 */
export async function saveCheckpoint(
  tx: TenantQueryable,
  run: RunHandle,
  checkpoint: Checkpoint,
): Promise<void> {
  const { window } = checkpoint
  const { rowCount } = await tx.query(
    `UPDATE ordersync.sync_states SET
       watermark = COALESCE($5, watermark),
       followed_since = COALESCE(followed_since, $14),
       imported_cursor = NULL,
       last_wide_window_at = COALESCE($6, last_wide_window_at),
       orders_per_hour = COALESCE($7, orders_per_hour),
       window_parameters = $8, window_page_token = $9, window_page_token_at = $10,
       window_pages = $11, window_orders = $12, window_page_hash = $13
     WHERE tenant_id = $1 AND connection_id = $2 AND lane = $3 AND run_number = $4`,
    [
      run.tenantId,
      run.connectionId,
      run.lane,
      run.runNumber.toString(),
      checkpoint.watermark ?? null,
      checkpoint.wideWindowAt ?? null,
      checkpoint.ordersPerHour ?? null,
      window === null ? null : JSON.stringify(window.parameters),
      window?.pageToken ?? null,
      window?.pageTokenAt ?? null,
      window?.pages ?? 0,
      window?.orders ?? 0,
      window?.pageHash?.toString() ?? null,
      checkpoint.followedFrom ?? null,
    ],
  )
  if (rowCount !== 1) throw new StaleRunError(run.runId)
}

/**
 * Proves inside a transaction that the lane is still this run's, and keeps it so until the end of the transaction.
 * Throws StaleRunError otherwise.
 */
export async function holdLane(tx: TenantQueryable, run: RunHandle): Promise<void> {
  const { rowCount } = await tx.query(
    `SELECT FROM ordersync.sync_states
     WHERE tenant_id = $1 AND connection_id = $2 AND lane = $3 AND run_number = $4 FOR SHARE`,
    [run.tenantId, run.connectionId, run.lane, run.runNumber.toString()],
  )
  if (rowCount !== 1) throw new StaleRunError(run.runId)
}

/** Makes a lane due now, provided that its connection can be synced. */
export async function wakeLane(tx: TenantQueryable, connectionId: string, lane: Lane): Promise<void> {
  await tx.query(
    `UPDATE ordersync.sync_states s SET next_due_at = ordersync.now() FROM ordersync.connections c
     WHERE s.tenant_id = $1 AND s.connection_id = $2 AND s.lane = $3
       AND c.tenant_id = s.tenant_id AND c.connection_id = s.connection_id AND c.status = 'connected' AND c.refresh_token IS NOT NULL`,
    [tx.tenantId, connectionId, lane],
  )
}
