import { createClock, createSeller, enroll, type Fleet, startSimulator } from '@ordersync/simulator'
import { expect, test } from 'vitest'
import { enrollRoster } from '../../src/cli/enroll-roster.ts'
import { createOrdersync, type Ordersync } from '../../src/ordersync.ts'
import type { Worker } from '../../src/queue/worker.ts'
import { environmentKeyProvider } from '../../src/runtime/key-provider.ts'
import { setDatabaseClock } from '../../src/store/migrate.ts'
import { amazonConfig } from '../journey.ts'
import { createTestDatabase } from '../postgres.ts'
import { silentLog } from '../silent-log.ts'

const days = 120
const speed = 7
/** A bucket that is used for history is below half: a quarter slower than one call in 178.6 s. */
const periodSeconds = 178.6 * 1.25
/** A tick, a pick-up and the call itself, on a machine that does other things too: five real seconds. */
const toleranceSeconds = 5 * speed

/** Fifty sellers as unequal as practice: forty that search alone completes, ten that need reports too. */
function fiftySellers(): Fleet {
  const sellers = Array.from({ length: 50 }, (_, index) =>
    createSeller('fleet', `seller-${index}`, {
      ordersPerMonth: index % 5 === 0 ? 350 : 10,
      historyDays: days,
      region: (['eu', 'na', 'fe'] as const)[index % 3] ?? 'eu',
    }),
  )
  return { sellers, roster: sellers.map((seller, index) => enroll(`seller-${index}`, seller)) }
}

test('fifty backfills at once: every delta is on time, not one call in a thousand exceeds its quota, and all histories are complete', async ({
  onTestFinished,
}) => {
  const fleet = fiftySellers()
  const database = await createTestDatabase()
  const start = new Date()
  const time = { simulatedStart: start, realStart: start, speed }
  await setDatabaseClock(database.connectionString, time)
  const simulator = await startSimulator({ fleet, seed: 'fleet', epoch: start, clock: createClock(time) })
  const engines: Ordersync[] = []
  const workers: Worker[] = []
  onTestFinished(async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    await Promise.all(engines.map((engine) => engine.close()))
    await simulator.close()
    await database.close()
  })
  for (let index = 0; index < 2; index += 1) {
    const engine = createOrdersync({
      config: {
        sync: {
          initialSyncDays: 1,
          minIntervalMs: 0,
          initialBackfillDays: days,
          globalBatchSize: null,
          globalTenantDelayMs: 0,
        },
        workerConcurrency: 50,
        databaseConnections: 15,
        changesRetentionDays: 365,
        allowPrivateWebhooks: true,
        simulatedClock: time,
      },
      databaseUrl: database.connectionString,
      amazon: amazonConfig(simulator),
      keyProvider: environmentKeyProvider(Buffer.alloc(32, 7).toString('base64')),
      log: silentLog,
    })
    engines.push(engine)
    if (index === 0) await enrollRoster(engine.db, engine.vault, fleet.roster)
  }
  for (const engine of engines) workers.push(await engine.startWorker())

  const readState = async () => {
    const { rows } = await database.admin.query<{ complete: number; reports: number; rounds: number }>(
      `SELECT (SELECT count(*)::integer FROM ordersync.backfills WHERE status = 'success') AS complete,
         (SELECT count(*)::integer FROM ordersync.backfill_windows WHERE source = 'report' AND state = 'done') AS reports,
         (SELECT min(deltas)::integer FROM (SELECT count(r.run_id) AS deltas FROM ordersync.tenants t
            LEFT JOIN ordersync.runs r ON r.tenant_id = t.tenant_id AND r.lane = 'delta' AND r.status = 'success'
            GROUP BY t.tenant_id) of_tenant) AS rounds`,
    )
    return rows[0]
  }
  await expect
    .poll(readState, { timeout: 180_000, interval: 250 })
    .toMatchObject({ complete: 50, rounds: expect.toSatisfy((rounds: number) => rounds >= 3) })
  expect((await readState())?.reports).toBeGreaterThan(10)

  // The first gap ends with the first poll after connecting, so that nobody is left out who was never polled.
  const { rows: gaps } = await database.admin.query<{ tenant_id: string; gap: number }>(
    `SELECT t.tenant_id, max(extract(epoch FROM r.gap))::float8 AS gap FROM ordersync.tenants t
     JOIN (SELECT tenant_id, started_at - lag(started_at, 1, $1::timestamptz)
             OVER (PARTITION BY tenant_id ORDER BY started_at) AS gap
           FROM ordersync.runs WHERE lane = 'delta' AND status = 'success') r USING (tenant_id)
     GROUP BY t.tenant_id ORDER BY gap DESC`,
    [start],
  )
  expect(gaps).toHaveLength(50)
  expect(gaps.filter(({ gap }) => gap > periodSeconds + toleranceSeconds)).toEqual([])

  const { calls, throttled } = simulator.control.stats()
  const all = Object.values(calls)
    .flatMap((byStatus) => Object.values(byStatus))
    .reduce((sum, count) => sum + count, 0)
  expect(throttled / all).toBeLessThan(0.001)

  // Complete: every order is there. Amazon may show one of the last half hour only now, before any poll could see it.
  const { rows: ranges } = await database.admin.query<{
    tenant_id: string
    from_at: Date
    to_at: Date
    stored: readonly string[]
  }>(
    `SELECT b.tenant_id, b.from_at, b.to_at - interval '30 minutes' AS to_at,
       ARRAY(SELECT o.external_order_id FROM ordersync.orders o WHERE o.tenant_id = b.tenant_id) AS stored
     FROM ordersync.backfills b`,
  )
  for (const { tenant_id, from_at, to_at, stored } of ranges) {
    const sellerId = fleet.roster.find(({ tenantId }) => tenantId === tenant_id)?.sellerId ?? ''
    const known = new Set(stored)
    const missing = [...simulator.control.truth({ sellerId })].filter(({ orderId, createdTime }) => {
      const at = Date.parse(createdTime)
      return at >= from_at.getTime() && at < to_at.getTime() && !known.has(orderId)
    })
    expect.soft({ tenant_id, missing }).toEqual({ tenant_id, missing: [] })
  }
}, 240_000)
