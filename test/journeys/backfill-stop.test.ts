import { createSeller, enroll, type SimulatedSeller } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { enrollRoster } from '../../src/cli/enroll-roster.ts'
import { type Backfill, listBackfills, moveBackfill } from '../../src/store/backfills.ts'
import { deleteConnection, listConnections } from '../../src/store/connections.ts'
import { countDetail } from '../../src/store/outline-orders.ts'
import { runLane } from '../../src/sync/run-lane.ts'
import { type Journey, startJourney } from '../journey.ts'

let journey: Journey
afterEach(() => journey.close())

async function start(options: Partial<SimulatedSeller> = {}): Promise<void> {
  const historyDays = options.historyDays ?? 120
  const seller = createSeller('stop', 'seller', { ordersPerMonth: 400, historyDays, ...options })
  journey = await startJourney({
    fleet: { sellers: [seller], roster: [enroll('seller', seller)] },
    seed: 'stop',
    initialSyncDays: 1,
    initialBackfillDays: historyDays,
  })
}

async function backfill(): Promise<Backfill> {
  const [newest] = await listBackfills(journey.database.of('seller'), null)
  if (newest === undefined) throw new Error('no backfill')
  return newest
}

/** Runs the backfill lane once; `meanwhile` happens while Amazon is asked for the page with that number. */
async function runBackfillLane(
  meanwhile: { readonly page: number; readonly what: () => Promise<unknown> },
  db = journey.ordersync.engine.db,
): Promise<number> {
  const { engine } = journey.ordersync
  const { orders } = engine.amazon
  let pages = 0
  const searchOrders: typeof orders.searchOrders = async (...request) => {
    pages += 1
    if (pages === meanwhile.page) await meanwhile.what()
    return orders.searchOrders(...request)
  }
  const [connection] = await listConnections(journey.database.of('seller'))
  await runLane(
    { ...engine, db, amazon: { ...engine.amazon, orders: { ...orders, searchOrders } } },
    { tenantId: 'seller', connectionId: connection?.connectionId ?? '', lane: 'backfill' },
    'schedule',
    new AbortController().signal,
  )
  return pages
}

async function move(to: 'in_progress' | 'paused' | 'cancelled'): Promise<void> {
  const { backfillId } = await backfill()
  const moved = await journey.database
    .of('seller')
    .transaction((tx) => moveBackfill(tx, backfillId, ['in_progress', 'paused'], to))
  expect(moved).toBe(true)
}

/** Runs the backfill lane once; `meanwhile` happens between the chunks of each report. Answers how many were opened. */
async function importWhile(meanwhile: () => Promise<void>): Promise<number> {
  const { engine } = journey.ordersync
  const { reports } = engine.amazon
  let opened = 0
  const openDocument: typeof reports.openDocument = async (...request) => {
    opened += 1
    const text = await reports.openDocument(...request)
    async function* chunks(): typeof text.chunks {
      for await (const chunk of text.chunks) {
        yield chunk
        await meanwhile()
      }
    }
    return { ...text, chunks: chunks(), close: () => text.close() }
  }
  const [connection] = await listConnections(journey.database.of('seller'))
  await runLane(
    { ...engine, amazon: { ...engine.amazon, reports: { ...reports, openDocument } } },
    { tenantId: 'seller', connectionId: connection?.connectionId ?? '', lane: 'backfill' },
    'schedule',
    new AbortController().signal,
  )
  return opened
}

async function countOrders(): Promise<number> {
  const { full, outline } = await countDetail(journey.database.of('seller'), null)
  return full + outline
}

test.each(['paused', 'cancelled'] as const)(
  'a backfill that is %s during its search phase asks for no further page, and keeps the one that is under way',
  async (status) => {
    await start()
    expect(await runBackfillLane({ page: 3, what: () => move(status) })).toBe(3)
    expect(await backfill()).toMatchObject({ status, phase: 'search' })
    expect(await countOrders()).toBe((await backfill()).search.orders)
    expect(await countOrders()).toBeGreaterThan(0)
  },
)

test('a backfill that is resumed in the moment in which its run sees the pause still fetches all of its history', async () => {
  await start()
  const { db } = journey.ordersync.engine
  let paused = false
  const pause = async (): Promise<void> => {
    await move('paused')
    paused = true
  }
  const seesThePause: typeof db = {
    ...db,
    of: (tenantId: string) => ({
      ...db.of(tenantId),
      query: async (text: string, values?: readonly unknown[]) => {
        const result = await db.of(tenantId).query(text, values)
        if (paused && text.includes("status = 'in_progress'")) {
          expect(result.rowCount).toBe(0)
          paused = false
          await move('in_progress')
        }
        return result
      },
    }),
  } as typeof db
  expect(await runBackfillLane({ page: 2, what: pause }, seesThePause)).toBe(2)
  expect(paused).toBe(false)
  expect(await backfill()).toMatchObject({ status: 'in_progress', phase: 'search' })
  await journey.play({ until: async () => (await backfill()).status === 'success' })
  // One in a hundred may not be visible yet, or fall in the minutes that belong to the delta.
  expect(await countOrders()).toBeGreaterThan([...journey.simulator.control.truth()].length * 0.99)
})

test.each(['paused', 'cancelled'] as const)(
  'a backfill that is %s in the middle of a report stops within a batch, and asks for nothing more',
  async (status) => {
    await start({
      ordersPerMonth: 3000,
      historyDays: 40,
      quotas: { searchOrders: { ratePerSecond: 0.0056, burst: 2 } },
    })
    await journey.play({
      until: async () => (await listBackfills(journey.database.of('seller'), null))[0]?.phase === 'windows',
    })
    await runBackfillLane({ page: 0, what: async () => {} })
    await journey.advance(6 * 60_000)
    const before = await countOrders()
    // Each report is several batches: the first is stored while the rest arrives.
    const read = await importWhile(async () => {
      if ((await countOrders()) > before && (await backfill()).status === 'in_progress') await move(status)
    })
    expect(read).toBe(1)
    expect((await backfill()).status).toBe(status)
    const stored = (await countOrders()) - before
    expect(stored).toBeGreaterThan(0)
    expect(stored).toBeLessThanOrEqual(1000)
    if (status === 'cancelled') return
    await move('in_progress')
    await journey.play({ until: async () => (await backfill()).status === 'success' })
    expect(await countOrders()).toBeGreaterThan([...journey.simulator.control.truth()].length * 0.99)
  },
  60_000,
)

test('orders of a cancelled backfill that a report brought in outline are completed all the same', async () => {
  await start({
    ordersPerMonth: 60,
    historyDays: 365,
    quotas: { searchOrders: { ratePerSecond: 0.0056, burst: 2 } },
  })
  await journey.play({
    until: async () => (await countDetail(journey.database.of('seller'), null)).outline > 0,
  })
  expect((await backfill()).status).toBe('in_progress')
  await move('cancelled')
  await journey.play({
    until: async () => (await countDetail(journey.database.of('seller'), null)).outline === 0,
    maxRuns: 2000,
  })
  expect((await backfill()).status).toBe('cancelled')
})

test('a seller who is disconnected while details are missing and connected again gets them all', async () => {
  await start({
    ordersPerMonth: 30,
    quotas: { searchOrders: { ratePerSecond: 0.0056, burst: 2 }, getOrder: { ratePerSecond: 5, burst: 10 } },
  })
  const { database, ordersync, simulator } = journey
  const outlines = async (): Promise<number> => (await countDetail(database.of('seller'), null)).outline
  await journey.play({ until: async () => (await outlines()) > 0 })
  const [before] = await listConnections(database.of('seller'))
  await database.of('seller').transaction((tx) => deleteConnection(tx, before?.connectionId ?? ''))
  await enrollRoster(ordersync.db, ordersync.vault, simulator.control.roster())
  const [after] = await listConnections(database.of('seller'))
  expect(after?.connectionId).not.toBe(before?.connectionId)
  await journey.play({
    until: async () => {
      const [newest] = await listBackfills(database.of('seller'), null)
      return newest?.status === 'success' && (await outlines()) === 0
    },
    maxRuns: 2000,
  })
})
