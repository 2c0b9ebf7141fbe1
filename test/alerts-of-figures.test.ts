import { chaosFleet } from '@ordersync/simulator'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Journey, startJourney } from './journey.ts'
import { api, Watch } from './prometheus/watch.ts'

/** The alerts about what happens to some sellers, one trouble after the other in one installation. */

const fleet = chaosFleet('alerts', 3, { ordersPerMonth: 60, historyDays: 5 })
const [first, second, third] = fleet.roster.map(({ tenantId, sellerId }) => ({
  tenantId,
  sellerId: sellerId ?? '',
}))
const tenants = [first?.tenantId, second?.tenantId, third?.tenantId]

let journey: Journey
let watch: Watch
beforeAll(async () => {
  journey = await startJourney({ fleet, initialBackfillDays: 5 })
  await new Watch(journey).pass(8)
})
afterAll(() => journey.close())
beforeEach(() => {
  watch = new Watch(journey)
})

const sql = (text: string, values: readonly unknown[] = []) =>
  journey.database.admin.query(text, values as unknown[])
const fail = (kind: 'unauthorized' | 'throttled', sellerId?: string) =>
  journey.simulator.control.addFault(sellerId === undefined ? { kind } : { kind, sellerId })

/** Everybody is due, and has just had a success: what was before is over. */
async function recover(): Promise<void> {
  journey.simulator.control.clearFaults()
  await sql('UPDATE ordersync.sync_states SET next_due_at = ordersync.now(), failures = 0')
  await new Watch(journey).pass(4)
}

/** Has the history of a tenant under way. */
const resumeHistory = (tenantId: string | undefined) =>
  sql("UPDATE ordersync.backfills SET status = 'in_progress' WHERE tenant_id = $1", [tenantId])
const endHistory = () => sql("UPDATE ordersync.backfills SET status = 'success'")

test('a seller who is refused for a day raises one alert, also with a history under way; one more who is, another', async () => {
  await resumeHistory(first?.tenantId)
  fail('unauthorized', first?.sellerId)
  await watch.pass(8)
  await watch.skip(7)
  await watch.pass(40)
  expect(watch.raised()).toEqual(['OrdersyncConnectionWithoutSuccess'])

  fail('unauthorized', second?.sellerId)
  for (let hour = 0; hour < 2; hour += 1) {
    await watch.pass(8)
    await watch.skip(1)
  }
  await watch.pass(8)
  expect(watch.raised()).toEqual([
    'OrdersyncConnectionWithoutSuccess',
    'OrdersyncMoreConnectionsWithoutSuccess',
  ])
  await endHistory()
  await recover()
})

test('a master key that is lost raises one alert, also with a history under way', async () => {
  await resumeHistory(first?.tenantId)
  await sql('UPDATE ordersync.tenant_keys SET wrapped_key = reverse(wrapped_key)')
  await watch.pass(8)
  await watch.skip(7)
  await watch.pass(40)
  expect(watch.raised()).toEqual(['OrdersyncSecretStoreUnavailable'])
  await sql('UPDATE ordersync.tenant_keys SET wrapped_key = reverse(wrapped_key)')
  await endHistory()
  await recover()
})

test('runs that fail for hours for a reason nobody knows raise one alert', async () => {
  await sql(`CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'unheard of'; END $$;
    CREATE TRIGGER fails BEFORE UPDATE OF watermark ON ordersync.sync_states FOR EACH ROW
    WHEN (NEW.tenant_id = '${first?.tenantId}') EXECUTE FUNCTION public.fail()`)
  await watch.pass(160)
  expect(watch.raised()).toEqual(['OrdersyncRunsFailUnexpectedly'])
  await sql('DROP FUNCTION public.fail CASCADE')
  await recover()
})

test('a seller who withdraws the consent raises one alert for a day, also when another process starts meanwhile', async () => {
  await watch.pass(8)
  journey.simulator.control.revokeAuthorization(third?.sellerId ?? '')
  const another = { ...api, instance: '10.0.0.9:3000' }
  let minutes = 0
  await watch.pass(160, async () => {
    minutes += 4
    if (minutes > 80) watch.scrape(await journey.ordersync.metrics.registry.metrics(), another)
  })
  expect(watch.raised()).toEqual(['OrdersyncReauthorizationRequired'])
  // Told that it still holds at the end.
  expect(watch.holdsAt('OrdersyncReauthorizationRequired', watch.minute - 4)).toBe(true)
})

test('a consent that ends within a week raises one alert', async () => {
  await sql(
    `UPDATE ordersync.connections SET authorization_expires_at = ordersync.now() + interval '5 days' WHERE tenant_id = $1`,
    [tenants[0]],
  )
  await watch.pass(20)
  expect(watch.raised()).toEqual(['OrdersyncReauthorizationDue'])
  await sql('UPDATE ordersync.connections SET authorization_expires_at = NULL')
})

test('a secret of the application that ends within two weeks raises one alert', async () => {
  await sql(
    `INSERT INTO ordersync.application_notices (client_id, secret_expires_at) VALUES ('a', ordersync.now() + interval '10 days')`,
  )
  await watch.pass(20)
  expect(watch.raised()).toEqual(['OrdersyncApplicationSecretExpires'])
  await sql('DELETE FROM ordersync.application_notices')
})

test('an Amazon that answers many calls with 429 raises one alert', async () => {
  await watch.pass(8)
  journey.simulator.control.addFault({ kind: 'throttled', probability: 0.3 })
  await watch.pass(60)
  expect(watch.raised()).toEqual(['OrdersyncThrottled'])
  await recover()
})

test('an order that cannot be read raises one alert for a day, and one of the next week raises it again', async () => {
  await watch.pass(8)
  const quarantine = (id: string) =>
    sql(
      `INSERT INTO ordersync.quarantine (tenant_id, quarantine_id, connection_id, reason, document, document_hash)
       VALUES ($1, $2, 'con', 'x', '{}', hashtext($2))`,
      [tenants[0], id],
    )
  await quarantine('first')
  await watch.pass(24)
  expect(watch.raised()).toEqual(['OrdersyncOrdersQuarantined'])

  await watch.skip(30)
  await watch.pass(24)
  expect(watch.holdsAt('OrdersyncOrdersQuarantined', watch.minute - 4)).toBe(false)
  await quarantine('second')
  await watch.pass(24)
  expect(watch.holdsAt('OrdersyncOrdersQuarantined', watch.minute - 4)).toBe(true)
})

test('buyer data that nobody erases raises one alert', async () => {
  await sql(
    `INSERT INTO ordersync.order_buyers (tenant_id, external_order_id, marketplace, connection_id, sealed, last_updated_at, observed_at, delete_after)
     SELECT tenant_id, external_order_id, marketplace, connection_id, 'x', ordersync.now(), ordersync.now(), ordersync.now() - interval '2 hours'
     FROM ordersync.orders LIMIT 1`,
  )
  await watch.pass(20)
  expect(watch.raised()).toEqual(['OrdersyncBuyersOverdue'])
  await sql('DELETE FROM ordersync.order_buyers')
})

test('a webhook that takes nothing for an hour raises one alert', async () => {
  await sql(
    `INSERT INTO ordersync.webhooks (tenant_id, webhook_id, url, secret, events, feed_position)
     VALUES ($1, 'wh', 'https://example.com', 'x', '{order.created}', 0)`,
    [tenants[0]],
  )
  await watch.pass(4)
  await watch.skip(1)
  await watch.pass(20)
  expect(watch.raised()).toEqual(['OrdersyncWebhookBehind'])
})
