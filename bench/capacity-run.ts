import { once } from 'node:events'
import { Worker as Thread } from 'node:worker_threads'
import { createSeller, enroll, type Fleet } from '@ordersync/simulator'
import { enrollRoster } from '../src/cli/enroll-roster.ts'
import { planClasses } from '../src/domain/capacity/seller-classes.ts'
import { createOrdersync } from '../src/ordersync.ts'
import type { ClockSettings } from '../src/runtime/clock.ts'
import { acceleratedClock } from '../src/runtime/clock.ts'
import { environmentKeyProvider } from '../src/runtime/key-provider.ts'
import { setDatabaseClock } from '../src/store/migrate.ts'
import { type Administrator, openAdministrator } from '../test/administrator.ts'
import { amazonConfig } from '../test/open-journey.ts'
import { silentLog } from '../test/silent-log.ts'
import { readServerCpuSeconds } from './processes.ts'
import type { SimulatorThreadData } from './simulator-thread.ts'

/** What is run: virtual minutes, of which the first ones are not measured. */
export interface RealRunOptions {
  readonly tenants: number
  readonly ordersPerDay: number
  readonly warmUpMinutes: number
  readonly minutes: number
  /** Virtual seconds in a second. */
  readonly speed: number
}

/** What the engine did in the measured time. */
export interface RealRun {
  /** From a change at Amazon until its order was stored, in virtual seconds, ascending. */
  readonly lagSeconds: readonly number[]
  readonly calls: number
  readonly throttled: number
  readonly runs: number
  /** Real milliseconds of each run of the delta lane, ascending. */
  readonly runMs: readonly number[]
  /** Real milliseconds from a lane's due time until its run began, ascending. */
  readonly pickUpMs: readonly number[]
  /** CPU of one run of the delta lane, milliseconds. */
  readonly nodeMsPerRun: number
  readonly postgresMsPerRun: number
  readonly bytes: TableBytes
  readonly postgres: string
}

export interface TableBytes {
  readonly perOrder: number
  readonly perChange: number
  readonly perRun: number
}

const seed = 'capacity'
/**
 * Changes that Amazon shows late. More than the usual two in a hundred, so that the 99th percentile rests on enough of
 * them: with two it lies in the middle of a thin tail.
 */
export const lateShare = 0.05
const minuteMs = 60_000

/** Sellers of all size classes, the same in every month, with as much history as an order lives. */
export function capacityFleet({
  tenants,
  ordersPerDay,
}: Pick<RealRunOptions, 'tenants' | 'ordersPerDay'>): Fleet {
  const sellers = planClasses(tenants, ordersPerDay).flatMap((kind) =>
    Array.from({ length: kind.sellers }, (_, index) =>
      createSeller(seed, `${kind.name}-${index}`, {
        ordersPerMonth: Array<number>(12).fill(kind.ordersPerDay * 30.4),
        historyDays: 35,
        lateness: { share: lateShare, minSeconds: 180, maxSeconds: 1200 },
      }),
    ),
  )
  return { sellers, roster: sellers.map((seller) => enroll(seller.name, seller)) }
}

/** Real engine, PostgreSQL and simulator, on one clock that runs ahead of the machine's. */
export async function runForReal(
  connectionString: string,
  dataFolder: string,
  options: RealRunOptions,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<RealRun> {
  const clock = startClock(options)
  await setDatabaseClock(connectionString, clock)
  const fleet = capacityFleet(options)
  const thread = new Thread(new URL('simulator-thread.ts', import.meta.url), {
    workerData: { fleet, seed, clock } satisfies SimulatorThreadData,
  })
  const [url] = (await once(thread, 'message')) as [string]
  const ordersync = createOrdersync({
    config: {
      sync: {
        ...{ initialSyncDays: 1, initialBackfillDays: 0, minIntervalMs: 0 },
        ...{ globalBatchSize: null, globalTenantDelayMs: 0 },
      },
      ...{ workerConcurrency: 100, databaseConnections: 20, changesRetentionDays: 365 },
      ...{ allowPrivateWebhooks: false, simulatedClock: clock },
    },
    databaseUrl: connectionString,
    amazon: amazonConfig({ url }),
    keyProvider: environmentKeyProvider(Buffer.alloc(32, 7).toString('base64')),
    log: silentLog,
  })
  const admin = openAdministrator(connectionString)
  try {
    await enrollRoster(ordersync.db, ordersync.vault, fleet.roster)
    const worker = await ordersync.startWorker()
    const time = acceleratedClock(clock)
    try {
      progress(`${fleet.roster.length} tenants connected; warming up`)
      await time.sleep(options.warmUpMinutes * minuteMs, signal)
      await fetch(`${url}/simulator/stats/reset`, { method: 'POST' })
      const from = time.now()
      const cpu = { node: readThreadCpuMs(), postgres: readServerCpuSeconds(dataFolder) * 1000 }
      progress(`measuring ${options.minutes} virtual minutes`)
      await time.sleep(options.minutes * minuteMs, signal)
      const to = time.now()
      const node = readThreadCpuMs() - cpu.node
      const postgres = readServerCpuSeconds(dataFolder) * 1000 - cpu.postgres
      const { calls, throttled } = await readCalls(url)
      return { calls, throttled, ...(await readRun(admin, from, to, options.speed, { node, postgres })) }
    } finally {
      await worker.stop()
    }
  } finally {
    await ordersync.close()
    await admin.close()
    await thread.terminate()
  }
}

/** Nine in the morning, when orders come in. */
function startClock({ speed }: RealRunOptions): ClockSettings {
  const realStart = new Date()
  const simulatedStart = new Date(realStart)
  simulatedStart.setUTCHours(9, 0, 0, 0)
  return { simulatedStart, realStart, speed }
}

function readThreadCpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

async function readCalls(url: string): Promise<{ readonly calls: number; readonly throttled: number }> {
  const answer = await fetch(`${url}/simulator/stats`)
  const stats = (await answer.json()) as {
    calls: Record<string, Record<string, number>>
    throttled: number
  }
  const calls = Object.values(stats.calls.searchOrders ?? {}).reduce((sum, count) => sum + count, 0)
  return { calls, throttled: stats.throttled }
}

async function readRun(
  admin: Administrator,
  from: Date,
  to: Date,
  speed: number,
  cpu: { readonly node: number; readonly postgres: number },
): Promise<Omit<RealRun, 'calls' | 'throttled'>> {
  const { rows: lags } = await admin.query<{ seconds: number }>(
    `SELECT extract(epoch FROM recorded_at - last_updated_at)::float8 AS seconds FROM ordersync.order_changes
     WHERE recorded_at >= $1 AND recorded_at < $2 ORDER BY 1`,
    [from, to],
  )
  const { rows: runs } = await admin.query<{ run_ms: number; gap_ms: number | null; tokens: number }>(
    `SELECT 1000 * extract(epoch FROM finished_at - started_at)::float8 / $3 AS run_ms,
       1000 * extract(epoch FROM started_at - lag(finished_at) OVER (PARTITION BY tenant_id ORDER BY started_at))::float8 AS gap_ms
     FROM ordersync.runs WHERE lane = 'delta' AND finished_at >= $1 AND finished_at < $2`,
    [from, to, speed],
  )
  // A bucket that is more than half full is asked again after as long as it earns a token.
  const periodMs = 1000 / 0.0056
  const pickUpMs = runs
    .flatMap(({ gap_ms }) => (gap_ms === null ? [] : (gap_ms - periodMs) / speed))
    .sort((a, b) => a - b)
  const { rows: sizes } = await admin.query<{ order: number; change: number; run: number; version: string }>(
    `SELECT (SELECT sum(pg_total_relation_size('ordersync.' || t)) FROM unnest(ARRAY['orders', 'order_items', 'order_packages',
         'order_search', 'order_counts', 'search_names']) t) / (SELECT count(*) FROM ordersync.orders)::float8 AS order,
       pg_total_relation_size('ordersync.order_changes') / (SELECT count(*) FROM ordersync.order_changes)::float8 AS change,
       pg_total_relation_size('ordersync.runs') / (SELECT count(*) FROM ordersync.runs)::float8 AS run,
       current_setting('server_version') AS version`,
  )
  const [size] = sizes
  return {
    lagSeconds: lags.map(({ seconds }) => seconds),
    runs: runs.length,
    runMs: runs.map(({ run_ms }) => run_ms).sort((a, b) => a - b),
    pickUpMs,
    nodeMsPerRun: cpu.node / runs.length,
    postgresMsPerRun: cpu.postgres / runs.length,
    bytes: { perOrder: size?.order ?? 0, perChange: size?.change ?? 0, perRun: size?.run ?? 0 },
    postgres: size?.version ?? 'unknown',
  }
}
