import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let adminOfA: string
let readerOfA: string
beforeAll(async () => {
  api = await createTestApi()
  await api.makeTenant('a')
  await api.makeTenant('b')
  await api.connect('a')
  await api.connect('b')
  adminOfA = await api.makeKey('tenant_admin', 'a')
  readerOfA = await api.makeKey('tenant_reader', 'a')
})
afterAll(() => api.close())

async function lastAudit() {
  const { rows } = await api.db.admin.query<Record<string, unknown>>(
    'SELECT tenant_id, actor, action, allowed, subject, note, request_id FROM ordersync.audit_log ORDER BY audit_id DESC LIMIT 1',
  )
  return rows[0]
}

test.each([
  ['no header at all', {}],
  ['a key that does not exist', { authorization: 'Bearer os_nobody' }],
  ['another scheme', { authorization: 'Basic b3BlcmF0b3I6' }],
  ['an empty key', { authorization: 'Bearer ' }],
  ['a very long key', { authorization: `Bearer ${'x'.repeat(4000)}` }],
  [
    'headers that merely claim an identity',
    { 'x-user-email': 'admin@example.com', 'x-tenant-id': 'a', 'x-role': 'operator' },
  ],
])('%s is nobody: 401, and audited', async (_name, headers) => {
  const answer = await api.call(null, 'GET', '/tenants', undefined, headers as Record<string, string>)
  expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  expect(answer.headers['www-authenticate']).toContain('Bearer')
  expect(await lastAudit()).toMatchObject({
    actor: 'anonymous',
    allowed: false,
    action: 'GET /api/v1/tenants',
  })
})

test.each([
  ['in the header', 'GET', '/orders', undefined, { 'x-tenant-id': 'b' }],
  ['in the query', 'GET', '/orders?tenantId=b', undefined, {}],
  ['in the query of the status', 'GET', '/orders/sync/status?tenantId=b', undefined, {}],
  ['in the query of the runs', 'GET', '/orders/sync/runs?tenantId=b', undefined, {}],
  ['in the body', 'POST', '/orders/sync/run', { tenantId: 'b' }, {}],
  ['in the body, while the query says its own', 'POST', '/orders/sync/run?tenantId=a', { tenantId: 'b' }, {}],
  ['in the path', 'GET', '/tenants/b/connections', undefined, {}],
  ['in the path, while the header says its own', 'GET', '/tenants/b', undefined, { 'x-tenant-id': 'a' }],
  ['that does not exist', 'GET', '/orders?tenantId=nobody', undefined, {}],
  ['of which its own is a prefix', 'GET', '/orders?tenantId=a-2', undefined, {}],
  ['in other letters', 'GET', '/orders?tenantId=A', undefined, {}],
  ['for a key of it', 'POST', '/api-keys', { name: 'mine', role: 'tenant_reader', tenantId: 'b' }, {}],
] as const)(
  'a key of one tenant names another %s: 403, and audited',
  async (_name, method, url, body, headers) => {
    const answer = await api.call(adminOfA, method, url, body, headers as Record<string, string>)
    expect(answer).toMatchObject({ status: 403, body: { code: 'other_tenant' } })
    expect(await lastAudit()).toMatchObject({
      tenant_id: 'a',
      allowed: false,
      request_id: answer.body.requestId,
    })
  },
)

test("a tenant's key sees its own tenant without naming it, and nothing of the others", async () => {
  const status = await api.call(readerOfA, 'GET', '/orders/sync/status')
  expect(status.body).toMatchObject({ totalTenants: 1, tenants: [{ tenantId: 'a' }], next: null })
  expect((await api.call(readerOfA, 'GET', '/orders/sync/status?tenantId=a')).body).toMatchObject({
    tenantId: 'a',
    marketplace: 'AMAZON',
  })
  const { connections } = (await api.call(api.operator, 'GET', '/tenants/b/connections')).body
  expect(
    (await api.call(adminOfA, 'GET', `/tenants/a/connections/${connections[0].connectionId}`)).status,
  ).toBe(404)
})

test('a reader changes nothing, an admin of a tenant manages its tenant only, an operator everything', async () => {
  expect((await api.call(readerOfA, 'POST', '/orders/sync/run')).status).toBe(403)
  expect((await api.call(readerOfA, 'GET', '/orders')).status).toBe(200)
  expect((await api.call(readerOfA, 'GET', '/api-keys')).status).toBe(403)
  expect((await api.call(adminOfA, 'POST', '/orders/sync/run?wait=false')).status).toBe(202)
  expect((await api.call(adminOfA, 'POST', '/orders/sync/run/global')).status).toBe(403)
  expect((await api.call(adminOfA, 'GET', '/tenants')).status).toBe(403)
  expect((await api.call(adminOfA, 'GET', '/tenants/a')).status).toBe(200)
  expect((await api.call(adminOfA, 'PUT', '/tenants/a', { displayName: 'x' })).status).toBe(403)
  expect((await api.call(adminOfA, 'DELETE', '/tenants/a')).status).toBe(403)
  expect((await api.call(adminOfA, 'POST', '/api-keys', { name: 'up', role: 'operator' })).status).toBe(403)
})

test('a change is in the audit log with its actor, before anything else; the e-mail is only a note', async () => {
  await api.call(
    api.operator,
    'PUT',
    '/tenants/a',
    { displayName: 'Tenant A' },
    { 'x-user-email': 'ann@example.com' },
  )
  expect(await lastAudit()).toMatchObject({
    tenant_id: 'a',
    actor: expect.stringMatching(/^key_/),
    action: 'PUT /api/v1/tenants/:tenantId',
    allowed: true,
    note: 'X-User-Email: ann@example.com',
  })
})

test('an operator must name a tenant where one is meant, and only one', async () => {
  expect(await api.call(api.operator, 'GET', '/orders')).toMatchObject({
    status: 400,
    body: { code: 'tenant_required', field: 'tenantId' },
  })
  expect(
    await api.call(api.operator, 'GET', '/orders?tenantId=a', undefined, { 'x-tenant-id': 'b' }),
  ).toMatchObject({ status: 400, body: { code: 'tenant_ambiguous' } })
  expect((await api.call(api.operator, 'GET', '/orders', undefined, { 'x-tenant-id': 'b' })).status).toBe(200)
  expect(
    await api.call(api.operator, 'GET', '/orders', undefined, { 'x-tenant-id': "b' OR 1=1" }),
  ).toMatchObject({ status: 400, body: { field: 'X-Tenant-Id' } })
  expect((await api.call(api.operator, 'GET', '/orders?tenantId=nobody')).status).toBe(404)
})

test('a key is shown once, works, and opens nothing after it was revoked', async () => {
  const made = await api.call(adminOfA, 'POST', '/api-keys', {
    name: 'dashboard',
    role: 'tenant_reader',
    expiresInDays: 30,
  })
  expect(made).toMatchObject({
    status: 201,
    body: { role: 'tenant_reader', tenantId: 'a', key: expect.stringMatching(/^os_/) },
  })
  const { key, keyId } = made.body
  expect((await api.call(key, 'GET', '/orders')).status).toBe(200)
  const listed = await api.call(adminOfA, 'GET', '/api-keys')
  expect(JSON.stringify(listed.body)).not.toContain(key)
  expect(listed.body.apiKeys.map((entry: { keyId: string }) => entry.keyId)).toContain(keyId)

  const adminOfB = await api.makeKey('tenant_admin', 'b')
  expect((await api.call(adminOfB, 'DELETE', `/api-keys/${keyId}`)).status).toBe(404)
  expect((await api.call(adminOfA, 'DELETE', `/api-keys/${keyId}`)).status).toBe(200)
  expect((await api.call(key, 'GET', '/orders')).status).toBe(401)
})

test('an operator makes and revokes keys of any tenant', async () => {
  const made = await api.call(api.operator, 'POST', '/api-keys', {
    name: 'of b',
    role: 'tenant_admin',
    tenantId: 'b',
  })
  expect(made.body.tenantId).toBe('b')
  expect((await api.call(api.operator, 'DELETE', `/api-keys/${made.body.keyId}`)).status).toBe(200)
  expect(
    (await api.call(api.operator, 'POST', '/api-keys', { name: 'x', role: 'operator', tenantId: 'b' }))
      .status,
  ).toBe(400)
  expect(
    (await api.call(api.operator, 'POST', '/api-keys', { name: 'x', role: 'tenant_reader' })).status,
  ).toBe(400)
  expect(
    (
      await api.call(api.operator, 'POST', '/api-keys', {
        name: 'x',
        role: 'tenant_reader',
        tenantId: 'nobody',
      })
    ).status,
  ).toBe(404)
})

test('metrics are for operators, wherever the caller is', async () => {
  expect((await api.call(api.operator, 'GET', '/metrics')).body).toContain('ordersync_up')
  expect((await api.send({ method: 'GET', url: '/metrics' })).status).toBe(401)
  expect((await api.call(adminOfA, 'GET', '/metrics')).status).toBe(403)
})

test('alive and ready need no key', async () => {
  expect((await api.send({ method: 'GET', url: '/healthz' })).status).toBe(200)
  expect(await api.send({ method: 'GET', url: '/readyz' })).toMatchObject({
    status: 200,
    body: { ready: true, database: 'ok' },
  })
})
