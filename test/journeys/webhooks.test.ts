import { chaosFleet } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import type { Worker } from '../../src/queue/worker.ts'
import { systemRandom } from '../../src/runtime/random.ts'
import { Secret } from '../../src/runtime/secret.ts'
import { insertWebhook, webhookSecretContext } from '../../src/store/webhooks.ts'
import { type Journey, startJourney } from '../journey.ts'
import { startReceiver } from '../webhook-receiver.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function subscribe({ ordersync }: Journey, tenantId: string, url: string): Promise<void> {
  const webhookId = systemRandom.id('wh')
  const secret = new Secret('whsec_journey')
  const sealedSecret = await ordersync.vault.seal(tenantId, webhookSecretContext(webhookId), secret)
  const webhook = {
    webhookId,
    url,
    description: null,
    events: ['order.created', 'order.updated'],
    sealedSecret,
  } as const
  await ordersync.db.of(tenantId).transaction((tx) => insertWebhook(tx, webhook, 20))
}

test('every change of every order at Amazon reaches the receiver of its tenant, and nobody else', {
  timeout: 120_000,
}, async () => {
  const journey = await startJourney({ fleet: chaosFleet('webhooks', 3) })
  closers.push(() => journey.close())
  const tenantIds = await tenantsOf(journey)
  const receivers = new Map<string, Awaited<ReturnType<typeof startReceiver>>>()
  for (const tenantId of tenantIds) {
    const receiver = await startReceiver()
    closers.push(() => receiver.close())
    receivers.set(tenantId, receiver)
    await subscribe(journey, tenantId, receiver.url)
  }
  const worker: Worker = await journey.ordersync.startWorker()
  closers.push(() => worker.stop())

  await expect.poll(() => isAllDelivered(journey), { timeout: 90_000, interval: 500 }).toBe(true)
  for (const [tenantId, receiver] of receivers) {
    const { rows } = await journey.database.admin.query<{ position: string; external_order_id: string }>(
      'SELECT position, external_order_id FROM ordersync.order_changes WHERE tenant_id = $1 ORDER BY position',
      [tenantId],
    )
    const told = receiver.received.flatMap(({ body }) => {
      expect(body.tenantId).toBe(tenantId)
      return body.changes.map(
        (change: { position: number; externalOrderId: string }) =>
          `${change.position} ${change.externalOrderId}`,
      )
    })
    expect(told).toEqual(rows.map((row) => `${row.position} ${row.external_order_id}`))
  }
})

async function tenantsOf({ database }: Journey): Promise<readonly string[]> {
  const { rows } = await database.query<{ tenant_id: string }>(
    'SELECT tenant_id FROM ordersync.fleet_tenants',
  )
  return rows.map((row) => row.tenant_id)
}

/** Whether something was stored for each tenant, and all of it was sent. */
async function isAllDelivered({ database }: Journey): Promise<boolean> {
  const { rows } = await database.admin.query<{ done: boolean }>(
    `SELECT bool_and(t.feed_position > 0 AND w.feed_position = t.feed_position AND w.lease IS NULL
       AND s.last_success_at IS NOT NULL AND NOT EXISTS (
         SELECT FROM ordersync.webhook_deliveries d WHERE d.tenant_id = t.tenant_id AND d.state = 'open')) AS done
     FROM ordersync.tenants t JOIN ordersync.webhooks w USING (tenant_id)
     JOIN ordersync.sync_states s ON s.tenant_id = t.tenant_id AND s.lane = 'delta'`,
  )
  return rows[0]?.done === true
}
