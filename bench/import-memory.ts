import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import {
  createSeller,
  enroll,
  type RosterEntry,
  SIMULATED_APPLICATION,
  startSimulator,
} from '../simulator/src/index.ts'
import { openDatabase } from '../src/store/database.ts'
import { type Benchmark, round } from './benchmark.ts'
import { withTemporaryDatabase } from './temporary-database.ts'

/** What a worker process of its own is given. */
export interface ImportTask {
  readonly databaseUrl: string
  readonly amazonUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly tenant: RosterEntry
  readonly from: string
  readonly to: string
}

/** What it answers. */
export interface ImportOutcome {
  readonly orders: number
  readonly seconds: number
  /** The peak before the first byte of the document arrived: Node and the product's code. */
  readonly rssBeforeMb: number
  readonly peakRssMb: number
}

const sizes = [100_000, 1_000_000] as const
const dayMs = 86_400_000
const seed = 'bench'
const workerFile = fileURLToPath(new URL('import-memory-worker.ts', import.meta.url))

/** Peak memory of a worker process that imports one report, for a report and for one of ten times its size. */
export const importMemory: Benchmark = (progress, signal) =>
  withTemporaryDatabase(async (databaseUrl) => {
    const epoch = new Date()
    const sellers = sizes.map((rows) =>
      createSeller(seed, `rows-${rows}`, {
        ...{ ordersPerMonth: 0, syntheticRows: rows },
        reports: { minSeconds: 1, maxSeconds: 1, charset: 'UTF-8', gzip: true },
      }),
    )
    const roster = sellers.map((seller) => enroll(seller.name, seller))
    const simulator = await startSimulator({ fleet: { sellers, roster }, seed, epoch })
    try {
      const outcomes: ImportOutcome[] = []
      for (const [index, tenant] of roster.entries()) {
        signal.throwIfAborted()
        progress(`A worker imports ${sizes[index]} rows.`)
        outcomes.push(
          await importInChild(
            {
              ...{ databaseUrl, amazonUrl: simulator.url, tenant },
              clientId: SIMULATED_APPLICATION.clientId,
              clientSecret: SIMULATED_APPLICATION.clientSecrets[0] ?? '',
              from: new Date(epoch.getTime() - 29 * dayMs).toISOString(),
              to: new Date(epoch.getTime() - dayMs).toISOString(),
            },
            signal,
          ),
        )
      }
      return report(outcomes, await readVersion(databaseUrl))
    } finally {
      await simulator.close()
    }
  })

async function importInChild(task: ImportTask, signal: AbortSignal): Promise<ImportOutcome> {
  const { stdout } = await promisify(execFile)(process.execPath, [workerFile, JSON.stringify(task)], {
    signal,
  })
  return JSON.parse(stdout) as ImportOutcome
}

async function readVersion(connectionString: string): Promise<string> {
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
  const db = openDatabase({ connectionString, applicationName: 'ordersync bench', maxConnections: 1 }, silent)
  try {
    const { rows } = await db.query<{ version: string }>(
      `SELECT current_setting('server_version') AS version`,
    )
    return rows[0]?.version ?? ''
  } finally {
    await db.close()
  }
}

function report(outcomes: readonly ImportOutcome[], postgres: string): Awaited<ReturnType<Benchmark>> {
  const [small, large] = outcomes
  if (!(small && large)) throw new Error('A worker is missing.')
  return {
    postgres,
    ratios: { peakAgainstTenthOfTheRows: round(large.peakRssMb / small.peakRssMb, 3) },
    figures: Object.fromEntries(
      outcomes.flatMap((outcome, index) => [
        [`rows${sizes[index]}PeakRssMb`, round(outcome.peakRssMb)],
        [`rows${sizes[index]}OrdersPerSecond`, round(outcome.orders / outcome.seconds)],
      ]),
    ),
    table: [
      ['rows', 'orders', 'seconds', 'orders/s', 'peak RSS MB', 'before the import MB'],
      ...outcomes.map((outcome, index) => [
        String(sizes[index]),
        String(outcome.orders),
        outcome.seconds.toFixed(0),
        (outcome.orders / outcome.seconds).toFixed(0),
        outcome.peakRssMb.toFixed(0),
        outcome.rssBeforeMb.toFixed(0),
      ]),
    ],
    notes: [
      'Each report is imported by a process of its own: download, gunzip, decoding, parsing and storing, as in a worker. Peak RSS is what the system says of the whole process.',
      'The simulated Amazon, PostgreSQL and the worker share the machine.',
    ],
  }
}
