import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { seedFleet } from '@ordersync/simulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildApi } from '../../src/api/app.ts'
import type { Api } from '../../src/api/context.ts'
import { main } from '../../src/cli/main.ts'
import type { Worker } from '../../src/queue/worker.ts'
import { systemRandom } from '../../src/runtime/random.ts'
import { makeKeySecret, saveApiKey } from '../../src/store/api-keys.ts'
import { type Journey, startJourney } from '../journey.ts'
import { silentLog } from '../silent-log.ts'

/**
 * The standing acceptance case, on a fresh installation each time: `ecomlg-001` works, `kbz-002` has no refresh
 * token, and the cursor of `kbz_test` holds an OAuth state token instead of a date.
 */

let journey: Journey
let api: Api
let worker: Worker
let url: string
const operatorKey = makeKeySecret()

beforeEach(async () => {
  journey = await startJourney({ fleet: seedFleet('seed-case') })
  const { ordersync } = journey
  await saveApiKey(
    ordersync.db,
    { keyId: 'key_1', name: 'operator', role: 'operator', expiresAt: null },
    operatorKey,
  )
  api = await buildApi({
    db: ordersync.db,
    vault: ordersync.vault,
    clock: ordersync.clock,
    random: systemRandom,
    replay: ordersync.replay,
    log: silentLog,
    version: '0.0.0',
    settings: { globalBatchSize: null, globalTenantDelayMs: 0, applicationId: 'test', simulated: true },
  })
  await api.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(api.server.address() as AddressInfo).port}`
  worker = await ordersync.startWorker()
})
afterEach(async () => {
  await worker.stop()
  await api.close()
  await journey.close()
})

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

async function ask(method: 'GET' | 'POST', path: string): Promise<Answer> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${operatorKey.reveal()}` },
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** As soon as the schedule, which has just begun, is not at it itself. */
async function syncAlone(tenantId: string): Promise<Answer> {
  for (;;) {
    const answer = await ask('POST', `/orders/sync/run?tenantId=${tenantId}`)
    if (answer.body.code !== 'already_running') return answer
    await delay(100)
  }
}

async function run(...argv: string[]): Promise<{ code: number; output: string }> {
  let output = ''
  const write = (text: string): void => {
    output += text
  }
  const env = { ORDERSYNC_URL: url, ORDERSYNC_API_KEY: operatorKey.reveal() }
  const code = await main(['node', 'ordersync', ...argv], env, { write, writeError: write })
  return { code, output }
}

const results = [
  expect.objectContaining({
    tenantId: 'ecomlg-001',
    success: true,
    status: 'success',
    reasonCode: 'SUCCESS',
  }),
  expect.objectContaining({
    tenantId: 'kbz-002',
    success: false,
    status: 'skipped',
    reasonCode: 'TOKEN_MISSING',
    message: 'no refresh token',
    ordersProcessed: 0,
  }),
  expect.objectContaining({
    tenantId: 'kbz_test',
    success: true,
    status: 'success',
    reasonCode: 'INVALID_DATE_FIXED',
  }),
]

test('by REST: the global run succeeds, and says of each tenant what became of it', async () => {
  const { status, body } = await ask('POST', '/orders/sync/run/global')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    mode: 'global',
    success: true,
    tenantsProcessed: 2,
    tenantsSkipped: 1,
    totalDuration: expect.any(Number),
    summary: { total: 3, success: 2, skipped: 1, failed: 0 },
  })
  expect((body.results as { tenantId: string }[]).sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1))).toEqual(
    results,
  )

  const all = await ask('GET', '/orders/sync/status')
  expect(all.body).toMatchObject({ totalTenants: 3 })
  const [first] = all.body.tenants as Record<string, unknown>[]
  expect(first).toEqual(
    expect.objectContaining({
      tenantId: 'kbz-002',
      displayName: 'KBZ',
      connectionStatus: expect.any(String),
      hasRefreshToken: false,
      syncState: expect.objectContaining({
        lastUpdatedAfter: null,
        lastPolledAt: null,
        lastSuccessAt: null,
        lastError: null,
      }),
      counts: { orders: 0, items: 0 },
    }),
  )
  const one = await ask('GET', '/orders/sync/status?tenantId=kbz_test')
  expect(one.body).toMatchObject({
    tenantId: 'kbz_test',
    marketplace: 'AMAZON',
    syncState: {
      lastUpdatedAfter: expect.stringMatching(/^2\d{3}-/),
      lastSuccessAt: expect.any(String),
      lastError: null,
    },
    counts: { orders: expect.any(Number), items: expect.any(Number) },
  })
  const orders = await ask('GET', '/orders?tenantId=ecomlg-001&limit=5')
  const { counts } = (await ask('GET', '/orders/sync/status?tenantId=ecomlg-001')).body as {
    counts: { orders: number }
  }
  expect(orders.body.total).toBe(counts.orders)
  expect(counts.orders).toBeGreaterThan(500)
})

test('by REST: one tenant alone, and the one that cannot be synced does not look like success', async () => {
  const works = await syncAlone('kbz_test')
  expect(works.body).toMatchObject({
    mode: 'single',
    tenantId: 'kbz_test',
    success: true,
    ordersProcessed: expect.any(Number),
    itemsProcessed: expect.any(Number),
    errors: [],
    lastUpdatedAfter: expect.any(String),
    status: 'success',
    runId: expect.any(String),
  })
  expect(works.status).toBe(200)
  const skipped = await syncAlone('kbz-002')
  expect(skipped.status).toBe(409)
  expect(skipped.body).toMatchObject({
    mode: 'single',
    tenantId: 'kbz-002',
    success: false,
    status: 'skipped',
    reasonCode: 'TOKEN_MISSING',
  })
})

test('from the command line: the same results, and exit status 0 only when what was asked was done', async () => {
  const global = await run('sync', '--global', '--json')
  expect(global.code).toBe(0)
  const body = JSON.parse(global.output) as { success: boolean; results: { tenantId: string }[] }
  expect(body.success).toBe(true)
  expect(body.results.sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1))).toEqual(results)

  const table = await run('status')
  expect(table.code).toBe(0)
  for (const text of ['ecomlg-001', 'kbz-002', 'kbz_test', 'no refresh token'])
    expect(table.output).toContain(text)
  expect(await run('sync', '--tenant', 'kbz-002')).toMatchObject({
    code: 1,
    output: expect.stringContaining('no refresh token'),
  })
  expect((await run('sync', '--tenant', 'nobody')).code).toBe(1)
  expect((await run('sync')).code).toBe(2)
})

test('a wrong application secret turns the global run into a 503 that a cron job sees', async () => {
  journey.simulator.control.addFault({ kind: 'invalid_client', operation: 'lwa' })
  const { status, body } = await ask('POST', '/orders/sync/run/global')
  expect(status).toBe(503)
  expect(body).toMatchObject({ mode: 'global', success: false })
  const cli = await run('sync', '--global')
  expect(cli.code).toBe(1)
})
