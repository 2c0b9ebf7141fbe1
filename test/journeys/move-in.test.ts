import { createSeller, enroll, type Fleet } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { moveIn } from '../../src/moving-in/move-in.ts'
import type { ImportReport } from '../../src/moving-in/tally.ts'
import { systemRandom } from '../../src/runtime/random.ts'
import { deleteConnection, listConnections } from '../../src/store/connections.ts'
import { eraseTenant } from '../../src/store/erase-tenant.ts'
import { openSource } from '../../src/store/source/open-source.ts'
import { compareWithTruth } from '../compare-with-truth.ts'
import { contentOf } from '../content-of.ts'
import { fillEarlierSystem, type Planted } from '../earlier-system/fill.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'
import { createTestDatabase, type TestDatabase } from '../postgres.ts'

const seed = 'move in'

/** Sellers of so many orders a month altogether; the earlier system knows nearly a month. */
function makeFleet(orders: number): Fleet {
  const sellers = Object.entries({ acme: 0.5, 'state-token': 0.3, future: 0.15, 'no-token': 0.05 }).map(
    ([name, share]) =>
      createSeller(seed, name, {
        ordersPerMonth: Array<number>(12).fill(orders * share),
        historyDays: 25,
        ...(name === 'no-token' ? { refreshTokens: [] } : {}),
      }),
  )
  return { sellers, roster: sellers.map((seller) => enroll(seller.name, seller)) }
}

let journey: Journey
let earlier: TestDatabase
afterEach(async () => {
  await journey.close()
  await earlier.close()
})

async function start({ sellers, roster }: Fleet): Promise<Planted> {
  // Nobody is enrolled: whoever is here came with the import.
  journey = await startJourney({
    fleet: { sellers, roster: [] },
    seed,
    initialSyncDays: 1,
    initialBackfillDays: 30,
  })
  earlier = await createTestDatabase()
  return fillEarlierSystem(earlier.admin, {
    seed,
    roster,
    at: journey.now(),
    truthOf: (sellerId) => journey.simulator.control.truth({ sellerId }),
    states: {
      'state-token': {
        lastUpdatedAfter: 'amzn_oauth_state_f00',
        initialBackfillDoneAt: null,
        initialBackfillStatus: 'in_progress',
      },
      future: {
        lastUpdatedAfter: '2099-01-01T00:00:00Z',
        initialBackfillDays: 9999,
        initialBackfillDoneAt: null,
        initialBackfillStatus: 'failed',
      },
    },
  })
}

async function runImport(
  options: { dryRun?: boolean; allowRemoved?: boolean } = {},
  progress: (orders: number) => void = () => {},
): Promise<ImportReport> {
  const source = await openSource(earlier.connectionString)
  const { db, vault } = journey.ordersync
  try {
    return await moveIn({ db, vault, random: systemRandom, now: journey.now(), progress }, source, {
      ...{ tenantId: null, dryRun: false, allowSharedSeller: false, allowRemoved: false },
      ...options,
    })
  } finally {
    await source.close()
  }
}

test('an earlier system with all its defects is taken over: every row is accounted for, and nothing changes there', async () => {
  const planted = await start(makeFleet(1900))
  const before = await contentOf(earlier, 'public')
  const rehearsed = await runImport({ dryRun: true })
  const { rows: none } = await journey.database.admin.query('SELECT FROM ordersync.tenants')
  expect(none).toEqual([])

  const report = await runImport()
  expect(await contentOf(earlier, 'public')).toEqual(before)
  expect(rehearsed).toEqual({ ...report, dryRun: true })
  for (const [table, { rows, taken, known, leftOut }] of Object.entries(report.tables)) {
    expect([table, rows]).toEqual([table, planted.tables[table]])
    expect([table, taken + known + leftOut]).toEqual([table, rows])
  }
  const found = Object.fromEntries(report.findings.map(({ finding, count }) => [finding, count]))
  expect(found).toEqual({
    ...planted.findings,
    cursor_not_a_date: 1,
    cursor_in_future: 1,
    backfill_stuck: 1,
    backfill_failed: 1,
    backfill_unproven: 2,
    backfill_days_unusable: 1,
  })
  expect(JSON.stringify(report)).not.toMatch(/PII|Atzr/)
  expect(report.buyerColumns.map(({ column }) => column)).toEqual(['buyerName', 'buyerEmail'])

  const { rows: stored } = await journey.database.admin.query<{ tenant: string; ids: string[] }>(
    `SELECT tenant_id AS tenant, array_agg(external_order_id ORDER BY external_order_id) AS ids FROM ordersync.orders
     WHERE tenant_id <> 'no-seller' GROUP BY 1`,
  )
  expect(new Map(stored.map(({ tenant, ids }) => [tenant, new Set(ids)]))).toEqual(planted.usable)

  const content = await contentOf(journey.database, 'ordersync')
  const again = await runImport()
  expect(again.tables.Order).toMatchObject({ taken: 0, known: report.tables.Order.taken })
  expect(await contentOf(journey.database, 'ordersync')).toEqual(content)
})

test('the sync goes on from the cursor, repairs what was none, and closes every gap against the truth', async () => {
  const fleet = makeFleet(300)
  await start(fleet)
  await journey.advance(minutes(180))
  await runImport()
  for (const { sellerId } of fleet.sellers)
    journey.simulator.control.setQuota(sellerId, 'getOrder', { ratePerSecond: 20, burst: 100 })
  const state = async (tenantId: string) => (await journey.status(tenantId)).connections[0]
  const before = await state('acme')
  await journey.sync('acme')
  const [run] = (
    await journey.database.admin.query<{ watermark_before: Date | null; since: Date }>(
      `SELECT r.watermark_before, s.followed_since AS since FROM ordersync.runs r JOIN ordersync.sync_states s USING (tenant_id, connection_id, lane)
       WHERE r.tenant_id = 'acme' AND r.lane = 'delta'`,
    )
  ).rows
  expect(run?.since.getTime()).toBeLessThanOrEqual(Date.parse(before?.lastUpdatedAfter ?? ''))
  await journey.sync('state-token')
  expect((await journey.lastRun('state-token')).reasonCode).toBe('INVALID_DATE_FIXED')
  await journey.sync('future')
  expect((await journey.lastRun('future')).reasonCode).toBe('INVALID_DATE_FIXED')

  journey.simulator.control.freeze()
  const settled = new Date(journey.now().getTime() + minutes(25))
  await journey.play({
    maxRuns: 150,
    until: async () => {
      const { rows } = await journey.database.admin.query<{ done: boolean }>(
        `SELECT bool_and(watermark >= $1) AND (SELECT count(*) = 3 FROM ordersync.backfills WHERE status = 'success')
           AND NOT EXISTS (SELECT FROM ordersync.orders WHERE detail_level = 'outline' AND tenant_id <> 'no-token' AND tenant_id <> 'no-seller') AS done
         FROM ordersync.sync_states s WHERE lane = 'delta' AND tenant_id IN ('acme', 'state-token', 'future')`,
        [settled],
      )
      return rows[0]?.done === true
    },
  })
  const difference = await compareWithTruth(journey.database.admin, fleet.roster, (sellerId) =>
    journey.simulator.control.truth({ sellerId }),
  )
  expect(difference).toMatchObject({ lost: 0, doubled: 0, stale: 0, phantom: 0, crossTenant: 0 })
  expect(difference.compared).toBeGreaterThan(200)
})

test('an import that broke off is finished by the next ones, also by two at once: each order comes once', async () => {
  const planted = await start(makeFleet(300))
  const breakOff = (): void => {
    throw new Error('the machine is gone')
  }
  await expect(runImport({}, breakOff)).rejects.toThrow('the machine is gone')
  const { rows: begun } = await journey.database.admin.query('SELECT FROM ordersync.orders')
  expect(begun.length).toBeGreaterThan(0)
  const reports = await Promise.all([runImport(), runImport()])
  const usable = [...planted.usable.values()].reduce((sum, ids) => sum + ids.size, 0) + 1
  expect(reports.reduce((sum, { tables }) => sum + tables.Order.taken, begun.length)).toBe(usable)
  const { rows } = await journey.database.admin.query(
    `SELECT count(*)::integer AS changes, count(DISTINCT (tenant_id, external_order_id))::integer AS orders,
       (SELECT sum(feed_position)::integer FROM ordersync.tenants) AS positions, (SELECT count(*)::integer FROM ordersync.orders) AS stored
     FROM ordersync.order_changes`,
  )
  expect(rows).toEqual([{ changes: usable, orders: usable, positions: usable, stored: usable }])
})

test('a tenant that was erased here and a seller who was disconnected stay away, until somebody says otherwise', async () => {
  await start(makeFleet(120))
  await runImport()
  const { db } = journey.ordersync
  await db
    .of('future')
    .transaction((tx) => eraseTenant(tx, { erasureId: 'era_1', by: 'key_1', requestId: null }))
  const [acme] = await listConnections(db.of('acme'))
  await db.of('acme').transaction((tx) => deleteConnection(tx, acme?.connectionId ?? ''))
  const content = await contentOf(journey.database, 'ordersync')

  const rehearsed = await runImport({ dryRun: true })
  const report = await runImport()
  expect(rehearsed).toEqual({ ...report, dryRun: true })
  expect(await contentOf(journey.database, 'ordersync')).toEqual(content)
  expect(report.findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ finding: 'tenant_erased', count: 1 }),
      expect.objectContaining({ finding: 'seller_removed', count: 1 }),
    ]),
  )
  const { rows, taken, known, leftOut } = report.tables.MarketplaceConnection
  expect({ taken, rows }).toEqual({ taken: 0, rows: known + leftOut })

  const again = await runImport({ allowRemoved: true })
  expect(again.tenants.taken).toBe(1)
  expect(again.tables.MarketplaceConnection.taken).toBe(2)
  expect(await listConnections(db.of('acme'))).toMatchObject([{ hasRefreshToken: true }])
})
