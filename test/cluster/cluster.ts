import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  chaosFleet,
  createClock,
  type Fleet,
  SIMULATED_APPLICATION,
  type Simulator,
  startSimulator,
} from '@ordersync/simulator'
import { enrollRoster } from '../../src/cli/enroll-roster.ts'
import type { ClockSettings } from '../../src/runtime/clock.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/runtime/embedded-postgres.ts'
import { environmentKeyProvider } from '../../src/runtime/key-provider.ts'
import { openDatabase } from '../../src/store/database.ts'
import { migrate, setDatabaseClock } from '../../src/store/migrate.ts'
import { createVault } from '../../src/store/vault.ts'
import { type Administrator, openAdministrator } from '../administrator.ts'
import { silentLog } from '../silent-log.ts'
import { hasNamespaces, type Machine, openNamespace, openPlainMachine, relay } from './network.ts'

const masterKey = Buffer.alloc(32, 7).toString('base64')
const metricsToken = 'the-prometheus-of-a-cluster'
const memberScript = join(import.meta.dirname, 'member.ts')
const ownProgram = join(import.meta.dirname, '../../src/cli/main.ts')

export interface ClusterOptions {
  readonly seed: string
  readonly tenants: number
  readonly speed: number
  readonly say: (line: string) => void
}

/** One process of the product, on a machine of its own. */
export interface Member {
  readonly name: string
  readonly kind: 'worker' | 'serve'
  readonly machine: Machine
  /** Null until it is started. */
  child: ChildProcess | null
  readonly port: number
}

/** Three workers and two API processes on one PostgreSQL and one simulated Amazon. */
export interface Cluster {
  readonly members: readonly Member[]
  readonly fleet: Fleet
  readonly simulator: Simulator
  readonly admin: Administrator
  readonly databaseUrl: string
  readonly time: ClockSettings
  readonly folder: string
  start(member: Member, program?: string): void
  /** SIGTERM; answers the exit status and how long it took. */
  stop(member: Member): Promise<{ readonly status: number | null; readonly ms: number }>
  health(member: Member, path: '/healthz' | '/readyz'): Promise<Record<string, unknown> | null>
  /** What Prometheus reads; null when nobody answers. */
  metrics(member: Member): Promise<string | null>
  stopDatabase(): Promise<void>
  startDatabase(): Promise<void>
  close(): Promise<void>
}

export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { seed, tenants, speed, say } = options
  const folder = await mkdtemp(join(tmpdir(), 'ordersync-cluster-'))
  await chmod(folder, 0o755)
  const separate = hasNamespaces()
  say(separate ? 'every process in a network namespace of its own' : 'no namespaces here: separate ports')
  const kinds = ['worker', 'worker', 'worker', 'serve', 'serve'] as const
  const machines = kinds.map((_kind, index) => (separate ? openNamespace(index + 1) : openPlainMachine()))
  const fleet = chaosFleet(seed, tenants, { ordersPerMonth: 600, historyDays: 2, tempo: 40 })
  const realStart = new Date()
  const time: ClockSettings = { simulatedStart: realStart, realStart, speed }
  const addresses = [...new Set(['127.0.0.1', ...machines.map(({ gateway }) => gateway)])]
  const settings = ['shared_buffers=128MB', 'max_connections=300', `listen_addresses=${addresses.join(',')}`]
  let postgres: EmbeddedPostgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), settings })
  const port = Number(new URL(postgres.connectionString).port)
  const simulator = await startSimulator({ fleet, seed, epoch: realStart, clock: createClock(time) })
  const relays: Server[] = separate
    ? await Promise.all(
        machines.map(({ gateway }) =>
          relay(gateway, simulator.port, { host: '127.0.0.1', port: simulator.port }),
        ),
      )
    : []
  const admin = openAdministrator(postgres.connectionString)
  appendFileSync(join(postgres.dataFolder, 'pg_hba.conf'), '\nhost all all 10.213.0.0/16 scram-sha-256\n')
  await admin.query('SELECT pg_reload_conf()')
  await prepare(postgres.connectionString, time, fleet)

  const members: Member[] = machines.map((machine, index) => ({
    name: `${kinds[index]}-${index + 1}`,
    kind: kinds[index] ?? 'worker',
    machine,
    port: separate ? 3000 : 20_000 + (process.pid % 20_000) + index,
    child: null,
  }))

  const environmentOf = ({ name, kind, machine, port: apiPort }: Member): NodeJS.ProcessEnv => {
    const url = new URL(postgres.connectionString)
    url.hostname = machine.gateway
    // Tells in pg_stat_activity whose connection it is.
    url.searchParams.set('application_name', name)
    return {
      PATH: process.env.PATH,
      CLUSTER_GATEWAY: machine.gateway,
      DATABASE_URL: url.href,
      DATABASE_CONNECTIONS: '10',
      WORKER_CONCURRENCY: '200',
      INITIAL_SYNC_DAYS: '30',
      INITIAL_BACKFILL_DAYS: '0',
      HOST: machine.address,
      // A worker has nothing but probes and metrics there.
      [kind === 'serve' ? 'PORT' : 'PROBE_PORT']: String(apiPort),
      METRICS_TOKEN: metricsToken,
      ORDERSYNC_MASTER_KEY: masterKey,
      AMAZON_CLIENT_ID: SIMULATED_APPLICATION.clientId,
      AMAZON_CLIENT_SECRET: SIMULATED_APPLICATION.clientSecrets[0],
      AMAZON_LWA_URL: `${simulator.url}/auth/o2/token`,
      AMAZON_SPAPI_URL_NA: `${simulator.url}/na`,
      AMAZON_SPAPI_URL_EU: `${simulator.url}/eu`,
      AMAZON_SPAPI_URL_FE: `${simulator.url}/fe`,
      SIMULATED_CLOCK: `${realStart.toISOString()}/${realStart.toISOString()}/${speed}`,
      LOG_LEVEL: process.env.CLUSTER_LOG ?? 'silent',
    }
  }

  const stop: Cluster['stop'] = async ({ child }) => {
    const startedAt = Date.now()
    if (child === null) return { status: null, ms: 0 }
    if (!hasEnded(child)) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 40_000)
      await ended
      clearTimeout(timer)
    }
    return { status: child.exitCode, ms: Date.now() - startedAt }
  }

  return {
    members,
    fleet,
    simulator,
    admin,
    databaseUrl: postgres.connectionString,
    time,
    folder,
    start: (member, program = ownProgram) => {
      member.child = member.machine.spawn(memberScript, [program, member.kind], environmentOf(member))
    },
    stop,
    health: async ({ machine, port: apiPort }, path) =>
      fetch(`http://${machine.address}:${apiPort}${path}`, { signal: AbortSignal.timeout(3000) }).then(
        async (response) => (response.ok ? ((await response.json()) as Record<string, unknown>) : null),
        () => null,
      ),
    metrics: async ({ machine, port: apiPort }) =>
      fetch(`http://${machine.address}:${apiPort}/metrics`, {
        headers: { authorization: `Bearer ${metricsToken}` },
        signal: AbortSignal.timeout(3000),
      }).then(
        (response) => (response.ok ? response.text() : null),
        () => null,
      ),
    stopDatabase: () => postgres.stop(),
    startDatabase: async () => {
      postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), port, settings })
    },
    close: async () => {
      for (const { machine } of members) ignore(() => machine.heal())
      await Promise.all(members.map(stop))
      await admin.close()
      for (const server of relays) server.close()
      await simulator.close()
      await postgres.stop().catch(() => {})
      for (const machine of machines) ignore(() => machine.close())
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function prepare(databaseUrl: string, time: ClockSettings, fleet: Fleet): Promise<void> {
  await migrate(databaseUrl)
  await setDatabaseClock(databaseUrl, time)
  const db = openDatabase(
    { connectionString: databaseUrl, applicationName: 'cluster', maxConnections: 4 },
    silentLog,
  )
  try {
    await enrollRoster(db, createVault(db, environmentKeyProvider(masterKey)), fleet.roster)
  } finally {
    await db.close()
  }
}

function ignore(work: () => void): void {
  try {
    work()
  } catch {
    // It was not there: nothing to undo.
  }
}

/** Asks again and again, `limitMs` long. Answers how long it took. Throws with `what` when it never came true. */
export async function until(what: string, limitMs: number, ask: () => Promise<boolean>): Promise<number> {
  const startedAt = Date.now()
  while (Date.now() - startedAt < limitMs) {
    if (await ask().catch(() => false)) return Date.now() - startedAt
    await delay(100)
  }
  throw new Error(`${what}: not within ${limitMs / 1000} s`)
}
