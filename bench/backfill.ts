import { type Fleet, type SimulatedSeller, seedFleet } from '@ordersync/simulator'
import { allOrdersByOrderDate } from '../src/amazon/reports-api.ts'
import { usagePlans } from '../src/domain/quota.ts'
import type { Log } from '../src/runtime/log.ts'
import { listWindows } from '../src/store/backfill-windows.ts'
import { listBackfills } from '../src/store/backfills.ts'
import { listConnections } from '../src/store/connections.ts'
import { openDatabase } from '../src/store/database.ts'
import { countDetail } from '../src/store/outline-orders.ts'
import { runLane } from '../src/sync/run-lane.ts'
import { openAdministrator } from '../test/administrator.ts'
import { compareWithTruth } from '../test/compare-with-truth.ts'
import { type Journey, openJourney } from '../test/open-journey.ts'
import { type Benchmark, type BenchmarkResult, round } from './benchmark.ts'
import { type DesignFound, otherDesigns } from './other-designs.ts'
import { PacedClient } from './paced-client.ts'
import { withTemporaryDatabase } from './temporary-database.ts'

const seed = 'bench'
const days = 730
const minuteMs = 60_000
/** The details of all orders take half a day of calls, minutes of work for this machine; their pace shows in a part. */
const detailHours = 1
/** The delta asks as often as its bucket earns a token, a quarter slower while the bucket is below half. */
const deltaPeriodSeconds = 1.25 / usagePlans.searchOrders.ratePerSecond

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/**
 * Two years of a real seller, 27,713 orders, from connecting to the last detail, under Amazon's default quotas. The
 * seconds are those of the simulated Amazon: nobody waits for a quota or a report, but the time that this machine
 * works does pass.
 */
export const backfill: Benchmark = (progress, signal) =>
  withTemporaryDatabase(async (connectionString) => {
    const realStart = performance.now()
    const { fleet, seller } = realSeller()
    const epoch = new Date()
    const database = openDatabase(
      { connectionString, applicationName: 'ordersync bench', maxConnections: 10 },
      silent,
    )
    const admin = openAdministrator(connectionString)
    const journey = await openJourney(
      { fleet, seed, initialSyncDays: 1, initialBackfillDays: days, log: silent },
      { ...database, connectionString, admin },
    )
    try {
      const { rows } = await database.query<{ version: string }>(
        `SELECT current_setting('server_version') AS version`,
      )
      const engine = await measureEngine(journey, seller, progress, signal)
      progress('The same history page by page.')
      const history = { fleet, seller, seed, epoch, days }
      const paging = await otherDesigns.paging(history, signal)
      progress('The same history one order at a time.')
      const oneByOne = await otherDesigns.oneByOne(history, signal)
      const realSeconds = (performance.now() - realStart) / 1000
      return report(engine, paging, oneByOne, realSeconds, rows[0]?.version ?? 'unknown')
    } finally {
      await journey.close()
      await admin.close()
    }
  })

function realSeller(): { fleet: Fleet; seller: SimulatedSeller } {
  const { sellers, roster } = seedFleet(seed)
  const [seller] = sellers
  if (seller === undefined) throw new Error('The fleet has no seller.')
  return {
    seller,
    fleet: { sellers: [seller], roster: roster.filter((entry) => entry.sellerId === seller.sellerId) },
  }
}

interface EngineFound {
  readonly firstOrdersSeconds: number
  readonly searchSeconds: number
  readonly searchOrders: number
  readonly outlineSeconds: number
  readonly reportSeconds: number
  readonly windows: number
  readonly reportsAsked: number
  readonly ordersCompared: number
  readonly orders: number
  readonly outlineOrders: number
  readonly detailsFirstHalfHour: number
  readonly detailsPerHour: number
  readonly detailSeconds: number
  readonly deltaGapWhileOutline: number
  readonly deltaGap: number
  readonly throttled: number
  readonly calls: Readonly<Record<string, number>>
  readonly cancelledPercent: number
}

async function measureEngine(
  journey: Journey,
  seller: SimulatedSeller,
  progress: (line: string) => void,
  signal: AbortSignal,
): Promise<EngineFound> {
  const { database, simulator } = journey
  const tenantId = tenantOf(journey)
  const [connection] = await listConnections(database.of(tenantId))
  const connectedAt = connection?.authorizedAt
  if (!connectedAt) throw new Error('The seller is not connected.')
  const sinceConnecting = (at: Date | null | undefined): number =>
    at ? (at.getTime() - connectedAt.getTime()) / 1000 : Number.NaN
  const backfillNow = async () => (await listBackfills(database.of(tenantId), null))[0]
  const play = (until: () => Promise<boolean>, maxRuns: number): Promise<void> =>
    journey.play({
      until: () => {
        signal.throwIfAborted()
        return until()
      },
      maxRuns,
    })

  progress('The seller connects; its history begins.')
  await play(async () => (await backfillNow())?.status === 'success', 1000)
  const finished = await backfillNow()
  if (finished === undefined) throw new Error('There was no backfill.')
  const windows = await listWindows(database.of(tenantId), finished.backfillId)
  const asked = simulator.control.requests().filter((request) => request.operation === 'createReport')
  const { rows: counted } = await database.query<{ first: Date; orders: number; outline: number }>(
    `SELECT min(c.recorded_at) AS first, count(*)::integer AS orders,
       (count(*) FILTER (WHERE o.detail_level = 'outline'))::integer AS outline
     FROM ordersync.order_changes c JOIN ordersync.orders o USING (tenant_id, external_order_id) WHERE c.kind = 'created'`,
  )
  const outlineEnd = journey.now()
  const outlineSeconds = sinceConnecting(finished.finishedAt)
  progress(`The outline is complete after ${round(outlineSeconds)} s; now the details.`)

  const outlineLeft = async (): Promise<number> => (await countDetail(database.of(tenantId), null)).outline
  const after = async (hours: number): Promise<number> => {
    await play(async () => journey.now().getTime() >= outlineEnd.getTime() + hours * 60 * minuteMs, 2000)
    return outlineLeft()
  }
  // The first half hour lives on what the buckets have saved.
  const atStart = await outlineLeft()
  const beforeHours = await after(0.5)
  const afterHours = await after(0.5 + detailHours)
  const detailsPerHour = (beforeHours - afterHours) / detailHours
  const detailsFirstHalfHour = atStart - beforeHours
  const detailSeconds = outlineSeconds + 1800 + (beforeHours / detailsPerHour) * 3600
  const deltaGaps = await readDeltaGaps(journey)
  const stats = simulator.control.stats()
  const reportsEnd = await readReportsEnd(journey, seller)
  progress(
    `${round(detailsPerHour)} orders are completed in an hour; the rest under ample quotas, to be compared.`,
  )
  await completeDetails(journey, seller, signal)
  const ordersCompared = await expectTruth(journey, finished.range.from, play)
  const searched = windows.length === 0 ? finished.finishedAt : new Date(asked[0]?.at ?? Number.NaN)
  return {
    firstOrdersSeconds: sinceConnecting(counted[0]?.first),
    searchSeconds: sinceConnecting(searched),
    searchOrders: finished.search.orders,
    outlineSeconds,
    reportSeconds: (reportsEnd - Date.parse(asked[0]?.at ?? '')) / 1000,
    windows: windows.length,
    reportsAsked: asked.length,
    ordersCompared,
    orders: counted[0]?.orders ?? 0,
    outlineOrders: counted[0]?.outline ?? 0,
    detailsFirstHalfHour,
    detailsPerHour,
    detailSeconds,
    deltaGapWhileOutline: Math.max(
      ...deltaGaps.filter(({ at }) => at <= outlineEnd).map(({ seconds }) => seconds),
    ),
    deltaGap: Math.max(...deltaGaps.map(({ seconds }) => seconds)),
    throttled: stats.throttled,
    calls: Object.fromEntries(
      Object.entries(stats.calls).map(([operation, byStatus]) => [
        operation,
        Object.values(byStatus).reduce((sum, count) => sum + count, 0),
      ]),
    ),
    cancelledPercent: await readCancelledPercent(journey),
  }
}

/** The times between one success of the delta lane and the next. */
async function readDeltaGaps({
  database,
}: Journey): Promise<readonly { readonly at: Date; readonly seconds: number }[]> {
  const { rows } = await database.query<{ at: Date; seconds: number | null }>(
    `SELECT finished_at AS at, extract(epoch FROM finished_at - lag(finished_at) OVER (ORDER BY finished_at))::float8 AS seconds
     FROM ordersync.runs WHERE lane = 'delta' AND status = 'success' ORDER BY finished_at`,
  )
  return rows.flatMap(({ at, seconds }) => (seconds === null ? [] : [{ at, seconds }]))
}

async function readCancelledPercent({ database }: Journey): Promise<number> {
  const { rows } = await database.query<{ percent: number }>(
    `SELECT 100 * avg((order_status = 'CANCELLED')::integer)::float8 AS percent FROM ordersync.orders`,
  )
  return rows[0]?.percent ?? Number.NaN
}

/** When Amazon had finished the last report, in its own words. */
async function readReportsEnd({ simulator, now }: Journey, seller: SimulatedSeller): Promise<number> {
  const client = new PacedClient(simulator.url, seller, now, () => {})
  const query = new URLSearchParams({
    reportTypes: allOrdersByOrderDate,
    pageSize: '100',
  })
  const { reports } = await client.get<{ reports: readonly { processingEndTime?: string }[] }>(
    'getReports',
    `/reports/2021-06-30/reports?${query}`,
  )
  return Math.max(...reports.map(({ processingEndTime = '' }) => Date.parse(processingEndTime)))
}

/** Stands Amazon still and completes all outlines under ample quotas, which are taken back in the end. */
async function completeDetails(
  journey: Journey,
  seller: SimulatedSeller,
  signal: AbortSignal,
): Promise<void> {
  const { simulator, database, ordersync } = journey
  const operations = ['searchOrders', 'getOrder'] as const
  simulator.control.freeze()
  for (const operation of operations)
    simulator.control.setQuota(seller.sellerId, operation, { ratePerSecond: 20, burst: 30 })
  // The buckets fill, so that calls tell the engine of the new quotas.
  await journey.advance(60 * minuteMs)
  const [connection] = await listConnections(database.of(tenantOf(journey)))
  if (connection === undefined) throw new Error('The seller is not connected any more.')
  const { tenantId, connectionId } = connection
  for (let turns = 0; (await countDetail(database.of(tenantId), null)).outline > 0; turns += 1) {
    if (turns > 500) throw new Error('The details of all orders have no end.')
    await runLane(ordersync.engine, { tenantId, connectionId, lane: 'detail' }, 'schedule', signal)
    await journey.advance(20_000)
  }
  for (const operation of operations)
    simulator.control.setQuota(seller.sellerId, operation, usagePlans[operation])
}

function tenantOf({ simulator }: Journey): string {
  return simulator.fleet.roster[0]?.tenantId ?? ''
}

/** Lets the last changes come out and compares every order. Throws unless all are equal. */
async function expectTruth(
  { simulator, database, now }: Journey,
  since: Date,
  play: (until: () => Promise<boolean>, maxRuns: number) => Promise<void>,
): Promise<number> {
  const settled = new Date(now().getTime() + 60 * minuteMs)
  await play(async () => {
    const { rows } = await database.query<{ settled: boolean }>(
      `SELECT watermark >= $1 AS settled FROM ordersync.sync_states WHERE lane = 'delta'`,
      [settled],
    )
    return rows[0]?.settled === true
  }, 2000)
  // The first of the two years' days is not asked for: it ends while a request waits.
  const truthOf = (sellerId: string) =>
    [...simulator.control.truth({ sellerId })].filter(
      (order) => Date.parse(order.createdTime) >= since.getTime(),
    )
  const difference = await compareWithTruth(database, simulator.fleet.roster, truthOf)
  if (difference.examples.length > 0) {
    throw new Error(`The store differs from the truth: ${difference.examples.join('; ')}`)
  }
  return difference.compared
}

function report(
  engine: EngineFound,
  paging: DesignFound,
  oneByOne: DesignFound,
  realSeconds: number,
  postgres: string,
): BenchmarkResult {
  const { outlineSeconds, reportSeconds } = engine
  return {
    postgres,
    ratios: {
      pagingOverOutline: round(paging.seconds / outlineSeconds, 1),
      oneByOneOverOutline: round(oneByOne.seconds / outlineSeconds, 1),
      outlineOverReports: round(outlineSeconds / reportSeconds, 3),
      deltaGapOverPeriod: round(engine.deltaGap / deltaPeriodSeconds, 3),
    },
    figures: {
      outlineSeconds: round(outlineSeconds, 1),
      reportSeconds: round(reportSeconds, 1),
      pagingSeconds: round(paging.seconds),
      oneByOneSeconds: round(oneByOne.seconds),
      firstOrdersSeconds: round(engine.firstOrdersSeconds, 2),
      searchSeconds: round(engine.searchSeconds, 1),
      searchOrders: engine.searchOrders,
      overReportsSeconds: round(outlineSeconds - engine.searchSeconds - reportSeconds, 1),
      orders: engine.orders,
      outlineOrders: engine.outlineOrders,
      cancelledPercent: round(engine.cancelledPercent, 1),
      windows: engine.windows,
      reportsAsked: engine.reportsAsked,
      detailsFirstHalfHour: engine.detailsFirstHalfHour,
      detailsPerHour: round(engine.detailsPerHour),
      detailSeconds: round(engine.detailSeconds),
      ordersCompared: engine.ordersCompared,
      deltaPeriodSeconds: round(deltaPeriodSeconds, 1),
      deltaGapWhileOutlineSeconds: round(engine.deltaGapWhileOutline, 1),
      deltaGapSeconds: round(engine.deltaGap, 1),
      throttled: engine.throttled,
      ...Object.fromEntries(
        Object.entries(engine.calls).map(([operation, count]) => [`${operation}Calls`, count]),
      ),
      pagingCalls: paging.calls,
      pagingOrders: paging.orders,
      oneByOneCalls: oneByOne.calls,
      oneByOneOrders: oneByOne.orders,
      realSeconds: round(realSeconds),
    },
    table: [
      ['Way to read two years', 'until every order is stored', 'until every order is stored in full'],
      ['Ordersync', asTime(outlineSeconds), asTime(engine.detailSeconds)],
      ['page by page (nothing but calls)', asTime(paging.seconds), asTime(paging.seconds)],
      ['list, then one by one (nothing but calls)', asTime(oneByOne.seconds), asTime(oneByOne.seconds)],
    ],
    notes: [
      `Time of the simulated Amazon: nobody waited for a quota or a report, but the work of this machine counts. All of it took ${round(realSeconds)} real seconds.`,
      `${engine.orders} orders of two years, ${round(engine.cancelledPercent, 1)} % cancelled; after the last detail all ${engine.ordersCompared} that Amazon shows were equal to its truth.`,
      `The first orders were stored ${round(engine.firstOrdersSeconds, 2)} s after connecting; the burst brought ${engine.searchOrders} in ${round(engine.searchSeconds, 1)} s.`,
      `Amazon took ${asTime(reportSeconds)} from the first request of a report to the last of ${engine.reportsAsked} being ready, for ${engine.windows} windows; the outline was complete ${round(outlineSeconds - engine.searchSeconds - reportSeconds, 1)} s later.`,
      `The delta asks every ${round(deltaPeriodSeconds, 1)} s at the slowest. Its longest pause was ${round(engine.deltaGapWhileOutline, 1)} s until the outline was complete, ${round(engine.deltaGap, 1)} s with the hours of details.`,
      `Details: ${engine.detailsFirstHalfHour} orders in the first half hour, then ${round(engine.detailsPerHour)} an hour, measured over ${detailHours === 1 ? 'an hour' : `${detailHours} hours`}; "in full" is calculated from that pace. The rest was read under ample quotas to compare all orders.`,
      `${engine.throttled} answers were 429.`,
    ],
  }
}

function asTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
