import { createSeller, enroll } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { findGaps, type Span } from '../../src/domain/backfill-plan.ts'
import { type Backfill, listBackfills, moveBackfill } from '../../src/store/backfills.ts'
import { listConnections } from '../../src/store/connections.ts'
import { listCoverage } from '../../src/store/coverage.ts'
import { countDetail } from '../../src/store/outline-orders.ts'
import { listRuns } from '../../src/store/runs.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'

const historyDays = 120
const day = minutes(24 * 60)

let journey: Journey
afterEach(() => journey.close())

const backfills = (): Promise<readonly Backfill[]> => listBackfills(journey.database.of('seller'), null)

/** A seller whose history is fetched, by search or, with a short burst, mostly by reports; all orders in full. */
async function finishHistory(burst: number): Promise<Backfill> {
  const seller = createSeller('gaps', 'seller', {
    ordersPerMonth: 60,
    historyDays,
    quotas: { searchOrders: { ratePerSecond: 0.0056, burst }, getOrder: { ratePerSecond: 20, burst: 30 } },
  })
  const fleet = { sellers: [seller], roster: [enroll('seller', seller)] }
  journey = await startJourney({ fleet, seed: 'gaps', initialSyncDays: 1, initialBackfillDays: historyDays })
  await journey.play({
    until: async () =>
      (await backfills())[0]?.status === 'success' &&
      (await countDetail(journey.database.of('seller'), null)).outline === 0,
  })
  const [finished] = await backfills()
  if (finished === undefined) throw new Error('no backfill')
  return finished
}

async function coverage(): Promise<readonly Span[]> {
  const [connection] = await listConnections(journey.database.of('seller'))
  return listCoverage(journey.database.of('seller'), connection?.connectionId ?? '')
}

/** Takes away what proves some days, and the orders of these days with all that is known of them. */
async function loseHistory(span: Span): Promise<number> {
  const { database } = journey
  const owner = database.admin
  const values = ['seller', span.from, span.to]
  const [connection] = await listConnections(database.of('seller'))
  // What proved them proves what lies around them still.
  const proofs = await coverage()
  await owner.query(`DELETE FROM ordersync.coverage WHERE tenant_id = 'seller'`)
  const kept = proofs.flatMap((proof) => findGaps(proof, [span]))
  for (const { from, to } of kept) {
    await owner.query(
      `INSERT INTO ordersync.coverage (tenant_id, connection_id, level, from_at, to_at, proof)
       VALUES ('seller', $1, 'full', $2, $3, 'search') ON CONFLICT DO NOTHING`,
      [connection?.connectionId, from, to],
    )
  }
  for (const table of ['order_changes', 'order_search']) {
    await owner.query(
      `DELETE FROM ordersync.${table} t USING ordersync.orders o
       WHERE t.tenant_id = $1 AND o.tenant_id = $1 AND t.external_order_id = o.external_order_id
         AND o.order_date >= $2 AND o.order_date < $3`,
      values,
    )
  }
  const { rowCount } = await owner.query(
    'DELETE FROM ordersync.orders WHERE tenant_id = $1 AND order_date >= $2 AND order_date < $3',
    values,
  )
  await owner.query(
    `UPDATE ordersync.tenants t SET order_count = (SELECT count(*) FROM ordersync.orders_v1 o WHERE o.tenant_id = t.tenant_id),
       item_count = (SELECT count(*) FROM ordersync.order_items_v1 i WHERE i.tenant_id = t.tenant_id)`,
  )
  return rowCount ?? 0
}

const daysOf = ({ range }: Backfill, newest: number, oldest: number): Span => ({
  from: new Date(range.to.getTime() - oldest * day),
  to: new Date(range.to.getTime() - newest * day),
})

async function messages(): Promise<readonly (string | null)[]> {
  const filter = { lane: 'backfill', status: null, after: null, limit: 200 } as const
  return (await listRuns(journey.database.of('seller'), filter)).map(({ message }) => message)
}

/** Lets a little more than a day pass, and the lanes do what is due then. */
async function nextDay(until: () => Promise<boolean>): Promise<void> {
  await journey.advance(1.2 * day)
  await journey.play({ until, maxRuns: 1000 })
}

async function expectWhole(finished: Backfill): Promise<void> {
  const covered = await coverage()
  const followed = new Date(Math.max(...covered.map(({ to }) => to.getTime())))
  expect(findGaps({ from: finished.range.from, to: followed }, covered)).toEqual([])
  expect(followed.getTime()).toBeGreaterThan(finished.range.to.getTime())
  journey.simulator.control.freeze()
  const settled = new Date(journey.now().getTime() + minutes(60))
  await journey.play({
    until: async () =>
      new Date(String((await journey.status('seller')).connections[0]?.lastUpdatedAfter)) > settled &&
      (await countDetail(journey.database.of('seller'), null)).outline === 0,
    maxRuns: 1000,
  })
  const difference = await journey.compare()
  expect(difference.examples).toEqual([])
  expect(difference.compared).toBeGreaterThan(100)
}

test('a finished history is looked at once a day, and with all of it there nothing is fetched', async () => {
  await finishHistory(20)
  for (let days = 0; days < 2; days += 1) {
    const before = (await messages()).length
    await nextDay(async () => (await messages()).length > before)
  }
  expect((await messages()).slice(0, 2)).toEqual([
    'the stored history has no gap',
    'the stored history has no gap',
  ])
  expect(await backfills()).toHaveLength(1)
})

test.each([
  ['by search', 20],
  ['by reports', 2],
])(
  'orders and the proof that they were there get lost: the next day they are back, %s, and nobody did anything',
  async (_name, burst) => {
    const finished = await finishHistory(burst)
    expect(await loseHistory(daysOf(finished, 20, 50))).toBeGreaterThan(20)
    await nextDay(
      async () => (await backfills()).length === 2 && (await backfills())[0]?.status === 'success',
    )
    const [repair, first] = await backfills()
    expect(repair).toMatchObject({ isRepair: true, range: daysOf(finished, 20, 50) })
    expect(first).toEqual(finished)
    expect(await messages()).toContainEqual(expect.stringMatching(/^a gap was found in the stored history/))
    expect((await messages())[0]).toBe('the gap in the stored history is closed')
    await expectWhole(finished)
  },
)

test('several gaps are closed by one repair, and what lies between them is not read again', async () => {
  const finished = await finishHistory(2)
  await loseHistory(daysOf(finished, 20, 30))
  await loseHistory(daysOf(finished, 60, 70))
  journey.simulator.control.resetStats()
  await nextDay(async () => (await backfills()).length === 2 && (await backfills())[0]?.status === 'success')
  const asked = journey.simulator.control
    .requests()
    .filter(({ operation }) => operation === 'createReport')
    .map(({ body }) => (body as { dataStartTime: string }).dataStartTime)
  expect(asked).toEqual([
    daysOf(finished, 20, 30).from.toISOString(),
    daysOf(finished, 60, 70).from.toISOString(),
  ])
  await expectWhole(finished)
})

test('a repair that somebody cancels is not begun again, but the gap is said each day', async () => {
  const finished = await finishHistory(20)
  await loseHistory(daysOf(finished, 20, 50))
  await nextDay(async () => (await backfills()).length === 2)
  const id = (await backfills())[0]?.backfillId ?? ''
  await journey.database.of('seller').transaction((tx) => moveBackfill(tx, id, ['in_progress'], 'cancelled'))
  await nextDay(async () => (await messages())[0]?.includes('the repair was cancelled') === true)
  expect(await backfills()).toHaveLength(2)
  expect((await backfills())[0]?.status).toBe('cancelled')
})
