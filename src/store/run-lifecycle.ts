import { StaleRunError } from '../domain/errors.ts'
import type { RunTrigger } from '../domain/lane.ts'
import type { ReasonCode } from '../domain/reason-code.ts'
import type { FleetQueryable, TenantQueryable } from './database.ts'
import { failOpenImports } from './order-imports.ts'
import { settleTargets } from './sync-requests.ts'
import { type DueLane, fromSyncStateRow, type RunHandle, type SyncState } from './sync-states.ts'

/**
 * Opens a run: takes the next run number of the lane, which shuts out whoever wrote before, and closes what a dead
 * process left open. The caller holds the lane's lock. Answers null when the connection no longer exists.
 */
export async function beginRun(
  tx: TenantQueryable,
  lane: DueLane,
  runId: string,
  trigger: RunTrigger,
): Promise<{ readonly run: RunHandle; readonly state: SyncState } | null> {
  const { tenantId, connectionId } = lane
  const { rows } = await tx.query<Parameters<typeof fromSyncStateRow>[0] & { run_number: string }>(
    `UPDATE ordersync.sync_states SET run_number = run_number + 1, last_polled_at = ordersync.now()
     WHERE tenant_id = $1 AND connection_id = $2 AND lane = $3 RETURNING *`,
    [tenantId, connectionId, lane.lane],
  )
  const [row] = rows
  if (row === undefined) return null
  await interruptOpenRuns(tx, lane)
  await tx.query(
    `INSERT INTO ordersync.runs (tenant_id, run_id, connection_id, lane, run_number, trigger, watermark_before)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [tenantId, runId, connectionId, lane.lane, row.run_number, trigger, row.watermark],
  )
  return { run: { ...lane, runId, runNumber: BigInt(row.run_number) }, state: fromSyncStateRow(row) }
}

/** Closes the runs of a lane that nobody holds any more. The caller holds the lane's lock. */
export async function interruptOpenRuns(db: TenantQueryable, lane: DueLane): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE ordersync.runs SET finished_at = ordersync.now(), status = 'interrupted', reason_code = 'UNKNOWN_ERROR',
       message = 'The process ended before the run was done. What it had stored stays; the next run goes on from there.'
     WHERE tenant_id = $1 AND connection_id = $2 AND lane = $3 AND finished_at IS NULL`,
    [lane.tenantId, lane.connectionId, lane.lane],
  )
  return rowCount ?? 0
}

/** Lanes of all tenants with a run that has been open for a while. Whether it still has a holder, its lock tells. */
export async function listLongOpenLanes(
  db: FleetQueryable,
  olderThanSeconds: number,
): Promise<readonly DueLane[]> {
  const { rows } = await db.query<{ tenant_id: string; connection_id: string; lane: DueLane['lane'] }>(
    `SELECT DISTINCT tenant_id, connection_id, lane FROM ordersync.fleet_runs
     WHERE finished_at IS NULL AND started_at < ordersync.now() - make_interval(secs => $1) LIMIT 1000`,
    [olderThanSeconds],
  )
  return rows.map((row) => ({ tenantId: row.tenant_id, connectionId: row.connection_id, lane: row.lane }))
}

/** What a page added to its run. */
export interface PageCounts {
  readonly ordersProcessed: number
  readonly itemsProcessed: number
  readonly ordersChanged: number
  readonly quarantined: number
  /** The feed's last position before this page; null when the page held no orders. */
  readonly feedPosition: bigint | null
}

/** Adds a stored page to the counters of its run, in the page's transaction. */
export async function countPage(tx: TenantQueryable, run: RunHandle, counts: PageCounts): Promise<void> {
  await tx.query(
    `UPDATE ordersync.runs SET pages = pages + 1, orders_processed = orders_processed + $3, items_processed = items_processed + $4,
       orders_changed = orders_changed + $5, quarantined = quarantined + $6,
       feed_positions = feed_positions + int8multirange(int8range($7::bigint + 1, $7::bigint + $5 + 1))
     WHERE tenant_id = $1 AND run_id = $2`,
    [
      run.tenantId,
      run.runId,
      counts.ordersProcessed,
      counts.itemsProcessed,
      counts.ordersChanged,
      counts.quarantined,
      (counts.feedPosition ?? 0n).toString(),
    ],
  )
}

/** A request that a run sent to Amazon, and how it was answered. */
export interface RunCall {
  readonly operation: string
  readonly sentAt: Date
  /** Amazon's HTTP status, or `error` when there was no answer. */
  readonly status: number | 'error'
  readonly durationMs: number
  /** Amazon's own id of the request, for their support. */
  readonly amazonRequestId: string | null
}

/** How a run ended and when the lane is due again: at an instant of the database's clock, or after some time. */
export interface RunOutcome {
  /** `interrupted`: we are shutting down; whoever asked for this sync gets the outcome of the next run. */
  readonly status: 'success' | 'skipped' | 'failed' | 'interrupted'
  readonly reasonCode: ReasonCode
  readonly message: string
  /** Whether the lane reached the end of its window, so that everything up to its watermark is stored. */
  readonly complete: boolean
  /** Null: not before the connection changes. */
  readonly nextDue: { readonly at: Date } | { readonly afterMs: number } | null
  /** The lane found nothing to do: what somebody asked for while it looked makes it due at once. */
  readonly idle?: boolean
}

/**
 * Closes a run, sets when its lane is due again, and gives the outcome to everybody who asked for this sync.
 * Throws StaleRunError when another run holds the lane. One transaction: half an ending cannot be seen.
 */
export async function finishRun(
  tx: TenantQueryable,
  run: RunHandle,
  outcome: RunOutcome,
  calls: readonly RunCall[] = [],
): Promise<void> {
  const failedImport = run.lane === 'import' && !isWorthWaitingFor(outcome)
  // Whoever asked for an order has the answer with this run: nothing is left to be tried again.
  const nextDue = failedImport ? null : outcome.nextDue
  if (failedImport) await failOpenImports(tx, run.connectionId, outcome.reasonCode, outcome.message)
  const { rowCount } = await tx.query(
    `UPDATE ordersync.sync_states SET
       next_due_at = CASE WHEN $5::timestamptz IS NOT NULL THEN $5
                          WHEN $6::float8 IS NOT NULL THEN ordersync.now() + make_interval(secs => $6 / 1000) END,
       failures = CASE $7 WHEN 'failed' THEN failures + 1 WHEN 'success' THEN 0 ELSE failures END,
       last_success_at = CASE WHEN $7 = 'success' AND $8 THEN ordersync.now() ELSE last_success_at END,
       last_reason_code = $9,
       last_error = CASE WHEN $7 = 'success' THEN NULL ELSE $10 END
     WHERE tenant_id = $1 AND connection_id = $2 AND lane = $3 AND run_number = $4`,
    [
      run.tenantId,
      run.connectionId,
      run.lane,
      run.runNumber.toString(),
      nextDue !== null && 'at' in nextDue ? nextDue.at : null,
      nextDue !== null && 'afterMs' in nextDue ? nextDue.afterMs : null,
      outcome.status,
      outcome.complete,
      outcome.reasonCode,
      outcome.message,
    ],
  )
  if (rowCount !== 1) throw new StaleRunError(run.runId)
  if (nextDue === null || outcome.idle === true) await wakeIfWanted(tx, run)
  const { rows } = await tx.query<{ orders_processed: number; items_processed: number }>(
    `UPDATE ordersync.runs SET finished_at = ordersync.now(), status = $3, reason_code = $4, message = $5, calls = $8,
       watermark_after = (SELECT watermark FROM ordersync.sync_states
                          WHERE tenant_id = $1 AND connection_id = $6 AND lane = $7)
     WHERE tenant_id = $1 AND run_id = $2 RETURNING orders_processed, items_processed`,
    [
      run.tenantId,
      run.runId,
      outcome.status,
      outcome.reasonCode,
      outcome.message,
      run.connectionId,
      run.lane,
      JSON.stringify(calls),
    ],
  )
  // A requested sync waits for the delta lane only.
  if (outcome.status === 'interrupted' || run.lane !== 'delta') return
  await settleTargets(tx, run.connectionId, {
    runId: run.runId,
    status: outcome.status,
    reasonCode: outcome.reasonCode,
    message: outcome.message,
    ordersProcessed: rows[0]?.orders_processed ?? 0,
    itemsProcessed: rows[0]?.items_processed ?? 0,
  })
}

/** Whether the lane goes on by itself so soon that whoever waits for an order had better go on waiting. */
function isWorthWaitingFor({ status, reasonCode }: RunOutcome): boolean {
  return status === 'success' || status === 'interrupted' || reasonCode === 'AMAZON_RATE_LIMIT'
}

/**
 * What is asked for (a backfill, an order) while a run ends was not seen by that run any more, and the run's "nothing
 * to do" must not undo the wake. A statement of its own: the one before holds the lane's row, so that whoever wakes the
 * lane is either seen here or comes after.
 */
async function wakeIfWanted(tx: TenantQueryable, run: RunHandle): Promise<void> {
  await tx.query(
    `UPDATE ordersync.sync_states s SET next_due_at = ordersync.now() FROM ordersync.connections c
     WHERE s.tenant_id = $1 AND s.connection_id = $2 AND s.lane = $3
       AND c.tenant_id = s.tenant_id AND c.connection_id = s.connection_id
       AND c.status = 'connected' AND c.refresh_token IS NOT NULL
       AND CASE s.lane
         WHEN 'backfill' THEN EXISTS (SELECT FROM ordersync.backfills b WHERE b.tenant_id = s.tenant_id
           AND b.connection_id = s.connection_id AND b.status = 'in_progress')
         WHEN 'import' THEN EXISTS (SELECT FROM ordersync.order_imports i WHERE i.tenant_id = s.tenant_id
           AND i.connection_id = s.connection_id AND i.finished_at IS NULL)
         WHEN 'detail' THEN EXISTS (SELECT FROM ordersync.orders o WHERE o.tenant_id = s.tenant_id
           AND o.connection_id = s.connection_id AND o.detail_level = 'outline' AND o.detail_next_try_at IS NULL)
         ELSE false END`,
    [run.tenantId, run.connectionId, run.lane],
  )
}
