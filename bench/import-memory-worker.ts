/**
 * Imports one report by the product's own path, in a process that does nothing else, and prints what became of it as
 * JSON. Its only argument is an `ImportTask` as JSON.
 */
import { allOrdersByOrderDate } from '../src/amazon/reports-api.ts'
import { enrollRoster } from '../src/cli/enroll-roster.ts'
import { createOrdersync, type Ordersync } from '../src/ordersync.ts'
import { environmentKeyProvider } from '../src/runtime/key-provider.ts'
import type { Log } from '../src/runtime/log.ts'
import { Secret } from '../src/runtime/secret.ts'
import { keepHeapSmall } from '../src/runtime/small-heap.ts'
import { findConnection, listConnections } from '../src/store/connections.ts'
import { beginRun } from '../src/store/run-lifecycle.ts'
import { importReport } from '../src/sync/import-report.ts'
import type { LaneRun } from '../src/sync/lane-context.ts'
import type { ImportOutcome, ImportTask } from './import-memory.ts'

const task = JSON.parse(process.argv[2] ?? '') as ImportTask
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const options = {
  priority: 'backfill',
  maxQuotaDelayMs: 120_000,
  signal: new AbortController().signal,
} as const

const ordersync = createOrdersync({
  config: {
    sync: {
      initialSyncDays: 30,
      minIntervalMs: 0,
      initialBackfillDays: 0,
      globalBatchSize: null,
      globalTenantDelayMs: 0,
    },
    workerConcurrency: 20,
    databaseConnections: 20,
    changesRetentionDays: 365,
    allowPrivateWebhooks: true,
    simulatedClock: null,
  },
  databaseUrl: task.databaseUrl,
  amazon: {
    clientId: task.clientId,
    clientSecret: new Secret(task.clientSecret),
    previousClientSecret: null,
    consent: null,
    applicationQueueUrl: null,
    lwaUrl: `${task.amazonUrl}/auth/o2/token`,
    spapiUrls: { NA: `${task.amazonUrl}/na`, EU: `${task.amazonUrl}/eu`, FE: `${task.amazonUrl}/fe` },
  },
  keyProvider: environmentKeyProvider(Buffer.alloc(32, 7).toString('base64')),
  log: silent,
})
try {
  await enrollRoster(ordersync.db, ordersync.vault, [task.tenant])
  const laneRun = await openLane(ordersync)
  const reportDocumentId = await makeReport(ordersync, laneRun)
  keepHeapSmall()
  const before = process.resourceUsage().maxRSS
  const start = performance.now()
  const text = await ordersync.engine.amazon.reports.openDocument(laneRun.account, reportDocumentId, options)
  const result = await importReport(ordersync.engine, laneRun, text, {
    observedAt: task.to,
    place: 'report',
    goesOn: async () => true,
  })
  if (result.kind !== 'imported') throw new Error('The report document is an error text.')
  const outcome: ImportOutcome = {
    orders: result.orders,
    seconds: (performance.now() - start) / 1000,
    rssBeforeMb: before / 1024,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  }
  process.stdout.write(JSON.stringify(outcome))
} finally {
  await ordersync.close()
}

async function openLane({ db }: Ordersync): Promise<LaneRun> {
  const { tenantId, sellerId } = task.tenant
  const [listed] = await listConnections(db.of(tenantId))
  const connection = listed && (await findConnection(db.of(tenantId), listed.connectionId))
  if (!connection) throw new Error(`Tenant ${tenantId} has no connection.`)
  const { connectionId, region } = connection
  const begun = await db
    .of(tenantId)
    .transaction((tx) => beginRun(tx, { tenantId, connectionId, lane: 'backfill' }, 'run_import', 'schedule'))
  if (begun === null) throw new Error(`The connection of ${tenantId} is gone.`)
  const refreshToken = async () => new Secret(task.tenant.refreshToken ?? '')
  const account = { cacheKey: tenantId, region, sellingPartnerId: sellerId, refreshToken }
  return { ...begun, connection, account, signal: options.signal }
}

/** Answers the id of its document. */
async function makeReport({ engine }: Ordersync, { account, connection }: LaneRun): Promise<string> {
  const { reports } = engine.amazon
  const { reportId } = await reports.createReport(
    account,
    {
      reportType: allOrdersByOrderDate,
      marketplaceIds: connection.marketplaceIds,
      dataStartTime: task.from,
      dataEndTime: task.to,
    },
    options,
  )
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await engine.clock.sleep(1000, options.signal)
    const job = await reports.getReport(account, reportId, options)
    if (job.reportDocumentId !== null) return job.reportDocumentId
  }
  throw new Error('The simulated report is not done after a minute.')
}
