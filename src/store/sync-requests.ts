import type { ReasonCode, RunStatus } from '../domain/reason-code.ts'
import type { FleetQueryable, Queryable, Scoped, TenantQueryable } from './database.ts'

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
  readonly batchSize: number | null
  readonly batchDelayMs: number
}

/**
 * Stores a request of a tenant, or as nobody of all tenants, with one target for each connection that it covers, in the
 * order in which they are served: failing ones last, never synced first, then the longest without success. Connections
 * that cannot be synced get their outcome at once. A global request serves what is due: it takes over the last outcome
 * of a connection that was synced within its period or that backs off after a failure, instead of spending quota on
 * asking again. Answers how many targets are left to be run.
 */
export async function createSyncRequest(tx: Scoped<string | null>, request: NewSyncRequest): Promise<number> {
  const mode: RequestMode = tx.tenantId === null ? 'global' : 'single'
  await tx.query(
    `INSERT INTO ordersync.sync_requests (request_id, mode, batch_size, batch_delay_ms) VALUES ($1, $2, $3, $4)`,
    [request.requestId, mode, request.batchSize, request.batchDelayMs],
  )
  await tx.query(
    mode === 'global'
      ? 'SELECT ordersync.fleet_create_request_targets($1)'
      : 'SELECT ordersync.create_request_targets($1, false)',
    [request.requestId],
  )
  return settleRequest(tx, request.requestId)
}

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
export async function claimTargets(tx: FleetQueryable, limit: number): Promise<readonly ClaimedTarget[]> {
  const { rows } = await tx.query<{ tenant_id: string; connection_id: string; mode: RequestMode }>(
    'SELECT tenant_id, connection_id, mode FROM ordersync.fleet_claim_targets($1)',
    [limit],
  )
  return rows.map((row) => ({ tenantId: row.tenant_id, connectionId: row.connection_id, mode: row.mode }))
}

/**
 * Gives an outcome to every target that waits for this connection, handed over or not: a run that was under way
 * when the request came answers it too. Closes the requests that have all of theirs.
 */
export async function settleTargets(
  tx: TenantQueryable,
  connectionId: string,
  outcome: TargetOutcome,
): Promise<void> {
  const { rows } = await tx.query<{ request_id: string }>(
    `UPDATE ordersync.sync_request_targets SET state = 'done', run_id = $3, status = $4, reason_code = $5, message = $6,
       orders_processed = $7, items_processed = $8
     WHERE tenant_id = $1 AND connection_id = $2 AND state <> 'done' RETURNING request_id`,
    [
      tx.tenantId,
      connectionId,
      outcome.runId,
      outcome.status,
      outcome.reasonCode,
      outcome.message,
      outcome.ordersProcessed,
      outcome.itemsProcessed,
    ],
  )
  for (const { request_id: requestId } of rows) await settleRequest(tx, requestId)
}

/** Closes the request if no target of it is open. Answers how many are. */
async function settleRequest(tx: Queryable, requestId: string): Promise<number> {
  const { rows } = await tx.query<{ open: number }>('SELECT ordersync.fleet_settle_request($1) AS open', [
    requestId,
  ])
  return rows[0]?.open ?? 0
}

/**
 * Deletes a batch of requests that ended before so many days, with their targets; the newest of all tenants stays. Answers
 * how many went.
 */
export async function deleteOldRequests(
  db: FleetQueryable,
  days: number,
  batchSize: number,
): Promise<number> {
  const { rows } = await db.query<{ deleted: number }>(
    'SELECT ordersync.fleet_delete_old_requests($1, $2) AS deleted',
    [days, batchSize],
  )
  return rows[0]?.deleted ?? 0
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

/** The targets of a request in the order in which they were served; a tenant sees its own only. */
export async function listRequestTargets(
  db: Scoped<string | null>,
  requestId: string,
): Promise<readonly RequestTarget[]> {
  const scope = db.tenantId === null ? 'fleet_' : ''
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
    `SELECT g.*, t.display_name, s.watermark FROM ordersync.${scope}sync_request_targets g
     JOIN ordersync.${scope}tenants t USING (tenant_id)
     LEFT JOIN ordersync.${scope}sync_states s ON s.tenant_id = g.tenant_id AND s.connection_id = g.connection_id AND s.lane = 'delta'
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
