import { once } from 'node:events'
import { Worker as Thread } from 'node:worker_threads'
import { createSeller, enroll, type Fleet } from '@ordersync/simulator'
import { enrollRoster } from '../src/cli/enroll-roster.ts'
import { planClasses } from '../src/domain/capacity/seller-classes.ts'
import type { Ordersync } from '../src/ordersync.ts'
import { claimDueLanes } from '../src/store/sync-states.ts'
import { runLane } from '../src/sync/run-lane.ts'
import { type Administrator, openAdministrator } from '../test/administrator.ts'
import { createJourneyEngine } from '../test/open-journey.ts'
import { readServerCpuSeconds } from './processes.ts'
import type { SimulatorThreadData } from './simulator-thread.ts'

/**
 * A fleet followed for real: engine, PostgreSQL and simulated Amazon, on a clock that goes on in steps of a second as
 * soon as everything that is due has been done. So the machine's speed decides how long it takes, not what comes out.
 */
export interface RealRunOptions {
  readonly tenants: number
  readonly ordersPerDay: number
  /** Virtual minutes, of which the first ones are not measured. */
  readonly warmUpMinutes: number
  readonly minutes: number
}

/** What the engine did in the measured time. */
export interface RealRun {
  /** From a change at Amazon until its order was stored, in virtual seconds, ascending. */
  readonly lagSeconds: readonly number[]
  readonly calls: number
  readonly throttled: number
  readonly runs: number
  /** Real milliseconds of a run of the delta lane, ascending. */
  readonly runMs: readonly number[]
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
const secondMs = 1000
/** How many lanes one tick of the product turns into jobs, and how many run here at a time. */
const perTick = 500
const lanesAtOnce = 10
/**
 * Changes that Amazon shows late. More than the usual two in a hundred, so that the 99th percentile rests on enough of
 * them: with two it lies in the middle of a thin tail.
 */
export const lateShare = 0.05

/** Sellers of all size classes, the same in every month, with as much history as an order lives. */
function capacityFleet({ tenants, ordersPerDay }: RealRunOptions): Fleet {
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

export async function runForReal(
  connectionString: string,
  dataFolder: string,
  options: RealRunOptions,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<RealRun> {
  const fleet = capacityFleet(options)
  const time = new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT))
  time[0] = startMs()
  const workerData: SimulatorThreadData = { fleet, seed, time }
  const thread = new Thread(new URL('simulator-thread.ts', import.meta.url), { workerData })
  const [url] = (await once(thread, 'message')) as [string]
  const clock = { now: () => new Date(time[0] as number), sleep: async () => {} }
  const ordersync = createJourneyEngine({ initialSyncDays: 1 }, connectionString, { url }, clock)
  const admin = openAdministrator(connectionString)
  try {
    await standStill(admin, time)
    await enrollRoster(ordersync.db, ordersync.vault, fleet.roster)
    await settle(admin)
    progress(`${fleet.roster.length} tenants are connected`)
    await play(ordersync, admin, time, options.warmUpMinutes * 60, signal)
    await fetch(`${url}/simulator/stats/reset`, { method: 'POST' })
    progress('measuring')
    const from = clock.now()
    const before = readCpuMs(dataFolder)
    const runMs = await play(ordersync, admin, time, options.minutes * 60, signal)
    const cpu = readCpuMs(dataFolder)
    return {
      ...(await readCalls(url)),
      ...(await readRows(admin, from)),
      runs: runMs.length,
      runMs: runMs.sort((a, b) => a - b),
      nodeMsPerRun: (cpu.node - before.node) / runMs.length,
      postgresMsPerRun: (cpu.postgres - before.postgres) / runMs.length,
    }
  } finally {
    await ordersync.close()
    await admin.close()
    await thread.terminate()
  }
}

/** Nine in the morning, when orders come in. */
function startMs(): number {
  return new Date().setUTCHours(9, 0, 0, 0)
}

/** The database's time is a row: moving it on replaces no function, so that no plan is lost. */
async function standStill(admin: Administrator, time: Float64Array): Promise<void> {
  await admin.query('CREATE TABLE public.virtual_time (at timestamptz NOT NULL)')
  await admin.query('GRANT SELECT ON public.virtual_time TO PUBLIC')
  await admin.query('INSERT INTO public.virtual_time VALUES ($1)', [new Date(time[0] as number)])
  await admin.query(`CREATE OR REPLACE FUNCTION ordersync.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
    AS 'SELECT at FROM public.virtual_time'`)
}

/** As if all had been followed for a while: due one after the other, and nothing to be caught up. */
async function settle(admin: Administrator): Promise<void> {
  await admin.query(
    `UPDATE ordersync.sync_states SET
       next_due_at = CASE WHEN lane = 'delta' THEN ordersync.now() + random() * interval '178 seconds' END,
       watermark = CASE WHEN lane = 'delta' THEN ordersync.now() - interval '5 minutes' END,
       last_wide_window_at = ordersync.now()`,
  )
}

/** Lets time pass, second by second. Answers how long each run of the delta lane took, in real milliseconds. */
async function play(
  { db, engine }: Ordersync,
  admin: Administrator,
  time: Float64Array,
  seconds: number,
  signal: AbortSignal,
): Promise<number[]> {
  const runMs: number[] = []
  for (let second = 0; second < seconds; second += 1) {
    time[0] = (time[0] as number) + secondMs
    await admin.query('UPDATE public.virtual_time SET at = $1', [new Date(time[0])])
    const due = [...(await claimDueLanes(db, perTick))]
    const work = async (): Promise<void> => {
      for (let lane = due.pop(); lane !== undefined; lane = due.pop()) {
        signal.throwIfAborted()
        const startedAt = performance.now()
        await runLane(engine, lane, 'schedule', signal)
        if (lane.lane === 'delta') runMs.push(performance.now() - startedAt)
      }
    }
    await Promise.all(Array.from({ length: lanesAtOnce }, work))
  }
  return runMs
}

function readCpuMs(dataFolder: string): { readonly node: number; readonly postgres: number } {
  const { user, system } = process.threadCpuUsage()
  return { node: (user + system) / 1000, postgres: readServerCpuSeconds(dataFolder) * 1000 }
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

async function readRows(
  admin: Administrator,
  from: Date,
): Promise<Pick<RealRun, 'lagSeconds' | 'bytes' | 'postgres'>> {
  const { rows: lags } = await admin.query<{ seconds: number }>(
    `SELECT extract(epoch FROM recorded_at - last_updated_at)::float8 AS seconds FROM ordersync.order_changes
     WHERE recorded_at > $1 ORDER BY 1`,
    [from],
  )
  const { rows: sizes } = await admin.query<{ order: number; change: number; run: number; version: string }>(
    `SELECT (SELECT sum(pg_total_relation_size('ordersync.' || t)) FROM unnest(ARRAY['orders', 'order_items', 'order_packages',
         'order_search', 'order_counts', 'search_names']) t)::float8 / (SELECT count(*) FROM ordersync.orders) AS order,
       pg_total_relation_size('ordersync.order_changes')::float8 / (SELECT count(*) FROM ordersync.order_changes) AS change,
       pg_total_relation_size('ordersync.runs')::float8 / (SELECT count(*) FROM ordersync.runs) AS run,
       current_setting('server_version') AS version`,
  )
  const [size] = sizes
  return {
    lagSeconds: lags.map(({ seconds }) => seconds),
    bytes: { perOrder: size?.order ?? 0, perChange: size?.change ?? 0, perRun: size?.run ?? 0 },
    postgres: size?.version ?? 'unknown',
  }
}
