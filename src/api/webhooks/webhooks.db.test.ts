import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
/** The same API where webhooks may be at private addresses, as in tests of receivers. */
let lenient: TestApi
const settings = { globalBatchSize: null, globalTenantDelayMs: 0, applicationId: 'test', simulated: true }
beforeAll(async () => {
  api = await createTestApi()
  lenient = await createTestApi({ settings: { ...settings, allowPrivateWebhooks: true } })
})
afterAll(async () => {
  await api.close()
  await lenient.close()
})

const url = 'https://127.0.0.1/hooks'

async function createFor(tenantId: string, body: object = {}) {
  await lenient.makeTenant(tenantId)
  const key = await lenient.makeKey('tenant_admin', tenantId)
  const { body: created } = await lenient.call(key, 'POST', '/webhooks', { url, ...body })
  return { key, created, path: `/webhooks/${created.webhookId}` }
}

test('a webhook is made, shown without its secret, changed, paused, resumed and deleted', async () => {
  const { key, created, path } = await createFor('crud', { description: 'ERP' })
  expect(created).toMatchObject({
    webhookId: expect.stringMatching(/^wh_/),
    status: 'active',
    events: ['order.created', 'order.updated'],
    secret: expect.stringMatching(/^whsec_[\w-]{43}$/),
  })
  const { secret, ...shown } = created
  expect((await lenient.call(key, 'GET', '/webhooks')).body).toEqual({ webhooks: [shown] })
  const changed = await lenient.call(key, 'PATCH', path, { events: ['order.shipped', 'order.shipped'] })
  expect(changed.body).toEqual({ ...shown, events: ['order.shipped'] })
  expect((await lenient.call(key, 'POST', `${path}/pause`)).body).toMatchObject({ status: 'paused' })
  expect(await lenient.call(key, 'POST', `${path}/test`)).toMatchObject({
    status: 409,
    body: { code: 'webhook_not_active' },
  })
  expect((await lenient.call(key, 'POST', `${path}/resume`, { skip: true })).body).toMatchObject({
    status: 'active',
  })
  expect((await lenient.call(key, 'DELETE', path)).body).toMatchObject({ deleted: true })
  expect((await lenient.call(key, 'GET', path)).status).toBe(404)
  const { rows } = await lenient.db.admin.query<{ found: boolean }>(
    'SELECT EXISTS (SELECT FROM ordersync.audit_log WHERE to_jsonb(audit_log)::text LIKE $1) AS found',
    [`%${secret}%`],
  )
  expect(rows).toEqual([{ found: false }])
})

test('a secret is stored sealed; a rotation shows a new one and says how long the old one signs', async () => {
  const { key, created, path } = await createFor('rotation')
  const rotated = await lenient.call(key, 'POST', `${path}/rotate-secret`, { overlapHours: 2 })
  expect(rotated.body.secret).not.toBe(created.secret)
  const hours = (Date.parse(rotated.body.previousSecretUntil) - Date.now()) / 3_600_000
  expect(hours).toBeGreaterThan(1.9)
  expect(hours).toBeLessThanOrEqual(2)
  const { rows } = await lenient.db.admin.query<{ secret: Buffer; previous_secret: Buffer }>(
    "SELECT secret, previous_secret FROM ordersync.webhooks WHERE tenant_id = 'rotation'",
  )
  for (const { secret, previous_secret: previous } of rows) {
    expect(Buffer.concat([secret, previous]).toString('latin1')).not.toContain('whsec_')
  }
  const leaked = await lenient.call(key, 'POST', `${path}/rotate-secret`, { overlapHours: 0 })
  expect(leaked.body.previousSecretUntil).toBeNull()
})

test.each([
  'http://example.com/hooks',
  'https://user:secret@example.com/',
  'https://127.0.0.1/',
  'https://10.1.2.3/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::1]/',
  'https://[::ffff:192.168.0.1]/',
  'https://localhost/',
  'https://example.com:25/',
  'https://no-such-name.invalid/',
  'ftp://example.com/',
  'hello',
])('%s cannot be a webhook, neither new nor changed', async (address) => {
  await api.makeTenant('refused')
  const key = await api.makeKey('tenant_admin', 'refused')
  const made = (await api.call(key, 'POST', '/webhooks', { url: 'https://8.8.8.8/hooks' })).body
  for (const [method, path] of [
    ['POST', '/webhooks'],
    ['PATCH', `/webhooks/${made.webhookId}`],
  ] as const) {
    const answer = await api.call(key, method, path, { url: address })
    expect(answer).toMatchObject({ status: 400, body: { code: 'webhook_url_refused', field: 'url' } })
    expect(answer.body.detail).not.toMatch(/\d+\.\d+\.\d+\.\d+/)
  }
  await api.call(key, 'DELETE', `/webhooks/${made.webhookId}`)
})

test('a reader may follow the feed and not look at webhooks; another tenant sees none', async () => {
  const { created, path } = await createFor('owner')
  const reader = await lenient.makeKey('tenant_reader', 'owner')
  expect((await lenient.call(reader, 'GET', '/orders/changes')).status).toBe(200)
  for (const [method, address] of [
    ['GET', '/webhooks'],
    ['GET', path],
    ['POST', `${path}/test`],
  ] as const) {
    expect(await lenient.call(reader, method, address)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
  }
  const { key: stranger } = await createFor('stranger')
  for (const [method, address] of [
    ['GET', path],
    ['PATCH', path],
    ['DELETE', path],
    ['POST', `${path}/pause`],
    ['POST', `${path}/resume`],
    ['POST', `${path}/rotate-secret`],
    ['POST', `${path}/test`],
    ['POST', `${path}/replay`],
    ['GET', `${path}/deliveries`],
    ['GET', `${path}/deliveries/whd_1`],
    ['POST', `${path}/deliveries/whd_1/replay`],
  ] as const) {
    const answer = await lenient.call(stranger, method, address, method === 'PATCH' ? {} : undefined)
    expect([method, address, answer.status]).toEqual([method, address, 404])
  }
  expect((await lenient.call(stranger, 'GET', '/webhooks')).body.webhooks).toHaveLength(1)
  expect(created.tenantId).toBe('owner')
})

test('a tenant has twenty webhooks at most, also when it asks for many at once', async () => {
  await lenient.makeTenant('many')
  const key = await lenient.makeKey('tenant_admin', 'many')
  const answers = await Promise.all(
    Array.from({ length: 24 }, () => lenient.call(key, 'POST', '/webhooks', { url })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('too_many_webhooks')
})

test('deliveries are listed newest first in pages, and a test is one of them', async () => {
  const { key, path } = await createFor('log')
  for (let count = 0; count < 3; count += 1) {
    expect(await lenient.call(key, 'POST', `${path}/test`)).toMatchObject({
      status: 202,
      body: { test: true, state: 'open', positions: [], attempts: 0 },
    })
  }
  const first = await lenient.call(key, 'GET', `${path}/deliveries?limit=2`)
  const second = await lenient.call(key, 'GET', `${path}/deliveries?limit=2&after=${first.body.next}`)
  const ids = [...first.body.deliveries, ...second.body.deliveries].map(({ deliveryId }) => deliveryId)
  expect(ids).toEqual([...ids].sort().reverse())
  expect([new Set(ids).size, second.body.next]).toEqual([3, null])
  expect((await lenient.call(key, 'GET', `${path}/deliveries?state=dead`)).body.deliveries).toEqual([])
  expect((await lenient.call(key, 'POST', `${path}/replay`)).body).toMatchObject({ replayed: 0 })
  expect((await lenient.call(key, 'POST', `${path}/deliveries/${ids[0]}/replay`)).body).toMatchObject({
    state: 'open',
  })
  const { body: other } = await lenient.call(key, 'POST', '/webhooks', { url })
  expect(
    (await lenient.call(key, 'GET', `/webhooks/${other.webhookId}/deliveries/${ids[0]}`)).body.code,
  ).toBe('delivery_not_found')
})

test('an erased tenant leaves no webhook and no delivery behind', async () => {
  const { key, path } = await createFor('leaving')
  await lenient.call(key, 'POST', `${path}/test`)
  const { body } = await lenient.call(lenient.operator, 'DELETE', '/tenants/leaving')
  expect(body.erasedRows).toMatchObject({ webhooks: 1, webhook_deliveries: 1 })
})
