import type { SimulatedSeller } from '@ordersync/simulator'
import { allOrdersByOrderDate } from '../src/amazon/reports-api.ts'
import { usagePlans } from '../src/domain/quota.ts'
import { listWindows } from '../src/store/backfill-windows.ts'
import { countDetail } from '../src/store/outline-orders.ts'
import { type Benchmark, type BenchmarkResult, round } from './benchmark.ts'
import {
  asTime,
  bigSeller,
  compareAll,
  days,
  openSellerJourney,
  type SellerJourney,
  seed,
} from './big-seller.ts'
import { type DesignFound, otherDesigns } from './other-designs.ts'
import { PacedClient } from './paced-client.ts'
import { leastReportSeconds } from './report-bound.ts'
import { withTemporaryDatabase } from './temporary-database.ts'

const minuteMs = 60_000
/** The delta asks as often as its bucket earns a token, a quarter slower while the bucket is below half. */
const deltaPeriodSeconds = 1.25 / usagePlans.searchOrders.ratePerSecond

/**
 * Two years of a real seller, 27,713 orders, from connecting to the last detail, under Amazon's default quotas. The
 * seconds are those of the simulated Amazon: nobody waits for a quota or a report, but the time that this machine
 * works does pass.
 */
export const backfill: Benchmark = (progress, signal) =>
  withTemporaryDatabase(async (connectionString) => {
    const realStart = performance.now()
    const { fleet, seller } = bigSeller()
    const epoch = new Date()
    const journey = await openSellerJourney(connectionString, fleet, signal)
    try {
      const engine = await measureEngine(journey, seller, progress)
      progress('The same history page by page.')
      const history = { fleet, seller, seed, epoch, days }
      const paging = await otherDesigns.paging(history, signal)
      progress('The same history one order at a time.')
      const oneByOne = await otherDesigns.oneByOne(history, signal)
      const realSeconds = (performance.now() - realStart) / 1000
      return report(engine, paging, oneByOne, realSeconds, journey.postgres)
    } finally {
      await journey.close()
    }
  })

interface DetailsFound {
  readonly detailsFirstHalfHour: number
  /** After the first half hour. */
  readonly detailsPerHour: number
  /** From connecting to the last detail. */
  readonly detailSeconds: number
  readonly detailRealSeconds: number
}

interface EngineFound extends DetailsFound {
  readonly firstOrdersSeconds: number
  readonly searchSeconds: number
  readonly searchOrders: number
  readonly outlineSeconds: number
  /** The least time that Amazon's quotas and its work on these reports allow to anybody. */
  readonly reportSeconds: number
  readonly slowestReportSeconds: number
  readonly windows: number
  readonly reportsAsked: number
  readonly ordersCompared: number
  readonly orders: number
  readonly outlineOrders: number
  readonly deltaGapWhileOutline: number
  readonly deltaGap: number
  readonly throttled: number
  readonly calls: Readonly<Record<string, number>>
  readonly cancelledPercent: number
}

async function measureEngine(
  journey: SellerJourney,
  seller: SimulatedSeller,
  progress: (line: string) => void,
): Promise<EngineFound> {
  const { database, simulator, tenantId, connectedAt } = journey
  const sinceConnecting = (at: Date | null | undefined): number =>
    at ? (at.getTime() - connectedAt.getTime()) / 1000 : Number.NaN

  progress('The seller connects; its history begins.')
  await journey.playOn({ until: async () => (await journey.backfill())?.status === 'success', maxRuns: 2000 })
  const finished = await journey.backfill()
  if (finished === undefined) throw new Error('There was no backfill.')
  const windows = await listWindows(database.of(tenantId), finished.backfillId)
  const asked = simulator.control.requests().filter((request) => request.operation === 'createReport')
  const { rows: counted } = await database.admin.query<{ first: Date; orders: number; outline: number }>(
    `SELECT min(c.recorded_at) AS first, count(*)::integer AS orders,
       (count(*) FILTER (WHERE o.detail_level = 'outline'))::integer AS outline
     FROM ordersync.order_changes c JOIN ordersync.orders o USING (tenant_id, external_order_id) WHERE c.kind = 'created'`,
  )
  const outlineEnd = journey.now()
  const madeInSeconds = await readReportTimes(journey, seller)
  const outlineSeconds = sinceConnecting(finished.finishedAt)
  progress(`The outline is complete after ${round(outlineSeconds)} s; now the details.`)

  const details = await measureDetails(journey, progress)
  const deltaGaps = await readDeltaGaps(journey)
  const stats = simulator.control.stats()
  progress('All details are there; now every order is compared.')
  const difference = await compareAll(journey, finished.range.from)
  if (difference.examples.length > 0)
    throw new Error(`The store differs from the truth: ${difference.examples.join('; ')}`)
  const searched = windows.length === 0 ? finished.finishedAt : new Date(asked[0]?.at ?? Number.NaN)
  return {
    ...details,
    firstOrdersSeconds: sinceConnecting(counted[0]?.first),
    searchSeconds: sinceConnecting(searched),
    searchOrders: finished.search.orders,
    outlineSeconds,
    reportSeconds: leastReportSeconds(madeInSeconds),
    slowestReportSeconds: Math.max(...madeInSeconds),
    windows: windows.length,
    reportsAsked: asked.length,
    ordersCompared: difference.compared,
    orders: counted[0]?.orders ?? 0,
    outlineOrders: counted[0]?.outline ?? 0,
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

/** Half a day of calls: completes every order under the default quotas. The first half hour lives on saved tokens. */
async function measureDetails(
  journey: SellerJourney,
  progress: (line: string) => void,
): Promise<DetailsFound> {
  const { database, tenantId, connectedAt } = journey
  const realStart = performance.now()
  const startedAt = journey.now().getTime()
  const countOutlines = async (): Promise<number> => (await countDetail(database.of(tenantId), null)).outline
  const playUntil = (time: number): Promise<void> =>
    journey.playOn({ until: async () => journey.now().getTime() >= time, maxRuns: 2000 })
  const atStart = await countOutlines()
  await playUntil(startedAt + 30 * minuteMs)
  const afterSaved = await countOutlines()
  for (let hours = 1, left = afterSaved; left > 0; hours += 1) {
    if (hours > 48) throw new Error('The details of all orders have no end.')
    const hourEnd = startedAt + (hours * 60 + 30) * minuteMs
    await journey.playOn({
      until: async () => journey.now().getTime() >= hourEnd || !(await journey.hasOutlines()),
      maxRuns: 2000,
    })
    left = await countOutlines()
    progress(`${left} orders are left after ${hours} and a half hours of details.`)
  }
  const endedAt = journey.now().getTime()
  return {
    detailsFirstHalfHour: atStart - afterSaved,
    detailsPerHour: (afterSaved / (endedAt - startedAt - 30 * minuteMs)) * 60 * minuteMs,
    detailSeconds: (endedAt - connectedAt.getTime()) / 1000,
    detailRealSeconds: (performance.now() - realStart) / 1000,
  }
}

/** The times between one success of the delta lane and the next. */
async function readDeltaGaps({
  database,
}: SellerJourney): Promise<readonly { readonly at: Date; readonly seconds: number }[]> {
  const { rows } = await database.admin.query<{ at: Date; seconds: number | null }>(
    `SELECT finished_at AS at, extract(epoch FROM finished_at - lag(finished_at) OVER (ORDER BY finished_at))::float8 AS seconds
     FROM ordersync.runs WHERE lane = 'delta' AND status = 'success' ORDER BY finished_at`,
  )
  return rows.flatMap(({ at, seconds }) => (seconds === null ? [] : [{ at, seconds }]))
}

async function readCancelledPercent({ database }: SellerJourney): Promise<number> {
  const { rows } = await database.admin.query<{ percent: number }>(
    `SELECT 100 * avg((order_status = 'CANCELLED')::integer)::float8 AS percent FROM ordersync.orders`,
  )
  return rows[0]?.percent ?? Number.NaN
}

/** How many seconds Amazon took for each report, in its own words, in the order in which they were asked for. */
async function readReportTimes(
  { simulator, now }: SellerJourney,
  seller: SimulatedSeller,
): Promise<readonly number[]> {
  const client = new PacedClient(simulator.url, seller, now, () => {})
  const query = new URLSearchParams({ reportTypes: allOrdersByOrderDate, pageSize: '100' })
  const { reports } = await client.get<{
    reports: readonly { readonly createdTime: string; readonly processingEndTime?: string }[]
  }>('getReports', `/reports/2021-06-30/reports?${query}`)
  return reports
    .toSorted((a, b) => Date.parse(a.createdTime) - Date.parse(b.createdTime))
    .map(
      ({ createdTime, processingEndTime = '' }) =>
        (Date.parse(processingEndTime) - Date.parse(createdTime)) / 1000,
    )
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
      slowestReportSeconds: round(engine.slowestReportSeconds, 1),
      overReportsSeconds: round(outlineSeconds - reportSeconds, 1),
      orders: engine.orders,
      outlineOrders: engine.outlineOrders,
      cancelledPercent: round(engine.cancelledPercent, 1),
      windows: engine.windows,
      reportsAsked: engine.reportsAsked,
      detailsFirstHalfHour: engine.detailsFirstHalfHour,
      detailsPerHour: round(engine.detailsPerHour),
      detailSeconds: round(engine.detailSeconds),
      detailRealSeconds: round(engine.detailRealSeconds),
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
      `Nobody can have these ${engine.reportsAsked} reports for ${engine.windows} windows in less than ${asTime(reportSeconds)} after connecting: fifteen requests at once, one a minute then, up to ${round(engine.slowestReportSeconds)} s of Amazon's own work for each, and as many documents. The outline was complete ${round(outlineSeconds - reportSeconds, 1)} s after that, the time for connecting and searching included.`,
      `The delta asks every ${round(deltaPeriodSeconds, 1)} s at the slowest. Its longest pause was ${round(engine.deltaGapWhileOutline, 1)} s until the outline was complete, ${round(engine.deltaGap, 1)} s with the hours of details.`,
      `Details: ${engine.detailsFirstHalfHour} orders in the first half hour, then ${round(engine.detailsPerHour)} an hour to the last; this machine worked ${round(engine.detailRealSeconds)} s for it.`,
      `${engine.throttled} answers were 429.`,
    ],
  }
}
