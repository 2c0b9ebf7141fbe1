import type { QueryResult, QueryResultRow } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/postgres.ts'
import type { TenantQueryable } from '../database.ts'
import { findNewer } from '../newer-copies.ts'
import { listOrders } from '../order-pages.ts'
import { findOrder } from '../orders.ts'

/** Row-level security stands in the plan of every query: the indexes must serve all the same. */

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.admin.query(
    `INSERT INTO ordersync.tenants (tenant_id, display_name) SELECT 't' || t, 'x' FROM generate_series(1, 100) t`,
  )
  await database.admin.query(
    `INSERT INTO ordersync.orders (tenant_id, external_order_id, id, connection_id, order_date, order_status,
       last_updated_at, source_rank, content_hash, observed_at, detail_level)
     SELECT 't' || t, n, 'ord_' || n, 'con', now() - make_interval(mins => n),
       (ARRAY['PENDING', 'UNSHIPPED', 'SHIPPED', 'CANCELLED'])[1 + n % 4], now(), 2, n, now(), 'full'
     FROM generate_series(1, 100) t, generate_series(1, 300) n`,
  )
  await database.admin.query('ANALYZE')
})
afterAll(() => database.close())

/** The plans of what `ask` sends, as text. */
async function plansOf(ask: (db: TenantQueryable) => Promise<unknown>): Promise<string> {
  const plans: string[] = []
  await database.of('t7').transaction(async (tx) => {
    await ask({
      tenantId: 't7',
      query: async <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => {
        const { rows } = await tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values)
        plans.push(...rows.map((row) => row['QUERY PLAN']))
        return { rows: [] as Row[] } as unknown as QueryResult<Row>
      },
    })
  })
  return plans.join('\n')
}

const everything = {
  ...{ status: null, fulfilledBy: null, marketplaceId: null, hasTracking: null },
  ...{ from: null, before: null, search: null },
}

test.each([
  ['the first page of orders', null],
  ['a later page of orders', { orderDate: new Date(), externalOrderId: '150' }],
])('%s is read from its index, in order', async (_name, after) => {
  const plan = await plansOf((db) => listOrders(db, { filter: everything, after, limit: 50 }))
  expect(plan).toMatch(/Index Only Scan using orders_newest_first on orders/)
  expect(plan).not.toMatch(/Seq Scan on orders/)
})

test('the newest orders of a facet are read from its index, in order', async () => {
  const filter = { ...everything, status: 'SHIPPED' as const }
  const plan = await plansOf((db) => listOrders(db, { filter, after: null, limit: 50 }))
  expect(plan).toMatch(/Index Only Scan using orders_by_facet on orders/)
  expect(plan).not.toMatch(/Seq Scan on orders/)
})

test('a search is answered by its indexes, past row-level security and within its tenant', async () => {
  await database.admin.query(
    `INSERT INTO ordersync.order_search SELECT tenant_id, external_order_id, order_date, 'ORDER-' || external_order_id
     FROM ordersync.orders`,
  )
  // A catalogue of which hardly anything is sold: more pages than the search may touch.
  await database.admin.query(
    `INSERT INTO ordersync.search_names SELECT 't7', 'NAME-' || n FROM generate_series(1, 30000) n`,
  )
  await database.admin.query('ANALYZE ordersync.order_search')
  await database.admin.query('VACUUM ANALYZE ordersync.search_names')
  const answers = await database.of('t7').transaction(async (tx) => {
    const search = `ordersync.fleet_search_orders('ER-12', '%ER-12%', NULL, NULL, NULL)`
    const { rows } = await tx.query(`SELECT external_order_id FROM ${search} ORDER BY 1 LIMIT 2`)
    const { rows: plan } = await tx.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM ${search}`,
    )
    return { rows, plan: plan.map((row) => row['QUERY PLAN']).join('\n') }
  })
  expect(answers.rows).toEqual([{ external_order_id: '12' }, { external_order_id: '120' }])
  expect(answers.plan).toMatch(/rows=11(\.00)?\b/)
  // A tenth of the table has more pages than that.
  expect(Number(/shared hit=(\d+)/.exec(answers.plan)?.[1])).toBeLessThan(100)
})

test('an order and the versions of a page are found by their keys', async () => {
  expect(await plansOf((db) => findOrder(db, '7'))).not.toMatch(/Seq Scan on orders/)
  const versions = await plansOf((db) => findNewer(db, [makeObservation({ externalOrderId: '7' })]))
  expect(versions).toMatch(/Index Scan using orders_pkey on orders/)
})

test('what is due of ten thousand tenants is found in a moment', async () => {
  await database.admin.query(
    `INSERT INTO ordersync.tenants (tenant_id, display_name) SELECT 'f' || t, 'x' FROM generate_series(1, 10000) t`,
  )
  await database.admin.query(
    `INSERT INTO ordersync.connections (tenant_id, connection_id, region, selling_partner_id, status, refresh_token)
     SELECT 'f' || t, 'con', 'EU', 's' || t, 'connected', 'x' FROM generate_series(1, 10000) t`,
  )
  await database.admin.query(
    `INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane, next_due_at)
     SELECT 'f' || t, 'con', 'delta', now() + make_interval(hours => t - 100) FROM generate_series(1, 10000) t`,
  )
  await database.admin.query('ANALYZE')
  const { rows } = await database.query<{ 'QUERY PLAN': string }>(
    'EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM ordersync.fleet_claim_due_lanes(500)',
  )
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/rows=100(\.00)?\b/)
  // By the index of due times: a hundred rows touched, not ten thousand.
  expect(Number(/shared hit=(\d+)/.exec(plan)?.[1])).toBeLessThan(3000)
})
