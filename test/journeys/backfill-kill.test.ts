import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  createClock,
  createSeller,
  enroll,
  type Fleet,
  type RequestRecord,
  SIMULATED_APPLICATION,
  type Simulator,
  startSimulator,
} from '@ordersync/simulator'
import { expect, type TestContext, test } from 'vitest'
import { enrollRoster } from '../../src/cli/enroll-roster.ts'
import { environmentKeyProvider } from '../../src/runtime/key-provider.ts'
import { type BackfillWindow, listWindows } from '../../src/store/backfill-windows.ts'
import { listBackfills } from '../../src/store/backfills.ts'
import { setDatabaseClock } from '../../src/store/migrate.ts'
import { countDetail } from '../../src/store/outline-orders.ts'
import { createVault } from '../../src/store/vault.ts'
import { compareWithTruth } from '../compare-with-truth.ts'
import { minutes, startJourney } from '../journey.ts'
import { createTestDatabase, type TestDatabase } from '../postgres.ts'
import { watchForPoorerOrders } from '../watch-poorer.ts'

const equal = { lost: 0, doubled: 0, stale: 0, phantom: 0, crossTenant: 0, examples: [] }
const masterKey = Buffer.alloc(32, 7).toString('base64')

/** A seller with a history of which a short burst reads little and reports the most. */
function longHistory(historyDays: number, ordersPerMonth: number): Fleet {
  const seller = createSeller('kill', 'seller', {
    ordersPerMonth,
    historyDays,
    quotas: {
      searchOrders: { ratePerSecond: 0.0056, burst: 2 },
      getOrder: { ratePerSecond: 20, burst: 30 },
    },
  })
  return { sellers: [seller], roster: [enroll('seller', seller)] }
}

async function windowsOf(db: TestDatabase): Promise<readonly BackfillWindow[]> {
  const [backfill] = await listBackfills(db.of('seller'), null)
  return backfill === undefined ? [] : listWindows(db.of('seller'), backfill.backfillId)
}

/** How often each window was asked for as a report; call it often, for the log keeps a thousand requests. */
function countReports(simulator: Simulator): () => ReadonlyMap<string, number> {
  const seen = new Set<RequestRecord>()
  return () => {
    for (const request of simulator.control.requests())
      if (request.operation === 'createReport' && request.status !== 429) seen.add(request)
    const starts = [...seen].map(({ body }) => String((body as { dataStartTime?: unknown }).dataStartTime))
    return new Map([...Map.groupBy(starts, (start) => start)].map(([start, own]) => [start, own.length]))
  }
}

/** One worker process, on a clock that runs so many times as fast as the machine's. */
async function startCrew(
  fleet: Fleet,
  days: number,
  speed: number,
  onTestFinished: TestContext['onTestFinished'],
) {
  const database = await createTestDatabase()
  const realStart = new Date()
  let time = { simulatedStart: realStart, realStart, speed }
  await setDatabaseClock(database.connectionString, time)
  const simulator = await startSimulator({
    fleet,
    seed: 'kill',
    epoch: realStart,
    clock: { now: () => createClock(time).now(), speed },
  })
  await enrollRoster(database, createVault(database, environmentKeyProvider(masterKey)), fleet.roster)
  const entry = fileURLToPath(new URL('../chaos/worker-process.ts', import.meta.url))
  const environment = (): NodeJS.ProcessEnv => ({
    PATH: process.env.PATH,
    DATABASE_URL: database.connectionString,
    DATABASE_CONNECTIONS: '6',
    WORKER_CONCURRENCY: '4',
    INITIAL_BACKFILL_DAYS: String(days),
    ORDERSYNC_MASTER_KEY: masterKey,
    AMAZON_CLIENT_ID: SIMULATED_APPLICATION.clientId,
    AMAZON_CLIENT_SECRET: SIMULATED_APPLICATION.clientSecrets[0],
    AMAZON_LWA_URL: `${simulator.url}/auth/o2/token`,
    AMAZON_SPAPI_URL_NA: `${simulator.url}/na`,
    AMAZON_SPAPI_URL_EU: `${simulator.url}/eu`,
    AMAZON_SPAPI_URL_FE: `${simulator.url}/fe`,
    SIMULATED_CLOCK: `${time.simulatedStart.toISOString()}/${realStart.toISOString()}/${speed}`,
    LOG_LEVEL: process.env.CHAOS_LOG ?? 'silent',
  })
  let worker: ChildProcess
  const start = (): void => {
    worker = spawn(process.execPath, [entry], {
      env: environment(),
      stdio: ['ignore', 'ignore', process.env.CHAOS_LOG === undefined ? 'ignore' : 'inherit'],
    })
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    expect(worker.exitCode).toBeNull()
    const gone = once(worker, 'exit')
    worker.kill(signal)
    await gone
  }
  start()
  onTestFinished(async () => {
    worker.kill('SIGKILL')
    await simulator.close()
    await database.close()
  })
  return {
    database,
    simulator,
    killAndReplace: async () => {
      await end('SIGKILL')
      start()
    },
    /** Lets time pass in one leap, between two workers. */
    skip: async (ms: number) => {
      await end('SIGTERM')
      time = { ...time, simulatedStart: new Date(time.simulatedStart.getTime() + ms) }
      await setDatabaseClock(database.connectionString, time)
      start()
    },
  }
}

async function until(condition: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not reached within ${timeoutMs} ms`)
    await delay(25)
  }
}

test.concurrent('a worker killed at 10, 50 and 90 percent of a backfill: the next one goes on, asks for no window twice, and nothing is lost, doubled or poorer', async ({
  onTestFinished,
}) => {
  const fleet = longHistory(365, 25)
  const { database, simulator, killAndReplace, skip } = await startCrew(fleet, 365, 60, onTestFinished)
  const countPoorer = await watchForPoorerOrders(database.admin)
  // One report after the other, slowly enough that the last of them is not imported before the third kill.
  simulator.control.addFault({ kind: 'slow', operation: 'download', delayMs: 600 })
  const reports = countReports(simulator)
  const doneShare = async (): Promise<number> => {
    reports()
    const windows = await windowsOf(database)
    return windows.length === 0 ? 0 : windows.filter(({ state }) => state === 'done').length / windows.length
  }

  const killedAt: number[] = []
  const statuses: unknown[] = []
  for (const share of [0.1, 0.5, 0.9]) {
    await until(async () => (await doneShare()) >= share, 40_000)
    await killAndReplace()
    killedAt.push(await doneShare())
    const [backfill] = await listBackfills(database.of('seller'), null)
    statuses.push(backfill?.status)
  }
  await until(async () => {
    reports()
    const [backfill] = await listBackfills(database.of('seller'), null)
    return backfill?.status === 'success' && (await countDetail(database.of('seller'), null)).outline === 0
  }, 60_000)

  // Each of them died in the middle of it.
  expect(killedAt[0]).toBeLessThan(0.5)
  for (const share of killedAt) expect(share).toBeLessThan(1)
  expect(statuses).toEqual(['in_progress', 'in_progress', 'in_progress'])
  const windows = await windowsOf(database)
  expect(windows.length).toBeGreaterThan(10)
  expect(windows.every(({ source, attempts }) => source === 'report' && attempts === 1)).toBe(true)
  expect([...reports().values()]).toEqual(windows.map(() => 1))
  expect(await countPoorer()).toBe(0)

  const settled = new Date(simulator.control.freeze().getTime() + minutes(25))
  await skip(minutes(30))
  await until(async () => {
    const { rows } = await database.admin.query<{ settled: boolean }>(
      `SELECT watermark >= $1 AS settled FROM ordersync.sync_states WHERE lane = 'delta'`,
      [settled],
    )
    return rows[0]?.settled === true
  }, 60_000)
  const difference = await compareWithTruth(database.admin, fleet.roster, (sellerId) =>
    simulator.control.truth({ sellerId }),
  )
  expect(difference).toMatchObject(equal)
  expect(difference.compared).toBeGreaterThan(250)
  expect(await countPoorer()).toBe(0)
}, 240_000)

test.concurrent('a fifth of all reports cancelled, FATAL, stuck or an error text: the history is complete, and only what failed is asked for again', async ({
  onTestFinished,
}) => {
  const fleet = longHistory(700, 30)
  const journey = await startJourney({ fleet, seed: 'a-fifth', initialSyncDays: 1, initialBackfillDays: 700 })
  onTestFinished(journey.close)
  const { simulator, database } = journey
  const countPoorer = await watchForPoorerOrders(database.admin)
  const reports = countReports(simulator)
  const kinds = ['report_cancelled', 'report_fatal', 'report_stuck', 'report_error_text'] as const
  for (const kind of kinds) simulator.control.addFault({ kind, probability: 0.055 })
  const complete = async (): Promise<boolean> => {
    reports()
    return (
      (await listBackfills(database.of('seller'), null))[0]?.status === 'success' &&
      (await countDetail(database.of('seller'), null)).outline === 0
    )
  }
  await journey.play({ until: complete, maxRuns: 4000 })

  const struck = simulator.control.listFaults().reduce((sum, fault) => sum + fault.struck, 0)
  expect(struck).toBeGreaterThanOrEqual(3)
  const windows = await windowsOf(database)
  const asked = reports()
  for (const { span, attempts } of windows) expect(asked.get(span.from.toISOString())).toBe(attempts)
  const again = windows.reduce((sum, { attempts }) => sum + attempts - 1, 0)
  const stuck = simulator.control.listFaults().find(({ kind }) => kind === 'report_stuck')?.struck ?? 0
  // Amazon may cancel a report because an equal one, the stuck one, is still in progress.
  expect(again).toBeLessThanOrEqual(struck + stuck)

  const settled = new Date(simulator.control.freeze().getTime() + minutes(60))
  await journey.play({
    until: async () =>
      (await complete()) &&
      new Date(String((await journey.status('seller')).connections[0]?.lastUpdatedAfter)) > settled,
    maxRuns: 1000,
  })
  const difference = await journey.compare()
  expect(difference).toMatchObject(equal)
  expect(difference.compared).toBeGreaterThan(500)
  expect(await countPoorer()).toBe(0)
}, 240_000)
