import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  chaosFleet,
  createClock,
  type FaultInput,
  type Fleet,
  SIMULATED_APPLICATION,
  type Simulator,
  startSimulator,
} from '@ordersync/simulator'
import { enrollRoster } from '../../src/cli/enroll-roster.ts'
import type { ClockSettings } from '../../src/runtime/clock.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/runtime/embedded-postgres.ts'
import { environmentKeyProvider } from '../../src/runtime/key-provider.ts'
import { openDatabase, type Queryable } from '../../src/store/database.ts'
import { migrate, setDatabaseClock } from '../../src/store/migrate.ts'
import { createVault } from '../../src/store/vault.ts'
import { openAdministrator } from '../administrator.ts'
import { compareWithTruth, settledAfterMs } from '../compare-with-truth.ts'
import { silentLog } from '../silent-log.ts'

/**
 * Breaks things on purpose and then counts: worker processes killed with SIGKILL at random moments, PostgreSQL
 * crashed once, Amazon failing in all its ways, while orders go on changing. Afterwards Amazon stands still, the
 * workers catch up, and the store must equal the simulator's truth.
 */

export interface ChaosOptions {
  readonly seed: string
  readonly tenants: number
  readonly workers: number
  /** Real seconds during which things are broken. */
  readonly seconds: number
  readonly kills: number
  /** Whether PostgreSQL crashes half-way. */
  readonly crashDatabase: boolean
  /** How fast the time of Amazon, engine and database passes. */
  readonly speed: number
  readonly progress?: (line: string) => void
}

export interface ChaosResult {
  readonly lost: number
  readonly doubled: number
  readonly stale: number
  readonly phantom: number
  readonly crossTenant: number
  readonly kills: number
  readonly databaseCrashes: number
  /** Workers that ended by themselves: every process survives whatever happens to the others. */
  readonly deaths: number
  readonly faults: number
  readonly calls: number
  readonly throttled: number
  /** Requests of one connection that overlapped another of the same connection and lane, as Amazon saw them. */
  readonly overlaps: number
  /** Pages of an older search that were asked for after the same connection had begun a newer one. */
  readonly interleaved: number
  readonly runs: number
  /** Updates of known orders that were stored: a world that stands still would prove nothing. */
  readonly updates: number
  /** Runs without a living holder that were still open in the end. */
  readonly openRuns: number
  /** Tenants whose change feed has a gap or a double. */
  readonly brokenFeeds: number
  readonly compared: number
  readonly examples: readonly string[]
}

const masterKey = Buffer.alloc(32, 7).toString('base64')

export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const say = options.progress ?? (() => {})
  const random = seededRandom(options.seed)
  const folder = await mkdtemp(join(tmpdir(), 'ordersync-chaos-'))
  await chmod(folder, 0o755)
  const fleet = chaosFleet(options.seed, options.tenants, {
    ordersPerMonth: 3000,
    historyDays: 2,
    tempo: 40,
    // Worse than Amazon: every tenth change shows up to twenty minutes late.
    lateness: { share: 0.1, minSeconds: 180, maxSeconds: 1200 },
  })
  const realStart = new Date()
  const time: ClockSettings = { simulatedStart: realStart, realStart, speed: options.speed }
  let postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), settings: postgresSettings })
  const port = Number(new URL(postgres.connectionString).port)
  const simulator = await startSimulator({
    fleet,
    seed: options.seed,
    epoch: realStart,
    clock: createClock(time),
  })
  const db = openDatabase(
    { connectionString: postgres.connectionString, applicationName: 'chaos', maxConnections: 4 },
    silentLog,
  )
  const admin = openAdministrator(postgres.connectionString)
  const crew = new Crew(workerEnvironment(simulator, postgres.connectionString, time), options.workers)
  try {
    await migrate(postgres.connectionString)
    await setDatabaseClock(postgres.connectionString, time)
    await enrollRoster(db, createVault(db, environmentKeyProvider(masterKey)), fleet.roster)
    crew.start()

    say(
      `${options.tenants} tenants, ${options.workers} workers, ${options.seconds} s at ${options.speed} times real time`,
    )
    const faults = startFaults(simulator, fleet, random)
    const pauseMs = (options.seconds * 1000) / (options.kills + 1)
    let databaseCrashes = 0
    for (let kill = 0; kill < options.kills; kill += 1) {
      await delay(pauseMs * (0.5 + random()))
      await crew.killOne(random())
      say(`kill ${kill + 1} of ${options.kills}`)
      if (options.crashDatabase && kill === Math.floor(options.kills / 2)) {
        postgres = await crashDatabase(postgres, folder, port)
        databaseCrashes += 1
        say('PostgreSQL crashed and started again')
      }
    }
    await waitForUpdate(admin)
    faults.stop()
    simulator.control.clearFaults()
    const frozenAt = simulator.control.freeze()
    say('nothing is broken any more; waiting until every watermark has passed the end of the world')
    await waitForWatermarks(admin, fleet, new Date(frozenAt.getTime() + settledAfterMs))
    const difference = await compareWithTruth(admin, fleet.roster, (sellerId) =>
      simulator.control.truth({ sellerId }),
    )
    const stats = simulator.control.stats()
    return {
      ...difference,
      kills: options.kills,
      databaseCrashes,
      deaths: crew.countDeaths(),
      faults: faults.count(),
      calls: Object.values(stats.calls.searchOrders ?? {}).reduce((sum, count) => sum + count, 0),
      throttled: stats.throttled,
      overlaps: stats.tokens.reduce((sum, token) => sum + token.overlaps, 0),
      interleaved: stats.tokens.reduce((sum, token) => sum + token.interleaved, 0),
      ...(await readHistory(admin)),
    }
  } finally {
    await crew.stop()
    await db.close()
    await admin.close()
    await simulator.close()
    await postgres.stop().catch(() => {})
    await rm(folder, { recursive: true, force: true })
  }
}

const postgresSettings = ['shared_buffers=256MB', 'max_connections=300']

/** The worker processes: killed without mercy, and each replaced by a new one. */
class Crew {
  readonly #env: NodeJS.ProcessEnv
  readonly #size: number
  readonly #members: ChildProcess[] = []
  #deaths = 0

  constructor(env: NodeJS.ProcessEnv, size: number) {
    this.#env = env
    this.#size = size
  }

  start(): void {
    while (this.#members.length < this.#size) this.#members.push(this.#spawn())
  }

  /** Kills one of them, chosen by a number in [0, 1), and starts another. */
  async killOne(unit: number): Promise<void> {
    const [victim] = this.#members.splice(Math.floor(unit * this.#members.length), 1)
    if (victim === undefined) return
    if (hasEnded(victim)) this.#deaths += 1
    else {
      const gone = once(victim, 'exit')
      victim.kill('SIGKILL')
      await gone
    }
    this.start()
  }

  /** Processes that ended although nobody killed them: there should be none. */
  countDeaths(): number {
    return this.#deaths + this.#members.filter(hasEnded).length
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#members.splice(0).map(async (member) => {
        if (hasEnded(member)) return
        const gone = once(member, 'exit')
        member.kill('SIGTERM')
        const timer = setTimeout(() => member.kill('SIGKILL'), 30_000)
        await gone
        clearTimeout(timer)
      }),
    )
  }

  #spawn(): ChildProcess {
    const entry = fileURLToPath(new URL('./worker-process.ts', import.meta.url))
    return spawn(process.execPath, [entry], {
      env: this.#env,
      stdio: ['ignore', 'ignore', process.env.CHAOS_LOG === undefined ? 'ignore' : 'inherit'],
    })
  }
}

function hasEnded(member: ChildProcess): boolean {
  return member.exitCode !== null || member.signalCode !== null
}

function workerEnvironment(
  simulator: Simulator,
  databaseUrl: string,
  time: ClockSettings,
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    DATABASE_URL: databaseUrl,
    DATABASE_CONNECTIONS: '10',
    WORKER_CONCURRENCY: '30',
    INITIAL_SYNC_DAYS: '30',
    INITIAL_BACKFILL_DAYS: '0',
    ORDERSYNC_MASTER_KEY: masterKey,
    AMAZON_CLIENT_ID: SIMULATED_APPLICATION.clientId,
    AMAZON_CLIENT_SECRET: SIMULATED_APPLICATION.clientSecrets[0],
    AMAZON_LWA_URL: `${simulator.url}/auth/o2/token`,
    AMAZON_SPAPI_URL_NA: `${simulator.url}/na`,
    AMAZON_SPAPI_URL_EU: `${simulator.url}/eu`,
    AMAZON_SPAPI_URL_FE: `${simulator.url}/fe`,
    SIMULATED_CLOCK: `${time.simulatedStart.toISOString()}/${time.realStart.toISOString()}/${time.speed}`,
    LOG_LEVEL: process.env.CHAOS_LOG ?? 'silent',
  }
}

const faultKinds: readonly FaultInput[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'reset' },
  { kind: 'truncated' },
  { kind: 'html' },
  { kind: 'empty_object' },
  { kind: 'unauthorized' },
  { kind: 'slow', delayMs: 400 },
  { kind: 'repeat_page_token' },
  { kind: 'refuse_page_token' },
  { kind: 'status', operation: 'lwa', status: 503 },
]

/** One fault after the other, each for a few calls of all sellers or of one. */
function startFaults(
  simulator: Simulator,
  fleet: Fleet,
  random: () => number,
): { stop(): void; count(): number } {
  let count = 0
  const timer = setInterval(() => {
    const fault = faultKinds[Math.floor(random() * faultKinds.length)] as FaultInput
    const seller = fleet.sellers[Math.floor(random() * fleet.sellers.length)]
    simulator.control.addFault({
      ...fault,
      remaining: 1 + Math.floor(random() * 8),
      ...(random() < 0.5 && seller !== undefined ? { sellerId: seller.sellerId } : {}),
    })
    count += 1
  }, 700)
  return { stop: () => clearInterval(timer), count: () => count }
}

/** What a power cut does to the server process: no shutdown, recovery from the log at the next start. */
async function crashDatabase(
  postgres: EmbeddedPostgres,
  folder: string,
  port: number,
): Promise<EmbeddedPostgres> {
  const [pid] = (await readFile(join(postgres.dataFolder, 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGQUIT')
  await delay(2000)
  return startEmbeddedPostgres({ folder: join(folder, 'postgres'), port, settings: postgresSettings })
}

/** On a busy machine everything may have been broken before anything was stored that could change: it goes on then. */
async function waitForUpdate(db: Queryable): Promise<void> {
  for (let looks = 0; looks < 240; looks += 1) {
    const { rows } = await db.query("SELECT FROM ordersync.order_changes WHERE kind = 'updated' LIMIT 1")
    if (rows.length > 0) return
    await delay(250)
  }
}

async function waitForWatermarks(db: Queryable, fleet: Fleet, target: Date): Promise<void> {
  const expected = fleet.roster.filter((entry) => entry.refreshToken !== null).length
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const { rows } = await db.query<{ passed: number }>(
      'SELECT count(*)::integer AS passed FROM ordersync.sync_states WHERE watermark >= $1',
      [target],
    )
    if (rows[0]?.passed === expected) return
    await delay(500)
  }
  const { rows } = await db.query(
    `SELECT tenant_id, watermark, failures, last_reason_code, last_error, next_due_at, ordersync.now() AS now
     FROM ordersync.sync_states WHERE watermark IS NULL OR watermark < $1 ORDER BY watermark LIMIT 5`,
    [target],
  )
  throw new Error(
    `The workers did not catch up with ${target.toISOString()}: ${JSON.stringify(rows, null, 2)}`,
  )
}

async function readHistory(
  db: Queryable,
): Promise<Pick<ChaosResult, 'runs' | 'updates' | 'openRuns' | 'brokenFeeds'>> {
  const { rows } = await db.query<{ runs: number; updates: number; openRuns: number; brokenFeeds: number }>(`
    SELECT (SELECT count(*)::integer FROM ordersync.runs) AS "runs",
      (SELECT count(*)::integer FROM ordersync.order_changes WHERE kind = 'updated') AS "updates",
      (SELECT count(*)::integer FROM ordersync.runs
       WHERE finished_at IS NULL AND started_at < ordersync.now() - interval '6 hours') AS "openRuns",
      (SELECT count(*)::integer FROM (
         SELECT t.tenant_id FROM ordersync.tenants t
         LEFT JOIN ordersync.order_changes c USING (tenant_id)
         GROUP BY t.tenant_id, t.feed_position
         HAVING count(c.position) <> t.feed_position OR COALESCE(max(c.position), 0) <> t.feed_position) broken) AS "brokenFeeds"`)
  return rows[0] ?? { runs: 0, updates: 0, openRuns: 0, brokenFeeds: 0 }
}

/** A small repeatable generator (mulberry32), so that a seed names a course of events. */
function seededRandom(seed: string): () => number {
  let state = [...seed].reduce((hash, char) => (Math.imul(hash, 31) + char.charCodeAt(0)) | 0, 7)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
