import type { OrderObservation } from '../src/domain/order.ts'
import type { Log } from '../src/runtime/log.ts'
import { systemRandom } from '../src/runtime/random.ts'
import { type Database, openDatabase, type RowBatch } from '../src/store/database.ts'
import { compressDocument } from '../src/store/order-document.ts'
import { toOutlineRows } from '../src/store/outline-rows.ts'
import { saveReportBatch } from '../src/store/save-history.ts'
import type { RunHandle } from '../src/store/sync-states.ts'
import { type Benchmark, type BenchmarkResult, median, round } from './benchmark.ts'
import { readAgain, readOutlines } from './import-outlines.ts'
import { expectSameTenants, openTenant } from './ingest-tenants.ts'
import { namesOf, type Owner, openOwner, saveByCopy, toNewNames } from './raw-copy.ts'
import { inPages } from './real-orders.ts'
import {
  copyKinds,
  describeSteal,
  inTurn,
  type Measured,
  measureRounds,
  rounds,
  summarize,
  type Watches,
} from './rounds.ts'
import { durableSettings, withTemporaryDatabase } from './temporary-database.ts'

const batchSize = 1000
const batchesPerRound = 4
const preloadedPerTenant = 20_000
const ordersPerRound = batchesPerRound * batchSize

/**
 * What is measured. `bulk`, `again` and `replaced` are the product's whole path for a batch of a report: of orders that
 * nobody knows, of the same orders read again, and of outlines that are newer than the stored ones. `copy` is what
 * they are held against: the rows of `bulk` by raw COPY, made from the same orders inside the timer. `preparedCopy` is
 * the same with the rows made before, so that only PostgreSQL works.
 */
const kinds = ['bulk', 'again', 'replaced', ...copyKinds] as const
type Kind = (typeof kinds)[number]

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Orders a second through the path that stores a report, beside raw COPY into the same tables. */
export const importReports: Benchmark = (progress, signal) =>
  withTemporaryDatabase(async (connectionString) => {
    // One connection for everything: all kinds are served by the same backend.
    const db = openDatabase(
      { connectionString, applicationName: 'ordersync bench', maxConnections: 1 },
      silent,
    )
    const owner = await openOwner(connectionString)
    try {
      progress('Making orders.')
      const orders = await readOutlines(preloadedPerTenant + (rounds + 1) * ordersPerRound)
      const measured = orders.slice(preloadedPerTenant)
      const rig = await prepare(db, owner, orders.slice(0, preloadedPerTenant), progress, signal)
      const found = await measureRounds(kinds, backendOf(rig), progress, (number, watches) => {
        const ofRound = measured.slice(number * ordersPerRound, (number + 1) * ordersPerRound)
        return measureRound(rig, inPages(ofRound, batchSize), watches, signal)
      })
      return report(found, measureDocuments(measured.slice(0, ordersPerRound)), rig.postgres)
    } finally {
      await db.close()
      await owner.client.end()
    }
  })

/** Three tenants of the same size, one for each way to write, and what is needed to measure them. */
interface Rig {
  readonly db: Database
  readonly owner: Owner
  readonly backendPid: number
  readonly postgres: string
  readonly ours: RunHandle
  readonly copied: RunHandle
  readonly prepared: RunHandle
  copiedPosition: number
  /** The SKUs and ASINs that the tenants have to which COPY writes. */
  readonly copiedNames: Set<string>
  readonly preparedNames: Set<string>
}

async function prepare(
  db: Database,
  owner: Owner,
  stored: readonly OrderObservation[],
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<Rig> {
  const batches = inPages(stored, batchSize)
  await expectSameRows(db, owner, batches[0] ?? [])
  progress(`Preloading ${3 * preloadedPerTenant} orders of 3 tenants.`)
  const runs = []
  for (const tenant of ['ours', 'copied', 'prepared']) runs.push(await openTenant(db, tenant, 'backfill'))
  for (const batch of batches) {
    signal.throwIfAborted()
    for (const run of runs) await saveByProduct(db, run, batch)
  }
  // What autovacuum would have done to tables of this size by now.
  await owner.client.query('VACUUM (ANALYZE)')
  await owner.client.query('CHECKPOINT')
  const { rows } = await db.query<{ pid: number; version: string }>(
    `SELECT pg_backend_pid() AS pid, current_setting('server_version') AS version`,
  )
  const [ours, copied, prepared] = runs
  const [server] = rows
  if (!(ours && copied && prepared && server)) throw new Error('The preparation is not complete.')
  return {
    ...{ db, owner, ours, copied, prepared, copiedPosition: stored.length },
    ...{ copiedNames: namesOf(stored), preparedNames: namesOf(stored) },
    ...{ backendPid: server.pid, postgres: server.version },
  }
}

/** Throws unless both ways leave the same rows behind, but for ids and the time of writing. */
async function expectSameRows(
  db: Database,
  owner: Owner,
  observations: readonly OrderObservation[],
): Promise<void> {
  const ours = await openTenant(db, 'same-ours', 'backfill')
  const copied = await openTenant(db, 'same-copied', 'backfill')
  await saveByProduct(db, ours, observations)
  await saveByCopy(owner, toRows(copied, 0, observations, new Set()))
  await expectSameTenants(owner, 'same-ours', 'same-copied', [
    'orders',
    'order_items',
    'order_changes',
    'order_search',
    'search_names',
  ])
}

function saveByProduct(
  db: Database,
  run: RunHandle,
  observations: readonly OrderObservation[],
): Promise<void> {
  return saveReportBatch(db, run, observations, [], systemRandom)
}

function toRows(
  { tenantId, connectionId }: RunHandle,
  position: number,
  observations: readonly OrderObservation[],
  knownNames: Set<string>,
): readonly RowBatch[] {
  const rows = toOutlineRows(tenantId, connectionId, BigInt(position), observations, systemRandom)
  return [...rows, toNewNames(tenantId, knownNames, observations)]
}

/** The owner's connection writes by COPY, the other one everything else. */
function backendOf({ backendPid, owner }: Rig): (kind: Kind) => number {
  return (kind) => (kind === 'copy' || kind === 'preparedCopy' ? owner.backendPid : backendPid)
}

/** All kinds batch by batch in turn, so that whatever else the machine does at a time meets all of them. */
async function measureRound(
  rig: Rig,
  batches: readonly (readonly OrderObservation[])[],
  watches: Watches<Kind>,
  signal: AbortSignal,
): Promise<void> {
  const { db, owner, ours, copied, prepared } = rig
  for (const [number, batch] of batches.entries()) {
    signal.throwIfAborted()
    const again = readAgain(batch, false)
    const updated = readAgain(batch, true)
    const rows = toRows(prepared, rig.copiedPosition, batch, rig.preparedNames)
    await inTurn(number, [
      () => watches.bulk.time(() => saveByProduct(db, ours, batch)),
      () =>
        watches.copy.time(() =>
          saveByCopy(owner, toRows(copied, rig.copiedPosition, batch, rig.copiedNames)),
        ),
      () => watches.preparedCopy.time(() => saveByCopy(owner, rows)),
    ])
    await watches.again.time(() => saveByProduct(db, ours, again))
    await watches.replaced.time(() => saveByProduct(db, ours, updated))
    rig.copiedPosition += batch.length
  }
}

interface Documents {
  readonly compressMicros: number
  readonly storedBytes: number
  readonly jsonBytes: number
}

/** What compressing alone takes, per order. */
function measureDocuments(orders: readonly OrderObservation[]): Documents {
  const micros: number[] = []
  let storedBytes = 0
  for (let pass = 0; pass < 5; pass += 1) {
    storedBytes = 0
    const before = process.cpuUsage()
    for (const { document } of orders) storedBytes += compressDocument(document).length
    const { user, system } = process.cpuUsage(before)
    micros.push(user + system)
  }
  return {
    compressMicros: median(micros) / orders.length,
    storedBytes: storedBytes / orders.length,
    jsonBytes: orders.reduce((sum, { document }) => sum + Buffer.byteLength(document), 0) / orders.length,
  }
}

function report(found: Measured<Kind>, documents: Documents, postgres: string): BenchmarkResult {
  const names: Readonly<Record<Kind, string>> = {
    bulk: 'report, unknown orders',
    again: 'report read again',
    replaced: 'report with newer outlines',
    copy: 'raw COPY',
    preparedCopy: 'raw COPY, rows ready',
  }
  const summary = summarize(found, names, ordersPerRound)
  const [lowest, highest] = summary.spread('bulk')
  return {
    postgres,
    ratios: {
      bulk: summary.ratio('bulk'),
      again: summary.ratio('again'),
      replaced: summary.ratio('replaced'),
      bulkAgainstPreparedCopy: summary.ratio('bulk', 'preparedCopy'),
    },
    figures: {
      ...summary.figures,
      compressMicrosPerOrder: round(documents.compressMicros, 1),
      documentBytesPerOrder: round(documents.storedBytes),
      documentJsonBytesPerOrder: round(documents.jsonBytes),
      bulkRatioLowest: lowest,
      bulkRatioHighest: highest,
    },
    table: summary.table,
    notes: [
      `Medians of ${rounds} rounds of ${batchesPerRound} batches of ${batchSize} orders, after one that is not counted. All kinds take turns batch by batch, the product on one connection as the application, COPY on another as the owner, one transaction a batch. The ratio of unknown orders was between ${lowest} and ${highest}.`,
      'Batches go the whole way: lock of the feed, look-up, orders, items, feed, document, counters, fence. COPY writes the same rows (compared before measuring) into the same indexed tables; making its rows, hash and compressed document included, is done by the same code inside its timer as inside ours, but for "rows ready".',
      'A report read again and newer outlines are held against COPY of unknown orders. Reading the report is in none of them.',
      `In ${3 * preloadedPerTenant} preloaded orders of 3 tenants; ${durableSettings.join(', ')}.`,
      `Compressing the document of an order takes ${documents.compressMicros.toFixed(0)} µs (${documents.jsonBytes.toFixed(0)} bytes to ${documents.storedBytes.toFixed(0)}).`,
      describeSteal(found),
    ],
  }
}
