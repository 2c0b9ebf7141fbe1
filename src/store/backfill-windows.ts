import type { Span } from '../domain/backfill-plan.ts'
import type { PlannedWindow, WindowSource, WindowState } from '../domain/backfill-planner.ts'
import type { TenantQueryable } from './database.ts'

/** A piece of a backfill with its own state, source, attempts and error. */
export interface BackfillWindow {
  readonly windowNumber: number
  readonly span: Span
  readonly source: WindowSource
  readonly state: WindowState
  readonly attempts: number
  readonly refusals: number
  readonly nextTryAt: Date
  readonly requestedAt: Date | null
  /** The last report that Amazon agreed to make; `state` says whether it is still awaited. */
  readonly reportId: string | null
  readonly pageToken: string | null
  readonly pageTokenAt: Date | null
  readonly orders: number
  readonly brokenRows: number
  readonly error: string | null
  readonly doneAt: Date | null
}

interface WindowRow {
  readonly window_number: number
  readonly from_at: Date
  readonly to_at: Date
  readonly source: WindowSource
  readonly state: WindowState
  readonly attempts: number
  readonly refusals: number
  readonly next_try_at: Date
  readonly requested_at: Date | null
  readonly report_id: string | null
  readonly page_token: string | null
  readonly page_token_at: Date | null
  readonly orders: number
  readonly broken_rows: number
  readonly error: string | null
  readonly done_at: Date | null
}

export function fromWindowRow(row: WindowRow): BackfillWindow {
  return {
    windowNumber: row.window_number,
    span: { from: row.from_at, to: row.to_at },
    source: row.source,
    state: row.state,
    attempts: row.attempts,
    refusals: row.refusals,
    nextTryAt: row.next_try_at,
    requestedAt: row.requested_at,
    reportId: row.report_id,
    pageToken: row.page_token,
    pageTokenAt: row.page_token_at,
    orders: row.orders,
    brokenRows: row.broken_rows,
    error: row.error,
    doneAt: row.done_at,
  }
}

/** The windows of a backfill, newest first. */
export async function listWindows(
  db: TenantQueryable,
  backfillId: string,
): Promise<readonly BackfillWindow[]> {
  const { rows } = await db.query<WindowRow>(
    'SELECT * FROM ordersync.backfill_windows WHERE tenant_id = $1 AND backfill_id = $2 ORDER BY window_number',
    [db.tenantId, backfillId],
  )
  return rows.map(fromWindowRow)
}

/** Ends the first phase: what it did not reach becomes windows, newest first. */
export async function enterWindowsPhase(
  tx: TenantQueryable,
  backfillId: string,
  windows: readonly PlannedWindow[],
): Promise<void> {
  await tx.query(
    `UPDATE ordersync.backfills SET phase = 'windows', span_from = NULL, page_token = NULL, page_token_at = NULL
     WHERE tenant_id = $1 AND backfill_id = $2`,
    [tx.tenantId, backfillId],
  )
  await addWindows(tx, backfillId, windows)
}

/** Adds windows to a backfill, numbered on. */
export async function addWindows(
  tx: TenantQueryable,
  backfillId: string,
  windows: readonly PlannedWindow[],
): Promise<void> {
  for (const { span, source } of windows) {
    await tx.query(
      `INSERT INTO ordersync.backfill_windows (tenant_id, backfill_id, window_number, from_at, to_at, source)
       SELECT $1, $2, COALESCE(max(window_number), 0) + 1, $3, $4, $5
       FROM ordersync.backfill_windows WHERE tenant_id = $1 AND backfill_id = $2`,
      [tx.tenantId, backfillId, span.from, span.to, source],
    )
  }
}

/** What a step changed about a window; what is left out stays. */
export interface WindowChange {
  readonly source?: WindowSource
  readonly state?: WindowState
  readonly attempts?: number
  readonly refusals?: number
  /** When to look at it again: after so many ms of the database's time. */
  readonly nextTryAfterMs?: number
  readonly nextTryAt?: Date
  /** Set to the present time. */
  readonly requested?: boolean
  readonly reportId?: string | null
  readonly pageToken?: string | null
  readonly pageTokenAt?: Date | null
  readonly ordersAdded?: number
  readonly brokenRowsAdded?: number
  readonly error?: string | null
}

export async function changeWindow(
  tx: TenantQueryable,
  backfillId: string,
  windowNumber: number,
  change: WindowChange,
): Promise<void> {
  const given = (name: keyof WindowChange): boolean => change[name] !== undefined
  await tx.query(
    `UPDATE ordersync.backfill_windows SET
       source = COALESCE($4, source), state = COALESCE($5, state), attempts = COALESCE($6, attempts), refusals = COALESCE($19, refusals),
       next_try_at = COALESCE($7, CASE WHEN $8::float8 IS NOT NULL THEN ordersync.now() + make_interval(secs => $8 / 1000) END, next_try_at),
       requested_at = CASE WHEN $9 THEN ordersync.now() ELSE requested_at END,
       report_id = CASE WHEN $10 THEN $11 ELSE report_id END,
       page_token = CASE WHEN $12 THEN $13 ELSE page_token END,
       page_token_at = CASE WHEN $12 THEN $14::timestamptz ELSE page_token_at END,
       orders = orders + $15, broken_rows = broken_rows + $16,
       error = CASE WHEN $17 THEN $18 ELSE error END,
       done_at = CASE WHEN $5 = 'done' THEN ordersync.now() ELSE done_at END
     WHERE tenant_id = $1 AND backfill_id = $2 AND window_number = $3`,
    [
      tx.tenantId,
      backfillId,
      windowNumber,
      change.source ?? null,
      change.state ?? null,
      change.attempts ?? null,
      change.nextTryAt ?? null,
      change.nextTryAfterMs ?? null,
      change.requested === true,
      given('reportId'),
      change.reportId ?? null,
      given('pageToken'),
      change.pageToken ?? null,
      change.pageTokenAt ?? null,
      change.ordersAdded ?? 0,
      change.brokenRowsAdded ?? 0,
      given('error'),
      change.error ?? null,
      change.refusals ?? null,
    ],
  )
}
