import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../../test/silent-log.ts'
import { systemClock } from '../../runtime/clock.ts'
import { systemRandom } from '../../runtime/random.ts'
import { buildApi } from '../app.ts'
import type { ApiDependencies } from '../context.ts'
import { dashboardPages } from './serve-dashboard.ts'

const script = 'console.log("the dashboard")\n'.repeat(100)
const nothing = new Proxy({}, { get: () => undefined })
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ordersync-dashboard-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html>\n<html lang="en"><title>Ordersync</title></html>',
  )
  await writeFile(join(folder, 'assets', 'main-abc.js'), script)
  await writeFile(join(folder, 'assets', 'main-abc.js.gz'), gzipSync(script))
  app = await build(folder)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

function build(dashboardFolder: string, more: Partial<ApiDependencies> = {}): Promise<FastifyInstance> {
  return buildApi({
    db: nothing as ApiDependencies['db'],
    vault: nothing as ApiDependencies['vault'],
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    version: '0',
    replay: nothing as ApiDependencies['replay'],
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: 'test',
      simulated: true,
      dashboardFolder,
    },
    ...more,
  })
}

test.each([...dashboardPages, '/connect/done'])(
  '%s is the dashboard, for browsers, and never kept',
  async (page) => {
    const url = page.replace(/:\w+/, '405-1234567-1234567')
    const { statusCode, headers, body } = await app.inject({ url, headers: browser })
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
    expect(body).toContain('<html data-amazon="simulated" data-oidc="none" data-session="none" lang="en">')
  },
)

test.each([
  ['brought', `ordersync_session=oss_${'a'.repeat(43)}`],
  ['none', 'ordersync_session=oss_short'],
])('the page says what session the browser has: %s', async (session, cookie) => {
  const { headers, body } = await app.inject({ url: '/orders', headers: { ...browser, cookie } })
  expect(body).toContain(`data-session="${session}"`)
  expect(headers.vary).toBe('origin, cookie')
})

test('the policy of the page lets nothing inline run and loads nothing from elsewhere', async () => {
  const { headers } = await app.inject({ url: '/orders', headers: browser })
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toMatch(/unsafe-eval|https?:|script-src[^;]*unsafe-inline/)
})

test('files of the dashboard are kept for good, and sent as they were compressed', async () => {
  const { headers, rawPayload } = await app.inject({
    url: '/assets/main-abc.js',
    headers: { 'accept-encoding': 'gzip' },
  })
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(headers['content-encoding']).toBe('gzip')
  expect(rawPayload.equals(gzipSync(script))).toBe(true)
  expect((await app.inject('/assets/main-abc.js')).body).toBe(script)
})

test.each(['/order', '/tenants', '/fleet/x', '/nonsense?q=1'])(
  '%s is nothing: a browser is shown the dashboard, which says so, with the status 404',
  async (url) => {
    const { statusCode, headers, body } = await app.inject({ url, headers: browser })
    expect(statusCode).toBe(404)
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
    expect(body).toContain('data-session="none"')
    const asked = await app.inject({ method: 'HEAD', url, headers: browser })
    expect(asked).toMatchObject({ statusCode: 404, body: '' })
  },
)

test.each([
  ['an address that nobody knows, asked by a program', '/order', {}],
  ['a file of an older dashboard', '/assets/main-old.js', browser],
  ['a file outside of the folder', '/assets/..%2findex.html', browser],
  ['a hidden file', '/assets/.built-from', browser],
  ['a script that forgot where the API is', '/orders?tenantId=a', { accept: 'application/json' }],
  ['an address of the API that there is not', '/api/v1/nothing', browser],
  ['a page of the documentation that there is not', '/docs/nothing', browser],
])('%s is answered 404, as a problem', async (_name, url, headers) => {
  const { statusCode, headers: answer } = await app.inject({ url, headers })
  expect(statusCode).toBe(404)
  expect(answer['content-type']).toContain('application/problem+json')
})

test('what is sent to an address that nobody knows is refused with a problem, in a browser, too', async () => {
  const { statusCode, headers } = await app.inject({ method: 'POST', url: '/nonsense', headers: browser })
  expect(statusCode).toBe(404)
  expect(headers['content-type']).toContain('application/problem+json')
})

test('a dashboard that is not built says how to build it; a consent ends all the same', async () => {
  const empty = await build(join(folder, 'nowhere'))
  const { statusCode, body } = await empty.inject({ url: '/', headers: browser })
  expect(statusCode).toBe(503)
  expect(body).toContain('npm run build -w web')
  const unknown = await empty.inject({ url: '/nonsense', headers: browser })
  expect(unknown.headers['content-type']).toContain('application/problem+json')
  const done = await empty.inject({ url: '/connect/done?problem=consent_used&tenantId=a' })
  expect(done.statusCode).toBe(200)
  expect(done.body).toContain('start again')
  await empty.close()
})
