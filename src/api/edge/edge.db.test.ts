import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Secret } from '../../runtime/secret.ts'
import type { Api } from '../context.ts'
import { registerSecurityHeaders } from '../security-headers.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

const metricsToken = 'metrics-token-0123456789abcdef'
let api: TestApi
let publicApi: TestApi
let port: number
beforeAll(async () => {
  api = await createTestApi({ edge: { arrivalMs: 200, metricsToken: new Secret(metricsToken) } })
  publicApi = await createTestApi({
    edge: { publicUrl: new URL('https://orders.example'), corsOrigins: ['https://shop.example'] },
  })
  const url = await api.app.listen({ port: 0, host: '127.0.0.1' })
  port = Number(new URL(url).port)
})
afterAll(async () => {
  await api.close()
  await publicApi.close()
})

test('every answer says to browsers what they may do with it: data nothing, pages only what is ours', async () => {
  const data = await api.call(api.operator, 'GET', '/tenants')
  expect(data.headers).toMatchObject({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
  expect(data.headers['strict-transport-security']).toBeUndefined()
  expect((await publicApi.send({ method: 'GET', url: '/nothing' })).headers).toMatchObject({
    'strict-transport-security': 'max-age=31536000',
    'x-frame-options': 'DENY',
  })
  const docs = String((await api.send({ method: 'GET', url: '/docs/' })).headers['content-security-policy'])
  expect(docs).toContain("script-src 'self' 'unsafe-inline'")
  const home = String((await api.send({ method: 'GET', url: '/' })).headers['content-security-policy'])
  expect(home).not.toContain("script-src 'self' 'unsafe-inline'")
})

test('a page without a policy of its own runs nothing inline and frames nowhere', async () => {
  const app = Fastify()
  registerSecurityHeaders(app as unknown as Api, { publicUrl: null })
  app.get('/', (_request, reply) => reply.type('text/html').send('<!doctype html>'))
  const policy = String((await app.inject('/')).headers['content-security-policy'])
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  await app.close()
})

test('other sites may not call unless they are named, and never with a session', async () => {
  const preflight = (target: TestApi, origin: string) =>
    target.send({
      method: 'OPTIONS',
      url: '/api/v1/orders',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    })
  expect(
    (await preflight(api, 'https://shop.example')).headers['access-control-allow-origin'],
  ).toBeUndefined()
  expect(
    (await preflight(publicApi, 'https://evil.example')).headers['access-control-allow-origin'],
  ).toBeUndefined()
  const allowed = await preflight(publicApi, 'https://shop.example')
  expect(allowed.status).toBe(204)
  expect(allowed.headers).toMatchObject({
    'access-control-allow-origin': 'https://shop.example',
    vary: 'origin',
  })
  expect(allowed.headers['access-control-allow-credentials']).toBeUndefined()
  const answer = await publicApi.call(null, 'GET', '/tenants', undefined, { origin: 'https://shop.example' })
  expect(answer).toMatchObject({
    status: 401,
    headers: { 'access-control-allow-origin': 'https://shop.example' },
  })
})

test('metrics are for operators and for the token that is for nothing else', async () => {
  expect((await api.call(metricsToken, 'GET', '/metrics')).body).toContain('ordersync_up')
  expect((await api.call(metricsToken, 'GET', '/tenants')).status).toBe(401)
  expect((await api.call(`${metricsToken}x`, 'GET', '/metrics')).status).toBe(401)
  expect((await publicApi.call('null', 'GET', '/metrics')).status).toBe(401)
})

test('HEAD answers like GET without the body, and asks who calls like GET', async () => {
  const head = await api.send({ method: 'HEAD', url: '/healthz' })
  expect([head.status, head.body]).toEqual([200, ''])
  expect(Number(head.headers['content-length'])).toBeGreaterThan(10)
  expect((await api.send({ method: 'HEAD', url: '/api/v1/tenants' })).status).toBe(401)
  const known = await api.call(api.operator, 'HEAD', '/tenants')
  expect([known.status, known.body]).toEqual([200, ''])
  const { rows } = await api.db.admin.query(
    "SELECT 1 FROM ordersync.audit_log WHERE action LIKE 'HEAD%' AND allowed",
  )
  expect(rows).toEqual([])
})

test('an address that is too long is 414 before anything looks at it', async () => {
  const answer = await api.call(null, 'GET', `/orders?after=${'x'.repeat(9000)}`)
  expect(answer).toMatchObject({ status: 414, body: { code: 'address_too_long' } })
})

test('a caller that sends its request a little at a time is answered 408 and holds no socket', async () => {
  const slow = connect(port, '127.0.0.1')
  slow.write('GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ')
  const drip = setInterval(() => slow.write('x'), 50)
  try {
    const answer = await text(slow)
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('"code":"request_timeout"')
  } finally {
    clearInterval(drip)
    slow.destroy()
  }
})

test('a caller that never finishes its body is answered 408 too', async () => {
  const slow = connect(port, '127.0.0.1')
  slow.write(
    `PUT /api/v1/tenants/slow HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${api.operator}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{`,
  )
  try {
    expect(await text(slow)).toMatch(/^HTTP\/1\.1 408 /)
  } finally {
    slow.destroy()
  }
})
