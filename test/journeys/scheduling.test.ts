import {
  chaosFleet,
  createClock,
  createRefreshToken,
  createSeller,
  enroll,
  type Fleet,
  type RosterEntry,
  type Simulator,
  startSimulator,
} from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { enrollRoster } from '../../src/cli/enroll-roster.ts'
import { createOrdersync, type Ordersync } from '../../src/ordersync.ts'
import type { Worker } from '../../src/queue/worker.ts'
import type { ClockSettings } from '../../src/runtime/clock.ts'
import { environmentKeyProvider } from '../../src/runtime/key-provider.ts'
import { systemRandom } from '../../src/runtime/random.ts'
import { listConnections } from '../../src/store/connections.ts'
import { setDatabaseClock } from '../../src/store/migrate.ts'
import { lockFeed } from '../../src/store/save-orders.ts'
import { saveOutlines } from '../../src/store/save-outlines.ts'
import { wakeLane } from '../../src/store/sync-states.ts'
import { amazonConfig } from '../journey.ts'
import { makeObservation } from '../make-order.ts'
import { createTestDatabase, type TestDatabase } from '../postgres.ts'
import { silentLog } from '../silent-log.ts'

/** Several workers on one database and one simulated Amazon, whose common time passes `speed` times as fast. */
interface Cluster {
  readonly simulator: Simulator
  readonly database: TestDatabase
  enroll(entry: RosterEntry): Promise<void>
  close(): Promise<void>
}

let cluster: Cluster
afterEach(() => cluster.close())

async function startCluster(
  fleet: Fleet,
  workers: number,
  speed: number,
  initialBackfillDays = 0,
): Promise<Cluster> {
  const database = await createTestDatabase()
  const start = new Date()
  const settings: ClockSettings = { simulatedStart: start, realStart: start, speed }
  await setDatabaseClock(database.connectionString, settings)
  const simulator = await startSimulator({
    fleet,
    seed: 'cluster',
    epoch: start,
    clock: createClock(settings),
  })
  const engines: Ordersync[] = []
  const running: Worker[] = []
  for (let index = 0; index < workers; index += 1) {
    const ordersync = createOrdersync({
      config: {
        sync: {
          initialSyncDays: 30,
          minIntervalMs: 0,
          initialBackfillDays,
          globalBatchSize: null,
          globalTenantDelayMs: 0,
        },
        workerConcurrency: 20,
        databaseConnections: 10,
        changesRetentionDays: 365,
        allowPrivateWebhooks: true,
        simulatedClock: settings,
      },
      databaseUrl: database.connectionString,
      amazon: amazonConfig(simulator),
      keyProvider: environmentKeyProvider(Buffer.alloc(32, 7).toString('base64')),
      log: silentLog,
    })
    if (index === 0) await enrollRoster(ordersync.db, ordersync.vault, fleet.roster)
    engines.push(ordersync)
    running.push(await ordersync.startWorker())
  }
  return {
    simulator,
    database,
    enroll: async (entry) => {
      const [first] = engines
      if (first !== undefined) await enrollRoster(first.db, first.vault, [entry])
    },
    close: async () => {
      await Promise.all(running.map((worker) => worker.stop()))
      await Promise.all(engines.map((engine) => engine.close()))
      await simulator.close()
      await database.close()
    },
  }
}

async function successes(tenantId: string): Promise<readonly Date[]> {
  const { rows } = await cluster.database.admin.query<{ started_at: Date }>(
    `SELECT started_at FROM ordersync.runs WHERE tenant_id = $1 AND status = 'success' ORDER BY started_at`,
    [tenantId],
  )
  return rows.map((row) => row.started_at)
}

test('five failing tenants do not keep the healthy one waiting: it is served in its period', async () => {
  const failing = Array.from({ length: 5 }, (_, index) =>
    createSeller('cluster', `failing-${index}`, { ordersPerMonth: 10, permanentFault: { status: 500 } }),
  )
  const healthy = createSeller('cluster', 'healthy', { ordersPerMonth: 100, historyDays: 5 })
  const sellers = [...failing, healthy]
  const roster = [
    ...failing.map((seller, index) => enroll(`failing-${index}`, seller)),
    enroll('healthy', healthy),
  ]
  cluster = await startCluster({ sellers, roster }, 1, 60)

  await expect.poll(() => successes('healthy'), { timeout: 80_000, interval: 250 }).toHaveLength(5)
  const times = (await successes('healthy')).map((at) => at.getTime())
  const gaps = times.slice(1).map((at, index) => (at - (times[index] ?? at)) / 1000)
  // 178.6 s a call, plus a tick and a pick-up of about two real seconds, which are two simulated minutes here.
  expect(Math.max(...gaps)).toBeLessThan(178.6 + 180)
  const { rows } = await cluster.database.admin.query<{ failed: number }>(
    `SELECT max(failures)::integer AS failed FROM ordersync.sync_states WHERE tenant_id LIKE 'failing-%'`,
  )
  expect(rows[0]?.failed).toBeGreaterThan(1)
}, 120_000)

/** Stores a few orders of a tenant in outline, as a report would have brought them, and wakes the lane that completes them. */
async function plantOutlines(tenantId: string): Promise<void> {
  const db = cluster.database.of(tenantId)
  const [connection] = await listConnections(db)
  const connectionId = connection?.connectionId ?? ''
  const outlines = ['1', '2', '3'].map((number) =>
    makeObservation(
      { externalOrderId: `399-0000000-000000${number}` },
      { source: 'report', detailLevel: 'outline' },
    ),
  )
  await db.transaction(async (tx) => {
    await saveOutlines(tx, connectionId, (await lockFeed(tx)) ?? 0n, outlines, systemRandom)
    await wakeLane(tx, connectionId, 'detail')
  })
}

test('the history of a new seller begins at once while the details of others fill every place', async () => {
  const busy = ['busy-1', 'busy-2', 'busy-3']
  const options = { ordersPerMonth: 20, historyDays: 40 }
  const newcomer = createSeller('cluster', 'new', options)
  const others = busy.map((key) => createSeller('cluster', key, options))
  const roster = others.map((seller, index) => enroll(busy[index] ?? '', seller))
  cluster = await startCluster({ sellers: [...others, newcomer], roster }, 1, 1, 30)
  const count = async (query: string): Promise<number> =>
    (await cluster.database.admin.query(query)).rowCount ?? 0
  const patience = { timeout: 60_000, interval: 100 }
  await expect.poll(() => count(`SELECT FROM ordersync.backfills WHERE status = 'success'`), patience).toBe(3)
  cluster.simulator.control.addFault({ kind: 'hang', operation: 'getOrder' })
  for (const tenantId of busy) await plantOutlines(tenantId)
  // As many as a process of this size completes at a time.
  await expect
    .poll(() => count(`SELECT FROM ordersync.runs WHERE lane = 'detail' AND finished_at IS NULL`), patience)
    .toBe(2)
  await cluster.enroll(enroll('new', newcomer))
  await expect
    .poll(() => count(`SELECT FROM ordersync.backfills WHERE tenant_id = 'new' AND search_orders > 0`), {
      timeout: 10_000,
      interval: 100,
    })
    .toBe(1)
}, 120_000)

test('three tenants on one seller account share one bucket, and each is served', async () => {
  const keys = ['shared-a', 'shared-b', 'shared-c']
  const seller = createSeller('cluster', 'shared', {
    ordersPerMonth: 100,
    historyDays: 5,
    refreshTokens: keys.map((key) => createRefreshToken('cluster', key)),
    quotas: { searchOrders: { ratePerSecond: 0.0056, burst: 4 } },
  })
  cluster = await startCluster(
    { sellers: [seller], roster: keys.map((key, index) => enroll(key, seller, index)) },
    2,
    120,
  )
  const { rowCount } = await cluster.database.admin.query('SELECT 1')
  expect(rowCount).toBe(1)
  await expect
    .poll(
      async () =>
        Math.min(...(await Promise.all(keys.map((key) => successes(key)))).map((times) => times.length)),
      { timeout: 80_000, interval: 250 },
    )
    .toBeGreaterThanOrEqual(3)
  const buckets = await cluster.database.admin.query(
    `SELECT * FROM ordersync.quota_buckets WHERE operation = 'searchOrders'`,
  )
  expect(buckets.rows).toHaveLength(1)
}, 120_000)

test('two workers never run one connection and lane at once, and 429 stays below one in a thousand calls', async () => {
  const fleet = chaosFleet('cluster', 25, { ordersPerMonth: 600, historyDays: 8, tempo: 30 })
  cluster = await startCluster(fleet, 2, 100)
  const calls = (): number =>
    Object.values(cluster.simulator.control.stats().calls.searchOrders ?? {}).reduce(
      (sum, count) => sum + count,
      0,
    )
  await expect.poll(calls, { timeout: 80_000, interval: 250 }).toBeGreaterThan(250)
  const stats = cluster.simulator.control.stats()
  expect(
    stats.tokens.flatMap((token) => [token.overlaps, token.interleaved]).every((count) => count === 0),
  ).toBe(true)
  expect(stats.throttled / calls()).toBeLessThan(0.001)
  const overlapping = await cluster.database.admin.query(
    `SELECT FROM ordersync.runs a JOIN ordersync.runs b USING (tenant_id, connection_id, lane)
     WHERE a.run_id < b.run_id AND a.started_at < b.finished_at AND b.started_at < a.finished_at`,
  )
  expect(overlapping.rowCount).toBe(0)
  const workers = await cluster.database.admin.query('SELECT DISTINCT trigger FROM ordersync.runs')
  expect(workers.rows).toEqual([{ trigger: 'schedule' }])
}, 120_000)
