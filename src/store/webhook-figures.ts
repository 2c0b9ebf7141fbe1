import type { FleetQueryable } from './database.ts'

/** Figures over the webhooks of all tenants, for metrics. */
export interface WebhookFigures {
  /** Changes that active webhooks have not put into deliveries yet. */
  readonly changesBehind: number
  /** Age of the oldest delivery that is to be sent, now or again. */
  readonly oldestOpenSeconds: number
  readonly dead: number
  readonly disabled: number
}

export async function readWebhookFigures(db: FleetQueryable): Promise<WebhookFigures> {
  const { rows } = await db.query<Record<keyof WebhookFigures, number>>(
    `SELECT changes_behind AS "changesBehind", oldest_open_seconds AS "oldestOpenSeconds", dead, disabled
     FROM ordersync.fleet_webhook_figures`,
  )
  return rows[0] as WebhookFigures
}
