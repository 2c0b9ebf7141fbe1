import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let readerOfA: string
const operatorEmail = 'operator@example.com'
beforeAll(async () => {
  api = await createTestApi()
  await api.makeTenant('a')
  await api.makeTenant('b')
  await api.connect('b')
  readerOfA = await api.makeKey('tenant_reader', 'a')
})
afterAll(() => api.close())

/** What proxies and frameworks have believed, to somebody's surprise. */
const claims: Readonly<Record<string, readonly string[]>> = {
  'x-user-email': ['operator@example.com', 'admin', '1 OR 1=1'],
  'x-user-id': ['1', 'operator'],
  'x-user-role': ['operator', 'admin'],
  'x-role': ['operator'],
  'x-roles': ['operator,tenant_admin'],
  'x-remote-user': ['operator'],
  'remote-user': ['operator'],
  'x-auth-request-email': ['operator@example.com'],
  'x-authenticated-user': ['operator'],
  'x-goog-authenticated-user-email': ['operator@example.com'],
  'cf-access-authenticated-user-email': ['operator@example.com'],
  'x-amzn-oidc-identity': ['operator'],
  'x-forwarded-for': ['127.0.0.1', '::1', '10.0.0.1, 127.0.0.1'],
  'x-forwarded-host': ['localhost', 'evil.example'],
  'x-forwarded-proto': ['https'],
  'x-forwarded-user': ['operator'],
  'x-forwarded-email': ['operator@example.com'],
  'x-forwarded-prefix': ['/api/v1/session'],
  'x-forwarded-client-cert': ['Subject="CN=operator"'],
  'x-real-ip': ['127.0.0.1'],
  'x-client-ip': ['127.0.0.1'],
  'x-original-forwarded-for': ['127.0.0.1'],
  'true-client-ip': ['127.0.0.1'],
  forwarded: ['for=127.0.0.1;by=127.0.0.1;host=localhost;proto=https'],
  'x-original-url': ['/healthz', '/docs'],
  'x-rewrite-url': ['/healthz', '/api/v1/session'],
  'x-http-method-override': ['GET', 'DELETE', 'PUT'],
  'x-http-method': ['GET', 'DELETE'],
  'x-method-override': ['GET', 'DELETE'],
  'x-api-key': ['operator', 'os_x'],
  'x-csrf-token': ['x'],
  origin: ['http://localhost', 'null'],
  'sec-fetch-site': ['same-origin', 'none'],
  cookie: ['ordersync_session=operator', '__Host-ordersync_session=x; ordersync_session=y', 'role=operator'],
}

const forged = fc
  .subarray(Object.keys(claims), { minLength: 1 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(...(claims[name] ?? []))]))),
  )

test('forged headers in any combination make nobody somebody', { timeout: 60_000 }, async () => {
  const closed = [
    ['GET', '/tenants'],
    ['GET', '/orders?tenantId=b'],
    ['GET', '/orders/sync/status'],
    ['GET', '/audit-log'],
    ['GET', '/metrics'],
    ['POST', '/orders/sync/run/global'],
    ['PUT', '/tenants/forged'],
    ['DELETE', '/tenants/b'],
  ] as const
  await fc.assert(
    fc.asyncProperty(
      forged,
      fc.constantFrom(...closed),
      fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
      async (headers, [method, url], tenant) => {
        const named = tenant === undefined ? headers : { ...headers, 'x-tenant-id': tenant }
        const answer = await api.call(null, method, url, undefined, named)
        expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
      },
    ),
    { numRuns: 300 },
  )
  expect((await api.call(api.operator, 'GET', '/tenants/b')).status).toBe(200)
  expect((await api.call(api.operator, 'GET', '/tenants/forged')).status).toBe(404)
})

test('forged headers in any combination give a key no other tenant, no other role and no other method', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(forged, async (headers) => {
      const own = await api.call(readerOfA, 'GET', '/orders/sync/status', undefined, headers)
      expect(own).toMatchObject({ status: 200, body: { totalTenants: 1, tenants: [{ tenantId: 'a' }] } })
      for (const [method, url, code] of [
        ['GET', '/orders?tenantId=b', 'other_tenant'],
        ['GET', '/tenants', 'forbidden'],
        ['POST', '/orders/sync/run', 'forbidden'],
      ] as const) {
        expect((await api.call(readerOfA, method, url, undefined, headers)).body.code).toBe(code)
      }
      const foreign = { ...headers, 'x-tenant-id': 'b' }
      expect((await api.call(readerOfA, 'GET', '/orders', undefined, foreign)).body.code).toBe('other_tenant')
      // What an operator reads stays a reading, whatever method a header asks for.
      expect((await api.call(api.operator, 'GET', '/tenants/b', undefined, headers)).status).toBe(200)
    }),
    { numRuns: 100 },
  )
  expect((await api.call(api.operator, 'GET', '/tenants/b')).status).toBe(200)
})

test('the audit log says where a call came from and who made it, not what headers claim', async () => {
  await api.call(readerOfA, 'GET', '/tenants', undefined, {
    'x-forwarded-for': '192.0.2.7',
    'x-real-ip': '192.0.2.8',
    forwarded: 'for=192.0.2.9',
    'x-user-email': operatorEmail,
  })
  const { rows } = await api.db.admin.query<Record<string, string>>(
    'SELECT actor, address, note, tenant_id FROM ordersync.audit_log ORDER BY audit_id DESC LIMIT 1',
  )
  expect(rows[0]).toEqual({
    actor: expect.stringMatching(/^key_/),
    address: '127.0.0.1',
    note: `X-User-Email: ${operatorEmail}`,
    tenant_id: 'a',
  })
})
