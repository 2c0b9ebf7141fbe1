import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLog } from '../../../test/silent-log.ts'
import { laneLockKey } from '../../domain/lock-key.ts'
import { LockSession } from '../../store/lock-session.ts'
import { beginRun, finishRun } from '../../store/run-lifecycle.ts'
import type { TargetOutcome } from '../../store/sync-requests.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
let operator: string
beforeAll(async () => {
  api = await createTestApi()
  operator = api.operator
})
afterAll(() => api.close())

/** Runs `work` while a worker gives every connection of a tenant the outcome in the table. */
async function withOutcomes<T>(
  outcomes: Readonly<Record<string, Partial<TargetOutcome>>>,
  work: () => Promise<T>,
): Promise<T> {
  const worker = api.startWorker((tenantId) => outcomes[tenantId] ?? {})
  try {
    return await work()
  } finally {
    await worker.stop()
  }
}

test('a sync of one tenant waits and answers in the shape of the contract', async () => {
  await api.makeTenant('single')
  await api.connect('single')
  const { status, body } = await withOutcomes(
    { single: { runId: 'run_1', ordersProcessed: 3, itemsProcessed: 4 } },
    () => api.call(operator, 'POST', '/orders/sync/run', { tenantId: 'single' }),
  )
  expect(status).toBe(200)
  expect(body).toEqual({
    mode: 'single',
    tenantId: 'single',
    success: true,
    ordersProcessed: 3,
    itemsProcessed: 4,
    errors: [],
    lastUpdatedAfter: null,
    status: 'success',
    reasonCode: 'SUCCESS',
    message: 'done',
    runId: expect.stringMatching(/^req_/),
    connections: [expect.objectContaining({ runId: 'run_1', status: 'success' })],
  })
  const again = await api.call(operator, 'GET', `/orders/sync/runs/${body.runId}`)
  expect(again).toMatchObject({ status: 200, body })
})

test.each([
  ['skipped', 'TOKEN_MISSING', 409],
  ['skipped', 'NOT_CONNECTED', 409],
  ['skipped', 'TOKEN_REVOKED', 409],
  ['failed', 'TOKEN_REVOKED', 409],
  ['skipped', 'AMAZON_RATE_LIMIT', 429],
  ['failed', 'AMAZON_UNAVAILABLE', 503],
  ['failed', 'AMAZON_FORBIDDEN', 503],
  ['failed', 'APPLICATION_SECRET_REFUSED', 503],
  ['failed', 'SECRET_STORE_UNAVAILABLE', 503],
  ['failed', 'UNKNOWN_ERROR', 502],
] as const)(
  'a single sync that ends %s with %s never looks like success',
  async (status, reasonCode, expected) => {
    await api.makeTenant('unlucky')
    await api.connect('unlucky')
    const answer = await withOutcomes({ unlucky: { status, reasonCode, message: 'what to do' } }, () =>
      api.call(operator, 'POST', '/orders/sync/run?tenantId=unlucky'),
    )
    expect(answer.status).toBe(expected)
    expect(answer.body).toMatchObject({
      mode: 'single',
      success: false,
      status,
      reasonCode,
      errors: ['what to do'],
    })
    if (expected === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  },
)

test('an unknown tenant is 404, one without connection 409, and nothing is stored for either', async () => {
  await api.makeTenant('lonely')
  expect(await api.call(operator, 'POST', '/orders/sync/run', { tenantId: 'nobody' })).toMatchObject({
    status: 404,
    body: { code: 'tenant_not_found' },
  })
  expect(await api.call(operator, 'POST', '/orders/sync/run', { tenantId: 'lonely' })).toMatchObject({
    status: 409,
    body: { code: 'not_connected' },
  })
  const { rowCount } = await api.db.admin.query(
    `SELECT FROM ordersync.sync_request_targets WHERE tenant_id IN ('lonely', 'nobody')`,
  )
  expect(rowCount).toBe(0)
})

test('a tenant with two connections succeeds only if both do', async () => {
  await api.makeTenant('two')
  const good = await api.connect('two', { seller: 'ATWOGOOD000001' })
  await api.connect('two', { seller: 'ATWOBAD0000001' })
  const worker = api.startWorker((_tenant, connectionId) =>
    connectionId === good
      ? { ordersProcessed: 5, itemsProcessed: 6 }
      : { status: 'failed', reasonCode: 'AMAZON_UNAVAILABLE', message: 'down', ordersProcessed: 1 },
  )
  const { status, body } = await api.call(operator, 'POST', '/orders/sync/run', { tenantId: 'two' })
  await worker.stop()
  expect(status).toBe(503)
  expect(body).toMatchObject({ success: false, ordersProcessed: 6, itemsProcessed: 6, errors: ['down'] })
  expect(body.connections).toHaveLength(2)
})

test('wait=false answers 202 at once, and the result can be fetched later', async () => {
  await api.makeTenant('later')
  await api.connect('later')
  const asked = await api.call(operator, 'POST', '/orders/sync/run?wait=false', { tenantId: 'later' })
  expect(asked).toMatchObject({
    status: 202,
    body: { tenantId: 'later', status: 'running', progress: { total: 1, done: 0 } },
  })
  const { runId } = asked.body
  expect((await api.call(operator, 'GET', `/orders/sync/runs/${runId}`)).status).toBe(202)

  const tenantKey = await api.makeKey('tenant_reader', 'later')
  const otherKey = await api.makeKey('tenant_reader', await api.makeTenant('curious'))
  expect((await api.call(otherKey, 'GET', `/orders/sync/runs/${runId}`)).status).toBe(404)
  await withOutcomes({}, () =>
    expect
      .poll(async () => (await api.call(tenantKey, 'GET', `/orders/sync/runs/${runId}`)).status)
      .toBe(200),
  )
})

test('a sync that is really running is 409 with its run, one whose process died is not', async () => {
  await api.makeTenant('busy')
  const connectionId = await api.connect('busy')
  const lane = { tenantId: 'busy', connectionId, lane: 'delta' } as const
  await api.db.of(lane.tenantId).transaction((tx) => beginRun(tx, lane, 'run_busy', 'schedule'))
  const locks = new LockSession(api.db.connectionString, silentLog)
  const lease = await locks.tryAcquire(laneLockKey('busy', connectionId, 'delta'))
  const refused = await api.call(operator, 'POST', '/orders/sync/run', { tenantId: 'busy' })
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'already_running', runId: 'run_busy', reasonCode: 'LOCK_UNAVAILABLE' },
  })

  await lease?.release()
  await locks.close()
  const answer = await withOutcomes({}, () =>
    api.call(operator, 'POST', '/orders/sync/run', { tenantId: 'busy' }),
  )
  expect(answer.status).toBe(200)
})

test("the seed's three tenants: one syncs, one is skipped for its token, one is repaired, and the run succeeds", async () => {
  const seed = await createTestApi()
  try {
    await seed.makeTenant('ecomlg-001')
    await seed.connect('ecomlg-001')
    await seed.makeTenant('kbz-002')
    await seed.connect('kbz-002', { token: false })
    await seed.makeTenant('kbz_test')
    await seed.connect('kbz_test', { importedCursor: 'oauth-state-8f2c' })
    const outcomes: Record<string, Partial<TargetOutcome>> = {
      'ecomlg-001': { ordersProcessed: 7, itemsProcessed: 8, runId: 'run_a' },
      kbz_test: {
        reasonCode: 'INVALID_DATE_FIXED',
        message: 'the cursor was not a date',
        ordersProcessed: 2,
        runId: 'run_b',
      },
    }
    const worker = seed.startWorker((tenantId) => outcomes[tenantId] ?? null)
    const { status, body } = await seed.call(seed.operator, 'POST', '/orders/sync/run/global', {
      batchSize: 5,
      delayMs: 0,
    })
    await worker.stop()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      mode: 'global',
      success: true,
      tenantsProcessed: 2,
      tenantsSkipped: 1,
      totalDuration: expect.any(Number),
      summary: { total: 3, success: 2, skipped: 1, failed: 0 },
    })
    const byTenant = Object.fromEntries(
      body.results.map((result: { tenantId: string }) => [result.tenantId, result]),
    )
    expect(byTenant['ecomlg-001']).toMatchObject({
      success: true,
      status: 'success',
      ordersProcessed: 7,
      itemsProcessed: 8,
      reasonCode: 'SUCCESS',
    })
    expect(byTenant['ecomlg-001']).not.toHaveProperty('error')
    expect(byTenant['kbz-002']).toMatchObject({
      success: false,
      status: 'skipped',
      reasonCode: 'TOKEN_MISSING',
      message: 'no refresh token',
      error: 'no refresh token',
    })
    expect(byTenant.kbz_test).toMatchObject({
      success: true,
      status: 'success',
      reasonCode: 'INVALID_DATE_FIXED',
    })

    const all = await seed.call(seed.operator, 'GET', '/orders/sync/status')
    expect(all.body.totalTenants).toBe(3)
    const missing = all.body.tenants.find((tenant: { tenantId: string }) => tenant.tenantId === 'kbz-002')
    expect(missing).toMatchObject({
      connectionStatus: 'token_missing',
      hasRefreshToken: false,
      health: { state: 'action_required' },
    })
    const one = await seed.call(seed.operator, 'GET', '/orders/sync/status?tenantId=kbz_test')
    expect(one.body).toMatchObject({
      tenantId: 'kbz_test',
      marketplace: 'AMAZON',
      syncState: { lastUpdatedAfter: 'oauth-state-8f2c', lastSuccessAt: null, lastError: null },
      counts: { orders: 0, items: 0 },
    })
    expect(one.body.connections).toHaveLength(1)
  } finally {
    await seed.close()
  }
})

test("one tenant's failure never fails a global run; a trouble of all does, with 503", async () => {
  const fleet = await createTestApi()
  try {
    for (const tenantId of ['a', 'b', 'c']) {
      await fleet.makeTenant(tenantId)
      await fleet.connect(tenantId)
    }
    await fleet.connect('a', { seller: 'ATOKENLESS0001', token: false })
    const refused = {
      status: 'failed',
      reasonCode: 'APPLICATION_SECRET_REFUSED',
      message: 'set the secret',
    } as const
    const run = async (outcomes: Record<string, Partial<TargetOutcome>>) => {
      const worker = fleet.startWorker((tenantId) => outcomes[tenantId] ?? {})
      const answer = await fleet.call(fleet.operator, 'POST', '/orders/sync/run/global')
      await worker.stop()
      return answer
    }

    const mixed = await run({
      b: { status: 'failed', reasonCode: 'AMAZON_UNAVAILABLE', message: 'down' },
      c: refused,
    })
    expect(mixed.status).toBe(200)
    expect(mixed.body).toMatchObject({
      success: true,
      summary: { total: 3, success: 1, skipped: 0, failed: 2 },
    })
    const a = mixed.body.results.find((result: { tenantId: string }) => result.tenantId === 'a')
    expect(a).toMatchObject({ success: true, message: expect.stringContaining('no refresh token') })

    const none = await run({
      a: refused,
      b: refused,
      c: { ...refused, reasonCode: 'SECRET_STORE_UNAVAILABLE' },
    })
    expect(none).toMatchObject({ status: 503, body: { mode: 'global', success: false, tenantsProcessed: 3 } })
  } finally {
    await fleet.close()
  }
})

test('a caller that waits longer than the limit gets 202, and the sync goes on', async () => {
  const hasty = await createTestApi({
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: 'test',
      simulated: false,
      waitLimitMs: 300,
    },
  })
  try {
    await hasty.makeTenant('slow')
    await hasty.connect('slow')
    const answer = await hasty.call(hasty.operator, 'POST', '/orders/sync/run', { tenantId: 'slow' })
    expect(answer).toMatchObject({ status: 202, body: { status: 'running', runId: expect.any(String) } })
    const worker = hasty.startWorker(() => ({ ordersProcessed: 1 }))
    await expect
      .poll(
        async () =>
          (await hasty.call(hasty.operator, 'GET', `/orders/sync/runs/${answer.body.runId}`)).body
            .ordersProcessed,
      )
      .toBe(1)
    await worker.stop()
  } finally {
    await hasty.close()
  }
})

test('the history of runs pages without losing runs that began in the same millisecond', async () => {
  await api.makeTenant('history')
  const connectionId = await api.connect('history')
  for (let i = 0; i < 7; i += 1) {
    await api.db.admin.query(
      `INSERT INTO ordersync.runs (tenant_id, run_id, connection_id, lane, run_number, trigger, started_at)
       VALUES ('history', $1, $2, 'delta', $3::integer, 'schedule', '2026-01-01T00:00:00.000100Z'::timestamptz + $3::integer * interval '1 microsecond')`,
      [`run_h${i}`, connectionId, i],
    )
  }
  const seen: string[] = []
  let after = ''
  for (;;) {
    const { body } = await api.call(operator, 'GET', `/orders/sync/runs?tenantId=history&limit=2${after}`)
    seen.push(...body.runs.map((run: { runId: string }) => run.runId))
    if (body.next === null) break
    after = `&after=${body.next}`
  }
  expect(seen).toEqual(['run_h6', 'run_h5', 'run_h4', 'run_h3', 'run_h2', 'run_h1', 'run_h0'])
  expect((await api.call(operator, 'GET', '/orders/sync/runs/run_h3')).body).toMatchObject({
    runId: 'run_h3',
    tenantId: 'history',
  })
})

test('the status of all tenants pages by key and puts the longest without success first', async () => {
  const fleet = await createTestApi()
  try {
    for (let i = 0; i < 5; i += 1) {
      const tenantId = await fleet.makeTenant(`t${i}`)
      const connectionId = await fleet.connect(tenantId)
      if (i === 4) continue
      const lane = { tenantId, connectionId, lane: 'delta' } as const
      const begun = await fleet.db
        .of(lane.tenantId)
        .transaction((tx) => beginRun(tx, lane, `run_${i}`, 'schedule'))
      if (begun === null) throw new Error('no lane')
      await fleet.db.of(lane.tenantId).transaction((tx) =>
        finishRun(tx, begun.run, {
          status: 'success',
          reasonCode: 'SUCCESS',
          message: 'ok',
          complete: true,
          nextDue: { afterMs: 60_000 },
        }),
      )
    }
    const seen: string[] = []
    let after = ''
    for (;;) {
      const { body } = await fleet.call(fleet.operator, 'GET', `/orders/sync/status?limit=1${after}`)
      expect(body.totalTenants).toBe(5)
      seen.push(...body.tenants.map((tenant: { tenantId: string }) => tenant.tenantId))
      if (body.next === null) break
      after = `&after=${body.next}`
    }
    expect(seen).toEqual(['t4', 't0', 't1', 't2', 't3'])
  } finally {
    await fleet.close()
  }
})
