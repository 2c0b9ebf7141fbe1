import { randomBytes } from 'node:crypto'
import { createSeller, enroll, startSimulator } from '@ordersync/simulator'
import pg from 'pg'
import { moveIn } from '../src/moving-in/move-in.ts'
import { environmentKeyProvider } from '../src/runtime/key-provider.ts'
import { systemRandom } from '../src/runtime/random.ts'
import { openDatabase } from '../src/store/database.ts'
import { openSource } from '../src/store/source/open-source.ts'
import { createVault } from '../src/store/vault.ts'
import { openAdministrator } from '../test/administrator.ts'
import { fillEarlierSystem } from '../test/earlier-system/fill.ts'
import { silentLog } from '../test/silent-log.ts'
import { type Benchmark, round } from './benchmark.ts'
import { withTemporaryDatabase } from './temporary-database.ts'

/** Taking over 30,000 orders of an earlier system with all known defects; ORDERS makes it another number. */
const orders = Number(process.env.ORDERS ?? 30_000)
const sellersCount = 5
const historyDays = 700

export const moveInBenchmark: Benchmark = (progress, signal) =>
  withTemporaryDatabase(async (connectionString) => {
    const earlierUrl = await createDatabaseBeside(connectionString)
    const admin = openAdministrator(earlierUrl)
    const db = openDatabase(
      { connectionString, applicationName: 'ordersync bench', maxConnections: 4 },
      silentLog,
    )
    const vault = createVault(db, environmentKeyProvider(randomBytes(32).toString('base64')))
    try {
      progress('filling the earlier system')
      const planted = await fill(admin)
      const run = async () => {
        signal.throwIfAborted()
        const source = await openSource(earlierUrl)
        const startedAt = performance.now()
        try {
          const tools = { db, vault, random: systemRandom, now: new Date(), progress: () => {} }
          const options = { tenantId: null, dryRun: false, allowSharedSeller: false, allowRemoved: false }
          const report = await moveIn(tools, source, options)
          return { report, seconds: (performance.now() - startedAt) / 1000 }
        } finally {
          await source.close()
        }
      }
      progress('importing')
      const rssBefore = process.memoryUsage.rss()
      const first = await run()
      const rssGrown = process.memoryUsage.rss() - rssBefore
      progress('importing once more')
      const second = await run()
      const rows = first.report.tables.Order
      if (rows.taken + rows.leftOut !== planted.tables.Order || second.report.tables.Order.taken !== 0)
        throw new Error('The counts of the import are not those of the earlier system.')
      const { rows: versions } = await admin.query<{ version: string }>(
        `SELECT current_setting('server_version') AS version`,
      )
      return {
        ratios: {},
        figures: {
          orders: rows.rows,
          taken: rows.taken,
          leftOut: rows.leftOut,
          ordersPerSecond: round(rows.rows / first.seconds),
          againPerSecond: round(rows.rows / second.seconds),
          grownMegabytes: round(rssGrown / 1e6),
        },
        postgres: versions[0]?.version ?? 'unknown',
        table: [
          ['import', 'seconds', 'orders there', 'taken over', 'here already', 'left out'],
          ...[first, second].map(({ seconds, report: { tables } }, index) => [
            index === 0 ? 'first' : 'again',
            ...[seconds, tables.Order.rows, tables.Order.taken, tables.Order.known, tables.Order.leftOut].map(
              (value) => String(round(value, 1)),
            ),
          ]),
        ],
        notes: [
          `${first.report.findings.length} kinds of defects; memory grew by ${round(rssGrown / 1e6)} MB.`,
        ],
      }
    } finally {
      await db.close()
      await admin.close()
    }
  })

/** Another database on the same server. */
async function createDatabaseBeside(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query('CREATE DATABASE earlier_system')
  await client.end()
  const url = new URL(connectionString)
  url.pathname = '/earlier_system'
  return url.href
}

async function fill(admin: Parameters<typeof fillEarlierSystem>[0]) {
  const sellers = Array.from({ length: sellersCount }, (_, index) =>
    createSeller('move-in', `seller-${index}`, {
      ordersPerMonth: Array<number>(12).fill((orders / sellersCount / historyDays) * 30.4),
      historyDays,
    }),
  )
  const simulator = await startSimulator({
    fleet: { sellers, roster: [] },
    seed: 'move-in',
    epoch: new Date(),
  })
  try {
    return await fillEarlierSystem(admin, {
      ...{ seed: 'move-in', at: new Date(), states: {} },
      roster: sellers.map((seller) => enroll(seller.name, seller)),
      truthOf: (sellerId) => simulator.control.truth({ sellerId }),
    })
  } finally {
    await simulator.close()
  }
}
