import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { buildApi } from '../src/api/app.ts'
import { systemClock } from '../src/runtime/clock.ts'
import { environmentKeyProvider } from '../src/runtime/key-provider.ts'
import type { Log } from '../src/runtime/log.ts'
import { systemRandom } from '../src/runtime/random.ts'
import { makeKeySecret, saveApiKey } from '../src/store/api-keys.ts'
import { type Database, openDatabase } from '../src/store/database.ts'
import { createVault } from '../src/store/vault.ts'
import { createReplay } from '../src/sync/create-replay.ts'
import { type Benchmark, type BenchmarkResult, median, round } from './benchmark.ts'
import { readCpuTicks, readProcessCpuMicros } from './machine.ts'
import { makeCases, type QueryCase } from './queries-cases.ts'
import { fillTables, largeTenant, readSizes } from './queries-data.ts'
import { openOwner } from './raw-copy.ts'
import { withTemporaryDatabase } from './temporary-database.ts'

/** Reads are measured: nothing has to survive a power cut. */
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'shared_buffers=8GB',
  'maintenance_work_mem=1GB',
  'max_wal_size=16GB',
  'random_page_cost=1.1',
]

const turns = 300
const warmUpTurns = 30
/** A question that takes long is asked less often: for so long, and ten times at least. */
const patienceMs = 10_000
const goalMs = 20
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

interface Measured {
  readonly name: string
  readonly group: QueryCase['group'] | 'http'
  /** Work of PostgreSQL and of this process for one question: the same on a busy machine, where times are not. */
  readonly cpuMs: number
  readonly p50: number
  readonly p99: number
}

/** How long people wait for lists, totals, searches and details; ORDERS in the environment for another size. */
export const queries: Benchmark = (progress, signal) =>
  withDatabase(async (connectionString) => {
    const orders = Number(process.env.ORDERS ?? 10_000_000)
    const db = await fill(connectionString, orders, progress)
    try {
      const ticksBefore = readCpuTicks()
      const measured: Measured[] = []
      for (const found of await makeCases(db, orders)) {
        const each = await measure(db, found, signal)
        progress(`${each.name}: ${each.p50.toFixed(1)} ms, p99 ${each.p99.toFixed(1)} ms`)
        measured.push(each)
      }
      const server = await serve(db)
      try {
        for (const [name, path] of httpCases) {
          measured.push(
            await measure(db, { name: `HTTP: ${name}`, group: 'http', ask: () => server.read(path) }, signal),
          )
        }
        progress('Export.')
        const exported = await measureExport(server.read, Math.round(orders / 10))
        const ticksAfter = readCpuTicks()
        const busy =
          ticksBefore && ticksAfter
            ? (ticksAfter.stolen - ticksBefore.stolen) / (ticksAfter.total - ticksBefore.total)
            : Number.NaN
        return await report(db, { orders, measured, exported, steal: busy })
      } finally {
        await server.close()
      }
    } finally {
      await db.close()
    }
  })

/** A server of its own that goes away, or a migrated one of `QUERIES_DATABASE`, which is filled the first time and stays. */
function withDatabase<T>(work: (connectionString: string) => Promise<T>): Promise<T> {
  const kept = process.env.QUERIES_DATABASE
  return kept === undefined ? withTemporaryDatabase(work, settings) : work(kept)
}

async function fill(
  connectionString: string,
  orders: number,
  progress: (line: string) => void,
): Promise<Database> {
  const { client } = await openOwner(connectionString)
  try {
    const { rows } = await client.query('SELECT FROM ordersync.tenants LIMIT 1')
    if (rows.length === 0) await fillTables(client, orders, progress)
  } finally {
    await client.end()
  }
  return openDatabase({ connectionString, applicationName: 'ordersync bench', maxConnections: 4 }, silent)
}

/** CPU time so far of this process and of all sessions of its pool, in milliseconds. */
async function readCpuMs(db: Database): Promise<number> {
  const { rows } = await db.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'ordersync bench'`,
  )
  const { user, system } = process.cpuUsage()
  const sessions = rows.map(({ pid }) => readProcessCpuMicros(pid) ?? Number.NaN)
  return sessions.reduce((sum, micros) => sum + micros, user + system) / 1000
}

async function measure(
  db: Database,
  { name, group, ask }: Pick<QueryCase, 'name' | 'ask'> & Pick<Measured, 'group'>,
  signal: AbortSignal,
): Promise<Measured> {
  await askInTurn(ask, warmUpTurns, signal)
  const cpuBefore = await readCpuMs(db)
  const times = await askInTurn(ask, turns, signal)
  const cpuMs = ((await readCpuMs(db)) - cpuBefore) / times.length
  times.sort((a, b) => a - b)
  const p99 = times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN
  return { name, group, cpuMs, p50: median(times), p99 }
}

/** How long each of the turns took, in milliseconds. */
async function askInTurn(ask: QueryCase['ask'], atMost: number, signal: AbortSignal): Promise<number[]> {
  const times: number[] = []
  const begin = performance.now()
  for (let turn = 0; turn < atMost && (turn < 10 || performance.now() - begin < patienceMs); turn += 1) {
    signal.throwIfAborted()
    const start = performance.now()
    await ask(turn)
    times.push(performance.now() - start)
  }
  return times
}

const httpCases = [
  ['list and total', `/orders?tenantId=${largeTenant}`],
  ['list and total, SHIPPED', `/orders?tenantId=${largeTenant}&status=SHIPPED`],
  ['counts by status', `/orders/status-counts?tenantId=${largeTenant}`],
] as const

interface Server {
  /** Reads an answer to its end and throws it away. Answers how many bytes it had. */
  read(path: string): Promise<number>
  close(): Promise<void>
}

/** The API of the product on a port of this machine. */
async function serve(db: Database): Promise<Server> {
  const secret = makeKeySecret()
  const key = {
    // A database that is kept has the keys of earlier runs.
    keyId: systemRandom.id('key'),
    name: 'bench',
    role: 'operator',
    expiresAt: null,
  } as const
  await saveApiKey(db, key, secret)
  const app = await buildApi({
    db,
    vault: createVault(db, environmentKeyProvider(randomBytes(32).toString('base64'))),
    ...{ clock: systemClock, random: systemRandom, log: silent, version: 'bench' },
    replay: createReplay(db, systemRandom),
    settings: { globalBatchSize: null, globalTenantDelayMs: 0, simulated: true, applicationId: 'bench' },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return {
    read: async (path) => {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        headers: { authorization: `Bearer ${secret.reveal()}` },
      })
      if (!response.ok || response.body === null) throw new Error(`${path} answered ${response.status}.`)
      let bytes = 0
      for await (const chunk of response.body) bytes += chunk.length
      return bytes
    },
    close: () => app.close(),
  }
}

interface Exported {
  readonly orders: number
  readonly seconds: number
  readonly megabytes: number
  readonly firstTenthPeakMb: number
  readonly peakMb: number
}

/** An export of about `orders` orders: of as many days of the large tenant as have them. */
async function measureExport(read: Server['read'], orders: number): Promise<Exported> {
  const days = (part: number): string =>
    new Date(Date.UTC(2026, 10, 20) - 365 * part * 86_400_000).toISOString().slice(0, 10)
  const path = `/orders/export?tenantId=${largeTenant}&format=csv&dateFrom=`
  const first = await watchMemory(() => read(path + days(0.1)))
  const start = performance.now()
  const whole = await watchMemory(() => read(path + days(1)))
  return {
    orders,
    seconds: (performance.now() - start) / 1000,
    megabytes: whole.result / 1e6,
    firstTenthPeakMb: first.peakMb,
    peakMb: whole.peakMb,
  }
}

async function watchMemory<T>(work: () => Promise<T>): Promise<{ result: T; peakMb: number }> {
  let peak = 0
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss() / 1e6)
  }
  const timer = setInterval(look, 50)
  try {
    const result = await work()
    look()
    return { result, peakMb: peak }
  } finally {
    clearInterval(timer)
  }
}

interface Found {
  readonly orders: number
  readonly measured: readonly Measured[]
  readonly exported: Exported
  readonly steal: number
}

async function report(db: Database, { orders, measured, exported, steal }: Found): Promise<BenchmarkResult> {
  const sizes = await readSizes(db)
  const { rows } = await db.query<{ version: string; huge: string | null; buffers: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('huge_pages_status', true) AS huge,
       current_setting('shared_buffers') AS buffers`,
  )
  const p50 = (name: string): number => measured.find((found) => found.name === name)?.p50 ?? Number.NaN
  const worst = (...groups: readonly Measured['group'][]): number =>
    round(
      Math.max(...measured.filter(({ group }) => groups.includes(group)).map(({ p99 }) => p99)) / goalMs,
      2,
    )
  return {
    postgres: rows[0]?.version ?? 'unknown',
    ratios: {
      page10000AgainstPage1: round(p50('page 10000') / p50('page 1'), 2),
      page5000OfShippedAgainstPage1: round(p50('page 5000 of SHIPPED') / p50('page 1 of SHIPPED'), 2),
      listP99AgainstGoal: worst('list'),
      totalP99AgainstGoal: worst('total'),
      searchP99AgainstGoal: worst('search'),
      broadSearchP99AgainstGoal: worst('broad search'),
      detailP99AgainstGoal: worst('detail'),
      httpP99AgainstGoal: worst('http'),
      exportPeakMemoryWholeAgainstTenth: round(exported.peakMb / exported.firstTenthPeakMb, 2),
    },
    figures: {
      ...Object.fromEntries(
        measured.flatMap(({ name, p50, p99, cpuMs }) => [
          [`${name} p50 ms`, round(p50, 1)],
          [`${name} p99 ms`, round(p99, 1)],
          [`${name} CPU ms`, round(cpuMs, 1)],
        ]),
      ),
      exportedOrders: exported.orders,
      exportSeconds: round(exported.seconds, 1),
      exportMegabytes: round(exported.megabytes),
      exportPeakMb: round(exported.peakMb),
      ...Object.fromEntries(Object.entries(sizes).map(([name, size]) => [`${name} MB`, size])),
    },
    table: [
      ['', 'p50 ms', 'p99 ms', `p99 of ${goalMs} ms`, 'CPU ms'],
      ...measured.map(({ name, p50, p99, cpuMs }) => [
        name,
        p50.toFixed(1),
        p99.toFixed(1),
        `${((100 * p99) / goalMs).toFixed(0)} %`,
        cpuMs.toFixed(1),
      ]),
    ],
    notes: [
      `${orders} orders of 100 tenants; all questions but one are about the tenant that has a fifth of them. ${turns} turns each (fewer where they take long) after ${warmUpTurns} that are not counted, one at a time, warm.`,
      `shared_buffers=${rows[0]?.buffers}, huge pages: ${rows[0]?.huge ?? 'unknown'}. Without them a session pays for each page that it touches for the first time.`,
      'A search is a page and its exact total, asked for at once. Broad searches fit one order in a hundred and more: their total is counted one by one, so that it takes time in proportion.',
      `Export of some ${exported.orders} orders as CSV by HTTP: ${exported.seconds.toFixed(0)} s, ${exported.megabytes.toFixed(0)} MB; server and reader together had ${exported.peakMb.toFixed(0)} MB at most, ${exported.firstTenthPeakMb.toFixed(0)} MB after a tenth.`,
      `MB: ${Object.entries(sizes)
        .map(([name, size]) => `${name} ${size}`)
        .join(', ')}.`,
      `The hypervisor took ${(steal * 100).toFixed(1)} % of the CPU time for others meanwhile.`,
    ],
  }
}
