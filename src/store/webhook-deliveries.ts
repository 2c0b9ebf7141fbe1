import type { FleetQueryable, TenantQueryable } from './database.ts'

export const deliveryStates = ['open', 'delivered', 'dead'] as const

export type DeliveryState = (typeof deliveryStates)[number]

/** One POST to a webhook, with what its last attempt found. */
export interface Delivery {
  readonly deliveryId: string
  readonly webhookId: string
  /** The changes in it, by their positions in the feed; none in a test. */
  readonly positions: readonly number[]
  readonly state: DeliveryState
  readonly attempts: number
  readonly createdAt: Date
  readonly lastAttemptAt: Date | null
  /** Null once it is settled. */
  readonly nextAttemptAt: Date | null
  readonly responseStatus: number | null
  readonly responseText: string | null
  readonly durationMs: number | null
  readonly error: string | null
}

interface DeliveryRow {
  readonly delivery_id: string
  readonly webhook_id: string
  readonly positions: readonly string[]
  readonly state: DeliveryState
  readonly attempts: number
  readonly created_at: Date
  readonly last_attempt_at: Date | null
  readonly next_attempt_at: Date | null
  readonly response_status: number | null
  readonly response_text: string | null
  readonly duration_ms: number | null
  readonly error: string | null
}

function fromRow(row: DeliveryRow): Delivery {
  return {
    deliveryId: row.delivery_id,
    webhookId: row.webhook_id,
    positions: row.positions.map(Number),
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    lastAttemptAt: row.last_attempt_at,
    nextAttemptAt: row.next_attempt_at,
    responseStatus: row.response_status,
    responseText: row.response_text,
    durationMs: row.duration_ms,
    error: row.error,
  }
}

const columns = `delivery_id, webhook_id, positions, state, attempts, created_at, last_attempt_at, next_attempt_at,
  response_status, response_text, duration_ms, error`

/** Deliveries of a webhook, newest first; `before` is the id of the last one of the previous page. */
export async function listDeliveries(
  db: TenantQueryable,
  webhookId: string,
  filter: { readonly state: DeliveryState | null; readonly before: string | null; readonly limit: number },
): Promise<readonly Delivery[]> {
  const { rows } = await db.query<DeliveryRow>(
    `SELECT ${columns} FROM ordersync.webhook_deliveries
     WHERE tenant_id = $1 AND webhook_id = $2 AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR delivery_id < $4)
     ORDER BY delivery_id DESC LIMIT $5`,
    [db.tenantId, webhookId, filter.state, filter.before, filter.limit],
  )
  return rows.map(fromRow)
}

export async function findDelivery(
  db: TenantQueryable,
  webhookId: string,
  deliveryId: string,
): Promise<Delivery | null> {
  const { rows } = await db.query<DeliveryRow>(
    `SELECT ${columns} FROM ordersync.webhook_deliveries
     WHERE tenant_id = $1 AND webhook_id = $2 AND delivery_id = $3`,
    [db.tenantId, webhookId, deliveryId],
  )
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/** Asks for a delivery without changes, to try a webhook. The workers send it like any other. */
export async function insertTestDelivery(
  db: TenantQueryable,
  webhookId: string,
  deliveryId: string,
): Promise<void> {
  await db.query(
    `INSERT INTO ordersync.webhook_deliveries (tenant_id, delivery_id, webhook_id, positions) VALUES ($1, $2, $3, '{}')`,
    [db.tenantId, deliveryId, webhookId],
  )
  await endPause(db, webhookId)
}

/** Sends a settled delivery again, under its id, with 24 new hours. Answers false when it is open already. */
export async function replayDelivery(
  tx: TenantQueryable,
  webhookId: string,
  deliveryId: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(`${replaySql} AND delivery_id = $3 AND state <> 'open'`, [
    tx.tenantId,
    webhookId,
    deliveryId,
  ])
  await endPause(tx, webhookId)
  return rowCount === 1
}

/** Sends every dead delivery of a webhook again. Answers how many. */
export async function replayDeadDeliveries(tx: TenantQueryable, webhookId: string): Promise<number> {
  const { rowCount } = await tx.query(`${replaySql} AND state = 'dead'`, [tx.tenantId, webhookId])
  await endPause(tx, webhookId)
  return rowCount ?? 0
}

/** Gives what is open 24 new hours, from now on: it was not the receiver that kept it waiting. */
export async function renewOpenDeliveries(db: TenantQueryable, webhookId: string): Promise<void> {
  await db.query(`${replaySql} AND state = 'open'`, [db.tenantId, webhookId])
}

/** A delivery as if it had never been tried. */
export const untriedSql =
  "state = 'open', attempts = 0, first_attempt_at = NULL, next_attempt_at = ordersync.now()"

const replaySql = `UPDATE ordersync.webhook_deliveries SET ${untriedSql} WHERE tenant_id = $1 AND webhook_id = $2`

/** Somebody waits for an answer now: a pause after a failure is over, a lease is left alone. */
async function endPause(db: TenantQueryable, webhookId: string): Promise<void> {
  await db.query(
    `UPDATE ordersync.webhooks SET held_until = ordersync.now()
     WHERE tenant_id = $1 AND webhook_id = $2 AND lease IS NULL`,
    [db.tenantId, webhookId],
  )
}

/** Deletes, of all tenants, a batch of what was delivered or given up long ago. Answers how many went. */
export async function deleteOldDeliveries(
  db: FleetQueryable,
  days: { readonly delivered: number; readonly dead: number },
  batchSize: number,
): Promise<number> {
  const { rows } = await db.query<{ deleted: number }>(
    'SELECT ordersync.fleet_delete_old_deliveries($1, $2, $3) AS deleted',
    [days.delivered, days.dead, batchSize],
  )
  return rows[0]?.deleted ?? 0
}
