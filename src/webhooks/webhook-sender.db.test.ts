import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { silentLog } from '../../test/silent-log.ts'
import { type Receiver, startReceiver } from '../../test/webhook-receiver.ts'
import type { WebhookEvent } from '../domain/webhook-events.ts'
import { systemClock } from '../runtime/clock.ts'
import { environmentKeyProvider } from '../runtime/key-provider.ts'
import { systemRandom } from '../runtime/random.ts'
import { Secret } from '../runtime/secret.ts'
import { setDatabaseClock } from '../store/migrate.ts'
import { deleteOldChanges } from '../store/old-changes.ts'
import { lockFeed, saveOrders } from '../store/save-orders.ts'
import { saveTenant } from '../store/tenants.ts'
import { createVault, type Vault } from '../store/vault.ts'
import {
  type Delivery,
  listDeliveries,
  replayDeadDeliveries,
  replayDelivery,
} from '../store/webhook-deliveries.ts'
import {
  findWebhook,
  insertWebhook,
  pauseWebhook,
  resumeWebhook,
  rotateSecret,
  webhookSecretContext,
} from '../store/webhooks.ts'
import { createPoster } from './post.ts'
import { WebhookSender } from './webhook-sender.ts'

const masterKey = Buffer.alloc(32, 7).toString('base64')
let db: TestDatabase
let vault: Vault
beforeAll(async () => {
  db = await createTestDatabase()
  vault = createVault(db, environmentKeyProvider(masterKey))
})
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
  // What one test leaves behind is not served in the next.
  await db.admin.query("UPDATE ordersync.webhooks SET status = 'paused'")
  await advanceTo(0)
})
afterAll(() => db.close())

async function advanceTo(offsetMs: number): Promise<void> {
  const realStart = new Date()
  const simulatedStart = new Date(realStart.getTime() + offsetMs)
  await setDatabaseClock(db.connectionString, offsetMs === 0 ? null : { simulatedStart, realStart, speed: 1 })
}

async function receiver(): Promise<Receiver> {
  const started = await startReceiver()
  closers.push(() => started.close())
  return started
}

function sender(totalTimeoutMs = 2000, keys = vault): WebhookSender {
  const poster = createPoster({ userAgent: 'Ordersync/test', allowPrivate: true, totalTimeoutMs })
  const made = new WebhookSender(
    { db, vault: keys, clock: systemClock, random: systemRandom, poster, onAttempt: () => {} },
    silentLog,
  )
  closers.push(() => made.stop())
  return made
}

const firstSecret = 'whsec_first'

async function subscribe(
  tenantId: string,
  url: string,
  events: readonly WebhookEvent[] = ['order.created', 'order.updated'],
): Promise<string> {
  await saveTenant(db.of(tenantId), tenantId)
  const webhookId = systemRandom.id('wh')
  const sealedSecret = await vault.seal(tenantId, webhookSecretContext(webhookId), new Secret(firstSecret))
  await db
    .of(tenantId)
    .transaction((tx) => insertWebhook(tx, { webhookId, url, description: null, events, sealedSecret }, 20))
  return webhookId
}

async function store(tenantId: string, ...observations: Parameters<typeof saveOrders>[3]): Promise<void> {
  await db.of(tenantId).transaction(async (tx) => {
    const position = await lockFeed(tx)
    if (position === null) throw new Error('no such tenant')
    await saveOrders(tx, 'con_1', position, observations, systemRandom)
  })
}

const orders = (count: number, prefix = 'o') =>
  Array.from({ length: count }, (_, index) =>
    makeObservation({ externalOrderId: `${prefix}-${1000 + index}` }),
  )

async function drain(from: WebhookSender): Promise<void> {
  await from.tick()
  await from.idle()
}

async function deliveries(tenantId: string, webhookId: string): Promise<readonly Delivery[]> {
  return listDeliveries(db.of(tenantId), webhookId, { state: null, before: null, limit: 200 })
}

const positions = (target: Receiver): number[] =>
  target.received.flatMap(({ body }) => body.changes.map((change: { position: number }) => change.position))

/** The verifier that docs/webhooks.md gives to receivers, as it stands there. */
async function documentedVerifier(): Promise<
  (secret: string, header: string, body: string, nowSeconds?: number) => boolean
> {
  const guide = readFileSync(join(import.meta.dirname, '../../docs/webhooks.md'), 'utf8')
  const code = /```js\n([\s\S]+?)```/.exec(guide)?.[1] ?? ''
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)).verify
}

test('every change arrives once, in order, up to fifty in a request, with the order as it is now', async () => {
  const target = await receiver()
  const webhookId = await subscribe('burst', target.url)
  await store('burst', ...orders(120))
  await drain(sender())
  expect(target.received.map(({ body }) => body.changes.length)).toEqual([50, 50, 20])
  expect(positions(target)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1))
  expect(target.received[0]?.body).toMatchObject({
    type: 'order.changes',
    webhookId,
    tenantId: 'burst',
    deliveryId: target.received[0]?.headers['ordersync-delivery'],
    changes: expect.arrayContaining([
      expect.objectContaining({
        events: ['order.created'],
        kind: 'created',
        order: expect.objectContaining({ externalOrderId: 'o-1000' }),
      }),
    ]),
  })
  expect(
    (await deliveries('burst', webhookId)).map(({ state, attempts, responseStatus, responseText }) => ({
      state,
      attempts,
      responseStatus,
      responseText,
    })),
  ).toEqual(Array(3).fill({ state: 'delivered', attempts: 1, responseStatus: 200, responseText: 'ok' }))
  await drain(sender())
  expect(target.received).toHaveLength(3)
})

test('a webhook is told what it asked for and nothing else', async () => {
  const target = await receiver()
  await subscribe('picky', target.url, ['order.shipped'])
  await store('picky', ...orders(700))
  await store(
    'picky',
    makeObservation({
      externalOrderId: 'o-1003',
      lastUpdatedAt: '2026-03-02T10:00:00.000Z',
      orderStatus: 'SHIPPED',
      orderStatusRaw: 'SHIPPED',
    }),
    makeObservation({ externalOrderId: 'new', orderStatus: 'SHIPPED', orderStatusRaw: 'SHIPPED' }),
  )
  await drain(sender())
  expect(target.received.map(({ body }) => body.changes)).toEqual([
    [expect.objectContaining({ events: ['order.updated', 'order.shipped'], externalOrderId: 'o-1003' })],
  ])
})

test('signatures are verified by the lines in the guide; for a while after a rotation both secrets sign', async () => {
  const verify = await documentedVerifier()
  const target = await receiver()
  const webhookId = await subscribe('signed', target.url)
  const deliver = async (prefix: string) => {
    await store('signed', ...orders(1, prefix))
    await drain(sender())
    const last = target.received.at(-1)
    return { header: String(last?.headers['ordersync-signature']), raw: last?.raw ?? '' }
  }
  const before = await deliver('before')
  expect(verify(firstSecret, before.header, before.raw)).toBe(true)
  expect(verify('whsec_other', before.header, before.raw)).toBe(false)
  expect(verify(firstSecret, before.header, before.raw.replace('order', 'Order'))).toBe(false)
  expect(verify(firstSecret, before.header.replace(/t=\d/, 't=2'), before.raw)).toBe(false)
  expect(verify(firstSecret, before.header, before.raw, Date.now() / 1000 + 301)).toBe(false)
  expect(verify(firstSecret, 't=1,v1=', before.raw)).toBe(false)

  const sealed = await vault.seal('signed', webhookSecretContext(webhookId), new Secret('whsec_second'))
  await rotateSecret(db.of('signed'), webhookId, sealed, 24)
  const during = await deliver('during')
  expect(during.header.match(/v1=/g)).toHaveLength(2)
  expect([firstSecret, 'whsec_second'].map((secret) => verify(secret, during.header, during.raw))).toEqual([
    true,
    true,
  ])

  await advanceTo(25 * 60 * 60_000)
  const after = await deliver('after')
  expect([firstSecret, 'whsec_second'].map((secret) => verify(secret, after.header, after.raw))).toEqual([
    false,
    true,
  ])
})

test('a failing receiver is tried for 24 hours, then the delivery is dead; a replay brings it under the same id', {
  timeout: 120_000,
}, async () => {
  const target = await receiver()
  target.answer = (response) => void response.writeHead(503).end('maintenance')
  const webhookId = await subscribe('failing', target.url)
  await store('failing', ...orders(1))
  const worker = sender()
  let [delivery] = await deliveries('failing', webhookId)
  let nowMs = Date.now()
  for (let attempt = 1; delivery?.state !== 'dead'; attempt += 1) {
    expect(attempt).toBeLessThan(60)
    await drain(worker)
    ;[delivery] = await deliveries('failing', webhookId)
    expect(delivery).toMatchObject({ attempts: attempt, responseStatus: 503, responseText: 'maintenance' })
    if (delivery?.nextAttemptAt === null || delivery === undefined) break
    // The webhook as a whole rests up to ten minutes after a failure.
    nowMs = delivery.nextAttemptAt.getTime() + 10 * 60_000
    await advanceTo(nowMs - Date.now())
  }
  expect(delivery).toMatchObject({ state: 'dead', nextAttemptAt: null, error: 'The receiver answered 503.' })
  expect(nowMs - Date.now()).toBeGreaterThan(23 * 60 * 60_000)
  expect(target.received.length).toBeGreaterThan(10)
  expect(new Set(target.received.map(({ headers }) => headers['ordersync-delivery']))).toEqual(
    new Set([delivery?.deliveryId]),
  )

  target.answer = (response) => void response.end('thanks')
  expect(await db.of('failing').transaction((tx) => replayDeadDeliveries(tx, webhookId))).toBe(1)
  await drain(worker)
  const [replayed] = await deliveries('failing', webhookId)
  expect(replayed).toMatchObject({
    deliveryId: delivery?.deliveryId,
    state: 'delivered',
    attempts: 1,
    error: null,
  })
  expect(target.received.at(-1)?.headers['ordersync-delivery']).toBe(delivery?.deliveryId)
  expect(
    await db.of('failing').transaction((tx) => replayDelivery(tx, webhookId, delivery?.deliveryId ?? '')),
  ).toBe(true)
})

test('neither a pause nor keys that cannot be had take from the 24 hours of a delivery', async () => {
  const target = await receiver()
  target.answer = (response) => void response.writeHead(503).end()
  const webhookId = await subscribe('patient', target.url)
  const tenant = db.of('patient')
  const worker = sender()
  await store('patient', ...orders(1))
  await drain(worker)
  await pauseWebhook(tenant, webhookId)
  await advanceTo(25 * 60 * 60_000)
  expect(await resumeWebhook(tenant, webhookId, false)).toBe(true)
  await drain(worker)
  expect(await deliveries('patient', webhookId)).toMatchObject([{ state: 'open', attempts: 1 }])

  const keyless = sender(
    2000,
    createVault(db, environmentKeyProvider(Buffer.alloc(32, 8).toString('base64'))),
  )
  for (const hours of [26, 50]) {
    await advanceTo(hours * 60 * 60_000)
    await drain(keyless)
    expect(await deliveries('patient', webhookId)).toMatchObject([{ state: 'open', attempts: 0 }])
  }
  await advanceTo(51 * 60 * 60_000)
  await drain(worker)
  expect(await deliveries('patient', webhookId)).toMatchObject([{ state: 'open', attempts: 1 }])
  expect(target.received).toHaveLength(3)
})

test('deliveries go in the order of the feed, whatever the clock of the worker that made them says', async () => {
  const target = await receiver()
  const webhookId = await subscribe('clocks', target.url)
  await store('clocks', ...orders(3))
  const made = [
    ['whd_3', [1]],
    ['whd_2', [2]],
    ['whd_1', [3]],
    ['whd_4', []],
  ] as const
  for (const [deliveryId, positions] of made) {
    await db.admin.query(
      `INSERT INTO ordersync.webhook_deliveries (tenant_id, delivery_id, webhook_id, positions) VALUES ('clocks', $1, $2, $3)`,
      [deliveryId, webhookId, positions],
    )
  }
  await db.admin.query("UPDATE ordersync.webhooks SET feed_position = 3 WHERE tenant_id = 'clocks'")
  await drain(sender())
  expect(target.received.map(({ headers }) => headers['ordersync-delivery'])).toEqual([
    'whd_4',
    'whd_3',
    'whd_2',
    'whd_1',
  ])
})

test('a webhook that fails for three days is disabled with the reason, and goes on where it stopped when resumed', async () => {
  const target = await receiver()
  target.answer = (response) => void response.writeHead(500).end()
  const webhookId = await subscribe('gone', target.url)
  const worker = sender()
  await store('gone', ...orders(1, 'a'))
  await drain(worker)
  expect(await findWebhook(db.of('gone'), webhookId)).toMatchObject({
    status: 'active',
    failingSince: expect.any(Date),
  })
  await advanceTo(73 * 60 * 60_000)
  await drain(worker)
  expect(await findWebhook(db.of('gone'), webhookId)).toMatchObject({
    status: 'disabled',
    disabledReason: expect.stringContaining('72 hours'),
    deliveriesDead: 1,
  })
  await store('gone', ...orders(2, 'b'))
  const asked = target.received.length
  await drain(worker)
  expect(target.received).toHaveLength(asked)
  target.answer = (response) => void response.end()
  await resumeWebhook(db.of('gone'), webhookId, false)
  await drain(worker)
  expect(target.received.at(-1)?.body.changes.map((change: { position: number }) => change.position)).toEqual(
    [2, 3],
  )
})

test('a webhook that fell behind what is kept is disabled rather than sent on with a gap', async () => {
  const target = await receiver()
  const webhookId = await subscribe('behind', target.url)
  await store('behind', ...orders(3, 'a'))
  await db.admin.query(
    "UPDATE ordersync.order_changes SET recorded_at = '2020-01-01' WHERE tenant_id = 'behind'",
  )
  await deleteOldChanges(db.of('behind'), 90, 100)
  await store('behind', ...orders(1, 'b'))
  await drain(sender())
  expect(target.received).toEqual([])
  expect(await findWebhook(db.of('behind'), webhookId)).toMatchObject({
    status: 'disabled',
    disabledReason: expect.stringContaining('fell behind'),
  })
  await resumeWebhook(db.of('behind'), webhookId, true)
  await store('behind', ...orders(1, 'c'))
  await drain(sender())
  expect(positions(target)).toEqual([5])
})

test('a dead delivery whose changes are no longer kept is not sent in part', async () => {
  const target = await receiver()
  const webhookId = await subscribe('late', target.url)
  await store('late', ...orders(2))
  await drain(sender())
  await db.admin.query("DELETE FROM ordersync.order_changes WHERE tenant_id = 'late' AND position = 1")
  const [delivery] = await deliveries('late', webhookId)
  await db.of('late').transaction((tx) => replayDelivery(tx, webhookId, delivery?.deliveryId ?? ''))
  await drain(sender())
  expect((await deliveries('late', webhookId))[0]).toMatchObject({
    state: 'dead',
    error: expect.stringContaining('no longer kept'),
  })
  expect(target.received).toHaveLength(1)
})

test('a receiver that hangs delays nobody else, and what waits for it costs ten rows', async () => {
  const hanging = await receiver()
  hanging.answer = () => {}
  const quick = await receiver()
  const stuck = await subscribe('hanging', hanging.url)
  await subscribe('quick', quick.url)
  await store('hanging', ...orders(1000))
  await store('quick', ...orders(60))
  const worker = sender(3000)
  await worker.tick()
  await expect.poll(() => positions(quick).length, { timeout: 2500 }).toBe(60)
  await worker.idle()
  const [first, ...others] = [...(await deliveries('hanging', stuck))].reverse()
  expect(first).toMatchObject({
    attempts: 1,
    state: 'open',
    error: expect.stringContaining('No answer within'),
  })
  expect(others).toHaveLength(9)
  expect(others.every(({ attempts }) => attempts === 0)).toBe(true)
  expect(await findWebhook(db.of('hanging'), stuck)).toMatchObject({ changesBehind: 500, deliveriesOpen: 10 })
})

test('many workers deliver each change once', async () => {
  const targets = await Promise.all(Array.from({ length: 5 }, receiver))
  for (const [index, target] of targets.entries()) await subscribe(`shared-${index}`, target.url)
  const workers = Array.from({ length: 4 }, () => sender())
  for (let round = 0; round < 6; round += 1) {
    for (const index of targets.keys()) await store(`shared-${index}`, ...orders(30, `r${round}`))
    await Promise.all(workers.map((worker) => worker.tick()))
  }
  await Promise.all(workers.map((worker) => worker.idle()))
  for (const worker of workers) await drain(worker)
  for (const target of targets) {
    expect(positions(target)).toEqual(Array.from({ length: 180 }, (_, index) => index + 1))
  }
})

test('a worker killed in the middle of a delivery: another one delivers it, under the same id', async () => {
  const target = await receiver()
  target.answer = () => {}
  const webhookId = await subscribe('killed', target.url)
  await store('killed', ...orders(3))
  const child = startWorkerProcess()
  await expect.poll(() => target.received.length, { timeout: 30_000 }).toBe(1)
  child.kill('SIGKILL')
  target.answer = (response) => void response.end()
  const worker = sender()
  await drain(worker)
  expect(target.received).toHaveLength(1)
  await advanceTo(31_000)
  await drain(worker)
  const [first, second] = target.received
  expect(target.received).toHaveLength(2)
  expect(second?.body).toEqual(first?.body)
  expect(second?.headers).toMatchObject({
    'ordersync-delivery': first?.headers['ordersync-delivery'],
    'ordersync-attempt': '2',
  })
  expect(await deliveries('killed', webhookId)).toMatchObject([{ state: 'delivered', attempts: 2 }])
})

test('a worker that lost its turn writes nothing', async () => {
  const target = await receiver()
  const webhookId = await subscribe('paused', target.url)
  let finish = (): void => {}
  target.answer = (response) => {
    finish = () => void response.end()
  }
  await store('paused', ...orders(1))
  const slow = sender(20_000)
  await slow.tick()
  await expect.poll(() => target.received.length).toBe(1)
  await advanceTo(31_000)
  const answerSlow = finish
  target.answer = (response) => void response.writeHead(500).end()
  await drain(sender())
  answerSlow()
  await slow.idle()
  expect(await deliveries('paused', webhookId)).toMatchObject([
    { state: 'open', attempts: 2, responseStatus: 500 },
  ])
})

function startWorkerProcess(): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/sender-process.ts')], {
    env: { ...process.env, DATABASE_URL: db.connectionString, MASTER_KEY: masterKey },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  closers.push(async () => void child.kill('SIGKILL'))
  return child
}
