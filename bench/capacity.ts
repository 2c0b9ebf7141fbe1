import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { estimateFleet } from '../src/domain/capacity/estimate.ts'
import { type Benchmark, round } from './benchmark.ts'
import { lateShare, type RealRunOptions, runForReal } from './capacity-run.ts'
import { durableSettings, withTemporaryServer } from './temporary-database.ts'

/**
 * Whether `ordersync capacity` plans what happens: the same fleet in the same virtual time, once by the model and once
 * by engine, PostgreSQL and simulated Amazon. TENANTS, ORDERS_PER_DAY and MINUTES make it another fleet.
 */
const fleet: RealRunOptions = {
  tenants: Number(process.env.TENANTS ?? 500),
  ordersPerDay: Number(process.env.ORDERS_PER_DAY ?? 120),
  warmUpMinutes: 4,
  minutes: Number(process.env.MINUTES ?? 20),
}
const minuteMs = 60_000
/** How far a plan may be from what happens, as a share of it. */
const mostApart = 0.1
const shares = { p50: 0.5, p90: 0.9, p99: 0.99, max: 1 }

export const capacity: Benchmark = async (progress, signal) => {
  const real = await withTemporaryServer(
    ({ connectionString, dataFolder }) => runForReal(connectionString, dataFolder, fleet, progress, signal),
    [...durableSettings.filter((each) => !/buffers/.test(each)), 'shared_buffers=256MB'],
  )
  const planned = estimateFleet({
    ...{ tenants: fleet.tenants, ordersPerDay: fleet.ordersPerDay, seed: 'capacity', lateShare },
    ...{ warmUpMs: fleet.warmUpMinutes * minuteMs, measuredMs: fleet.minutes * minuteMs },
    // As the fleet of the real run begins: followed until five minutes ago. Its clock stands while work is done and moves
    // by a second, so that no page takes time and what is due is picked up within one: elsewhere the command's own values.
    ...{ initialSyncDays: 1, watermarkMs: -5 * minuteMs },
    latency: { pickUpFromMs: 0, pickUpToMs: 1000, pageMs: 0 },
    sample: { sellers: fleet.tenants, changes: 10_000_000 },
  })
  const plannedCalls = planned.callsPerSecond * fleet.minutes * 60
  const rows = [
    ...Object.entries(shares).map(
      ([name, share]) =>
        [`freshness ${name}, s`, planned.freshness(share), percentile(real.lagSeconds, share)] as const,
    ),
    ['calls', plannedCalls, real.calls] as const,
    ['429', planned.throttledPerSecond * fleet.minutes * 60, real.throttled] as const,
    ['changes stored', planned.changes, real.lagSeconds.length] as const,
  ]
  const ratios = {
    p50: round(planned.freshness(0.5) / percentile(real.lagSeconds, 0.5), 3),
    p90: round(planned.freshness(0.9) / percentile(real.lagSeconds, 0.9), 3),
    p99: round(planned.freshness(0.99) / percentile(real.lagSeconds, 0.99), 3),
    calls: round(plannedCalls / real.calls, 3),
  }
  return {
    ratios,
    failures: Object.entries(ratios)
      .filter(([, ratio]) => !(Math.abs(ratio - 1) <= mostApart))
      .map(([name, ratio]) => `the plan of ${name} is ${ratio} times what happened`),
    figures: {
      largestPlanSeconds: round(await planLargest(progress), 1),
      throttled: real.throttled,
      runs: real.runs,
      runMs: round(percentile(real.runMs, 0.5), 1),
      workerMsPerRun: round(real.nodeMsPerRun, 1),
      postgresMsPerRun: round(real.postgresMsPerRun, 1),
      bytesPerOrder: round(real.bytes.perOrder),
      bytesPerChange: round(real.bytes.perChange),
      bytesPerRun: round(real.bytes.perRun),
    },
    postgres: real.postgres,
    table: [
      ['', 'planned', 'real', 'planned / real'],
      ...rows.map(([name, plan, happened]) => [
        name,
        String(round(plan)),
        String(round(happened)),
        happened === 0 ? '–' : String(round(plan / happened, 2)),
      ]),
    ],
    notes: [
      `${fleet.tenants} tenants with ${fleet.ordersPerDay} orders a day on average, ${fleet.minutes} virtual minutes after ${fleet.warmUpMinutes}; ${lateShare * 100} % of changes shown late by Amazon.`,
      `A poll took ${round(real.nodeMsPerRun, 1)} ms of a worker's CPU and ${round(real.postgresMsPerRun, 1)} ms of PostgreSQL's; an order ${round(real.bytes.perOrder)} bytes, a change ${round(real.bytes.perChange)}, a run ${round(real.bytes.perRun)}, with all indexes.`,
    ],
  }
}

/** How long `ordersync capacity` takes for as many tenants as it takes, with a process of its own. Answers seconds. */
async function planLargest(progress: (line: string) => void): Promise<number> {
  progress('the largest plan')
  const startedAt = performance.now()
  const command = [join(import.meta.dirname, '../bin/ordersync.js'), 'capacity', '--tenants', '1000000']
  await promisify(execFile)(process.execPath, command)
  return (performance.now() - startedAt) / 1000
}

/** Of values in ascending order. */
function percentile(values: readonly number[], share: number): number {
  return values[Math.min(values.length, Math.ceil(share * values.length)) - 1] ?? Number.NaN
}
