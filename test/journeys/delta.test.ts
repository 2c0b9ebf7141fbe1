import { chaosFleet } from '@ordersync/simulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Journey, minutes, startJourney } from '../journey.ts'

const tenant = 'chaos-001'
const equal = { lost: 0, doubled: 0, stale: 0, phantom: 0, crossTenant: 0 }

let journey: Journey
beforeEach(async () => {
  journey = await startJourney({
    fleet: chaosFleet('delta', 1, { ordersPerMonth: 900, historyDays: 10, tempo: 20 }),
  })
})
afterEach(() => journey.close())

const sellerId = (): string => journey.simulator.fleet.sellers[0]?.sellerId ?? ''

/** Lets what happened at Amazon come out from behind the two-minute rule, and syncs it. */
async function catchUp(): Promise<void> {
  await journey.advance(minutes(4))
  const result = await journey.sync(tenant)
  expect(result).toMatchObject({ kind: 'finished', outcome: { status: 'success', complete: true } })
}

async function storedStatus(orderId: string): Promise<string | undefined> {
  const { rows } = await journey.database.admin.query<{ order_status: string }>(
    'SELECT order_status FROM ordersync.orders WHERE tenant_id = $1 AND external_order_id = $2',
    [tenant, orderId],
  )
  return rows[0]?.order_status
}

test('the first sync of a new connection stores everything, page by page, and a second one repeats nothing', async () => {
  expect(await journey.sync(tenant)).toMatchObject({ outcome: { status: 'success', reasonCode: 'SUCCESS' } })
  const run = await journey.lastRun(tenant)
  expect(run.pages).toBeGreaterThan(1)
  expect(run.ordersChanged).toBe(run.ordersProcessed)
  journey.simulator.control.freeze()
  await catchUp()
  await journey.advance(minutes(30))
  await catchUp()
  expect(await journey.compare()).toMatchObject(equal)
  await catchUp()
  expect((await journey.lastRun(tenant)).ordersChanged).toBe(0)
})

test('an update in the same second as the watermark is stored', async () => {
  await journey.sync(tenant)
  const watermark = String((await journey.status(tenant)).connections[0]?.lastUpdatedAfter)
  const first = journey.simulator.control.putOrder(sellerId(), {
    lastUpdatedTime: watermark,
    status: 'UNSHIPPED',
    visibleAt: watermark,
  })
  await catchUp()
  expect(await storedStatus(first)).toBe('UNSHIPPED')
  // The same second once more: Amazon's times have whole seconds, so the version is the same and the content is not.
  journey.simulator.control.putOrder(sellerId(), {
    orderId: first,
    lastUpdatedTime: watermark,
    status: 'SHIPPED',
    visibleAt: journey.now().toISOString(),
  })
  await catchUp()
  expect(await storedStatus(first)).toBe('SHIPPED')
})

test('an order that becomes visible late is stored', async () => {
  await journey.sync(tenant)
  const happened = journey.now()
  const visible = new Date(happened.getTime() + minutes(20))
  const late = journey.simulator.control.putOrder(sellerId(), {
    lastUpdatedTime: happened.toISOString(),
    visibleAt: visible.toISOString(),
  })
  await catchUp()
  expect(await storedStatus(late)).toBeUndefined()
  await journey.advance(minutes(18))
  await catchUp()
  expect(await storedStatus(late)).toBeDefined()
})

test('an order that becomes visible hours late is found by the wide window of the day', async () => {
  await journey.sync(tenant)
  const happened = journey.now()
  const visible = new Date(happened.getTime() + minutes(8 * 60))
  const late = journey.simulator.control.putOrder(sellerId(), {
    lastUpdatedTime: happened.toISOString(),
    visibleAt: visible.toISOString(),
  })
  await journey.advance(minutes(10 * 60))
  await catchUp()
  // The next window begins half an hour before the watermark: it does not reach back that far.
  await journey.advance(minutes(15 * 60))
  await catchUp()
  expect(await storedStatus(late)).toBeDefined()
})

test('an order listed on page 1 and updated while a later page is read is stored in its new state', async () => {
  const { control } = journey.simulator
  const first = control.putOrder(sellerId(), {
    status: 'UNSHIPPED',
    lastUpdatedTime: new Date(journey.now().getTime() - minutes(9 * 24 * 60)).toISOString(),
  })
  control.addFault({ kind: 'slow', operation: 'searchOrders', delayMs: 300 })
  const running = journey.sync(tenant)
  await expect.poll(() => storedStatus(first), { timeout: 5000 }).toBe('UNSHIPPED')
  control.putOrder(sellerId(), { orderId: first, status: 'CANCELLED' })
  await running
  expect(await storedStatus(first)).toBe('UNSHIPPED')
  control.clearFaults()
  await catchUp()
  expect(await storedStatus(first)).toBe('CANCELLED')
})

test('a page-token 400 is not the end of the data: the window is read again from its start', async () => {
  journey.simulator.control.addFault({ kind: 'refuse_page_token', remaining: 1 })
  expect(await journey.sync(tenant)).toMatchObject({ outcome: { status: 'success', complete: true } })
  journey.simulator.control.freeze()
  await catchUp()
  await journey.advance(minutes(30))
  await catchUp()
  expect(await journey.compare()).toMatchObject(equal)
})

test('a repeated page does not loop and does not move the watermark', async () => {
  journey.simulator.control.addFault({ kind: 'repeat_page_token', remaining: 1 })
  expect(await journey.sync(tenant)).toMatchObject({
    outcome: { status: 'failed', reasonCode: 'AMAZON_UNAVAILABLE' },
  })
  expect((await journey.status(tenant)).connections[0]?.lastUpdatedAfter).toBeNull()
  expect(await journey.sync(tenant)).toMatchObject({ outcome: { status: 'success' } })
})

test('a burst that is used up after 20 pages loses nothing: the rest follows when Amazon allows it', async () => {
  journey.simulator.control.setQuota(sellerId(), 'searchOrders', { ratePerSecond: 0.0056, burst: 2 })
  const first = await journey.sync(tenant)
  expect(first).toMatchObject({
    outcome: { status: 'success', reasonCode: 'AMAZON_RATE_LIMIT', complete: false },
  })
  const stored = (await journey.status(tenant)).orders
  expect(stored).toBeGreaterThanOrEqual(200)
  expect((await journey.status(tenant)).connections[0]).toMatchObject({
    lastUpdatedAfter: null,
    lastSuccessAt: null,
  })

  journey.simulator.control.freeze()
  for (let round = 0; round < 40; round += 1) {
    await journey.advance(minutes(8))
    const result = await journey.sync(tenant)
    if (result.kind === 'finished' && result.outcome.complete && round > 5) break
  }
  await journey.advance(minutes(30))
  await catchUp()
  expect(await journey.compare()).toMatchObject(equal)
})

test('one order that cannot be read goes to quarantine, the page goes on, and the run says so', async () => {
  journey.simulator.control.addFault({ kind: 'undecodable_order', remaining: 1 })
  expect(await journey.sync(tenant)).toMatchObject({
    outcome: { status: 'success', reasonCode: 'PARTIAL', complete: true },
  })
  const { rows } = await journey.database.admin.query<{ reason: string; document: string }>(
    'SELECT reason, document FROM ordersync.quarantine WHERE tenant_id = $1',
    [tenant],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.reason).toMatch(/orderId/)
})

test('an empty answer with status 200 is an outage, never the end of the data', async () => {
  journey.simulator.control.addFault({ kind: 'empty_object', remaining: 5 })
  expect(await journey.sync(tenant)).toMatchObject({
    outcome: { status: 'failed', reasonCode: 'AMAZON_UNAVAILABLE' },
  })
  expect((await journey.status(tenant)).connections[0]).toMatchObject({
    lastSuccessAt: null,
    lastUpdatedAfter: null,
  })
})

test('an HTML page, a 500 and a reset fail the run with AMAZON_UNAVAILABLE and keep the place', async () => {
  await journey.sync(tenant)
  const before = (await journey.status(tenant)).connections[0]?.lastUpdatedAfter
  for (const kind of ['html', 'status', 'reset', 'truncated'] as const) {
    const fault = journey.simulator.control.addFault({ kind, operation: 'searchOrders' })
    await journey.advance(minutes(10))
    expect(await journey.sync(tenant), kind).toMatchObject({
      outcome: { status: 'failed', reasonCode: 'AMAZON_UNAVAILABLE' },
    })
    journey.simulator.control.removeFault(fault.id)
  }
  expect((await journey.status(tenant)).connections[0]).toMatchObject({
    lastUpdatedAfter: before,
    failures: 4,
  })
  await catchUp()
  expect((await journey.status(tenant)).connections[0]).toMatchObject({ failures: 0, lastError: null })
})

test('a 429 costs a wait, not a failure, and the bucket is believed empty until then', async () => {
  await journey.sync(tenant)
  journey.simulator.control.addFault({ kind: 'throttled', remaining: 1 })
  await journey.advance(minutes(5))
  const throttled = await journey.sync(tenant)
  expect(throttled).toMatchObject({ outcome: { status: 'skipped', reasonCode: 'AMAZON_RATE_LIMIT' } })
  journey.simulator.control.resetStats()
  expect(await journey.sync(tenant)).toMatchObject({ outcome: { reasonCode: 'AMAZON_RATE_LIMIT' } })
  expect(journey.simulator.control.stats().calls.searchOrders ?? {}).toEqual({})
  expect((await journey.status(tenant)).connections[0]).toMatchObject({ failures: 0 })
  await journey.advance(minutes(5))
  await catchUp()
})

test('the button does not run beside the schedule: of two runs at once, one does the work', async () => {
  const results = await Promise.all([
    journey.sync(tenant, 'manual'),
    journey.sync(tenant, 'schedule'),
    journey.sync(tenant, 'global'),
  ])
  expect(results.map((result) => result.kind).sort()).toEqual([
    'finished',
    'lock_unavailable',
    'lock_unavailable',
  ])
  const { rowCount } = await journey.database.admin.query('SELECT FROM ordersync.runs WHERE tenant_id = $1', [
    tenant,
  ])
  expect(rowCount).toBe(1)
})

test('a run whose process loses its lock says so, and the next one does the work', async () => {
  journey.simulator.control.addFault({ kind: 'slow', operation: 'searchOrders', delayMs: 800, remaining: 1 })
  const running = journey.sync(tenant)
  await expect.poll(async () => (await journey.status(tenant)).connections[0]?.running).toBe(true)
  await journey.database.admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'ordersync locks' AND datname = current_database()`,
  )
  expect(await running).toMatchObject({
    outcome: {
      status: 'interrupted',
      reasonCode: 'LOCK_UNAVAILABLE',
      message: expect.stringContaining('lost its lock'),
    },
  })
  expect(await journey.sync(tenant)).toMatchObject({ outcome: { status: 'success' } })
})

test('a sync in which not one order could be read is no success, and nothing of it is lost', async () => {
  await journey.sync(tenant)
  const { control } = journey.simulator
  control.freeze()
  await catchUp()
  await journey.advance(minutes(40))
  await catchUp()
  const before = (await journey.status(tenant)).connections[0]?.lastSuccessAt
  const id = control.putOrder(sellerId(), {})
  control.addFault({ kind: 'undecodable_order', defect: 'garbage_created_time', remaining: 1 })
  await journey.advance(minutes(4))
  expect(await journey.sync(tenant)).toMatchObject({
    outcome: { status: 'failed', reasonCode: 'PARTIAL', message: expect.stringContaining('none of the 1') },
  })
  expect((await journey.status(tenant)).connections[0]?.lastSuccessAt).toEqual(before)
  await catchUp()
  expect(await storedStatus(id)).toBeDefined()
  const { rowCount } = await journey.database.admin.query(
    'SELECT FROM ordersync.quarantine WHERE tenant_id = $1',
    [tenant],
  )
  expect(rowCount).toBe(0)
})
