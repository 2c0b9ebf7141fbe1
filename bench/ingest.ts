import type { QueryResultRow } from 'pg'
import type { OrderObservation } from '../src/domain/order.ts'
import type { Log } from '../src/runtime/log.ts'
import { systemRandom } from '../src/runtime/random.ts'
import { type Database, openDatabase, type TenantQueryable } from '../src/store/database.ts'
import { compressDocument } from '../src/store/order-document.ts'
import { saveOrders } from '../src/store/save-orders.ts'
import { type Benchmark, type BenchmarkResult, median, round } from './benchmark.ts'
import { expectSameRows, openTenant, saveByProduct } from './ingest-tenants.ts'
import { namesOf, type Owner, openOwner, saveByCopy, toCopyInputs } from './raw-copy.ts'
import { inPages, type OrderStates, readRealOrders } from './real-orders.ts'
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

const pageSize = 100
const pagesPerRound = 20
const preloadedPerTenant = 5_000
const ordersPerRound = pagesPerRound * pageSize

/**
 * What is measured. `fresh`, `unchanged` and `updated` are the product's whole path for a page. `copy` is what they
 * are held against: the rows of `fresh` by raw COPY, made from the same orders inside the timer. `preparedCopy` is
 * the same with the rows made before, so that only PostgreSQL works.
 */
const kinds = ['fresh', 'unchanged', 'updated', ...copyKinds] as const
type Kind = (typeof kinds)[number]

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** Orders a second through the path that stores a page, beside raw COPY into the same tables. */
export const ingest: Benchmark = (progress, signal) =>
  withTemporaryDatabase(async (connectionString) => {
    // One connection for the product and one for raw COPY: each kind is served by the same backend all the time.
    const db = openDatabase(
      { connectionString, applicationName: 'ordersync bench', maxConnections: 1 },
      silent,
    )
    const owner = await openOwner(connectionString)
    try {
      progress('Making orders.')
      const orders = readRealOrders(preloadedPerTenant + (rounds + 1) * ordersPerRound)
      const measured = orders.slice(preloadedPerTenant)
      const rig = await prepare(db, owner, orders.slice(0, preloadedPerTenant), progress, signal)
      const found = await measureRounds(kinds, backendOf(rig), progress, (number, watches) => {
        const ofRound = measured.slice(number * ordersPerRound, (number + 1) * ordersPerRound)
        return measureRound(rig, inPages(ofRound, pageSize), watches, signal)
      })
      return report(found, await measureNode(measured.slice(0, ordersPerRound)), rig.postgres)
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
  readonly ours: Awaited<ReturnType<typeof openTenant>>
  readonly copied: Rig['ours']
  readonly prepared: Rig['ours']
  copiedPosition: number
  /** The SKUs and ASINs that the tenants have to which COPY writes. */
  readonly copiedNames: Set<string>
  readonly preparedNames: Set<string>
}

async function prepare(
  db: Database,
  owner: Owner,
  stored: readonly OrderStates[],
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<Rig> {
  const pages = inPages(
    stored.map((order) => order.fresh),
    pageSize,
  )
  await expectSameRows(db, owner, pages[0] ?? [])
  const tenants = ['ours', 'copied', 'prepared', 'other-1', 'other-2', 'other-3']
  progress(`Preloading ${tenants.length * preloadedPerTenant} orders of ${tenants.length} tenants.`)
  const runs = []
  for (const tenant of tenants) runs.push(await openTenant(db, tenant))
  for (const page of pages) {
    signal.throwIfAborted()
    for (const run of runs) await saveByProduct(db, run, page)
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
  const fresh = stored.map((order) => order.fresh)
  return {
    ...{ db, owner, ours, copied, prepared, copiedPosition: stored.length },
    ...{ copiedNames: namesOf(fresh), preparedNames: namesOf(fresh) },
    ...{ backendPid: server.pid, postgres: server.version },
  }
}

/** The owner's connection writes by COPY, the other one everything else. */
function backendOf({ backendPid, owner }: Rig): (kind: Kind) => number {
  return (kind) => (kind === 'copy' || kind === 'preparedCopy' ? owner.backendPid : backendPid)
}

/** All kinds page by page in turn, so that whatever else the machine does at a time meets all of them. */
async function measureRound(
  rig: Rig,
  pages: readonly (readonly OrderStates[])[],
  watches: Watches<Kind>,
  signal: AbortSignal,
): Promise<void> {
  const { db, owner, ours, copied, prepared } = rig
  for (const [number, page] of pages.entries()) {
    signal.throwIfAborted()
    const fresh = page.map((order) => order.fresh)
    const unchanged = page.map((order) => order.unchanged)
    const updated = page.map((order) => order.updated)
    const rows = toCopyInputs(prepared, rig.copiedPosition, fresh, rig.preparedNames)
    await inTurn(number, [
      () => watches.fresh.time(async () => expectChanged(await saveByProduct(db, ours, fresh), fresh.length)),
      () =>
        watches.copy.time(() =>
          saveByCopy(owner, toCopyInputs(copied, rig.copiedPosition, fresh, rig.copiedNames)),
        ),
      () => watches.preparedCopy.time(() => saveByCopy(owner, rows)),
    ])
    await watches.unchanged.time(async () => expectChanged(await saveByProduct(db, ours, unchanged), 0))
    await watches.updated.time(async () =>
      expectChanged(await saveByProduct(db, ours, updated), updated.length),
    )
    rig.copiedPosition += fresh.length
  }
}

function expectChanged(changed: number, expected: number): void {
  if (changed !== expected) throw new Error(`${changed} orders of a page changed where ${expected} should.`)
}

interface NodeWork {
  readonly compressMicros: number
  /** Everything else that turns orders into the statement's parameter: mapping, hashing, JSON. */
  readonly jsonMicros: number
  readonly storedBytes: number
  readonly jsonBytes: number
}

/** Node's share of a page alone, per order: the product's code against a database that knows nothing. */
async function measureNode(orders: readonly OrderStates[]): Promise<NodeWork> {
  const pages = inPages(
    orders.map((order) => order.fresh),
    pageSize,
  )
  const compressed: number[] = []
  const whole: number[] = []
  let storedBytes = 0
  for (let pass = 0; pass < 5; pass += 1) {
    storedBytes = 0
    compressed.push(
      await cpuMicros(async () => {
        for (const page of pages)
          for (const { document } of page) storedBytes += compressDocument(document).length
      }),
    )
    whole.push(
      await cpuMicros(async () => {
        for (const page of pages) {
          await saveOrders(knowingNothing(page), 'con_ours', 0n, page, systemRandom)
        }
      }),
    )
  }
  return {
    compressMicros: median(compressed) / orders.length,
    jsonMicros: Math.max(0, median(whole) - median(compressed)) / orders.length,
    storedBytes: storedBytes / orders.length,
    jsonBytes: orders.reduce((sum, { fresh }) => sum + Buffer.byteLength(fresh.document), 0) / orders.length,
  }
}

/** Answers at once that every order of the page is new. */
function knowingNothing(page: readonly OrderObservation[]): TenantQueryable {
  const rows = page.map(({ order }) => ({
    externalOrderId: order.externalOrderId,
    known: false,
    hasPlaceholders: false,
  }))
  return {
    tenantId: 'ours',
    query: async <Row extends QueryResultRow>() => ({
      rows: rows as unknown as Row[],
      ...{ rowCount: rows.length, command: 'SELECT', oid: 0, fields: [] },
    }),
  }
}

async function cpuMicros(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

function report(found: Measured<Kind>, node: NodeWork, postgres: string): BenchmarkResult {
  const names: Readonly<Record<Kind, string>> = {
    fresh: 'fresh page',
    unchanged: 'unchanged page',
    updated: 'updated page',
    copy: 'raw COPY',
    preparedCopy: 'raw COPY, rows ready',
  }
  const summary = summarize(found, names, ordersPerRound)
  const [lowest, highest] = summary.spread('fresh')
  return {
    postgres,
    ratios: {
      fresh: summary.ratio('fresh'),
      unchanged: summary.ratio('unchanged'),
      updated: summary.ratio('updated'),
      freshAgainstPreparedCopy: summary.ratio('fresh', 'preparedCopy'),
    },
    figures: {
      ...summary.figures,
      compressMicrosPerOrder: round(node.compressMicros, 1),
      jsonMicrosPerOrder: round(node.jsonMicros, 1),
      documentBytesPerOrder: round(node.storedBytes),
      documentJsonBytesPerOrder: round(node.jsonBytes),
      freshRatioLowest: lowest,
      freshRatioHighest: highest,
    },
    table: summary.table,
    notes: [
      `Medians of ${rounds} rounds of ${pagesPerRound} pages of ${pageSize} orders, after one that is not counted. All kinds take turns page by page, the product on one connection as the application, COPY on another as the owner, one transaction a page. The ratio of fresh pages was between ${lowest} and ${highest}.`,
      'Pages go the whole way: lock of the feed, orders, items, packages, feed, document, search terms, counters, checkpoint. COPY writes the same rows (compared before measuring) into the same indexed tables; making its rows, hash and compressed document included, is inside its timer as it is inside ours, but for "rows ready".',
      'Unchanged and updated pages are held against COPY of fresh ones.',
      `In ${6 * preloadedPerTenant} preloaded orders of 6 tenants; ${durableSettings.join(', ')}.`,
      `Node's work for a fresh order alone: ${node.compressMicros.toFixed(0)} µs to compress the document (${node.jsonBytes.toFixed(0)} bytes to ${node.storedBytes.toFixed(0)}), ${node.jsonMicros.toFixed(0)} µs for the rest of the parameter.`,
      describeSteal(found),
    ],
  }
}
