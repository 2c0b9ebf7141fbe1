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
import type { Tracer } from '../src/runtime/tracer.ts'
import { listConnections } from '../src/store/connections.ts'
import type { Database } from '../src/store/database.ts'
import { listRuns, type Run } from '../src/store/runs.ts'
import type { DueLane } from '../src/store/sync-states.ts'
import { listSyncStatus, type TenantSyncStatus } from '../src/store/sync-status.ts'
import { type RunResult, runLane } from '../src/sync/run-lane.ts'
import type { Administrator } from './administrator.ts'
import { compareWithTruth, type Difference } from './compare-with-truth.ts'
import { silentLog } from './silent-log.ts'

/** A migrated database that nobody else uses. */
export interface JourneyDatabase extends Database {
  readonly admin: Administrator
  readonly connectionString: string
}

/** A simulated Amazon, a real database and the real engine, on one clock that a test moves by hand. */
export interface Journey {
  readonly simulator: Simulator
  readonly database: JourneyDatabase
  readonly ordersync: Ordersync
  readonly now: () => Date
  /** Moves the time of Amazon, engine and database ahead. */
  advance(ms: number): Promise<void>
  /** Runs the delta lane of a tenant's first connection, through the same door as everybody. */
  sync(tenantId: string, trigger?: RunTrigger): Promise<RunResult>
  /**
   * Lets time pass as a scheduler would, without waiting for it: takes the lane that is due next, moves the clock there,
   * runs it, here or as `run` says; until `until` holds. Throws when that takes more than `maxRuns` runs.
   */
  play(options: PlayOptions): Promise<void>
  status(tenantId: string): Promise<TenantSyncStatus>
  lastRun(tenantId: string): Promise<Run>
  compare(): Promise<Difference>
  close(): Promise<void>
}

export interface PlayOptions {
  readonly until: () => Promise<boolean>
  readonly maxRuns?: number
  readonly run?: (lane: DueLane) => Promise<unknown>
}

export interface JourneyOptions {
  readonly fleet: Fleet
  readonly seed?: string
  readonly initialSyncDays?: number
  /** None unless given: a journey about changes is not disturbed by history. */
  readonly initialBackfillDays?: number
  readonly log?: Log
  readonly keyProvider?: KeyProvider
  readonly clientSecret?: string
  readonly tracer?: Tracer
}

/** A journey in the given database, which is closed with it. */
export async function openJourney(options: JourneyOptions, database: JourneyDatabase): Promise<Journey> {
  const time = { offsetMs: 0 }
  const clock = movedClock(time)
  const simulator = await startSimulator({
    fleet: options.fleet,
    seed: options.seed ?? 'journey',
    epoch: new Date(),
    clock: { now: clock.now, speed: 1 },
  })
  const ordersync = createJourneyEngine(options, database.connectionString, simulator, clock)
  await database.admin.query(movableClockSql)
  await enrollRoster(ordersync.db, ordersync.vault, options.fleet.roster)

  async function advance(ms: number): Promise<void> {
    time.offsetMs += ms
    await database.admin.query('UPDATE public.journey_clock SET moved_ms = $1', [time.offsetMs])
  }

  const runHere = (lane: DueLane): Promise<unknown> =>
    runLane(ordersync.engine, lane, 'schedule', new AbortController().signal)

  async function runNext(run: (lane: DueLane) => Promise<unknown>): Promise<void> {
    const { dueAt, ...lane } = await findNextLane(database)
    const waitMs = dueAt.getTime() - clock.now().getTime()
    if (waitMs > 0) await advance(waitMs)
    await run(lane)
  }

  return {
    simulator,
    database,
    ordersync,
    now: clock.now,
    advance,
    play: async ({ until, maxRuns = 500, run = runHere }) => {
      for (let runs = 0; !(await until()); runs += 1) {
        if (runs >= maxRuns) throw new Error(`not reached after ${maxRuns} runs`)
        await runNext(run)
      }
    },
    sync: async (tenantId, trigger = 'manual') => {
      const [connection] = await listConnections(database.of(tenantId))
      if (connection === undefined) throw new Error(`tenant ${tenantId} has no connection`)
      const lane = { tenantId, connectionId: connection.connectionId, lane: 'delta' as const }
      return runLane(ordersync.engine, lane, trigger, new AbortController().signal)
    },
    status: async (tenantId) => {
      const [status] = await listSyncStatus(database.of(tenantId), {
        offset: null,
        limit: 1,
        applicationId: SIMULATED_APPLICATION.clientId,
      })
      if (status === undefined) throw new Error(`no tenant ${tenantId}`)
      return status
    },
    lastRun: async (tenantId) => {
      const [run] = await listRuns(database.of(tenantId), { lane: null, status: null, after: null, limit: 1 })
      if (run === undefined) throw new Error(`no run of ${tenantId}`)
      return run
    },
    compare: () =>
      compareWithTruth(database.admin, options.fleet.roster, (sellerId) =>
        simulator.control.truth({ sellerId }),
      ),
    close: async () => {
      await ordersync.close()
      await simulator.close()
      await database.close()
    },
  }
}

/**
 * The database's clock, moved by a row: a journey moves it hundreds of times, and a function that is written anew each time
 * makes PostgreSQL plan every statement again.
 */
const movableClockSql = `
CREATE TABLE public.journey_clock (moved_ms bigint NOT NULL);
INSERT INTO public.journey_clock VALUES (0);
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT SELECT ON public.journey_clock TO PUBLIC;
CREATE OR REPLACE FUNCTION ordersync.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
  'SELECT pg_catalog.statement_timestamp() + (SELECT moved_ms FROM public.journey_clock) * interval ''1 millisecond'''`

/** The machine's clock, as far ahead as somebody has moved it. Nobody sleeps for long on it. */
export function movedClock(time: { readonly offsetMs: number }): Clock {
  return {
    now: () => new Date(Date.now() + time.offsetMs),
    sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 50), signal),
  }
}

export type EngineOptions = Omit<JourneyOptions, 'fleet' | 'seed'>

/** The engine of a journey, on the clock of the journey. */
export function createJourneyEngine(
  options: EngineOptions,
  databaseUrl: string,
  simulator: Pick<Simulator, 'url'>,
  clock: Clock,
): Ordersync {
  return createOrdersync({
    config: {
      sync: {
        initialSyncDays: options.initialSyncDays ?? 30,
        minIntervalMs: 0,
        initialBackfillDays: options.initialBackfillDays ?? 0,
        globalBatchSize: null,
        globalTenantDelayMs: 0,
      },
      workerConcurrency: 20,
      changesRetentionDays: 365,
      allowPrivateWebhooks: true,
      databaseConnections: 20,
      simulatedClock: null,
    },
    databaseUrl,
    amazon: amazonConfig(simulator, options.clientSecret),
    keyProvider: options.keyProvider ?? environmentKeyProvider(Buffer.alloc(32, 7).toString('base64')),
    log: options.log ?? silentLog,
    clock,
    ...(options.tracer === undefined ? {} : { tracer: options.tracer }),
  })
}

interface NextLane extends DueLane {
  readonly dueAt: Date
}

/** The lane that is due first; at the same time, what changes comes before history. */
async function findNextLane(database: JourneyDatabase): Promise<NextLane> {
  const { rows } = await database.admin.query<NextLane>(
    `SELECT tenant_id AS "tenantId", connection_id AS "connectionId", lane, next_due_at AS "dueAt"
     FROM ordersync.sync_states WHERE next_due_at IS NOT NULL ORDER BY next_due_at, lane <> 'delta', lane LIMIT 1`,
  )
  const [next] = rows
  if (next === undefined) throw new Error('no lane is due, now or later')
  return next
}

export function amazonConfig(simulator: Pick<Simulator, 'url'>, clientSecret?: string): AmazonConfig {
  return {
    clientId: SIMULATED_APPLICATION.clientId,
    clientSecret: new Secret(clientSecret ?? SIMULATED_APPLICATION.clientSecrets[0] ?? ''),
    previousClientSecret: null,
    lwaUrl: `${simulator.url}/auth/o2/token`,
    spapiUrls: { NA: `${simulator.url}/na`, EU: `${simulator.url}/eu`, FE: `${simulator.url}/fe` },
    consent: {
      applicationId: SIMULATED_APPLICATION.applicationId,
      isDraft: false,
      sellerCentralUrl: simulator.url,
    },
    applicationQueueUrl: null,
  }
}
