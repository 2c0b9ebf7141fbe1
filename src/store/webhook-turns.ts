import type { WebhookEvent } from '../domain/webhook-events.ts'
import type { FleetQueryable, TenantQueryable } from './database.ts'

/** How long a worker that died keeps a webhook to itself. Longer than any one step of a turn. */
const leaseSeconds = 30
/** More unsettled deliveries than this are not made: a receiver that is down costs ten rows, whatever waits for it. */
const mostOpen = 10

/** One worker's turn with a webhook. Every write of the turn checks that it is still its own. */
export interface WebhookTurn {
  readonly tenantId: string
  readonly webhookId: string
  readonly lease: string
}

/**
 * Takes webhooks that have something to send, of all tenants, for one worker each. Whoever dies with a turn loses it
 * after half a minute.
 */
export async function claimWebhooks(
  db: FleetQueryable,
  lease: string,
  limit: number,
): Promise<readonly WebhookTurn[]> {
  const { rows } = await db.query<{ tenant_id: string; webhook_id: string }>(
    'SELECT tenant_id, webhook_id FROM ordersync.fleet_claim_webhooks($1, $2, $3, $4)',
    [lease, limit, leaseSeconds, mostOpen],
  )
  return rows.map((row) => ({ tenantId: row.tenant_id, webhookId: row.webhook_id, lease }))
}

/** What a turn needs to know of its webhook. */
export interface HeldWebhook {
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly feedPosition: number
  /** How many more deliveries may be made now. */
  readonly room: number
  readonly secret: Buffer
  /** Null unless it still signs. */
  readonly previousSecret: Buffer | null
}

/** Keeps the turn for another half minute. Null: it is over, the webhook was paused, changed hands or was deleted. */
export async function holdWebhook(tx: TenantQueryable, turn: WebhookTurn): Promise<HeldWebhook | null> {
  const { rows } = await tx.query<{
    url: string
    events: WebhookEvent[]
    feed_position: string
    open: number
    secret: Buffer
    previous_secret: Buffer | null
  }>(
    `UPDATE ordersync.webhooks w SET held_until = ordersync.now() + interval '${leaseSeconds} s'
     WHERE tenant_id = $1 AND webhook_id = $2 AND lease = $3 AND status = 'active'
     RETURNING url, events, feed_position, secret,
       CASE WHEN previous_secret_until > ordersync.now() THEN previous_secret END AS previous_secret,
       (SELECT count(*)::integer FROM ordersync.webhook_deliveries d
        WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.state = 'open') AS open`,
    [tx.tenantId, turn.webhookId, turn.lease],
  )
  const [row] = rows
  if (row === undefined) return null
  return {
    url: row.url,
    events: row.events,
    feedPosition: Number(row.feed_position),
    room: Math.max(0, mostOpen - row.open),
    secret: row.secret,
    previousSecret: row.previous_secret,
  }
}

/** Makes deliveries of changes and notes how far the feed is read, for whoever holds the webhook in this transaction. */
export async function insertDeliveries(
  tx: TenantQueryable,
  { webhookId }: WebhookTurn,
  deliveries: readonly { readonly deliveryId: string; readonly positions: readonly number[] }[],
  feedPosition: number,
): Promise<void> {
  if (deliveries.length > 0) {
    await tx.query(
      `INSERT INTO ordersync.webhook_deliveries (tenant_id, delivery_id, webhook_id, positions)
       SELECT $1, d.id, $2, d.positions FROM json_to_recordset($3::json) AS d(id text, positions bigint[])`,
      [
        tx.tenantId,
        webhookId,
        JSON.stringify(deliveries.map((made) => ({ id: made.deliveryId, positions: made.positions }))),
      ],
    )
  }
  await tx.query(
    'UPDATE ordersync.webhooks SET feed_position = $3 WHERE tenant_id = $1 AND webhook_id = $2',
    [tx.tenantId, webhookId, feedPosition],
  )
}

/** A delivery whose attempt begins now. */
export interface StartedDelivery {
  readonly deliveryId: string
  readonly positions: readonly number[]
  /** This one included. */
  readonly attempts: number
  /** Since the first attempt. */
  readonly ageMs: number
}

/**
 * Begins an attempt of the delivery that is due and comes first in the feed, a test before all, for whoever holds the
 * webhook. It counts from here on: an attempt in which the worker dies is one, and comes again when the lease has passed.
 * Ids are no order: the clock of the worker that made them may be behind.
 */
export async function startDelivery(tx: TenantQueryable, turn: WebhookTurn): Promise<StartedDelivery | null> {
  const { rows } = await tx.query<{
    delivery_id: string
    positions: readonly string[]
    attempts: number
    age_ms: number
  }>(
    `UPDATE ordersync.webhook_deliveries SET attempts = attempts + 1, last_attempt_at = ordersync.now(),
       first_attempt_at = COALESCE(first_attempt_at, ordersync.now())
     WHERE tenant_id = $1 AND delivery_id = (
       SELECT delivery_id FROM ordersync.webhook_deliveries
       WHERE tenant_id = $1 AND webhook_id = $2 AND state = 'open' AND next_attempt_at <= ordersync.now()
       ORDER BY positions[1] NULLS FIRST, created_at LIMIT 1)
     RETURNING delivery_id, positions, attempts, (extract(epoch FROM ordersync.now() - first_attempt_at) * 1000)::float8 AS age_ms`,
    [tx.tenantId, turn.webhookId],
  )
  const [row] = rows
  if (row === undefined) return null
  return {
    deliveryId: row.delivery_id,
    positions: row.positions.map(Number),
    attempts: row.attempts,
    ageMs: row.age_ms,
  }
}

/** What an attempt found, and what becomes of the delivery. */
export interface AttemptOutcome {
  readonly state: 'open' | 'delivered' | 'dead'
  /** Until the next attempt; only while it stays open. */
  readonly retryInMs: number | null
  readonly responseStatus: number | null
  readonly responseText: string | null
  readonly durationMs: number
  readonly error: string | null
}

/**
 * Writes down an attempt. Answers since when the webhook has been failing, in ms, 0 after a success; null when the turn
 * is over, and nothing was written.
 */
export async function settleAttempt(
  tx: TenantQueryable,
  turn: WebhookTurn,
  deliveryId: string,
  outcome: AttemptOutcome,
): Promise<number | null> {
  const { rows } = await tx.query<{ failing_ms: number }>(
    `UPDATE ordersync.webhooks SET
       last_success_at = CASE WHEN $4 THEN ordersync.now() ELSE last_success_at END,
       failing_since = CASE WHEN $4 THEN NULL ELSE COALESCE(failing_since, ordersync.now()) END
     WHERE tenant_id = $1 AND webhook_id = $2 AND lease = $3
     RETURNING COALESCE(extract(epoch FROM ordersync.now() - failing_since) * 1000, 0)::float8 AS failing_ms`,
    [tx.tenantId, turn.webhookId, turn.lease, outcome.state === 'delivered'],
  )
  if (rows[0] === undefined) return null
  await tx.query(
    `UPDATE ordersync.webhook_deliveries SET state = $3, response_status = $4, response_text = $5, duration_ms = $6,
       error = $7, next_attempt_at = CASE WHEN $3 = 'open' THEN ordersync.now() + $8 * interval '1 ms' END
     WHERE tenant_id = $1 AND delivery_id = $2`,
    [
      tx.tenantId,
      deliveryId,
      outcome.state,
      outcome.responseStatus,
      outcome.responseText,
      outcome.durationMs,
      outcome.error,
      outcome.retryInMs ?? 0,
    ],
  )
  return rows[0].failing_ms
}

/** Gives the webhook back; for `pauseMs` nobody takes it. */
export async function releaseWebhook(db: TenantQueryable, turn: WebhookTurn, pauseMs: number): Promise<void> {
  await db.query(
    `UPDATE ordersync.webhooks SET lease = NULL, held_until = ordersync.now() + $4 * interval '1 ms'
     WHERE tenant_id = $1 AND webhook_id = $2 AND lease = $3`,
    [db.tenantId, turn.webhookId, turn.lease, pauseMs],
  )
}

/** Gives the webhook up until its tenant resumes it. */
export async function disableWebhook(db: TenantQueryable, turn: WebhookTurn, reason: string): Promise<void> {
  await db.query(
    `UPDATE ordersync.webhooks SET status = 'disabled', disabled_reason = $4
     WHERE tenant_id = $1 AND webhook_id = $2 AND lease = $3`,
    [db.tenantId, turn.webhookId, turn.lease, reason],
  )
}
