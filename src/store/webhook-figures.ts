import type { Queryable } from './database.ts'

/** Figures over the webhooks of all tenants, for metrics. */
export interface WebhookFigures {
  /** Changes that active webhooks have not put into deliveries yet. */
  readonly changesBehind: number
  /** Age of the oldest delivery that is to be sent, now or again. */
  readonly oldestOpenSeconds: number
  readonly dead: number
  readonly disabled: number
}

export async function readWebhookFigures(db: Queryable): Promise<WebhookFigures> {
  const { rows } = await db.query<Record<keyof WebhookFigures, number>>(`
    SELECT COALESCE(sum(t.feed_position - w.feed_position) FILTER (WHERE w.status = 'active'), 0)::float8 AS "changesBehind",
      (count(*) FILTER (WHERE w.status = 'disabled'))::integer AS "disabled",
      (SELECT count(*)::integer FROM ordersync.webhook_deliveries WHERE state = 'dead') AS "dead",
      COALESCE((SELECT extract(epoch FROM ordersync.now() - min(d.created_at)) FROM ordersync.webhook_deliveries d
        JOIN ordersync.webhooks a USING (tenant_id, webhook_id) WHERE d.state = 'open' AND a.status = 'active'), 0)::float8
        AS "oldestOpenSeconds"
    FROM ordersync.webhooks w JOIN ordersync.tenants t USING (tenant_id)`)
  return rows[0] as WebhookFigures
}
