import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveApiKey } from '../store/api-keys.ts'
import { saveConnection } from '../store/connections.ts'
import { makeToken } from '../store/token.ts'
import {
  type ArbitraryRequest,
  arbitraryRequest,
  type Fixtures,
  type OpenApiDocument,
} from './testing/arbitrary-request.ts'
import { signIn } from './testing/sign-in.ts'
import { type Answer, createTestApi, type TestApi } from './testing/test-api.ts'

const cases = Number(process.env.FUZZ_CASES ?? 2500)
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
/** After so many requests, what they may have removed is made again. */
const restoreEvery = 100
const slowMs = 1000

const fixtures: Fixtures = {
  tenantId: ['t', 'u'],
  connectionId: ['con_t', 'con_u'],
  keyId: ['key_fuzz'],
  runId: ['run_t', 'run_u'],
  orderId: ['order_t', 'order_u'],
  quarantineId: ['qua_t', 'qua_u'],
  webhookId: ['wh_fuzz'],
  url: [
    'https://127.0.0.1/hooks',
    'http://[::1]:1/',
    'https://user:password@127.0.0.1/',
    'https://0x7f000001/',
    'https://localhost.:65535/?a=b#c',
    'file:///etc/passwd',
  ],
  sellingPartnerId: ['AFUZZT00000001', 'AFUZZU00000001'],
}

const callerNames = ['operator', 'operator', 'admin', 'reader', 'browser', 'nobody'] as const
type CallerName = (typeof callerNames)[number]

let api: TestApi
let callers: Readonly<Record<CallerName, Record<string, string>>>
let webhookId = ''
let sent = 0
beforeAll(async () => {
  api = await createTestApi({
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: 'test',
      simulated: true,
      waitLimitMs: 1,
      allowPrivateWebhooks: true,
    },
  })
})
afterAll(() => api.close())

/** A fuzzer that only ever sees "not found" finds nothing: tenants, connections and callers are there again. */
async function restore(): Promise<void> {
  for (const tenantId of ['t', 'u']) {
    await api.makeTenant(tenantId)
    await saveConnection(api.db.of(tenantId), {
      connectionId: `con_${tenantId}`,
      region: 'EU',
      sellingPartnerId: `AFUZZ${tenantId.toUpperCase()}00000001`,
      marketplaceIds: [],
      sealedRefreshToken: null,
      importedCursor: null,
    })
  }
  await api.db.admin.query(rowsOfTenants)
  await restoreWebhook()
  await api.db.admin.query("DELETE FROM ordersync.api_keys WHERE key_id = 'key_fuzz'")
  const key = { keyId: 'key_fuzz', name: 'f', role: 'tenant_reader', expiresAt: null } as const
  await saveApiKey(api.db.of('t'), key, makeToken('os'))
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  const browser = await signIn(api, await api.makeKey('operator', null))
  callers = {
    operator: bearer(await api.makeKey('operator', null)),
    admin: bearer(await api.makeKey('tenant_admin', 't')),
    reader: bearer(await api.makeKey('tenant_reader', 'u')),
    browser: { cookie: browser.cookie, 'x-csrf-token': browser.csrfToken },
    nobody: {},
  }
}

/** One row each of what only a worker makes. */
const rowsOfTenants = `
INSERT INTO ordersync.runs (tenant_id, run_id, connection_id, lane, run_number, trigger)
  SELECT t, 'run_' || t, 'con_' || t, 'delta', 1, 'manual' FROM unnest(ARRAY['t', 'u']) t ON CONFLICT DO NOTHING;
INSERT INTO ordersync.orders (tenant_id, external_order_id, id, connection_id, order_date, order_status, last_updated_at,
    source_rank, content_hash, observed_at, detail_level)
  SELECT t, 'order_' || t, 'ord_' || t, 'con_' || t, now(), 'UNSHIPPED', now(), 1, 1, now(), 'outline'
  FROM unnest(ARRAY['t', 'u']) t ON CONFLICT DO NOTHING;
INSERT INTO ordersync.quarantine (tenant_id, quarantine_id, connection_id, reason, document, document_hash)
  SELECT t, 'qua_' || t, 'con_' || t, 'x', '{}', 1 FROM unnest(ARRAY['t', 'u']) t ON CONFLICT DO NOTHING`

/** Of every list one more row, so that there is a second page. $1 webhook. */
const secondRows = `
WITH run AS (
  INSERT INTO ordersync.runs (tenant_id, run_id, connection_id, lane, run_number, trigger) VALUES ('t', 'run_t2', 'con_t', 'delta', 2, 'manual')
), entry AS (
  INSERT INTO ordersync.quarantine (tenant_id, quarantine_id, connection_id, reason, document, document_hash) VALUES ('t', 'qua_t2', 'con_t', 'x', '{}', 2)
), delivery AS (
  INSERT INTO ordersync.webhook_deliveries (tenant_id, delivery_id, webhook_id, positions)
  SELECT 't', 'whd_' || n, $1, '{}' FROM generate_series(1, 2) n
)
INSERT INTO ordersync.orders (tenant_id, external_order_id, id, connection_id, order_date, order_status, last_updated_at,
    source_rank, content_hash, observed_at, detail_level)
  VALUES ('t', 'order_t2', 'ord_t2', 'con_t', now(), 'UNSHIPPED', now(), 1, 1, now(), 'outline')`

/** A webhook with a secret that opens, under an id that requests know. */
async function restoreWebhook(): Promise<void> {
  await api.db.admin.query("DELETE FROM ordersync.webhooks WHERE tenant_id = 't'")
  const key = await api.makeKey('tenant_admin', 't')
  await api.call(key, 'POST', '/webhooks', { url: 'https://127.0.0.1/hooks' })
  webhookId = (await api.call(key, 'GET', '/webhooks')).body.webhooks[0]?.webhookId ?? ''
}

async function send(request: ArbitraryRequest, caller: CallerName): Promise<Answer & { ms: number }> {
  const started = performance.now()
  const answer = await api.send({
    method: request.method as 'GET',
    url: request.url.replaceAll('wh_fuzz', webhookId),
    headers: {
      ...callers[caller],
      ...(request.payload !== null && request.contentType !== null
        ? { 'content-type': request.contentType }
        : {}),
    },
    ...(request.payload === null ? {} : { payload: request.payload }),
  })
  return { ...answer, ms: performance.now() - started }
}

test(`no request whatever makes the server fail, stall or talk about itself (seed ${seed}, ${cases} cases)`, {
  timeout: 60_000 + cases * 100,
}, async () => {
  const document = api.app.swagger() as unknown as OpenApiDocument
  // A stream does not end by itself: it has tests of its own.
  const routes = Object.entries(document.paths)
    .filter(([path]) => !path.endsWith('/stream'))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
    )
  expect(routes.length).toBeGreaterThan(30)
  const request = fc.oneof(
    ...routes.map(({ method, path, operation }) => arbitraryRequest(method, path, operation, fixtures)),
  )
  const statuses = new Map<string, Set<number>>()

  await fc.assert(
    fc.asyncProperty(request, fc.constantFrom(...callerNames), async (made, caller) => {
      if (sent % restoreEvery === 0) await restore()
      sent += 1
      let answer = await send(made, caller)
      // The machine may have been busy with something else: only what is slow twice is slow.
      if (answer.ms > slowMs) answer = await send(made, caller)
      expect(answer.ms).toBeLessThan(slowMs)
      if (answer.status >= 500) {
        const documented = document.paths[made.path]?.[made.method.toLowerCase()]?.responses ?? {}
        expect(Object.keys(documented)).toContain(String(answer.status))
        expect(answer.status).toBe(503)
      }
      if (answer.status >= 400) {
        expect(JSON.stringify(answer.body)).not.toMatch(
          /node_modules|\.ts:\d|\\n +at |SELECT |ordersync\.\w+_|pg_/,
        )
      }
      const name = `${made.method} ${made.path}`
      statuses.set(name, (statuses.get(name) ?? new Set()).add(answer.status))
    }),
    { numRuns: cases, seed },
  )
  expect((await api.send({ method: 'GET', url: '/healthz' })).status).toBe(200)
  if (cases < 1000) return
  // Every route was reached, and nearly all of them also with a request that they accept.
  expect(statuses.size).toBe(routes.length)
  const never = [...statuses]
    .filter(([, seen]) => ![...seen].some((status) => status < 400))
    .map(([name]) => name)
  expect(never.length, `never accepted: ${never.join(', ')}`).toBeLessThan(routes.length / 3)
})

test('a cursor that somebody wrote who has looked into one is refused', async () => {
  const document = api.app.swagger() as unknown as OpenApiDocument
  const lists = Object.entries(document.paths).flatMap(([path, { get }]) =>
    get?.parameters?.some(({ name }) => name === 'after') === true && !/stream$|{runId}/.test(path)
      ? [path]
      : [],
  )
  expect(lists.length).toBeGreaterThan(6)
  // Twice, so that the audit log has two entries of the tenant.
  await restore()
  await restore()
  await api.db.admin.query(secondRows, [webhookId])
  for (const path of lists) {
    const ofAllTenants = path.endsWith('/tenants') || path.endsWith('/status')
    const ask = (query: string): Promise<Answer> =>
      api.send({
        method: 'GET',
        url: `${path.replace('{webhookId}', webhookId)}?${ofAllTenants ? '' : 'tenantId=t&'}${query}`,
        headers: callers.operator,
      })
    const { next } = (await ask('limit=1')).body as { next: string | null }
    expect([path, next]).toEqual([path, expect.any(String)])
    expect([path, (await ask(`after=${next}`)).status]).toEqual([path, 200])
    // The feed's is a place that readers keep, and not signed: it is refused where it is none.
    const isFeed = path.endsWith('/changes')
    for (const cursor of mutate(String(next))) {
      const { status, body } = await ask(`after=${cursor}`)
      const expected = isFeed ? expect.toBeOneOf([200, 400, 410]) : 400
      expect([path, cursor, status]).toEqual([path, cursor, expected])
      if (status === 400) expect(body.code).toBe('invalid_cursor')
    }
  }
})

/** Cursors that begin as a real one does, and have something else in one place. */
function mutate(cursor: string): readonly string[] {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const encoded = (changed: string): string => Buffer.from(changed, 'latin1').toString('base64url')
  const texts = [...text.matchAll(/"[^"]*"/g)]
  const replaced = texts.flatMap(({ 0: old, index }) =>
    ['""', 'null', '"1"', '"-1"', '"x"', '"9999-12-31T23:59:59.999999Z"', '"0000-01-01T00:00:00.000Z"'].map(
      (part) => encoded(text.slice(0, index) + part + text.slice(index + old.length)),
    ),
  )
  const flipped = [0, 7, 15, 16, text.length - 1].map((at) =>
    encoded(text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)),
  )
  return [...replaced, ...flipped, encoded(text.slice(16)), cursor.slice(0, -4), `${cursor}AAAA`].filter(
    (made) => made !== cursor,
  )
}
