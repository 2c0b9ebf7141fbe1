import { createSeller, enroll } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { systemRandom } from '../../src/runtime/random.ts'
import { listBackfills } from '../../src/store/backfills.ts'
import { listConnections } from '../../src/store/connections.ts'
import { countDetail } from '../../src/store/outline-orders.ts'
import { listRuns } from '../../src/store/runs.ts'
import { lockFeed } from '../../src/store/save-orders.ts'
import { saveOutlines } from '../../src/store/save-outlines.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'
import { makeObservation } from '../make-order.ts'

const hours = (count: number): number => minutes(60 * count)
/** Amazon refuses numbers that it does not know with 400; most of the history comes by reports. */
const seller = createSeller('denied', 'seller', {
  ordersPerMonth: 30,
  historyDays: 100,
  refusesUnknownOrders: true,
  quotas: { searchOrders: { ratePerSecond: 0.0056, burst: 2 }, getOrder: { ratePerSecond: 5, burst: 30 } },
})

let journey: Journey
afterEach(() => journey.close())

async function start(): Promise<void> {
  journey = await startJourney({
    fleet: { sellers: [seller], roster: [enroll('seller', seller)] },
    seed: 'denied',
    initialSyncDays: 1,
    initialBackfillDays: 100,
  })
}

const outlines = async (): Promise<number> => (await countDetail(journey.database.of('seller'), null)).outline
const isFetched = async (): Promise<boolean> =>
  (await listBackfills(journey.database.of('seller'), null))[0]?.status === 'success'

async function playFor(ms: number): Promise<void> {
  const until = journey.now().getTime() + ms
  await journey.play({ until: async () => journey.now().getTime() >= until, maxRuns: 2000 })
}

test('Amazon answers 400 for everything for twelve hours: no outline is taken for complete, and later all are', async () => {
  await start()
  await journey.play({ until: async () => (await outlines()) > 0 })
  journey.simulator.control.addFault({ kind: 'status', status: 400 })
  await playFor(hours(12))
  expect(await outlines()).toBeGreaterThan(0)
  journey.simulator.control.clearFaults()
  await journey.play({ until: async () => (await isFetched()) && (await outlines()) === 0, maxRuns: 2000 })
  journey.simulator.control.freeze()
  await playFor(hours(1))
  expect(await journey.compare()).toMatchObject({ lost: 0, doubled: 0, stale: 0, phantom: 0, examples: [] })
})

/** Stores an order that a report listed and that Amazon does not know. */
async function plantUnknown(externalOrderId: string, at: string): Promise<void> {
  const [connection] = await listConnections(journey.database.of('seller'))
  const outline = makeObservation(
    {
      externalOrderId,
      orderDate: at,
      lastUpdatedAt: at,
      items: [{ orderItemId: 'outline:A:1', sku: 'A', quantity: 1 }],
    },
    { source: 'report', detailLevel: 'outline' },
  )
  await journey.database.of('seller').transaction(async (tx) => {
    const position = (await lockFeed(tx)) ?? 0n
    await saveOutlines(tx, connection?.connectionId ?? '', position, [outline], systemRandom)
  })
}

async function readStored(externalOrderId: string) {
  const { rows } = await journey.database.admin.query<{
    level: string
    denials: number
    nextTryAt: Date | null
    counted: boolean
    feed: readonly string[]
  }>(
    `SELECT o.detail_level AS level, o.detail_denials AS denials, o.detail_next_try_at AS "nextTryAt",
       t.item_count = (SELECT count(*) FROM ordersync.order_items_v1 i WHERE i.tenant_id = 'seller') AS counted,
       (SELECT array_agg(kind ORDER BY position) FROM ordersync.order_changes c WHERE c.tenant_id = 'seller' AND c.external_order_id = $1) AS feed
     FROM ordersync.orders o JOIN ordersync.tenants t USING (tenant_id) WHERE o.tenant_id = 'seller' AND o.external_order_id = $1`,
    [externalOrderId],
  )
  if (rows[0] === undefined) throw new Error('not stored')
  return rows[0]
}

test('an order that Amazon does not tell stays an outline, holds nobody up, is asked for again later, and is completed once Amazon tells it', async () => {
  await start()
  const id = '399-0000000-0000001'
  await journey.play({ until: async () => (await outlines()) > 0 })
  // Newer than what the reports bring: it is always the first to be asked for.
  const at = new Date(journey.now().getTime() - hours(72)).toISOString()
  await plantUnknown(id, at)
  await journey.play({ until: async () => (await isFetched()) && (await outlines()) === 1, maxRuns: 1000 })
  const filter = { lane: 'detail', status: null, after: null, limit: 50 } as const
  const messages = (await listRuns(journey.database.of('seller'), filter)).map(({ message }) => message)
  expect(messages).toContainEqual(expect.stringMatching(/; Amazon did not tell 1,/))

  for (let denials = (await readStored(id)).denials; denials < 4; denials += 1) {
    const { nextTryAt, ...stored } = await readStored(id)
    expect(stored).toEqual({ level: 'outline', denials, counted: true, feed: ['created'] })
    await journey.advance((nextTryAt?.getTime() ?? 0) - journey.now().getTime() - minutes(10))
    await playFor(minutes(5))
    expect((await readStored(id)).denials).toBe(denials)
    await journey.play({ until: async () => (await readStored(id)).denials > denials, maxRuns: 50 })
  }

  journey.simulator.control.putOrder(seller.sellerId, { orderId: id, createdTime: at, lastUpdatedTime: at })
  const { nextTryAt } = await readStored(id)
  await journey.advance((nextTryAt?.getTime() ?? 0) - journey.now().getTime())
  await journey.play({ until: async () => (await outlines()) === 0, maxRuns: 200 })
  expect(await readStored(id)).toMatchObject({ level: 'full', counted: true, feed: ['created', 'updated'] })
})
