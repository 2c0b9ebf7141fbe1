import type { FleetEstimate } from './estimate.ts'

/** What one unit of work and storage costs, by `npm run bench -- capacity`; docs/scaling.md has the machine. */
export interface Costs {
  /** CPU of one poll with what it stores, milliseconds: in a worker, and in PostgreSQL. */
  readonly workerMsPerRun: number
  readonly postgresMsPerRun: number
  /** How long a poll takes with Amazon's answer, milliseconds: that long it holds one of a worker's places. */
  readonly runMs: number
  /** With all indexes. An order is its row, items, packages and what it is found by. */
  readonly bytesPerOrder: number
  readonly bytesPerChange: number
  readonly bytesPerRun: number
}

/**
 * On two cores of an Intel Xeon at 2.8 GHz (docs/scaling.md): what the bench measured, and a millisecond on each side for
 * the job in the queue, which it passes by. A run holds its place while Amazon answers, too: that counts 250 ms.
 */
export const measuredCosts: Costs = {
  ...{ workerMsPerRun: 10.2, postgresMsPerRun: 17.6, runMs: 350 },
  ...{ bytesPerOrder: 3185, bytesPerChange: 271, bytesPerRun: 1021 },
}

/** How long rows are kept (`src/queue/janitor.ts`, CHANGES_RETENTION_DAYS); orders as long as the operator plans. */
export interface Retention {
  readonly ordersDays: number
  readonly changesDays: number
  readonly runsDays: number
}

export interface Resources {
  /** Processes of `ordersync worker`, each with a core of its own, and what decides their number. */
  readonly workers: number
  readonly workersBecause: 'cpu' | 'places' | 'ticks'
  readonly postgresCores: number
  readonly gigabytes: {
    readonly orders: number
    readonly changes: number
    readonly runs: number
    readonly all: number
  }
}

/** As much of a core as may be busy, so that a busy hour and a process that is gone find room. */
const busyShare = 0.7
/** WORKER_CONCURRENCY, and the lanes that one tick of a second turns into jobs. */
const placesPerWorker = 100
const lanesPerTick = 500

/** What a fleet needs to be followed. Orders that are stored are more than those that come in: both are planned. */
export function planResources(
  { runsPerSecond, changes }: Pick<FleetEstimate, 'runsPerSecond' | 'changes'>,
  fleet: { readonly tenants: number; readonly ordersPerDay: number; readonly measuredDays: number },
  retention: Retention,
  costs: Costs = measuredCosts,
): Resources {
  const needs = {
    cpu: (runsPerSecond * costs.workerMsPerRun) / 1000 / busyShare,
    places: (runsPerSecond * costs.runMs) / 1000 / placesPerWorker / busyShare,
    ticks: runsPerSecond / lanesPerTick / busyShare,
  }
  const [because, need] = Object.entries(needs).toSorted(([, a], [, b]) => b - a)[0] as [
    keyof typeof needs,
    number,
  ]
  const gigabytesOf = (rows: number, bytes: number): number => (rows * bytes) / 1e9
  const orders = gigabytesOf(fleet.tenants * fleet.ordersPerDay * retention.ordersDays, costs.bytesPerOrder)
  const stored = gigabytesOf((changes / fleet.measuredDays) * retention.changesDays, costs.bytesPerChange)
  const runs = gigabytesOf(runsPerSecond * 86_400 * retention.runsDays, costs.bytesPerRun)
  return {
    workers: Math.max(1, Math.ceil(need)),
    workersBecause: because,
    postgresCores: Math.max(1, Math.ceil((runsPerSecond * costs.postgresMsPerRun) / 1000 / busyShare)),
    gigabytes: { orders, changes: stored, runs, all: orders + stored + runs },
  }
}
