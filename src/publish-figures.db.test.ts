import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../test/postgres.ts'
import { silentLog } from '../test/silent-log.ts'
import { publishFigures } from './publish-figures.ts'
import { LaneQueue } from './queue/lane-queue.ts'
import { systemClock } from './runtime/clock.ts'
import { createMetrics } from './runtime/metrics.ts'

let database: TestDatabase
let queue: LaneQueue
beforeAll(async () => {
  database = await createTestDatabase()
  queue = new LaneQueue(database.connectionString, silentLog)
  await queue.start()
})
afterAll(async () => {
  await queue.stop(0)
  await database.close()
})

/** Tenants with a connection each, everything of which there is a figure, and a due time an hour ago for the first. */
async function addTenants(from: number, to: number): Promise<void> {
  const tenants = `generate_series(${from}, ${to}) t`
  for (const statement of [
    `INSERT INTO ordersync.tenants (tenant_id, display_name, feed_position) SELECT 't' || t, 'x', 2 FROM ${tenants}`,
    `INSERT INTO ordersync.connections (tenant_id, connection_id, region, selling_partner_id, status, refresh_token, authorized_at)
     SELECT 't' || t, 'con', 'EU', 's' || t, 'connected', 'x', now() FROM ${tenants}`,
    `INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane, next_due_at, watermark, last_success_at)
     SELECT 't' || t, 'con', lane, now() + make_interval(mins => CASE WHEN t = 1 THEN -60 ELSE t END), now() - make_interval(secs => t), now()
     FROM ${tenants}, unnest(ARRAY['delta', 'backfill', 'detail', 'import']) lane`,
    `INSERT INTO ordersync.backfills (tenant_id, backfill_id, connection_id, days, status, from_at, to_at, frontier, progressed_at)
     SELECT 't' || t, 'bf', 'con', 30, 'in_progress', now() - interval '30 days', now(), now(), now() - interval '2 hours' FROM ${tenants}`,
    `INSERT INTO ordersync.backfill_windows (tenant_id, backfill_id, window_number, from_at, to_at, source)
     SELECT 't' || t, 'bf', 1, now() - interval '30 days', now(), 'report' FROM ${tenants}`,
    `INSERT INTO ordersync.quota_buckets (region, selling_partner_id, application_id, operation, rate_per_second, burst, tokens, filled_at)
     SELECT 'EU', 's' || t, 'app', operation, 0.0056, 20, t % 21, now() FROM ${tenants}, unnest(ARRAY['searchOrders', 'getOrder', 'createReport']) operation`,
    `INSERT INTO ordersync.webhooks (tenant_id, webhook_id, url, secret, events, feed_position)
     SELECT 't' || t, 'wh', 'https://example.com', 'x', '{order.created}', 1 FROM ${tenants} WHERE t % 10 = 1`,
    `INSERT INTO ordersync.order_changes (tenant_id, position, external_order_id, kind, last_updated_at, source_rank, recorded_at)
     SELECT 't' || t, p, p, 'created', now(), 2, now() - interval '5 minutes' FROM ${tenants}, generate_series(1, 2) p`,
  ]) {
    await database.admin.query(statement)
  }
  await database.admin.query('ANALYZE')
}

function seriesOf(text: string): ReadonlyMap<string, number> {
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )
}

async function scrape(): Promise<ReadonlyMap<string, number>> {
  const metrics = createMetrics()
  publishFigures(metrics, database, systemClock)
  return seriesOf(await metrics.registry.metrics())
}

test('the figures tell what there is, and ten thousand tenants have as many series as one', async () => {
  await addTenants(1, 1)
  const one = await scrape()
  expect(one.get('ordersync_oldest_due_seconds')).toBeCloseTo(3600, -2)
  expect(one.get('ordersync_lag_seconds{quantile="0.5"}')).toBeLessThan(60)
  expect(one.get('ordersync_backfills{status="in_progress"}')).toBe(1)
  expect(one.get('ordersync_backfill_windows{state="planned"}')).toBe(1)
  expect(one.get('ordersync_backfill_windows{state="done"}')).toBe(0)
  expect(one.get('ordersync_backfill_longest_without_progress_seconds')).toBeCloseTo(7200, -2)
  expect(one.get('ordersync_webhook_lag_seconds')).toBeCloseTo(300, -2)
  expect(one.get('ordersync_feed_changes')).toBe(2)
  expect(one.get('ordersync_quota_level_lowest{operation="searchOrders"}')).toBeCloseTo(1 / 20, 1)
  expect(one.get('ordersync_queue_waiting{queue="delta"}')).toBe(0)
  // Nobody ever asked: the figure is the age of the installation, which is as old as this run of the tests.
  expect(one.get('ordersync_global_sync_age_seconds')).toBeGreaterThan(0)

  await addTenants(2, 10_000)
  const startedAt = performance.now()
  const many = await scrape()
  // The limit only catches what grows with the square of the tenants.
  expect(performance.now() - startedAt).toBeLessThan(5000)
  expect(many.get('ordersync_connections')).toBe(10_000)
  expect(many.get('ordersync_lag_seconds{quantile="1"}')).toBeGreaterThan(9000)
  expect([...many.keys()].sort()).toEqual([...one.keys()].sort())
  expect([...many.keys()].join('\n')).not.toMatch(/tenant|con_|="t\d/)
})

test('no figure looks at every change or every window of ten thousand tenants', async () => {
  const { rows } = await database.query<{ 'QUERY PLAN': string }>(
    'EXPLAIN SELECT * FROM ordersync.fleet_labelled_figures',
  )
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/Index Scan using order_changes_pkey/)
  expect(plan).not.toMatch(/Seq Scan on order_changes/)
})

test('a job that nobody takes counts as due work, and a global sync leaves its age', async () => {
  await queue.enqueue(database, [
    { tenantId: 't1', connectionId: 'con', lane: 'backfill', trigger: 'schedule' },
  ])
  await database.admin.query(
    `UPDATE ordersync_queue.job SET created_on = now() - interval '3 hours', start_after = now() - interval '3 hours';
     INSERT INTO ordersync.sync_requests (request_id, mode, requested_at) VALUES ('r', 'global', now() - interval '10 minutes')`,
  )
  const figures = await scrape()
  expect(figures.get('ordersync_queue_waiting{queue="history"}')).toBe(1)
  expect(figures.get('ordersync_oldest_due_seconds')).toBeCloseTo(3 * 3600, -2)
  expect(figures.get('ordersync_global_sync_age_seconds')).toBeCloseTo(600, -1)
  expect(figures.get('ordersync_connections_late')).toBe(1)
  await queue.enqueue(
    database,
    ['t8000', 't9000'].map((tenantId) => ({
      tenantId,
      connectionId: 'con',
      lane: 'delta',
      trigger: 'schedule',
    })),
  )
  await database.admin.query(
    "UPDATE ordersync_queue.job SET created_on = now() - interval '3 hours', start_after = now() - interval '3 hours'",
  )
  expect((await scrape()).get('ordersync_connections_late')).toBe(2)
})

test('a database that does not answer is waited for three seconds, and asked once', async () => {
  vi.useFakeTimers()
  try {
    const metrics = createMetrics()
    const query = vi.fn(() => new Promise(() => {}))
    publishFigures(metrics, { ...database, query } as never, systemClock)
    const scrape = async (): Promise<ReadonlyMap<string, number>> => {
      const text = metrics.registry.metrics()
      await vi.advanceTimersByTimeAsync(3000)
      return seriesOf(await text)
    }
    expect([...(await scrape()).keys()].some((name) => name.startsWith('ordersync_process_'))).toBe(true)
    const asked = query.mock.calls.length
    expect((await scrape()).has('ordersync_connections')).toBe(false)
    // Two gauges are read alone, without a second's memory.
    expect(query.mock.calls.length - asked).toBeLessThanOrEqual(3)
  } finally {
    vi.useRealTimers()
  }
})

test('without a database the figures are left out, and what the process did is still told', async () => {
  const metrics = createMetrics()
  publishFigures(
    metrics,
    { ...database, query: () => Promise.reject(new Error('down')) } as never,
    systemClock,
  )
  metrics.runFinished({ lane: 'delta', status: 'failed', reasonCode: 'UNKNOWN_ERROR' })
  const series = [...seriesOf(await metrics.registry.metrics()).keys()]
  expect(series.filter((name) => name.startsWith('ordersync_connections'))).toEqual([])
  expect(series.some((name) => name.startsWith('ordersync_runs_total'))).toBe(true)
  const own = [...seriesOf(await metrics.ofProcess.metrics()).keys()]
  expect(own.some((name) => name.startsWith('ordersync_runs_total'))).toBe(true)
  expect(own.some((name) => name.startsWith('ordersync_lag'))).toBe(false)
})
