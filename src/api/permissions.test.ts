import { expect, test } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { systemClock } from '../runtime/clock.ts'
import { systemRandom } from '../runtime/random.ts'
import type { Database } from '../store/database.ts'
import { buildApi } from './app.ts'
import { findPermission, isRoleAllowed, permissions } from './permissions.ts'

const nothing = new Proxy({}, { get: () => undefined })

async function build() {
  return buildApi({
    db: nothing as Database,
    vault: nothing as never,
    replay: nothing as never,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    version: '0',
    settings: { globalBatchSize: null, globalTenantDelayMs: 0, applicationId: 'test', simulated: true },
  })
}

test('every route has a rule, and every rule has a route', async () => {
  const app = await build()
  await app.ready()
  expect([...app.routeTable.names()].sort()).toEqual(Object.keys(permissions).sort())
  await app.close()
})

test('a route without a rule stops the server from starting', async () => {
  const app = await build()
  expect(() => app.get('/api/v1/forgotten', async () => 'secret')).toThrow(/no rule/)
  await app.close()
})

test('nothing that changes something is open to readers or to everybody', () => {
  // Signing in is for everybody, and everybody may sign out: what that changes is their own session.
  const changing = Object.entries(permissions).filter(
    ([route, permission]) =>
      !route.startsWith('GET ') && permission !== 'self' && route !== 'POST /api/v1/session',
  )
  expect(changing.length).toBeGreaterThan(5)
  for (const [route, permission] of changing) {
    expect([route, permission === 'public', isRoleAllowed(permission, 'tenant_reader')]).toEqual([
      route,
      false,
      false,
    ])
  }
})

test('the document is OpenAPI 3.1, names every route under /api/v1, and each route has a summary', async () => {
  const app = await build()
  const { body } = await app.inject('/api/v1/openapi.json')
  const document = JSON.parse(body)
  expect(document.openapi).toBe('3.1.0')
  const documented = Object.entries(
    document.paths as Record<string, Record<string, { summary?: string }>>,
  ).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      expect([path, operation.summary]).toEqual([path, expect.any(String)])
      return `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    }),
  )
  const expected = Object.keys(permissions).filter(
    (route) => /^\w+ \/(api\/v1|healthz|readyz|metrics)/.test(route) && !route.endsWith('openapi.json'),
  )
  expect(documented.sort()).toEqual(expected.sort())
  await app.close()
})

test('every route that asks who calls says in the document how it refuses', async () => {
  const app = await build()
  const document = JSON.parse((await app.inject('/api/v1/openapi.json')).body) as {
    paths: Record<string, Record<string, { responses: Record<string, unknown>; security?: unknown[] }>>
  }
  const silent = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { responses, security }]) => {
      const rule = findPermission(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ':$1'))
      const declares = ['401', '403', '429'].every((status) => status in responses)
      const isOpen = security !== undefined && security.length === 0
      return declares === (rule !== 'public') && isOpen === (rule === 'public') ? [] : [`${method} ${path}`]
    }),
  )
  expect(silent).toEqual([])
  await app.close()
})

test('the pages for people need nothing from elsewhere', async () => {
  const app = await build()
  for (const url of ['/docs/', '/docs/errors']) {
    const { statusCode, body, headers } = await app.inject(url)
    expect([url, statusCode]).toEqual([url, 200])
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(body).not.toMatch(/(src|href)=["']?(https?:)?\/\//)
  }
  expect((await app.inject('/docs/js/scalar.js')).body.length).toBeGreaterThan(1_000_000)
  await app.close()
})
