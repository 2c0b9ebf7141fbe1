import { createSeller, enroll, type FaultInput, type Fleet, type SimulatedSeller } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { findGaps } from '../../src/domain/backfill-plan.ts'
import { type BackfillWindow, listWindows } from '../../src/store/backfill-windows.ts'
import { type Backfill, listBackfills, moveBackfill } from '../../src/store/backfills.ts'
import { listConnections } from '../../src/store/connections.ts'
import { listCoverage } from '../../src/store/coverage.ts'
import { countDetail } from '../../src/store/outline-orders.ts'
import { listRuns, type Run } from '../../src/store/runs.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'

const equal = { lost: 0, doubled: 0, stale: 0, phantom: 0, crossTenant: 0 }

let journey: Journey
afterEach(() => journey.close())

async function start(
  seller: Partial<SimulatedSeller> & { ordersPerMonth: number },
  days = 365,
): Promise<void> {
  const sellers = [createSeller('backfill', 'seller', { historyDays: 365, ...seller })]
  const fleet: Fleet = { sellers, roster: sellers.map((each) => enroll('seller', each)) }
  journey = await startJourney({ fleet, seed: 'backfill', initialSyncDays: 1, initialBackfillDays: days })
}

/** A burst that ends the first phase early, so that even a seller with few orders needs reports. */
const shortBurst = { searchOrders: { ratePerSecond: 0.0056, burst: 2 } }
/** As many windows as it has months, the first day apart: four of them unless said otherwise. */
const startSmall = (days = 110): Promise<void> =>
  start({ ordersPerMonth: 45, historyDays: days, quotas: shortBurst }, days)

const connectionId = async (): Promise<string> =>
  (await listConnections(journey.database.of('seller')))[0]?.connectionId ?? ''

async function backfill(): Promise<Backfill | undefined> {
  return (await listBackfills(journey.database.of('seller'), null))[0]
}

async function windows(): Promise<readonly BackfillWindow[]> {
  return listWindows(journey.database.of('seller'), (await backfill())?.backfillId ?? '')
}

const done = async (): Promise<boolean> => (await backfill())?.status === 'success'
const complete = async (): Promise<boolean> =>
  (await done()) && (await countDetail(journey.database.of('seller'), null)).outline === 0

function countCalls(operation: 'searchOrders' | 'createReport'): number {
  const byStatus = journey.simulator.control.stats().calls[operation] ?? {}
  return Object.values(byStatus).reduce((sum, count) => sum + count, 0)
}

async function runsOf(lane: 'delta' | 'backfill'): Promise<readonly Run[]> {
  return listRuns(journey.database.of('seller'), { lane, status: null, after: null, limit: 1000 })
}

/** Stands Amazon still, lets the last changes come out, and compares. */
async function expectTruth(): Promise<void> {
  journey.simulator.control.freeze()
  const settled = new Date(journey.now().getTime() + minutes(60))
  await journey.play({
    until: async () =>
      journey.now() > settled &&
      (await complete()) &&
      new Date(String((await journey.status('seller')).connections[0]?.lastUpdatedAfter)) >
        new Date(settled.getTime() - minutes(10)),
    maxRuns: 4000,
  })
  const difference = await journey.compare()
  expect(difference.examples).toEqual([])
  expect(difference).toMatchObject(equal)
  expect(difference.compared).toBeGreaterThan(50)
}

async function expectCovered(level?: 'full'): Promise<void> {
  const range = (await backfill())?.range
  if (range === undefined) throw new Error('no backfill')
  const covered = await listCoverage(journey.database.of('seller'), await connectionId())
  expect(
    findGaps(
      range,
      covered.filter((span) => level === undefined || span.level === level),
    ),
  ).toEqual([])
}

test('a small seller with 120 orders a year is complete within ten seconds of connecting, by search alone', async () => {
  await start({ ordersPerMonth: 10 })
  const connectedAt = journey.now().getTime()
  await journey.play({ until: done, maxRuns: 5 })
  expect(journey.now().getTime() - connectedAt).toBeLessThan(10_000)
  expect(await windows()).toEqual([])
  expect((await countDetail(journey.database.of('seller'), null)).outline).toBe(0)
  await expectCovered()
  await expectTruth()
})

test('a larger seller sees orders at once, history by reports within minutes, and all details later', async () => {
  await start({ ordersPerMonth: 100 })
  const connectedAt = journey.now().getTime()
  await journey.play({ until: async () => (await journey.status('seller')).orders > 0, maxRuns: 5 })
  expect(journey.now().getTime() - connectedAt).toBeLessThan(5000)
  await journey.play({ until: done })
  // Reports take three to five simulated minutes; a minute more for asking, importing and this machine.
  expect((journey.now().getTime() - connectedAt) / 1000).toBeLessThan(300 + 60)
  expect((await windows()).every((window) => window.source === 'report' && window.attempts === 1)).toBe(true)
  expect((await countDetail(journey.database.of('seller'), null)).outline).toBeGreaterThan(100)
  await expectCovered()
  await expectTruth()
  await expectCovered('full')
  expect(journey.simulator.control.stats().throttled).toBe(0)
})

const faults: readonly [string, FaultInput][] = [
  ['are cancelled although there are orders', { kind: 'report_cancelled', remaining: 3 }],
  ['end FATAL', { kind: 'report_fatal', remaining: 3 }],
  ['are never finished', { kind: 'report_stuck', remaining: 2 }],
  ['hold an error message instead of orders', { kind: 'report_error_text', remaining: 3 }],
  [
    'cannot be created because Amazon fails',
    { kind: 'status', operation: 'createReport', status: 500, remaining: 4 },
  ],
  ['were created but the answer was lost', { kind: 'lost_answer', remaining: 3 }],
  [
    'have documents whose address expired',
    { kind: 'document_url_expired', operation: 'download', remaining: 3 },
  ],
  ['break off while they are downloaded', { kind: 'truncated', operation: 'download', remaining: 3 }],
]

test.each(faults)(
  'reports that %s: the history is complete in the end, and nothing is lost or doubled',
  async (_name, fault) => {
    await startSmall(80)
    journey.simulator.control.addFault(fault)
    await journey.play({ until: done })
    expect(await windows()).toHaveLength(3)
    await expectCovered()
    await expectTruth()
  },
)

test.each<readonly [string, FaultInput]>([
  ['are never made because Amazon fails', { kind: 'status', operation: 'createReport', status: 503 }],
  ['always break off while they are downloaded', { kind: 'truncated', operation: 'download' }],
])(
  'reports that %s: the runs have failed, and the history is read by search in the end',
  async (_name, fault) => {
    await startSmall(50)
    journey.simulator.control.addFault(fault)
    const failed = async () => (await runsOf('backfill')).filter((run) => run.status === 'failed')
    await journey.play({ until: async () => (await failed()).length > 0 })
    expect(await failed()).toMatchObject([{ reasonCode: 'AMAZON_UNAVAILABLE' }])
    expect((await backfill())?.lastError).not.toBeNull()
    await journey.play({ until: done, maxRuns: 2000 })
    expect(await windows()).toHaveLength(2)
    for (const window of await windows()) expect(window).toMatchObject({ source: 'search', attempts: 3 })
    expect((await backfill())?.lastError).toBeNull()
    await expectCovered()
  },
)

test('a window by search whose page token is refused forgets it at once and begins again', async () => {
  await start({ ordersPerMonth: 200, historyDays: 60, reportsRefused: true, quotas: shortBurst }, 60)
  await journey.play({ until: async () => (await windows()).some(({ pageToken }) => pageToken !== null) })
  journey.simulator.control.addFault({ kind: 'refuse_page_token', remaining: 1 })
  const struck = () => journey.simulator.control.listFaults()[0]?.struck ?? 1
  await journey.play({ until: async () => struck() > 0 })
  const refused = (await windows()).filter(({ error }) => error?.includes('paginationToken') === true)
  expect(refused).toMatchObject([{ pageToken: null }])
  await journey.play({ until: done, maxRuns: 2000 })
  await expectCovered()
  await expectTruth()
})

test('a report whose creation was not answered is found again, not asked for twice', async () => {
  await startSmall()
  journey.simulator.control.addFault({ kind: 'lost_answer', remaining: 2 })
  await journey.play({ until: done })
  expect(countCalls('createReport')).toBe((await windows()).length)
})

test('a seller whose reports are refused altogether, and the list of its marketplaces, is read by search, window by window', async () => {
  await start({ ordersPerMonth: 150, historyDays: 100, reportsRefused: true, quotas: shortBurst }, 100)
  await journey.database.admin.query(`UPDATE ordersync.connections SET marketplace_ids = '{}'`)
  journey.simulator.control.addFault({
    kind: 'status',
    operation: 'getMarketplaceParticipations',
    status: 403,
  })
  await journey.play({ until: done, maxRuns: 2000 })
  expect((await windows()).every((window) => window.source === 'search')).toBe(true)
  // One refusal might be an accident; the third is believed, for all windows. Each was called twice, the second time
  // with a new access token.
  expect((await windows()).map(({ attempts }) => attempts)).toContain(3)
  expect((await windows()).reduce((sum, { attempts }) => sum + attempts, 0)).toBe(3)
  expect(countCalls('createReport')).toBe(6)
  await expectCovered()
  await expectTruth()
})

test('a permission that is missing for a moment costs nobody the reports', async () => {
  await startSmall()
  journey.simulator.control.addFault({
    kind: 'status',
    operation: 'createReport',
    status: 403,
    remaining: 4,
  })
  await journey.play({ until: done })
  expect((await windows()).every((window) => window.source === 'report')).toBe(true)
})

test('orders of finished reports are completed one by one while another report is still awaited', async () => {
  await startSmall()
  journey.simulator.control.addFault({ kind: 'report_stuck', remaining: 1 })
  let searches = 0
  await journey.play({
    until: async () => {
      const { full, outline } = await countDetail(journey.database.of('seller'), null)
      const doneWindows = (await windows()).filter((window) => window.state === 'done').length
      if (doneWindows < 2) searches = countCalls('searchOrders')
      return doneWindows > 1 && full > 0 && outline === 0
    },
    maxRuns: 1000,
  })
  expect((await backfill())?.status).toBe('in_progress')
  // All but the delta's own: searches are left to the backfill while it goes on.
  const deltas = (await runsOf('delta')).length
  expect(countCalls('searchOrders') - searches).toBeLessThanOrEqual(deltas)
  await journey.play({ until: done })
  await expectCovered()
})

test('broken rows of a report go to quarantine with their line numbers, the rest is stored, the window says so, and a search finds what was in them', async () => {
  await startSmall()
  journey.simulator.control.addFault({ kind: 'report_broken_rows', remaining: 1 })
  const broken = async () => (await windows()).filter((window) => window.brokenRows > 0)
  await journey.play({ until: async () => (await broken()).length > 0 })
  expect(await broken()).toMatchObject([{ source: 'search', error: expect.stringMatching(/quarantine/) }])
  expect((await countDetail(journey.database.of('seller'), null)).outline).toBeGreaterThan(0)
  const { rows } = await journey.database.admin.query<{ reason: string }>(
    `SELECT reason FROM ordersync.quarantine WHERE tenant_id = 'seller'`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { reason } of rows) expect(reason).toMatch(/^line \d+ of a report/)

  // While its search fails, the other windows go on.
  const { id } = journey.simulator.control.addFault({ kind: 'status', operation: 'searchOrders' })
  await journey.play({
    until: async () => (await windows()).filter((window) => window.state !== 'done').length === 1,
  })
  expect(await broken()).toMatchObject([{ state: 'planned', orders: 0 }])
  journey.simulator.control.removeFault(id)
  await journey.play({ until: done })
  expect(await broken()).toMatchObject([
    { state: 'done', source: 'search', error: expect.stringMatching(/quarantine/) },
  ])
  await expectCovered()
  await expectTruth()
})

test('a paused backfill keeps every finished window and goes on from there', async () => {
  await startSmall()
  await journey.play({ until: async () => (await windows()).length > 0 })
  await journey.play({ until: async () => (await windows()).some((window) => window.state === 'done') })
  const id = (await backfill())?.backfillId ?? ''
  const finished = (await windows())
    .filter((window) => window.state === 'done')
    .map((window) => window.windowNumber)
  await journey.database.of('seller').transaction((tx) => moveBackfill(tx, id, ['in_progress'], 'paused'))
  const resumeAt = journey.now().getTime() + minutes(60)
  await journey.play({ until: async () => journey.now().getTime() > resumeAt })
  expect((await backfill())?.status).toBe('paused')
  await journey.database.of('seller').transaction((tx) => moveBackfill(tx, id, ['paused'], 'in_progress'))
  await journey.play({ until: done })
  for (const window of await windows()) {
    if (finished.includes(window.windowNumber)) expect(window.attempts).toBe(1)
  }
  await expectTruth()
})

test('the delta is on time while history is fetched, and no quota is exceeded', async () => {
  await start({ ordersPerMonth: 500 })
  await journey.play({ until: done })
  const { rows } = await journey.database.admin.query<{ gap: number }>(
    `SELECT extract(epoch FROM started_at - lag(started_at) OVER (ORDER BY started_at))::float8 AS gap
     FROM ordersync.runs WHERE tenant_id = 'seller' AND lane = 'delta' AND status = 'success'`,
  )
  const gaps = rows.map((row) => row.gap).filter((gap) => gap !== null)
  expect(Math.max(...gaps)).toBeLessThan(1.25 * 178.6 + 30)
  expect(journey.simulator.control.stats().throttled).toBe(0)
})

test('a gap in what is known to be complete is found before the backfill calls itself done, and repaired', async () => {
  await startSmall()
  await journey.play({ until: async () => (await windows()).some((window) => window.state === 'done') })
  const planned = (await windows()).length
  // As if the proof of a window had been lost: its rows say done, coverage does not.
  const { rowCount } = await journey.database.admin.query(
    `DELETE FROM ordersync.coverage WHERE tenant_id = 'seller' AND from_at = (
       SELECT max(from_at) FROM ordersync.backfill_windows WHERE tenant_id = 'seller' AND state = 'done')`,
  )
  expect(rowCount).toBe(1)
  await journey.play({ until: done })
  expect((await windows()).length).toBe(planned + 1)
  await expectCovered()
})
