import type { ReasonCode, RunStatus } from '../domain/reason-code.ts'
import type { Queryable } from './database.ts'

export type RequestMode = 'single' | 'global'

/** A sync that somebody asked for. */
export interface SyncRequest {
  readonly requestId: string
  readonly mode: RequestMode
  readonly requestedAt: Date
  readonly finishedAt: Date | null
}

/** One connection of a request and, once it is done, its outcome. */
export interface RequestTarget {
  readonly tenantId: string
  readonly displayName: string
  /** Null for a tenant that has no connection at all. */
  readonly connectionId: string | null
  readonly done: boolean
  readonly runId: string | null
  readonly status: RunStatus | null
  readonly reasonCode: ReasonCode | null
  readonly message: string | null
  readonly ordersProcessed: number
  readonly itemsProcessed: number
  /** The watermark of the connection as it is now. */
  readonly watermark: Date | null
}

export interface TargetOutcome {
  readonly runId: string | null
  readonly status: RunStatus
  readonly reasonCode: ReasonCode
  readonly message: string
  readonly ordersProcessed: number
  readonly itemsProcessed: number
}

export interface NewSyncRequest {
  readonly requestId: string
  readonly mode: RequestMode
  /** Null for all tenants. */
  readonly tenantId: string | null
  readonly batchSize: number | null
  readonly batchDelayMs: number
}

/**
 * Stores a request with one target for each connection that it covers, in the order in which they are served:
 * failing ones last, never synced first, then the longest without success. Connections that cannot be synced get
 * their outcome at once. A global request serves what is due: it takes over the last outcome of a connection that
 * was synced within its period or that backs off after a failure, instead of spending quota on asking again.
 * Answers how many targets are left to be run.
 */
export async function createSyncRequest(tx: Queryable, request: NewSyncRequest): Promise<number> {
  await tx.query(
    `INSERT INTO ordersync.sync_requests (request_id, mode, batch_size, batch_delay_ms) VALUES ($1, $2, $3, $4)`,
    [request.requestId, request.mode, request.batchSize, request.batchDelayMs],
  )
  await tx.query(createTargetsSql, [request.requestId, request.tenantId, request.mode === 'global'])
  return await finishIfSettled(tx, request.requestId)
}

const createTargetsSql = `
WITH candidates AS (
  SELECT t.tenant_id, c.connection_id, c.status, c.refresh_token IS NOT NULL AS has_token, s.failures, s.last_success_at,
    CASE WHEN $3 AND s.next_due_at > ordersync.now() THEN last_run.run_id END AS fresh_run_id,
    last_run.reason_code, last_run.message, last_run.orders_processed, last_run.items_processed, last_run.status AS run_status,
    last_run.finished_at
  FROM ordersync.tenants t
  LEFT JOIN ordersync.connections c USING (tenant_id)
  LEFT JOIN ordersync.sync_states s ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id AND s.lane = 'delta'
  LEFT JOIN LATERAL (
    SELECT * FROM ordersync.runs r
    WHERE r.tenant_id = c.tenant_id AND r.connection_id = c.connection_id AND r.lane = 'delta'
    ORDER BY r.started_at DESC, r.run_id DESC LIMIT 1
  ) last_run ON last_run.status IN ('success', 'failed', 'skipped')
  WHERE $2::text IS NULL OR t.tenant_id = $2
)
INSERT INTO ordersync.sync_request_targets
  (tenant_id, request_id, connection_id, position, state, run_id, status, reason_code, message, orders_processed, items_processed)
SELECT tenant_id, $1, COALESCE(connection_id, ''),
  row_number() OVER (ORDER BY failures > 0, last_success_at NULLS FIRST, tenant_id, connection_id),
  CASE WHEN outcome.status IS NULL THEN 'waiting' ELSE 'done' END,
  fresh_run_id, outcome.status, outcome.reason_code, outcome.message,
  CASE WHEN fresh_run_id IS NULL THEN 0 ELSE orders_processed END, CASE WHEN fresh_run_id IS NULL THEN 0 ELSE items_processed END
FROM candidates c
CROSS JOIN LATERAL (
  SELECT * FROM (VALUES
    (c.connection_id IS NULL, 'skipped', 'NOT_CONNECTED', 'no connection: connect the seller''s Amazon account'),
    (NOT c.has_token, 'skipped', 'TOKEN_MISSING', 'no refresh token'),
    (c.status = 'paused', 'skipped', 'NOT_CONNECTED', 'the connection is paused: resume it to sync'),
    (c.status = 'reauthorization_required', 'skipped', 'TOKEN_REVOKED', 'Amazon no longer accepts the authorisation: the seller must reconnect Amazon'),
    (c.fresh_run_id IS NOT NULL, c.run_status, c.reason_code,
      'not due yet; the run of ' || to_char(c.finished_at AT TIME ZONE 'UTC', 'HH24:MI:SS"Z"') || ' said: ' || c.message),
    (true, NULL, NULL, NULL)
  ) AS rule(applies, status, reason_code, message)
  WHERE rule.applies LIMIT 1
) outcome`

/** A target that is to be handed to the workers now. */
export interface ClaimedTarget {
  readonly tenantId: string
  readonly connectionId: string
  readonly mode: RequestMode
}

/**
 * Hands over the next waiting targets of all open requests. A request with a batch size has at most that many
 * under way, and waits its delay between batches. One process at a time per request. What was handed over five
 * seconds ago and has no outcome is handed over again: a job that was running then was dropped by the queue, and
 * one that still runs or waits drops the second.
 */
export async function claimTargets(tx: Queryable, limit: number): Promise<readonly ClaimedTarget[]> {
  const { rows: requests } = await tx.query<{
    request_id: string
    mode: RequestMode
    batch_size: number | null
    batch_delay_ms: number
  }>(
    `SELECT request_id, mode, batch_size, batch_delay_ms FROM ordersync.sync_requests
     WHERE finished_at IS NULL AND next_batch_at <= ordersync.now() ORDER BY requested_at LIMIT 100 FOR UPDATE SKIP LOCKED`,
  )
  const claimed: ClaimedTarget[] = []
  for (const request of requests) {
    const { rows } = await tx.query<{ tenant_id: string; connection_id: string }>(
      `UPDATE ordersync.sync_request_targets t SET state = 'queued', queued_at = ordersync.now()
       FROM (
         (SELECT tenant_id, request_id, connection_id FROM ordersync.sync_request_targets
          WHERE request_id = $1 AND state = 'waiting' ORDER BY position
          LIMIT GREATEST(0, LEAST($2, COALESCE($3 - (SELECT count(*) FROM ordersync.sync_request_targets
            WHERE request_id = $1 AND state = 'queued'), $2))))
         UNION ALL
         (SELECT tenant_id, request_id, connection_id FROM ordersync.sync_request_targets
          WHERE request_id = $1 AND state = 'queued' AND queued_at < ordersync.now() - interval '5 seconds')
       ) next
       WHERE t.tenant_id = next.tenant_id AND t.request_id = next.request_id AND t.connection_id = next.connection_id
       RETURNING t.tenant_id, t.connection_id`,
      [request.request_id, limit - claimed.length, request.batch_size],
    )
    claimed.push(
      ...rows.map((row) => ({
        tenantId: row.tenant_id,
        connectionId: row.connection_id,
        mode: request.mode,
      })),
    )
    if (rows.length > 0 && request.batch_delay_ms > 0) {
      await tx.query(
        `UPDATE ordersync.sync_requests SET next_batch_at = ordersync.now() + make_interval(secs => $2::float8 / 1000) WHERE request_id = $1`,
        [request.request_id, request.batch_delay_ms],
      )
    }
    // A target whose connection was deleted meanwhile has nobody to give it an outcome.
    await tx.query(
      `UPDATE ordersync.sync_request_targets t SET state = 'done', status = 'skipped', reason_code = 'NOT_CONNECTED',
         message = 'the connection was removed while the sync was under way'
       WHERE request_id = $1 AND state <> 'done' AND NOT EXISTS (
         SELECT FROM ordersync.connections c WHERE c.tenant_id = t.tenant_id AND c.connection_id = t.connection_id)`,
      [request.request_id],
    )
    await finishIfSettled(tx, request.request_id)
  }
  return claimed
}

/**
 * Gives an outcome to every target that waits for this connection, handed over or not: a run that was under way
 * when the request came answers it too. Closes the requests that have all of theirs.
 */
export async function settleTargets(
  tx: Queryable,
  tenantId: string,
  connectionId: string,
  outcome: TargetOutcome,
): Promise<void> {
  const { rows } = await tx.query<{ request_id: string }>(
    `UPDATE ordersync.sync_request_targets SET state = 'done', run_id = $3, status = $4, reason_code = $5, message = $6,
       orders_processed = $7, items_processed = $8
     WHERE tenant_id = $1 AND connection_id = $2 AND state <> 'done' RETURNING request_id`,
    [
      tenantId,
      connectionId,
      outcome.runId,
      outcome.status,
      outcome.reasonCode,
      outcome.message,
      outcome.ordersProcessed,
      outcome.itemsProcessed,
    ],
  )
  for (const { request_id: requestId } of rows) await finishIfSettled(tx, requestId)
}

/** Closes the request if no target is open. Answers how many are. */
async function finishIfSettled(tx: Queryable, requestId: string): Promise<number> {
  const { rows } = await tx.query<{ open: number }>(
    `SELECT count(*)::integer AS open FROM ordersync.sync_request_targets WHERE request_id = $1 AND state <> 'done'`,
    [requestId],
  )
  const open = rows[0]?.open ?? 0
  if (open === 0) {
    await tx.query(
      'UPDATE ordersync.sync_requests SET finished_at = ordersync.now() WHERE request_id = $1 AND finished_at IS NULL',
      [requestId],
    )
  }
  return open
}

export async function findSyncRequest(db: Queryable, requestId: string): Promise<SyncRequest | null> {
  const { rows } = await db.query<{
    request_id: string
    mode: RequestMode
    requested_at: Date
    finished_at: Date | null
  }>(
    'SELECT request_id, mode, requested_at, finished_at FROM ordersync.sync_requests WHERE request_id = $1',
    [requestId],
  )
  const [row] = rows
  return row === undefined
    ? null
    : {
        requestId: row.request_id,
        mode: row.mode,
        requestedAt: row.requested_at,
        finishedAt: row.finished_at,
      }
}

/** The targets of a request in the order in which they were served. */
export async function listRequestTargets(
  db: Queryable,
  requestId: string,
): Promise<readonly RequestTarget[]> {
  const { rows } = await db.query<{
    tenant_id: string
    display_name: string
    connection_id: string
    state: string
    run_id: string | null
    status: RunStatus | null
    reason_code: ReasonCode | null
    message: string | null
    orders_processed: number
    items_processed: number
    watermark: Date | null
  }>(
    `SELECT g.*, t.display_name, s.watermark FROM ordersync.sync_request_targets g
     JOIN ordersync.tenants t USING (tenant_id)
     LEFT JOIN ordersync.sync_states s ON s.tenant_id = g.tenant_id AND s.connection_id = g.connection_id AND s.lane = 'delta'
     WHERE request_id = $1 ORDER BY position`,
    [requestId],
  )
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    displayName: row.display_name,
    connectionId: row.connection_id === '' ? null : row.connection_id,
    done: row.state === 'done',
    runId: row.run_id,
    status: row.status,
    reasonCode: row.reason_code,
    message: row.message,
    ordersProcessed: row.orders_processed,
    itemsProcessed: row.items_processed,
    watermark: row.watermark,
  }))
}
