import type { WebhookEvent } from '../domain/webhook-events.ts'
import type { TenantQueryable } from './database.ts'
import { untriedSql } from './webhook-deliveries.ts'

export type WebhookStatus = 'active' | 'paused' | 'disabled'

/** Where a tenant wants its changes sent, without its secrets. */
export interface Webhook {
  readonly tenantId: string
  readonly webhookId: string
  readonly url: string
  readonly description: string | null
  readonly events: readonly WebhookEvent[]
  readonly status: WebhookStatus
  /** Why we gave up, when `status` is `disabled`. */
  readonly disabledReason: string | null
  /** Until when the secret before the last rotation signs too. */
  readonly previousSecretUntil: Date | null
  readonly failingSince: Date | null
  readonly lastSuccessAt: Date | null
  /** Changes of the feed that are not in a delivery yet. */
  readonly changesBehind: number
  readonly deliveriesOpen: number
  readonly deliveriesDead: number
  readonly createdAt: Date
}

interface WebhookRow {
  readonly tenant_id: string
  readonly webhook_id: string
  readonly url: string
  readonly description: string | null
  readonly events: readonly WebhookEvent[]
  readonly status: WebhookStatus
  readonly disabled_reason: string | null
  readonly previous_secret_until: Date | null
  readonly failing_since: Date | null
  readonly last_success_at: Date | null
  readonly changes_behind: string
  readonly deliveries_open: number
  readonly deliveries_dead: number
  readonly created_at: Date
}

function fromRow(row: WebhookRow): Webhook {
  return {
    tenantId: row.tenant_id,
    webhookId: row.webhook_id,
    url: row.url,
    description: row.description,
    events: row.events,
    status: row.status,
    disabledReason: row.disabled_reason,
    previousSecretUntil: row.previous_secret_until,
    failingSince: row.failing_since,
    lastSuccessAt: row.last_success_at,
    changesBehind: Number(row.changes_behind),
    deliveriesOpen: row.deliveries_open,
    deliveriesDead: row.deliveries_dead,
    createdAt: row.created_at,
  }
}

const selectSql = `SELECT w.tenant_id, w.webhook_id, w.url, w.description, w.events, w.status, w.disabled_reason,
  CASE WHEN w.previous_secret_until > ordersync.now() THEN w.previous_secret_until END AS previous_secret_until,
  w.failing_since, w.last_success_at, w.created_at, t.feed_position - w.feed_position AS changes_behind,
  (SELECT count(*)::integer FROM ordersync.webhook_deliveries d
   WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.state = 'open') AS deliveries_open,
  (SELECT count(*)::integer FROM ordersync.webhook_deliveries d
   WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.state = 'dead') AS deliveries_dead
  FROM ordersync.webhooks w JOIN ordersync.tenants t USING (tenant_id)`

/** The webhooks of a tenant, oldest first. */
export async function listWebhooks(db: TenantQueryable): Promise<readonly Webhook[]> {
  const { rows } = await db.query<WebhookRow>(
    `${selectSql} WHERE w.tenant_id = $1 ORDER BY w.created_at, w.webhook_id`,
    [db.tenantId],
  )
  return rows.map(fromRow)
}

export async function findWebhook(db: TenantQueryable, webhookId: string): Promise<Webhook | null> {
  const { rows } = await db.query<WebhookRow>(`${selectSql} WHERE w.tenant_id = $1 AND w.webhook_id = $2`, [
    db.tenantId,
    webhookId,
  ])
  return rows[0] === undefined ? null : fromRow(rows[0])
}

/** Where in the vault the secrets of a webhook are sealed. */
export function webhookSecretContext(webhookId: string): string {
  return `webhooks/${webhookId}/secret`
}

/**
 * Adds a webhook that begins at the end of the feed. Answers false when the tenant has `most` already; the tenant's row
 * is locked, so that two requests at once do not both find room.
 */
export async function insertWebhook(
  tx: TenantQueryable,
  webhook: {
    readonly webhookId: string
    readonly url: string
    readonly description: string | null
    readonly events: readonly WebhookEvent[]
    readonly sealedSecret: Buffer
  },
  most: number,
): Promise<boolean> {
  await tx.query('SELECT 1 FROM ordersync.tenants WHERE tenant_id = $1 FOR NO KEY UPDATE', [tx.tenantId])
  const { rowCount } = await tx.query(
    `INSERT INTO ordersync.webhooks (tenant_id, webhook_id, url, description, events, secret, feed_position)
     SELECT tenant_id, $2, $3, $4, $5, $6, feed_position FROM ordersync.tenants t
     WHERE tenant_id = $1 AND (SELECT count(*) FROM ordersync.webhooks w WHERE w.tenant_id = t.tenant_id) < $7`,
    [
      tx.tenantId,
      webhook.webhookId,
      webhook.url,
      webhook.description,
      webhook.events,
      webhook.sealedSecret,
      most,
    ],
  )
  return rowCount === 1
}

/** Changes what is given, keeps the rest. Answers false when there is no such webhook. */
export async function updateWebhook(
  db: TenantQueryable,
  webhookId: string,
  wish: {
    readonly url?: string | undefined
    readonly description?: string | undefined
    readonly events?: readonly WebhookEvent[] | undefined
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ordersync.webhooks SET url = COALESCE($3, url), description = COALESCE($4, description), events = COALESCE($5, events)
     WHERE tenant_id = $1 AND webhook_id = $2`,
    [db.tenantId, webhookId, wish.url ?? null, wish.description ?? null, wish.events ?? null],
  )
  return rowCount === 1
}

export async function deleteWebhook(db: TenantQueryable, webhookId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'DELETE FROM ordersync.webhooks WHERE tenant_id = $1 AND webhook_id = $2',
    [db.tenantId, webhookId],
  )
  return rowCount === 1
}

/** Stops sending; what changes meanwhile is sent after `resumeWebhook`. A disabled webhook stays disabled. */
export async function pauseWebhook(db: TenantQueryable, webhookId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ordersync.webhooks SET status = CASE status WHEN 'active' THEN 'paused' ELSE status END
     WHERE tenant_id = $1 AND webhook_id = $2`,
    [db.tenantId, webhookId],
  )
  return rowCount === 1
}

/**
 * Sends again, from where it stopped, or with `skip` only what changes from now on. What was under way has 24 new hours:
 * nobody tried to send it meanwhile.
 */
export async function resumeWebhook(db: TenantQueryable, webhookId: string, skip: boolean): Promise<boolean> {
  const { rowCount } = await db.query(
    `WITH resumed AS (
       UPDATE ordersync.webhooks w SET status = 'active', disabled_reason = NULL, failing_since = NULL,
         held_until = CASE WHEN w.lease IS NULL THEN ordersync.now() ELSE w.held_until END,
         feed_position = CASE WHEN $3 THEN t.feed_position ELSE w.feed_position END
       FROM ordersync.tenants t WHERE t.tenant_id = w.tenant_id AND w.tenant_id = $1 AND w.webhook_id = $2
       RETURNING w.tenant_id, w.webhook_id
     ), renewed AS (
       UPDATE ordersync.webhook_deliveries d SET ${untriedSql} FROM resumed r
       WHERE d.tenant_id = r.tenant_id AND d.webhook_id = r.webhook_id AND d.state = 'open'
     )
     SELECT FROM resumed`,
    [db.tenantId, webhookId, skip],
  )
  return rowCount === 1
}

/** Puts a new secret in place. The one before signs as well for some hours. */
export async function rotateSecret(
  db: TenantQueryable,
  webhookId: string,
  sealedSecret: Buffer,
  overlapHours: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE ordersync.webhooks SET secret = $3, previous_secret = CASE WHEN $4 > 0 THEN secret END,
       previous_secret_until = CASE WHEN $4 > 0 THEN ordersync.now() + make_interval(hours => $4) END
     WHERE tenant_id = $1 AND webhook_id = $2`,
    [db.tenantId, webhookId, sealedSecret, overlapHours],
  )
  return rowCount === 1
}
