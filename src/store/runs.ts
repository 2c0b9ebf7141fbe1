import type { Lane, RunTrigger } from '../domain/lane.ts'
import type { ReasonCode, RunStatus } from '../domain/reason-code.ts'
import type { FleetQueryable, Scoped, TenantQueryable } from './database.ts'
import type { RunCall } from './run-lifecycle.ts'

/** One execution of a lane, as its history shows it. */
export interface Run {
  readonly tenantId: string
  readonly runId: string
  readonly connectionId: string
  readonly lane: Lane
  readonly trigger: RunTrigger
  readonly startedAt: Date
  readonly finishedAt: Date | null
  /** Null while it runs. */
  readonly status: RunStatus | null
  readonly reasonCode: ReasonCode | null
  readonly message: string | null
  readonly pages: number
  readonly ordersProcessed: number
  readonly itemsProcessed: number
  readonly ordersChanged: number
  readonly quarantined: number
  readonly watermarkBefore: Date | null
  readonly watermarkAfter: Date | null
}

interface RunRow {
  readonly tenant_id: string
  readonly run_id: string
  readonly connection_id: string
  readonly lane: Lane
  readonly trigger: RunTrigger
  readonly started_at: Date
  readonly finished_at: Date | null
  readonly status: RunStatus | null
  readonly reason_code: ReasonCode | null
  readonly message: string | null
  readonly pages: number
  readonly orders_processed: number
  readonly items_processed: number
  readonly orders_changed: number
  readonly quarantined: number
  readonly watermark_before: Date | null
  readonly watermark_after: Date | null
}

function fromRow(row: RunRow): Run {
  return {
    tenantId: row.tenant_id,
    runId: row.run_id,
    connectionId: row.connection_id,
    lane: row.lane,
    trigger: row.trigger,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    status: row.status,
    reasonCode: row.reason_code,
    message: row.message,
    pages: row.pages,
    ordersProcessed: row.orders_processed,
    itemsProcessed: row.items_processed,
    ordersChanged: row.orders_changed,
    quarantined: row.quarantined,
    watermarkBefore: row.watermark_before,
    watermarkAfter: row.watermark_after,
  }
}

export interface RunFilter {
  readonly lane: Lane | null
  readonly status: RunStatus | null
  /** Only runs older than this one: the last of the previous page. */
  readonly after: RunPosition | null
  readonly limit: number
}

/** Where a page of runs ended: the instant as the database writes it, with microseconds, which a Date would lose. */
export interface RunPosition {
  readonly startedAt: string
  readonly runId: string
}

/** Runs of a tenant, or as nobody those of all, newest first, each with its position. */
export async function listRuns(
  db: Scoped<string | null>,
  filter: RunFilter,
): Promise<readonly (Run & { readonly position: RunPosition })[]> {
  const { rows } = await db.query<RunRow & { exact_started_at: string }>(
    `SELECT *, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exact_started_at FROM ${runsSeenBy(db)}
     WHERE ($1::text IS NULL OR tenant_id = $1) AND ($2::text IS NULL OR lane = $2) AND ($3::text IS NULL OR status = $3)
       AND ($4::timestamptz IS NULL OR (started_at, run_id) < ($4, $5))
     ORDER BY started_at DESC, run_id DESC LIMIT $6`,
    [
      db.tenantId,
      filter.lane,
      filter.status,
      filter.after?.startedAt ?? null,
      filter.after?.runId ?? null,
      filter.limit,
    ],
  )
  return rows.map((row) => ({
    ...fromRow(row),
    position: { startedAt: row.exact_started_at, runId: row.run_id },
  }))
}

/** A run and what it asked Amazon: empty while it runs, and when its process died. */
export interface RunWithCalls extends Run {
  readonly calls: readonly RunCall[]
}

/** A run of a tenant, or as nobody of any. */
export async function findRun(db: Scoped<string | null>, runId: string): Promise<RunWithCalls | null> {
  const { rows } = await db.query<RunRow & { calls: readonly StoredCall[] | null }>(
    `SELECT * FROM ${runsSeenBy(db)} WHERE run_id = $2 AND ($1::text IS NULL OR tenant_id = $1)`,
    [db.tenantId, runId],
  )
  const [row] = rows
  if (row === undefined) return null
  return {
    ...fromRow(row),
    calls: (row.calls ?? []).map((call) => ({ ...call, sentAt: new Date(call.sentAt) })),
  }
}

/** A call as its JSON has it. */
type StoredCall = Omit<RunCall, 'sentAt'> & { readonly sentAt: string }

/** An order that a run created or changed. */
export interface RunOrder {
  readonly position: bigint
  readonly externalOrderId: string
  readonly kind: 'created' | 'updated'
  /** `{field: [before, after]}`, or null for a created order. */
  readonly difference: Readonly<Record<string, unknown>> | null
}

/** What a run of the tenant wrote into the feed, in that order, after the given position. */
export async function listRunOrders(
  db: TenantQueryable,
  runId: string,
  after: bigint,
  limit: number,
): Promise<readonly RunOrder[]> {
  const { rows } = await db.query<{
    position: string
    external_order_id: string
    kind: 'created' | 'updated'
    difference: Record<string, unknown> | null
  }>(
    `SELECT c.position, c.external_order_id, c.kind, c.difference
     FROM ordersync.runs r CROSS JOIN unnest(r.feed_positions) written
     JOIN ordersync.order_changes c ON c.tenant_id = r.tenant_id AND c.position >= lower(written) AND c.position < upper(written)
     WHERE r.tenant_id = $1 AND r.run_id = $2 AND c.position > $3 ORDER BY c.position LIMIT $4`,
    [db.tenantId, runId, after.toString(), limit],
  )
  return rows.map((row) => ({
    position: BigInt(row.position),
    externalOrderId: row.external_order_id,
    kind: row.kind,
    difference: row.difference,
  }))
}

/** The open run of a lane, if there is one. Whether its process still lives, the lane's lock tells. */
export async function findOpenRun(
  db: TenantQueryable,
  connectionId: string,
  lane: Lane,
): Promise<Run | null> {
  const { rows } = await db.query<RunRow>(
    `SELECT * FROM ordersync.runs WHERE tenant_id = $1 AND connection_id = $2 AND lane = $3 AND finished_at IS NULL
     ORDER BY started_at DESC LIMIT 1`,
    [db.tenantId, connectionId, lane],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/** Deletes a batch of finished runs of before so many days, the oldest first. Answers how many went. */
export async function deleteOldRuns(db: FleetQueryable, days: number, batchSize: number): Promise<number> {
  const { rows } = await db.query<{ deleted: number }>(
    'SELECT ordersync.fleet_delete_old_runs($1, $2) AS deleted',
    [days, batchSize],
  )
  return rows[0]?.deleted ?? 0
}

function runsSeenBy(db: Scoped<string | null>): string {
  return db.tenantId === null ? 'ordersync.fleet_runs' : 'ordersync.runs'
}
