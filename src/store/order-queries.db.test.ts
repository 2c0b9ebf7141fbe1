import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import type { Order, OrderObservation } from '../domain/order.ts'
import type { OrderStatus } from '../domain/order-status.ts'
import { toSearchText } from '../domain/search-text.ts'
import { systemRandom } from '../runtime/random.ts'
import { eraseTenant } from './erase-tenant.ts'
import { countByStatus, countOrders } from './order-counts.ts'
import type { OrderFilter, OrderPosition } from './order-filter.ts'
import { listOrders } from './order-pages.ts'
import { findPositions, type SearchBounds } from './order-search.ts'
import { lockFeed, saveOrders } from './save-orders.ts'
import { saveOutlines } from './save-outlines.ts'
import { saveTenant } from './tenants.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.close())

const anyOrder: OrderFilter = {
  status: null,
  fulfilledBy: null,
  marketplaceId: null,
  hasTracking: null,
  from: null,
  before: null,
  search: null,
}

async function store(
  tenantId: string,
  observations: readonly OrderObservation[],
  outline = false,
): Promise<void> {
  await db.of(tenantId).transaction(async (tx) => {
    const position = await lockFeed(tx)
    if (position === null) throw new Error('no such tenant')
    const save = outline ? saveOutlines : saveOrders
    await save(tx, 'con_1', position, observations, systemRandom)
  })
}

async function readAll(tenantId: string, filter: OrderFilter, pageSize: number): Promise<string[]> {
  const ids: string[] = []
  let after: OrderPosition | null = null
  for (;;) {
    const page = await listOrders(db.of(tenantId), { filter, after, limit: pageSize })
    ids.push(...page.map((order) => order.externalOrderId))
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return ids
    after = { orderDate: new Date(last.orderDate), externalOrderId: last.externalOrderId }
  }
}

/** The same of a search, whichever way it finds its orders. */
async function findAll(
  tenantId: string,
  filter: OrderFilter,
  pageSize: number,
  bounds: SearchBounds,
): Promise<string[]> {
  const ids: string[] = []
  let after: OrderPosition | null = null
  for (;;) {
    const page = await findPositions(
      db.of(tenantId),
      { filter, after, limit: pageSize },
      filter.search ?? '',
      bounds,
    )
    ids.push(...page.map((order) => order.externalOrderId))
    after = page.at(-1) ?? null
    if (page.length < pageSize) return ids
  }
}

/** Nearly every search is broad; the walk through the newest orders ends early, or goes through all of them. */
const narrowBounds: readonly SearchBounds[] = [
  { broadFrom: 2, sample: 1, longFrom: 99, walkPerOrder: 1, rareShare: 0 },
  { broadFrom: 41, sample: 1_000, longFrom: 99, walkPerOrder: 2, rareShare: 0 },
  { broadFrom: 2, sample: 5, longFrom: 99, walkPerOrder: 100, rareShare: 0.5 },
  { broadFrom: 2, sample: 50, longFrom: 6, walkPerOrder: 2, rareShare: 1 },
]

/** What the database should know of an order: its newest copy, and everything it was ever found by. */
interface Known {
  readonly order: Order
  readonly texts: ReadonlySet<string>
}

function fits({ order, texts }: Known, filter: OrderFilter): boolean {
  const tracked = (order.packages ?? []).some((pack) => pack.trackingNumber !== undefined)
  const at = Date.parse(order.orderDate)
  return (
    (filter.status === null || order.orderStatus === filter.status) &&
    (filter.fulfilledBy === null || order.fulfilledBy === filter.fulfilledBy) &&
    (filter.marketplaceId === null || order.marketplaceId === filter.marketplaceId) &&
    (filter.hasTracking === null || tracked === filter.hasTracking) &&
    (filter.from === null || at >= filter.from.getTime()) &&
    (filter.before === null || at < filter.before.getTime()) &&
    (filter.search === null || [...texts].some((text) => text.includes(filter.search ?? '')))
  )
}

/** Few enough that orders often share an instant with the end of a filter; on both sides of two ends of months. */
const instant = fc
  .tuple(fc.constantFrom(0, 1, 2, 3, 4, 32, 33, 34, 35, 64), fc.constantFrom(0, 10, 14))
  .map(([days, hours]) => Date.UTC(2025, 10, 28 + days, hours))
const numbers = ['405-1234567-7654321', '405-1234568-0000001', '028-7777777-1234567', 'S01-5551234-9876543']
const skus = ['Shirt-Red_1', 'shirt%blue', '100-405', 'B0ABCDEF12', "o'neill\\7"]

const copy = fc.record({
  number: fc.nat({ max: 30 }),
  at: instant,
  status: fc.constantFrom<OrderStatus>('UNSHIPPED', 'SHIPPED', 'CANCELLED'),
  fulfilledBy: fc.constantFrom('MERCHANT', 'AMAZON'),
  marketplaceId: fc.constantFrom('A1PA6795UKMFR9', 'A13V1IB3VIYZZH'),
  sku: fc.constantFrom(...skus),
  tracking: fc.option(fc.constantFrom('1Z999AA10123456784', 'JD014600', '00340434161094')),
})

const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 1 })

const filterOf = (search: string | null) =>
  fc.record<OrderFilter>({
    status: sometimes(fc.constantFrom('UNSHIPPED', 'SHIPPED', 'UNKNOWN')),
    fulfilledBy: sometimes(fc.constantFrom('MERCHANT', 'AMAZON')),
    marketplaceId: sometimes(fc.constantFrom('A1PA6795UKMFR9', 'A1F83G8C2ARO7P')),
    hasTracking: sometimes(fc.boolean()),
    from: sometimes(instant.map((ms) => new Date(ms))),
    before: sometimes(instant.map((ms) => new Date(ms))),
    search: fc.constant(search),
  })

const searches = [
  '405',
  '4567-76',
  'shirt',
  'SHIRT%',
  'D_1',
  '00-4',
  'B0ABC',
  'L\\7',
  '1Z999AA10123456784',
  '460',
  'nothing',
]
const filter = fc
  .oneof(fc.constant(null), fc.constantFrom(...searches))
  .chain((search) => filterOf(search === null ? null : toSearchText(search)))

function toOrder({
  number,
  at,
  status,
  fulfilledBy,
  marketplaceId,
  sku,
  tracking,
}: typeof copy extends fc.Arbitrary<infer T> ? T : never): Order {
  const [base = ''] = numbers.slice(number % numbers.length)
  return makeObservation({
    externalOrderId: `${base.slice(0, -2)}${String(number).padStart(2, '0')}`,
    orderDate: new Date(at).toISOString(),
    orderStatus: status,
    orderStatusRaw: status,
    fulfilledBy,
    marketplaceId,
    items: [{ orderItemId: '1', sku, asin: 'B0ABCDEF99', quantity: 1 }],
    packages: tracking === null ? [] : [{ packageReferenceId: '1', trackingNumber: tracking }],
  }).order
}

const textsOf = (order: Order): readonly string[] =>
  [
    order.externalOrderId,
    ...order.items.flatMap((item) => [item.sku ?? '', item.asin ?? '']),
    ...(order.packages ?? []).map((pack) => pack.trackingNumber ?? ''),
  ].map((text) => text.toUpperCase())

test('for any orders and any filters, list, total and counts by status say what a plain search of all rows says', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(copy, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 }),
      fc.array(filter, { minLength: 8, maxLength: 8 }),
      async (batches, filters) => {
        run += 1
        const tenantId = `model-${run}`
        await saveTenant(db.of(tenantId), tenantId)
        const model = new Map<string, Known>()
        for (const [index, batch] of batches.entries()) {
          const orders = new Map(batch.map(toOrder).map((order) => [order.externalOrderId, order]))
          const lastUpdatedAt = new Date(Date.UTC(2026, 5, 1 + index)).toISOString()
          await store(
            tenantId,
            [...orders.values()].map((order) => makeObservation({ ...order, lastUpdatedAt })),
          )
          for (const order of orders.values()) {
            const before = model.get(order.externalOrderId)?.texts ?? []
            model.set(order.externalOrderId, { order, texts: new Set([...before, ...textsOf(order)]) })
          }
        }
        for (const wanted of [anyOrder, ...filters]) {
          const expected = [...model.values()]
            .filter((known) => fits(known, wanted))
            .map(({ order }) => order)
            .sort((a, b) =>
              `${a.orderDate} ${a.externalOrderId}` < `${b.orderDate} ${b.externalOrderId}` ? 1 : -1,
            )
          const perStatus = Map.groupBy(expected, (order) => order.orderStatus)
          const ids = expected.map((order) => order.externalOrderId)
          expect(await readAll(tenantId, wanted, 5)).toEqual(ids)
          for (const bounds of wanted.search === null ? [] : narrowBounds)
            expect(await findAll(tenantId, wanted, 5, bounds)).toEqual(ids)
          expect(await countOrders(db.of(tenantId), wanted)).toBe(expected.length)
          expect(await countByStatus(db.of(tenantId), wanted)).toEqual(
            Object.fromEntries([...perStatus].map(([status, orders]) => [status, orders.length])),
          )
        }
        await expectCounted(tenantId)
      },
    ),
    { numRuns: 40 },
  )
}, 180_000)

/** Throws unless the kept counters are what counting the rows would give. */
async function expectCounted(tenantId: string): Promise<void> {
  const { rows } = await db.admin.query(
    `WITH kept AS (
       SELECT grain, starts_on, facet, order_status, fulfilled_by, marketplace_id, has_tracking, orders::bigint
       FROM ordersync.order_counts WHERE tenant_id = $1 AND orders <> 0
     ), counted AS (
       SELECT g.grain, CASE WHEN g.grain = 'ever' THEN '-infinity' ELSE date_trunc(g.grain, order_date AT TIME ZONE 'UTC') END::date,
         facet, order_status, fulfilled_by, marketplace_id, has_tracking, count(*)
       FROM ordersync.orders CROSS JOIN (VALUES ('day'), ('month'), ('ever')) g(grain) WHERE tenant_id = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7
     )
     (SELECT 'not to be counted' AS wrong, * FROM (TABLE kept EXCEPT ALL TABLE counted) k)
     UNION ALL
     (SELECT 'not counted', * FROM (TABLE counted EXCEPT ALL TABLE kept) c)`,
    [tenantId],
  )
  expect(rows).toEqual([])
}

test('what reports brought in outline is counted and found, and stays so when the API completes it', async () => {
  await saveTenant(db.of('outline'), 'Outline')
  const observation = makeObservation(
    { externalOrderId: '405-1111111-2222222', orderStatus: 'SHIPPED', orderStatusRaw: 'Shipped' },
    { source: 'report', detailLevel: 'outline' },
  )
  const filter: OrderFilter = { ...anyOrder, status: 'SHIPPED' }
  await store('outline', [observation], true)
  expect(await readAll('outline', { ...filter, search: '1-22' }, 10)).toEqual(['405-1111111-2222222'])
  expect(await countOrders(db.of('outline'), filter)).toBe(1)
  const full = makeObservation({
    externalOrderId: '405-1111111-2222222',
    orderStatus: 'CANCELLED',
    orderStatusRaw: 'CANCELLED',
    lastUpdatedAt: '2026-05-01T00:00:00.000Z',
    items: [{ orderItemId: '9', sku: 'Other' }],
  })
  await store('outline', [full])
  expect(await countByStatus(db.of('outline'), anyOrder)).toEqual({ CANCELLED: 1 })
  for (const search of ['SKU-1', 'OTHER'])
    expect(await countOrders(db.of('outline'), { ...anyOrder, search })).toBe(1)
  await expectCounted('outline')
})

test('a copy without packages leaves a tracking number where it was; a package that is gone takes it along', async () => {
  await saveTenant(db.of('tracking'), 'Tracking')
  const copyOf = (day: number, fields: Partial<Order>): OrderObservation =>
    makeObservation({ externalOrderId: '405-1', lastUpdatedAt: `2026-05-0${day}T00:00:00.000Z`, ...fields })
  const tracked = (): Promise<number> => countOrders(db.of('tracking'), { ...anyOrder, hasTracking: true })
  await store('tracking', [copyOf(1, {})])
  expect(await tracked()).toBe(0)
  await store('tracking', [copyOf(2, { packages: [{ packageReferenceId: '1', trackingNumber: 'JD01' }] })])
  expect(await tracked()).toBe(1)
  await store('tracking', [copyOf(3, {})])
  expect(await tracked()).toBe(1)
  await store('tracking', [copyOf(4, { packages: [{ packageReferenceId: '1', carrier: 'DHL' }] })])
  expect(await tracked()).toBe(1)
  await store('tracking', [copyOf(5, { packages: [{ packageReferenceId: '2' }] })])
  expect(await tracked()).toBe(0)
  await expectCounted('tracking')
})

test('a search stays within its tenant, and nothing of an erased tenant is left to be counted or found', async () => {
  for (const tenantId of ['mine', 'theirs']) {
    await saveTenant(db.of(tenantId), tenantId)
    await store(tenantId, [makeObservation({ externalOrderId: `405-7777777-${tenantId}` })])
  }
  const filter: OrderFilter = { ...anyOrder, search: '777' }
  expect(await readAll('mine', filter, 10)).toEqual(['405-7777777-mine'])
  const { erasedRows: receipt } = await db
    .of('mine')
    .transaction((tx) => eraseTenant(tx, { erasureId: 'era_1', by: 'test', requestId: null }))
  expect(receipt).toMatchObject({ orders: 1, order_search: 1, search_names: 1 })
  for (const table of ['order_counts', 'order_search', 'search_names']) {
    const { rows } = await db.admin.query(`SELECT FROM ordersync.${table} WHERE tenant_id = 'mine'`)
    expect(rows).toHaveLength(0)
  }
  expect(await countOrders(db.of('theirs'), filter)).toBe(1)
})
