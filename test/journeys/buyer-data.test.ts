import { inspect } from 'node:util'
import { createSeller, enroll, type Fleet, type SimulatedSeller } from '@ordersync/simulator'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { buildApi } from '../../src/api/app.ts'
import { eraseBuyers } from '../../src/queue/janitor.ts'
import type { Log } from '../../src/runtime/log.ts'
import { systemRandom } from '../../src/runtime/random.ts'
import { makeKeySecret, saveApiKey } from '../../src/store/api-keys.ts'
import { listBackfills } from '../../src/store/backfills.ts'
import { listConnections, setIncludeBuyerData } from '../../src/store/connections.ts'
import { countDetail } from '../../src/store/outline-orders.ts'
import { createPoster } from '../../src/webhooks/post.ts'
import { WebhookSender } from '../../src/webhooks/webhook-sender.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'
import { type PlantedOrder, plantOrder } from '../planted-order.ts'
import { dumpDatabase, findIn } from '../search-database.ts'
import { type Receiver, startReceiver } from '../webhook-receiver.ts'

/**
 * Every order of this seller has every field of Amazon's model, with `PII-…` wherever a buyer is described, and one more
 * order is planted with a value of its own in every field. They come by search, by report and one by one, one of them
 * unreadable. Then everything that was stored, logged or answered is searched.
 */
const tenantId = 'shop'

const days = (count: number): number => count * 24 * 60 * 60_000

let journey: Journey
let api: FastifyInstance
let logged: string[]
let receiver: Receiver
let sender: WebhookSender
afterEach(async () => {
  await sender.stop()
  await receiver.close()
  await api.close()
  await journey.close()
})

const record =
  (level: string) =>
  (fields: object, message: string): void => {
    logged.push(`${level} ${inspect(fields, { depth: 12, maxStringLength: null })} ${message}`)
  }
const recordingLog: Log = {
  debug: record('debug'),
  info: record('info'),
  warn: record('warn'),
  error: record('error'),
}

async function start(seller: Partial<SimulatedSeller>, keepBuyers: boolean): Promise<void> {
  logged = []
  const shop = createSeller('buyers', tenantId, {
    ordersPerMonth: 40,
    historyDays: 60,
    everyField: true,
    // So few calls that history needs reports.
    quotas: { searchOrders: { ratePerSecond: 0.0056, burst: 2 } },
    ...seller,
  })
  const fleet: Fleet = { sellers: [shop], roster: [enroll(tenantId, shop)] }
  journey = await startJourney({
    fleet,
    seed: 'buyers',
    initialSyncDays: 5,
    initialBackfillDays: 60,
    log: recordingLog,
  })
  const { ordersync, database } = journey
  const [connection] = await listConnections(database.of(tenantId))
  await database
    .of(tenantId)
    .transaction((tx) => setIncludeBuyerData(tx, connection?.connectionId ?? '', keepBuyers))
  api = await buildApi({
    ...{ db: ordersync.db, vault: ordersync.vault, clock: ordersync.clock, random: systemRandom },
    ...{ log: recordingLog, version: 'test', replay: ordersync.replay },
    settings: {
      ...{ globalBatchSize: null, globalTenantDelayMs: 0, applicationId: 'test', simulated: true },
      allowPrivateWebhooks: true,
    },
  })
  await subscribe()
}

/** Every change goes to a receiver too, as far as a test lets the sender work. */
async function subscribe(): Promise<void> {
  receiver = await startReceiver()
  const { db, vault, clock } = journey.ordersync
  const poster = createPoster({ userAgent: 'Ordersync/test', allowPrivate: true })
  const tools = { db, vault, clock, random: systemRandom, poster, onAttempt: () => {} }
  sender = new WebhookSender(tools, recordingLog)
  const created = await api.inject({
    method: 'POST',
    url: '/api/v1/webhooks',
    headers: { authorization: `Bearer ${await makeKey(false)}`, 'x-tenant-id': tenantId },
    payload: { url: receiver.url, events: ['order.created', 'order.updated'] },
  })
  expect(created.statusCode).toBe(201)
}

const sellerId = (): string => journey.simulator.control.roster()[0]?.sellerId ?? ''

/** An order with every field, delivered now. Its number and times are the simulator's to tell. */
function plantDelivered(name: string): PlantedOrder & { readonly orderId: string } {
  const now = journey.now().toISOString()
  const orderId = `405-0000000-000000${name}`
  const planted = plantOrder(name, {
    ...{ orderId, createdTime: now, lastUpdatedTime: now },
    'fulfillment.deliverByWindow.latestDateTime': now,
    'packages[].shipTime': now,
  })
  const { orderId: _id, createdTime: _created, lastUpdatedTime: _updated, ...document } = planted.document
  journey.simulator.control.putOrder(sellerId(), { orderId, status: 'SHIPPED', document })
  return { ...planted, orderId }
}

/** All of the history, then one more change that cannot be read. */
async function readEverything(orderId: string): Promise<void> {
  await journey.play({
    until: async () =>
      (await listBackfills(journey.database.of(tenantId), null))[0]?.status === 'success' &&
      (await countDetail(journey.database.of(tenantId), null)).outline === 0,
    maxRuns: 4000,
  })
  const { control } = journey.simulator
  control.addFault({ kind: 'undecodable_order', defect: 'garbage_created_time', operation: 'searchOrders' })
  control.putOrder(sellerId(), { orderId, document: {} })
  await journey.advance(minutes(10))
  await journey.play({ until: async () => (await countAll('quarantine')) > 0, maxRuns: 50 })
}

async function makeKey(canReadBuyers: boolean): Promise<string> {
  const secret = makeKeySecret()
  const keyId = systemRandom.id('key')
  const key = { keyId, name: 'test', role: 'operator', expiresAt: null, canReadBuyers } as const
  await saveApiKey(journey.database, key, secret)
  return secret.reveal()
}

async function get(key: string, path: string): Promise<{ readonly status: number; readonly text: string }> {
  const headers = { authorization: `Bearer ${key}`, 'x-tenant-id': tenantId }
  const response = await api.inject({ method: 'GET', url: `/api/v1${path}`, headers })
  return { status: response.statusCode, text: response.body }
}

/** All that there is to see: tables, kept documents, logs, and what the API answers without the right to see buyers. */
async function everythingInClear(orderId: string): Promise<ReadonlyMap<string, string>> {
  const key = await makeKey(false)
  const seen = new Map(await dumpDatabase(journey.database.connectionString))
  seen.set('log', logged.join('\n'))
  for (const path of [
    ...['/orders?limit=200', `/orders/${orderId}`, `/orders/${orderId}?include=buyer`, '/quarantine'],
    ...['/orders/changes?limit=500', '/orders/export?format=csv', '/orders/export?format=ndjson'],
    ...['/orders/sync/status', '/orders/sync/runs', '/orders/sync/backfill/status', '/metrics'],
  ]) {
    const { status, text } = await get(key, path)
    expect([path, path.includes('include=buyer') ? 403 : 200]).toEqual([path, status])
    seen.set(path, text)
  }
  seen.set('webhooks', await receiveWebhooks(orderId))
  return seen
}

/** What the tenant's webhook was sent until it had told of `orderId`. */
async function receiveWebhooks(orderId: string): Promise<string> {
  const sent = (): string => receiver.received.map(({ raw }) => raw).join('\n')
  await expect
    .poll(async () => {
      await sender.tick()
      return sent()
    })
    .toContain(orderId)
  return sent()
}

async function countSealed(): Promise<number> {
  const { rows } = await journey.database.admin.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM ordersync.order_buyers WHERE sealed IS NOT NULL',
  )
  return rows[0]?.count ?? 0
}

async function countAll(table: string): Promise<number> {
  const { rows } = await journey.database.admin.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM ordersync.${table}`,
  )
  return rows[0]?.count ?? 0
}

const askedForBuyers = (): boolean =>
  journey.simulator.control.requests().some((request) => /BUYER|RECIPIENT|PAYMENT/.test(inspect(request)))

test('without the wish for buyers nobody asks Amazon for them, and nothing about one is stored, logged or shown', async () => {
  await start({}, false)
  const { planted, orderId } = plantDelivered('1')
  await journey.advance(minutes(10))
  await readEverything(orderId)
  expect(askedForBuyers()).toBe(false)
  expect(await countAll('orders')).toBeGreaterThan(40)

  const seen = await everythingInClear(orderId)
  expect(findIn(seen, ['PII-', ...planted.buyer])).toEqual([])
  expect(await countAll('order_buyers')).toBe(0)
  // The search itself finds things: all the rest is where it belongs.
  const inColumns = [...seen]
    .filter(([place]) => /^ordersync\.order(s|_items|_packages)$/.test(place))
    .map(([, dump]) => dump.replaceAll(/(\d) (\d\d:\d\d:\d\d)\+00/g, '$1T$2.000Z'))
    .join('\n')
  expect(planted.column.filter((value) => !inColumns.includes(value))).toEqual([])
  const documents = seen.get('documents in clear') ?? ''
  expect([...planted.column, ...planted.raw].filter((value) => !documents.includes(value))).toEqual([])
})

test('with the wish buyers are found encrypted only; who may read them does, and each reading is on record', async () => {
  await start({}, true)
  const { planted, orderId } = plantDelivered('2')
  await journey.advance(minutes(10))
  await readEverything(orderId)
  expect(askedForBuyers()).toBe(true)
  expect(await countSealed()).toBeGreaterThan(5)
  expect(findIn(await everythingInClear(orderId), ['PII-', ...planted.buyer])).toEqual([])

  const key = await makeKey(true)
  expect((await get(await makeKey(false), `/orders/${orderId}?include=buyer`)).status).toBe(403)
  const without = await get(key, `/orders/${orderId}`)
  expect(JSON.parse(without.text)).not.toHaveProperty('buyer')
  const answer = await get(key, `/orders/${orderId}?include=buyer`)
  expect(answer.status).toBe(200)
  expect(findIn(new Map([['answer', answer.text]]), planted.buyer)).toHaveLength(planted.buyer.length)
  const { rows } = await journey.database.admin.query<{ allowed: boolean; subject: string }>(
    `SELECT allowed, subject FROM ordersync.audit_log WHERE subject LIKE 'buyer of %' ORDER BY audit_id`,
  )
  expect(rows.slice(-2)).toEqual([
    { allowed: false, subject: `buyer of orderId=${orderId}` },
    { allowed: true, subject: `buyer of orderId=${orderId}` },
  ])
})

test('thirty days after delivery no buyer is left anywhere, and a fresh sync of the same orders leaves it so', async () => {
  await start({ historyDays: 10 }, true)
  const { planted, orderId } = plantDelivered('3')
  await journey.advance(minutes(10))
  await journey.sync(tenantId)
  const kept = await countSealed()
  expect(kept).toBeGreaterThan(5)
  const { control } = journey.simulator
  control.freeze()
  const key = await makeKey(true)
  const buyer = async (): Promise<unknown> =>
    JSON.parse((await get(key, `/orders/${orderId}?include=buyer`)).text).buyer
  const erase = (): Promise<number> =>
    eraseBuyers(journey.database, recordingLog, new AbortController().signal)
  // It was delivered when it was planted, ten minutes before the sync.
  await journey.advance(days(30) - minutes(20))
  let erased = await erase()
  expect(await buyer()).toMatchObject({ kept: true })
  await journey.advance(minutes(20))
  expect(await buyer()).toMatchObject({ kept: false, erasedBecause: 'retention' })
  erased += await erase()
  await journey.advance(days(30))
  erased += await erase()
  expect(erased).toBe(kept)
  expect(await countSealed()).toBe(0)

  // Amazon tells all of it again, as of now, but for what is still to be shipped: that may have its buyer again.
  const { rows } = await journey.database.admin.query<{ id: string }>(
    `SELECT external_order_id AS id FROM ordersync.orders WHERE order_status = 'SHIPPED'`,
  )
  for (const { id } of rows) control.putOrder(sellerId(), { orderId: id, document: {} })
  await journey.advance(minutes(10))
  await journey.play({
    until: async () => (await journey.lastRun(tenantId)).ordersProcessed >= rows.length,
    maxRuns: 50,
  })
  expect(await countSealed()).toBe(0)
  expect(await buyer()).toEqual({ kept: false, erasedAt: expect.any(String), erasedBecause: 'retention' })
  expect(findIn(await everythingInClear(orderId), ['PII-', ...planted.buyer])).toEqual([])
  const { rows: proofs } = await journey.database.admin.query<{ orders: number }>(
    `SELECT sum(orders)::integer AS orders FROM ordersync.buyer_deletions WHERE reason IN ('retention', 'not_shipped')`,
  )
  expect(proofs[0]?.orders).toBe(kept)
})

test('an application without the roles for buyers gets none, and that is no error', async () => {
  await start({ roles: ['INVENTORY_AND_ORDER_TRACKING'], historyDays: 10 }, true)
  const { planted, orderId } = plantDelivered('4')
  await journey.advance(minutes(10))
  expect(await journey.sync(tenantId)).toMatchObject({ kind: 'finished', outcome: { status: 'success' } })
  const answer = await get(await makeKey(true), `/orders/${orderId}?include=buyer`)
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.text).buyer).not.toHaveProperty('name')
  expect(findIn(await everythingInClear(orderId), ['PII-', ...planted.buyer])).toEqual([])
})

test('an erased tenant leaves its receipt and the audit log, and nothing else anywhere', async () => {
  await start({ historyDays: 10 }, true)
  const { orderId } = plantDelivered('5')
  await journey.advance(minutes(10))
  await journey.sync(tenantId)
  expect(await countSealed()).toBeGreaterThan(5)
  const headers = { authorization: `Bearer ${await makeKey(false)}` }
  const erased = await api.inject({ method: 'DELETE', url: `/api/v1/tenants/${tenantId}`, headers })
  expect(erased.statusCode).toBe(200)
  expect(erased.json().erasedRows).toMatchObject({ tenant_keys: 1, tenants: 1, connections: 1 })
  expect(erased.json().erasedRows.order_buyers).toBeGreaterThan(5)

  const dump = await dumpDatabase(journey.database.connectionString)
  expect(findIn(dump, [orderId, 'PII-', sellerId()])).toEqual([`ordersync.quota_buckets: ${sellerId()}`])
  const named = [...dump].filter(([, content]) => new RegExp(`\\b${tenantId}\\b`).test(content))
  expect(named.map(([table]) => table).sort()).toEqual(['ordersync.audit_log', 'ordersync.tenant_erasures'])
  const receipts = await api.inject({ method: 'GET', url: '/api/v1/erasures', headers })
  expect(receipts.json().erasures).toEqual([erased.json()])
})
