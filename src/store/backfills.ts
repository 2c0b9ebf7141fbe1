import type { Span } from '../domain/backfill-plan.ts'
import type { PlannedWindow } from '../domain/backfill-planner.ts'
import type { BackfillStatus } from '../domain/backfill-progress.ts'
import { addWindows } from './backfill-windows.ts'
import type { TenantQueryable } from './database.ts'
import { wakeLane } from './sync-states.ts'

/** The history of one connection, being fetched or fetched. */
export interface Backfill {
  readonly tenantId: string
  readonly backfillId: string
  readonly connectionId: string
  readonly days: number
  /** The engine began it by itself, to fetch again what coverage no longer proved. */
  readonly isRepair: boolean
  readonly status: BackfillStatus
  readonly range: Span
  readonly phase: 'search' | 'windows'
  readonly search: SearchProgress
  readonly ordersStored: number
  readonly requestedAt: Date
  readonly finishedAt: Date | null
  readonly lastError: string | null
}

/** How far the first phase came, from the newest order backwards. */
export interface SearchProgress {
  /** Everything from here to the end of the range is stored in full detail. */
  readonly frontier: Date
  /** The beginning of the span that is being read, or null between spans. */
  readonly spanFrom: Date | null
  readonly pageToken: string | null
  readonly pageTokenAt: Date | null
  readonly orders: number
  readonly lastSpanMs: number | null
}

interface BackfillRow {
  readonly tenant_id: string
  readonly backfill_id: string
  readonly connection_id: string
  readonly days: number
  readonly is_repair: boolean
  readonly status: BackfillStatus
  readonly from_at: Date
  readonly to_at: Date
  readonly phase: 'search' | 'windows'
  readonly frontier: Date
  readonly span_from: Date | null
  readonly last_span_ms: string | null
  readonly page_token: string | null
  readonly page_token_at: Date | null
  readonly search_orders: number
  readonly orders_stored: number
  readonly requested_at: Date
  readonly finished_at: Date | null
  readonly last_error: string | null
}

export function fromBackfillRow(row: BackfillRow): Backfill {
  return {
    tenantId: row.tenant_id,
    backfillId: row.backfill_id,
    connectionId: row.connection_id,
    days: row.days,
    isRepair: row.is_repair,
    status: row.status,
    range: { from: row.from_at, to: row.to_at },
    phase: row.phase,
    search: {
      frontier: row.frontier,
      spanFrom: row.span_from,
      pageToken: row.page_token,
      pageTokenAt: row.page_token_at,
      orders: row.search_orders,
      lastSpanMs: row.last_span_ms === null ? null : Number(row.last_span_ms),
    },
    ordersStored: row.orders_stored,
    requestedAt: row.requested_at,
    finishedAt: row.finished_at,
    lastError: row.last_error,
  }
}

/** The backfills of a tenant, newest first; with a connection, only its own. */
export async function listBackfills(
  db: TenantQueryable,
  connectionId: string | null,
): Promise<readonly Backfill[]> {
  const { rows } = await db.query<BackfillRow>(
    `SELECT * FROM ordersync.backfills WHERE tenant_id = $1 AND ($2::text IS NULL OR connection_id = $2)
     ORDER BY requested_at DESC, backfill_id DESC`,
    [db.tenantId, connectionId],
  )
  return rows.map(fromBackfillRow)
}

/** Whether a backfill goes on: nobody paused or cancelled it since. */
export async function isInProgress(db: TenantQueryable, backfillId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM ordersync.backfills WHERE tenant_id = $1 AND backfill_id = $2 AND status = 'in_progress'`,
    [db.tenantId, backfillId],
  )
  return rowCount === 1
}

/** A backfill to be stored. Without windows it begins with its first phase. */
export interface NewBackfill {
  readonly backfillId: string
  readonly connectionId: string
  readonly days: number
  readonly isRepair: boolean
  readonly range: Span
  readonly windows: readonly PlannedWindow[]
}

/** Whether history of a connection is being fetched. */
export async function isFetchingHistory(db: TenantQueryable, connectionId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM ordersync.backfills WHERE tenant_id = $1 AND connection_id = $2 AND status = 'in_progress'`,
    [db.tenantId, connectionId],
  )
  return rowCount === 1
}

/** Stores a new backfill and makes its lane due. Answers null when one of this connection is active already. */
export async function createBackfill(
  tx: TenantQueryable,
  { backfillId, connectionId, days, isRepair, range, windows }: NewBackfill,
): Promise<Backfill | null> {
  const { rows } = await tx.query<BackfillRow>(
    `INSERT INTO ordersync.backfills (tenant_id, backfill_id, connection_id, days, is_repair, status, from_at, to_at, frontier, phase)
     VALUES ($1, $2, $3, $4, $5, 'in_progress', $6, $7, $7, $8)
     ON CONFLICT (tenant_id, connection_id) WHERE status IN ('in_progress', 'paused') DO NOTHING RETURNING *`,
    [
      ...[tx.tenantId, backfillId, connectionId, days, isRepair],
      ...[range.from, range.to, windows.length === 0 ? 'search' : 'windows'],
    ],
  )
  if (rows[0] === undefined) return null
  await addWindows(tx, backfillId, windows)
  // The live watermark is taken before the first window: what changes while history is read belongs to the delta.
  await tx.query(
    `UPDATE ordersync.sync_states SET watermark = $3, followed_since = $3
     WHERE tenant_id = $1 AND connection_id = $2 AND lane = 'delta'
       AND watermark IS NULL AND imported_cursor IS NULL AND window_parameters IS NULL`,
    [tx.tenantId, connectionId, range.to],
  )
  await wakeLane(tx, connectionId, 'backfill')
  return fromBackfillRow(rows[0])
}

/**
 * Moves a backfill from one of the given statuses to another and wakes its lane; with the end of a backfill also the
 * lane that completes what reports brought in outline. Answers false when it is in none of them: nothing was changed then.
 */
export async function moveBackfill(
  tx: TenantQueryable,
  backfillId: string,
  from: readonly BackfillStatus[],
  to: BackfillStatus,
): Promise<boolean> {
  const { rows } = await tx.query<{ connection_id: string }>(
    `UPDATE ordersync.backfills SET status = $4,
       finished_at = CASE WHEN $4 IN ('success', 'failed', 'cancelled') THEN ordersync.now() END
     WHERE tenant_id = $1 AND backfill_id = $2 AND status = ANY($3) RETURNING connection_id`,
    [tx.tenantId, backfillId, from, to],
  )
  if (rows[0] === undefined) return false
  await wakeLane(tx, rows[0].connection_id, 'backfill')
  if (to === 'success' || to === 'cancelled') await wakeLane(tx, rows[0].connection_id, 'detail')
  return true
}

/** Notes why the last attempt did not work, for people to read. */
export async function saveBackfillError(
  db: TenantQueryable,
  backfillId: string,
  error: string | null,
): Promise<void> {
  await db.query('UPDATE ordersync.backfills SET last_error = $3 WHERE tenant_id = $1 AND backfill_id = $2', [
    db.tenantId,
    backfillId,
    error,
  ])
}

/** Stores where the first phase stands, in the transaction of its page. */
export async function saveSearchProgress(
  tx: TenantQueryable,
  backfillId: string,
  progress: SearchProgress,
  ordersStored: number,
): Promise<void> {
  await tx.query(
    `UPDATE ordersync.backfills SET frontier = $3, span_from = $4, page_token = $5, page_token_at = $6, search_orders = $7,
       last_span_ms = $8, orders_stored = orders_stored + $9, last_error = NULL
     WHERE tenant_id = $1 AND backfill_id = $2`,
    [
      tx.tenantId,
      backfillId,
      progress.frontier,
      progress.spanFrom,
      progress.pageToken,
      progress.pageTokenAt,
      progress.orders,
      progress.lastSpanMs,
      ordersStored,
    ],
  )
}

/** Adds to the number of orders that a backfill brought, in the transaction that stores them. */
export async function countBackfillOrders(
  tx: TenantQueryable,
  backfillId: string,
  orders: number,
): Promise<void> {
  await tx.query(
    `UPDATE ordersync.backfills SET orders_stored = orders_stored + $3, last_error = NULL
     WHERE tenant_id = $1 AND backfill_id = $2`,
    [tx.tenantId, backfillId, orders],
  )
}
