import { type Fleet, SIMULATED_APPLICATION, type Simulator, startSimulator } from '@ordersync/simulator'
import { enrollRoster } from '../src/cli/enroll-roster.ts'
import type { RunTrigger } from '../src/domain/lane.ts'
import { createOrdersync, type Ordersync } from '../src/ordersync.ts'
import type { Clock } from '../src/runtime/clock.ts'
import { systemClock } from '../src/runtime/clock.ts'
import type { AmazonConfig } from '../src/runtime/config.ts'
import { environmentKeyProvider, type KeyProvider } from '../src/runtime/key-provider.ts'
import type { Log } from '../src/runtime/log.ts'
import { Secret } from '../src/runtime/secret.ts'
import { listConnections } from '../src/store/connections.ts'
import { setDatabaseClock } from '../src/store/migrate.ts'
import { listRuns, type Run } from '../src/store/runs.ts'
import { listSyncStatus, type TenantSyncStatus } from '../src/store/sync-status.ts'
import { type RunResult, runLane } from '../src/sync/run-lane.ts'
import { compareWithTruth, type Difference } from './compare-with-truth.ts'
import { createTestDatabase, type TestDatabase } from './postgres.ts'
import { silentLog } from './silent-log.ts'

/** A simulated Amazon, a real database and the real engine, on one clock that a test moves by hand. */
export interface Journey {
  readonly simulator: Simulator
  readonly database: TestDatabase
  readonly ordersync: Ordersync
  readonly now: () => Date
  /** Moves the time of Amazon, engine and database ahead. */
  advance(ms: number): Promise<void>
  /** Runs the delta lane of a tenant's first connection, through the same door as everybody. */
  sync(tenantId: string, trigger?: RunTrigger): Promise<RunResult>
  status(tenantId: string): Promise<TenantSyncStatus>
  lastRun(tenantId: string): Promise<Run>
  compare(): Promise<Difference>
  close(): Promise<void>
}

export interface JourneyOptions {
  readonly fleet: Fleet
  readonly seed?: string
  readonly initialSyncDays?: number
  readonly log?: Log
  readonly keyProvider?: KeyProvider
  readonly clientSecret?: string
}

export const minutes = (count: number): number => count * 60_000

export async function startJourney(options: JourneyOptions): Promise<Journey> {
  const database = await createTestDatabase()
  const time = { offsetMs: 0 }
  const clock: Clock = {
    now: () => new Date(Date.now() + time.offsetMs),
    sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 50), signal),
  }
  const simulator = await startSimulator({
    fleet: options.fleet,
    seed: options.seed ?? 'journey',
    epoch: new Date(),
    clock: { now: clock.now, speed: 1 },
  })
  const ordersync = createOrdersync({
    config: {
      sync: {
        initialSyncDays: options.initialSyncDays ?? 30,
        minIntervalMs: 0,
        globalBatchSize: null,
        globalTenantDelayMs: 0,
      },
      workerConcurrency: 20,
      databaseConnections: 20,
      simulatedClock: null,
    },
    databaseUrl: database.connectionString,
    amazon: amazonConfig(simulator, options.clientSecret),
    keyProvider: options.keyProvider ?? environmentKeyProvider(Buffer.alloc(32, 7).toString('base64')),
    log: options.log ?? silentLog,
    clock,
  })
  await enrollRoster(ordersync.db, ordersync.vault, options.fleet.roster)

  return {
    simulator,
    database,
    ordersync,
    now: clock.now,
    advance: async (ms) => {
      time.offsetMs += ms
      const realStart = new Date()
      await setDatabaseClock(database.connectionString, {
        simulatedStart: new Date(realStart.getTime() + time.offsetMs),
        realStart,
        speed: 1,
      })
    },
    sync: async (tenantId, trigger = 'manual') => {
      const [connection] = await listConnections(database, tenantId)
      if (connection === undefined) throw new Error(`tenant ${tenantId} has no connection`)
      const lane = { tenantId, connectionId: connection.connectionId, lane: 'delta' as const }
      return runLane(ordersync.engine, lane, trigger, new AbortController().signal)
    },
    status: async (tenantId) => {
      const [status] = await listSyncStatus(database, { tenantId, offset: null, limit: 1 })
      if (status === undefined) throw new Error(`no tenant ${tenantId}`)
      return status
    },
    lastRun: async (tenantId) => {
      const [run] = await listRuns(database, { tenantId, lane: null, status: null, after: null, limit: 1 })
      if (run === undefined) throw new Error(`no run of ${tenantId}`)
      return run
    },
    compare: () =>
      compareWithTruth(database, options.fleet.roster, (sellerId) => simulator.control.truth({ sellerId })),
    close: async () => {
      await ordersync.close()
      await simulator.close()
      await database.close()
    },
  }
}

export function amazonConfig(simulator: Pick<Simulator, 'url'>, clientSecret?: string): AmazonConfig {
  return {
    clientId: SIMULATED_APPLICATION.clientId,
    clientSecret: new Secret(clientSecret ?? SIMULATED_APPLICATION.clientSecrets[0] ?? ''),
    previousClientSecret: null,
    lwaUrl: `${simulator.url}/auth/o2/token`,
    spapiUrls: { NA: `${simulator.url}/na`, EU: `${simulator.url}/eu`, FE: `${simulator.url}/fe` },
  }
}
