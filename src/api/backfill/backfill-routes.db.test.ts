import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeWindow, enterWindowsPhase } from '../../store/backfill-windows.ts'
import {
  countBackfillOrders,
  createBackfill,
  listBackfills,
  moveBackfill,
  saveBackfillError,
} from '../../store/backfills.ts'
import { setPaused } from '../../store/connections.ts'
import { recordCoverage } from '../../store/coverage.ts'
import { beginRun, finishRun, type RunOutcome } from '../../store/run-lifecycle.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

const day = 24 * 60 * 60_000
const base = '/orders/sync/backfill'

let api: TestApi
let operator: string
beforeAll(async () => {
  api = await createTestApi()
  operator = api.operator
})
afterAll(() => api.close())

async function connected(tenantId: string): Promise<string> {
  await api.makeTenant(tenantId)
  return api.connect(tenantId)
}

const run = (tenantId: string, options: object = {}) =>
  api.call(operator, 'POST', `${base}/run`, { tenantId, ...options })
const move = (wish: string, tenantId: string, options: object = {}) =>
  api.call(operator, 'POST', `${base}/${wish}`, { tenantId, ...options })
const report = async (tenantId: string) =>
  (await api.call(operator, 'GET', `${base}/status?tenantId=${tenantId}`)).body

async function newestOf(tenantId: string) {
  const [backfill] = await listBackfills(api.db.of(tenantId), null)
  if (backfill === undefined) throw new Error(`${tenantId} has no backfill`)
  return backfill
}

/** What the lane does when all went well: everything is covered by reports, and the backfill is done. */
async function complete(tenantId: string): Promise<void> {
  for (const { backfillId, connectionId, range, status } of await listBackfills(api.db.of(tenantId), null)) {
    if (status !== 'in_progress') continue
    await recordCoverage(api.db.of(tenantId), connectionId, range, 'outline', 'report')
    await moveBackfill(api.db.of(tenantId), backfillId, ['in_progress'], 'success')
  }
}

/** The delta lane has begun to follow the connection. */
async function follow(tenantId: string): Promise<void> {
  await api.db.admin.query(
    `UPDATE ordersync.sync_states SET watermark = now() WHERE tenant_id = $1 AND lane = 'delta'`,
    [tenantId],
  )
}

test('a backfill is answered at once, is 365 days unless said otherwise, and its lane is due', async () => {
  const connectionId = await connected('year')
  await api.db.admin.query(`UPDATE ordersync.sync_states SET next_due_at = NULL WHERE tenant_id = 'year'`)
  const { status, body } = await run('year')
  expect(status).toBe(202)
  expect(body).toEqual({
    backfillId: expect.stringMatching(/^bf_/),
    tenantId: 'year',
    days: 365,
    status: 'in_progress',
    message: expect.any(String),
    backfills: [
      { backfillId: body.backfillId, connectionId, days: 365, status: 'in_progress', changed: true },
    ],
  })
  const { range } = await newestOf('year')
  expect(range.to.getTime() - range.from.getTime()).toBe(365 * day)
  expect(Date.now() - range.to.getTime()).toBeGreaterThanOrEqual(2 * 60_000)
  const { rows } = await api.db.admin.query(
    `SELECT lane FROM ordersync.sync_states WHERE tenant_id = 'year' AND next_due_at IS NOT NULL`,
  )
  expect(rows).toEqual([{ lane: 'backfill' }])
})

test('a tenant and its days may stand in the query too, and a tenant key implies its tenant', async () => {
  await connected('query')
  const key = await api.makeKey('tenant_admin', 'query')
  expect(await api.call(key, 'POST', `${base}/run?days=30`)).toMatchObject({
    status: 202,
    body: { tenantId: 'query', days: 30 },
  })
})

test.each([
  ['body', 0],
  ['body', 731],
  ['body', 'abc'],
  ['body', 1.5],
  ['body', null],
  ['query', 0],
  ['query', 731],
  ['query', 'abc'],
  ['query', 1.5],
] as const)('days in the %s of %s are refused by name, and nothing is stored', async (place, days) => {
  await api.makeTenant('picky')
  await api.connect('picky')
  const answer =
    place === 'body'
      ? await run('picky', { days })
      : await api.call(operator, 'POST', `${base}/run?tenantId=picky&days=${days}`)
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', field: 'days' } })
  expect(await listBackfills(api.db.of('picky'), null)).toEqual([])
})

test('without a tenant it is 400, of an unknown one 404, without a live connection 409', async () => {
  expect(await api.call(operator, 'POST', `${base}/run`)).toMatchObject({
    status: 400,
    body: { code: 'tenant_required', field: 'tenantId' },
  })
  expect(await api.call(operator, 'GET', `${base}/status`)).toMatchObject({ status: 400 })
  for (const wish of ['run', 'pause', 'resume', 'cancel'])
    expect(await move(wish, 'nobody')).toMatchObject({ status: 404, body: { code: 'tenant_not_found' } })

  await api.makeTenant('lonely')
  expect(await run('lonely')).toMatchObject({ status: 409, body: { code: 'not_connected' } })
  await api.connect('lonely', { token: false })
  expect(await run('lonely')).toMatchObject({
    status: 409,
    body: { code: 'not_connected', detail: expect.stringContaining('no refresh token') },
  })
  expect(await listBackfills(api.db.of('lonely'), null)).toEqual([])
  expect(await run('lonely', { connectionId: 'con_none' })).toMatchObject({
    status: 404,
    body: { code: 'connection_not_found' },
  })
})

test('a second run while one is running or paused is 409 with its id, also when both come at once', async () => {
  await connected('busy')
  const answers = await Promise.all([run('busy'), run('busy'), run('busy')])
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
  const { backfillId } = await newestOf('busy')
  for (const { status, body } of answers)
    if (status === 409) expect(body).toMatchObject({ code: 'already_running', backfillId })
  await move('pause', 'busy')
  expect(await run('busy', { days: 30 })).toMatchObject({
    status: 409,
    body: { code: 'already_running', backfillId, backfillStatus: 'paused', status: 409 },
  })
  expect(await listBackfills(api.db.of('busy'), null)).toHaveLength(1)
})

test('going from 365 to 730 days fetches only what is missing, and 365 again fetches nothing', async () => {
  await connected('extended')
  await run('extended')
  await follow('extended')
  await complete('extended')
  const first = await newestOf('extended')
  expect(await run('extended')).toMatchObject({
    status: 200,
    body: { status: 'success', days: 365, backfillId: first.backfillId, backfills: [{ changed: false }] },
  })
  expect(await run('extended', { days: 730 })).toMatchObject({ status: 202, body: { days: 730 } })
  const { range, phase } = await newestOf('extended')
  expect(range.to).toEqual(first.range.from)
  expect(range.to.getTime() - range.from.getTime()).toBeLessThanOrEqual(365 * day)
  expect(phase).toBe('search')
})

test('what lies in pieces is fetched piece by piece: nothing that is covered is read again', async () => {
  const connectionId = await connected('pieces')
  await run('pieces', { days: 100 })
  await follow('pieces')
  const { range } = await newestOf('pieces')
  const at = (days: number) => new Date(range.to.getTime() - days * day)
  await recordCoverage(api.db.of('pieces'), connectionId, { from: at(20), to: at(0) }, 'full', 'search')
  await recordCoverage(api.db.of('pieces'), connectionId, { from: at(60), to: at(40) }, 'outline', 'report')
  await move('cancel', 'pieces')
  expect((await run('pieces', { days: 90 })).status).toBe(202)
  const { progress } = await report('pieces')
  expect(progress).toMatchObject({ phase: 'windows', windowsTotal: 3, windowsDone: 0 })
  const [newest, , oldest] = progress.windows
  expect(newest).toMatchObject({ from: at(40).toISOString(), to: at(20).toISOString(), state: 'planned' })
  expect(oldest.from >= at(90).toISOString()).toBe(true)
})

test('pause keeps every finished window, resume goes on from there, cancel ends it', async () => {
  await connected('moved')
  await run('moved', { days: 60 })
  const backfill = await newestOf('moved')
  const { from, to } = backfill.range
  const middle = new Date(to.getTime() - 30 * day)
  await enterWindowsPhase(api.db.of('moved'), backfill.backfillId, [
    { span: { from: middle, to }, source: 'report' },
    { span: { from, to: middle }, source: 'report' },
  ])
  await changeWindow(api.db.of('moved'), backfill.backfillId, 1, { state: 'done', ordersAdded: 5 })
  for (const [wish, state] of [
    ['pause', 'paused'],
    ['resume', 'in_progress'],
    ['cancel', 'cancelled'],
  ] as const) {
    expect(await move(wish, 'moved')).toMatchObject({
      status: 200,
      body: { backfillId: backfill.backfillId, tenantId: 'moved', status: state },
    })
    const { progress } = await report('moved')
    expect(progress).toMatchObject({
      state,
      paused: state === 'paused',
      windowsDone: 1,
      windowsTotal: 2,
      percent: 50,
    })
    expect(progress.windows[0]).toMatchObject({ number: 1, state: 'done', orders: 5, nextTryAt: null })
    if (state !== 'in_progress') expect(progress.estimatedSecondsLeft).toBeNull()
  }
})

test('a move that does not fit is 409 with the present status, and changes nothing', async () => {
  await connected('stubborn')
  for (const [wish, code] of [
    ['pause', 'backfill_not_running'],
    ['resume', 'backfill_not_paused'],
    ['cancel', 'backfill_not_running'],
  ] as const)
    expect(await move(wish, 'stubborn')).toMatchObject({ status: 409, body: { code, backfillStatus: null } })

  await run('stubborn')
  expect(await move('resume', 'stubborn')).toMatchObject({
    status: 409,
    body: { code: 'backfill_not_paused', backfillStatus: 'in_progress' },
  })
  await move('pause', 'stubborn')
  expect(await move('pause', 'stubborn')).toMatchObject({ status: 409, body: { backfillStatus: 'paused' } })
  await move('resume', 'stubborn')
  await complete('stubborn')
  const done = await newestOf('stubborn')
  for (const wish of ['pause', 'resume', 'cancel'])
    expect(await move(wish, 'stubborn')).toMatchObject({ status: 409, body: { backfillStatus: 'success' } })
  expect(await newestOf('stubborn')).toEqual(done)
})

test('a tenant without a backfill has the shape of the contract, with nothing in it', async () => {
  await connected('blank')
  expect(await report('blank')).toMatchObject({
    tenantId: 'blank',
    initialBackfillDays: null,
    initialBackfillDoneAt: null,
    initialBackfillStatus: null,
    ordersCount: 0,
    oldestOrderDate: null,
    backfillId: null,
    lastError: null,
    coverage: [],
    detail: { full: 0, outline: 0 },
    progress: {
      state: null,
      windowsDone: 0,
      windowsTotal: 0,
      ordersStored: 0,
      percent: null,
      estimatedSecondsLeft: null,
      windows: [],
    },
  })
})

test('the status says what is stored, what proves it, and what went wrong', async () => {
  const connectionId = await connected('told')
  await run('told', { days: 10 })
  const { backfillId, range } = await newestOf('told')
  const middle = new Date(range.to.getTime() - 5 * day)
  const edge = new Date(range.to.getTime() - 2 * day)
  await recordCoverage(api.db.of('told'), connectionId, { from: edge, to: range.to }, 'full', 'search')
  await recordCoverage(api.db.of('told'), connectionId, { from: middle, to: edge }, 'full', 'search')
  await countBackfillOrders(api.db.of('told'), backfillId, 120)
  await saveBackfillError(api.db.of('told'), backfillId, 'Amazon did not answer')
  expect(await report('told')).toMatchObject({
    backfillId,
    initialBackfillDays: 10,
    initialBackfillDoneAt: null,
    initialBackfillStatus: 'in_progress',
    lastError: 'Amazon did not answer',
    progress: { phase: 'search', ordersStored: 120, percent: 0, estimatedSecondsLeft: null, paused: false },
    coverage: [
      {
        connectionId,
        from: middle.toISOString(),
        to: range.to.toISOString(),
        level: 'full',
        proof: 'search',
      },
    ],
    connections: [{ connectionId, initialBackfillStatus: 'in_progress' }],
  })
  await complete('told')
  expect(await report('told')).toMatchObject({
    initialBackfillDoneAt: expect.any(String),
    initialBackfillStatus: 'success',
    lastError: null,
    progress: { percent: 100, estimatedSecondsLeft: 0 },
  })
})

test('what a finished backfill had and nothing proves any more is a gap; a repair shows, and changes no date', async () => {
  const connectionId = await connected('holey')
  await run('holey', { days: 100 })
  await follow('holey')
  await complete('holey')
  expect(await report('holey')).toMatchObject({ gaps: [], coverageCheckedAt: null })
  expect((await report('holey')).coverage).toContainEqual(
    expect.objectContaining({ connectionId, level: 'full', proof: 'delta' }),
  )
  const { range } = await newestOf('holey')
  const before = await report('holey')
  const hole = {
    from: new Date(range.from.getTime() + 10 * day),
    to: new Date(range.from.getTime() + 20 * day),
  }
  await api.db.admin.query(`DELETE FROM ordersync.coverage WHERE tenant_id = 'holey'`)
  await recordCoverage(
    api.db.of('holey'),
    connectionId,
    { from: range.from, to: hole.from },
    'full',
    'search',
  )
  await recordCoverage(api.db.of('holey'), connectionId, { from: hole.to, to: range.to }, 'full', 'search')
  const gap = { connectionId, from: hole.from.toISOString(), to: hole.to.toISOString() }
  expect((await report('holey')).gaps).toEqual([gap])

  await createBackfill(api.db.of('holey'), {
    ...{ backfillId: 'bf_repair', connectionId, days: 100, isRepair: true },
    ...{ range: hole, windows: [] },
  })
  const { initialBackfillDays, initialBackfillDoneAt, initialBackfillStatus } = before
  expect(await report('holey')).toMatchObject({
    ...{ initialBackfillDays, initialBackfillDoneAt, initialBackfillStatus },
    backfillId: 'bf_repair',
    progress: { state: 'in_progress', repair: true },
    gaps: [gap],
  })
})

test('a cancelled backfill does not count: the one before speaks, and its own state is seen in the progress', async () => {
  await connected('undone')
  await run('undone', { days: 30 })
  await move('cancel', 'undone')
  expect(await report('undone')).toMatchObject({
    initialBackfillStatus: null,
    initialBackfillDays: null,
    lastError: null,
    progress: { state: 'cancelled' },
  })
  await run('undone', { days: 30 })
  await follow('undone')
  await complete('undone')
  await run('undone', { days: 60 })
  await move('cancel', 'undone')
  expect(await report('undone')).toMatchObject({
    initialBackfillStatus: 'success',
    initialBackfillDays: 30,
    initialBackfillDoneAt: expect.any(String),
    progress: { state: 'cancelled' },
  })
})

test('a backfill whose connection cannot be used says why it waits, and promises no time', async () => {
  const connectionId = await connected('held')
  await run('held')
  await setPaused(api.db.of('held'), connectionId, true)
  expect(await report('held')).toMatchObject({
    initialBackfillStatus: 'failed',
    lastError: expect.stringContaining('paused'),
    waitingFor: 'resume',
    progress: { estimatedSecondsLeft: null },
  })
  await setPaused(api.db.of('held'), connectionId, false)
  expect(await report('held')).toMatchObject({ initialBackfillStatus: 'in_progress', lastError: null })
})

test('a backfill whose runs fail one after the other has failed, and heals with the first that succeeds', async () => {
  const connectionId = await connected('unlucky')
  await run('unlucky')
  const { backfillId, range } = await newestOf('unlucky')
  await enterWindowsPhase(api.db.of('unlucky'), backfillId, [{ span: range, source: 'report' }])
  const lane = { tenantId: 'unlucky', connectionId, lane: 'backfill' } as const
  const endRun = (runId: string, status: 'failed' | 'success') =>
    api.db.of('unlucky').transaction(async (tx) => {
      const begun = await beginRun(tx, lane, runId, 'schedule')
      if (begun === null) throw new Error('no lane')
      const nextDue = { afterMs: 0 }
      await finishRun(tx, begun.run, {
        ...{ status, reasonCode: status === 'failed' ? 'AMAZON_FORBIDDEN' : 'SUCCESS' },
        ...{ message: 'Amazon refused access', complete: false, nextDue },
      })
    })
  const fleet = async () =>
    (await api.call(operator, 'GET', '/orders/sync/status?tenantId=unlucky')).body.backfill
  expect(await fleet()).toMatchObject({ status: 'in_progress', estimatedSecondsLeft: expect.any(Number) })
  for (let runs = 1; runs <= 4; runs += 1) await endRun(`run_unlucky_${runs}`, 'failed')
  expect(await report('unlucky')).toMatchObject({
    initialBackfillStatus: 'in_progress',
    lastError: 'Amazon refused access',
    progress: { estimatedSecondsLeft: null },
  })
  await endRun('run_unlucky_5', 'failed')
  expect(await report('unlucky')).toMatchObject({
    initialBackfillStatus: 'failed',
    lastError: 'Amazon refused access',
    progress: { state: 'in_progress', estimatedSecondsLeft: null },
  })
  expect(await fleet()).toMatchObject({ status: 'failed', estimatedSecondsLeft: null })
  // Whoever waits for it is told, and it cannot be started a second time.
  expect(await run('unlucky')).toMatchObject({ status: 409, body: { backfillId } })
  await endRun('run_unlucky_6', 'success')
  expect(await report('unlucky')).toMatchObject({ initialBackfillStatus: 'in_progress', lastError: null })
  expect(await fleet()).toMatchObject({ status: 'in_progress', estimatedSecondsLeft: expect.any(Number) })
})

test('of a tenant with two connections all are fetched, or the one that is named', async () => {
  await api.makeTenant('two')
  const first = await api.connect('two', { seller: 'ATWOFIRST00001' })
  const second = await api.connect('two', { seller: 'ATWOSECOND0001' })
  await api.connect('two', { seller: 'ATWOTHIRD00001', token: false })
  const named = await run('two', { connectionId: second, days: 30 })
  expect(named).toMatchObject({ status: 202, body: { backfills: [{ connectionId: second }] } })
  const rest = await run('two', { days: 60 })
  expect(rest.status).toBe(202)
  expect(rest.body).toMatchObject({ days: 60, status: 'in_progress' })
  expect(rest.body.backfills).toMatchObject([
    { connectionId: first, changed: true, days: 60 },
    { connectionId: second, changed: false, backfillId: named.body.backfillId },
  ])
  expect((await run('two')).status).toBe(409)

  expect(await move('pause', 'two', { connectionId: second })).toMatchObject({
    status: 200,
    body: { backfills: [{ connectionId: second, status: 'paused' }] },
  })
  const { initialBackfillStatus, initialBackfillDays, connections, progress } = await report('two')
  expect({ initialBackfillStatus, initialBackfillDays, state: progress.state }).toEqual({
    initialBackfillStatus: 'in_progress',
    initialBackfillDays: 30,
    state: 'in_progress',
  })
  expect(connections).toMatchObject([
    { connectionId: first, progress: { state: 'in_progress' } },
    { connectionId: second, progress: { state: 'paused' } },
  ])
  expect((await move('cancel', 'two')).body.backfills).toMatchObject([
    { status: 'cancelled' },
    { status: 'cancelled' },
  ])
})

test("another tenant's backfill is neither seen nor moved", async () => {
  await connected('owner')
  await run('owner')
  const stranger = await api.makeKey('tenant_admin', await api.makeTenant('stranger'))
  const before = await newestOf('owner')
  expect(await api.call(stranger, 'GET', `${base}/status?tenantId=owner`)).toMatchObject({ status: 403 })
  expect((await api.call(stranger, 'GET', `${base}/status`)).body).toMatchObject({
    tenantId: 'stranger',
    backfillId: null,
  })
  for (const wish of ['run', 'pause', 'resume', 'cancel']) {
    expect(await api.call(stranger, 'POST', `${base}/${wish}`, { tenantId: 'owner' })).toMatchObject({
      status: 403,
      body: { code: 'other_tenant' },
    })
    // The connection of another tenant is one that does not exist.
    expect(
      await api.call(stranger, 'POST', `${base}/${wish}`, { connectionId: before.connectionId }),
    ).toMatchObject({ status: 404, body: { code: 'connection_not_found' } })
  }
  expect(await newestOf('owner')).toEqual(before)
})

test('a reader sees how far it is and moves nothing; every move is in the audit log', async () => {
  await connected('audited')
  const reader = await api.makeKey('tenant_reader', 'audited')
  const admin = await api.makeKey('tenant_admin', 'audited')
  expect((await api.call(reader, 'GET', `${base}/status`)).status).toBe(200)
  for (const wish of ['run', 'pause', 'resume', 'cancel'])
    expect((await api.call(reader, 'POST', `${base}/${wish}`)).status).toBe(403)
  for (const wish of ['run', 'pause', 'resume', 'cancel'])
    expect((await api.call(admin, 'POST', `${base}/${wish}`)).status).toBeLessThan(300)
  const { rows } = await api.db.admin.query<{ action: string; allowed: boolean }>(
    `SELECT action, allowed FROM ordersync.audit_log WHERE tenant_id = 'audited'`,
  )
  const allowed = rows.filter((row) => row.allowed).map((row) => row.action.split('/').at(-1))
  expect(allowed.sort()).toEqual(['cancel', 'pause', 'resume', 'run'])
  expect(rows.filter((row) => !row.allowed)).toHaveLength(4)
})

test('whoever waits is answered when it is done, and the status tells how it ended', async () => {
  await connected('patient')
  const ending = async (work: () => Promise<unknown>, days: number) => {
    const answer = run('patient', { days, wait: true })
    await expect
      .poll(async () => (await listBackfills(api.db.of('patient'), null))[0]?.status)
      .toBe('in_progress')
    await work()
    return answer
  }
  expect(await ending(() => move('pause', 'patient'), 10)).toMatchObject({
    status: 202,
    body: { status: 'paused' },
  })
  await move('cancel', 'patient')
  expect(await ending(() => move('cancel', 'patient'), 10)).toMatchObject({
    status: 409,
    body: { status: 'cancelled', tenantId: 'patient' },
  })
  expect(await ending(() => complete('patient'), 10)).toMatchObject({
    status: 200,
    body: { status: 'success', days: 10, backfillId: expect.any(String) },
  })
})

test('a caller that waits longer than the limit gets 202, and the backfill goes on', async () => {
  const hasty = await createTestApi({
    settings: {
      globalBatchSize: null,
      globalTenantDelayMs: 0,
      applicationId: 'test',
      simulated: true,
      waitLimitMs: 100,
    },
  })
  try {
    await hasty.makeTenant('slow')
    await hasty.connect('slow')
    expect(
      await hasty.call(hasty.operator, 'POST', `${base}/run?wait=true`, { tenantId: 'slow' }),
    ).toMatchObject({ status: 202, body: { status: 'in_progress' } })
  } finally {
    await hasty.close()
  }
})

test('the sync status tells of the backfill in one line, or null', async () => {
  await connected('line')
  const backfillOf = async () =>
    (await api.call(operator, 'GET', '/orders/sync/status?tenantId=line')).body.backfill
  expect(await backfillOf()).toBeNull()
  await run('line', { days: 30 })
  const { backfillId } = await newestOf('line')
  await countBackfillOrders(api.db.of('line'), backfillId, 7)
  const line = { percent: 0, ordersStored: 7, estimatedSecondsLeft: null, lastError: null, waitingFor: null }
  expect(await backfillOf()).toEqual({ status: 'in_progress', ...line })
  await saveBackfillError(api.db.of('line'), backfillId, 'Amazon did not answer')
  expect(await backfillOf()).toEqual({ status: 'in_progress', ...line, lastError: 'Amazon did not answer' })
  await follow('line')
  await complete('line')
  const success = { ...line, status: 'success', percent: 100, estimatedSecondsLeft: 0 }
  expect(await backfillOf()).toEqual(success)
  const all = await api.call(operator, 'GET', '/orders/sync/status')
  expect(
    all.body.tenants.find((tenant: { tenantId: string }) => tenant.tenantId === 'line').backfill,
  ).toEqual(success)
  await run('line', { days: 60 })
  await move('cancel', 'line')
  expect(await backfillOf()).toEqual(success)
})

test('a backfill that is asked for while a run of its lane ends is not forgotten', async () => {
  const connectionId = await connected('late')
  const lane = { tenantId: 'late', connectionId, lane: 'backfill' } as const
  const idleRun = async (
    runId: string,
    meanwhile: () => Promise<unknown>,
    nextDue: RunOutcome['nextDue'] = null,
  ) => {
    const begun = await api.db.of(lane.tenantId).transaction((tx) => beginRun(tx, lane, runId, 'schedule'))
    if (begun === null) throw new Error('the lane is gone')
    await meanwhile()
    await api.db.of(lane.tenantId).transaction((tx) =>
      finishRun(tx, begun.run, {
        status: 'success',
        reasonCode: 'SUCCESS',
        message: 'no backfill is wanted',
        complete: false,
        idle: true,
        nextDue,
      }),
    )
    const { rows } = await api.db.admin.query<{ next_due_at: Date | null }>(
      `SELECT next_due_at FROM ordersync.sync_states WHERE tenant_id = 'late' AND lane = 'backfill'`,
    )
    return rows[0]?.next_due_at ?? null
  }
  expect(await idleRun('run_late_1', () => run('late'))).not.toBeNull()
  expect(await idleRun('run_late_2', () => move('pause', 'late'))).toBeNull()
  expect(await idleRun('run_late_3', () => move('resume', 'late'))).not.toBeNull()
  expect(await idleRun('run_late_4', () => complete('late'))).toBeNull()
  // With a look at the history planned for tomorrow, too.
  const tomorrow = { afterMs: day }
  const soon = Date.now() + day / 2
  expect((await idleRun('run_late_5', async () => {}, tomorrow))?.getTime()).toBeGreaterThan(soon)
  expect((await idleRun('run_late_6', () => run('late', { days: 700 }), tomorrow))?.getTime()).toBeLessThan(
    soon,
  )
})
