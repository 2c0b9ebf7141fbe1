import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import type { Order, OrderObservation, OrderPackage } from '../domain/order.ts'
import { systemRandom } from '../runtime/random.ts'
import { decompressDocument } from './order-document.ts'
import { listOrdersByNumber } from './orders.ts'
import { lockFeed, type SavedOrders, saveOrders } from './save-orders.ts'
import { saveTenant } from './tenants.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function save(tenantId: string, ...observations: OrderObservation[]): Promise<SavedOrders> {
  await saveTenant(database.of(tenantId), tenantId)
  return database.of(tenantId).transaction(async (tx) => {
    const position = await lockFeed(tx)
    if (position === null) throw new Error('no such tenant')
    return saveOrders(tx, 'con_1', position, observations, systemRandom)
  })
}

async function feed(tenantId: string) {
  const { rows } = await database.admin.query<{
    position: string
    external_order_id: string
    kind: string
    difference: unknown
  }>(
    'SELECT position, external_order_id, kind, difference FROM ordersync.order_changes WHERE tenant_id = $1 ORDER BY position',
    [tenantId],
  )
  return rows
}

async function storedOrder(tenantId: string, id: string) {
  const { rows } = await database.admin.query(
    'SELECT * FROM ordersync.orders WHERE tenant_id = $1 AND external_order_id = $2',
    [tenantId, id],
  )
  return rows[0] as Record<string, unknown>
}

test('a fresh order is stored with its items, packages, document and one entry in the feed', async () => {
  const observation = makeObservation({
    externalOrderId: '405-1',
    total: { amount: '12.30', currency: 'EUR' },
    programs: ['PRIME'],
    packages: [{ packageReferenceId: '1', carrier: 'DHL', trackingNumber: 'T1' }],
  })
  expect(await save('fresh', observation)).toEqual({ changed: 1, created: 1 })

  const row = await storedOrder('fresh', '405-1')
  expect(row).toMatchObject({
    total_amount: '12.30',
    total_currency: 'EUR',
    programs: ['PRIME'],
    order_status: 'UNSHIPPED',
  })
  expect(decompressDocument(row.document as Buffer)).toBe(observation.document)
  const items = await database.admin.query(
    'SELECT sku, quantity FROM ordersync.order_items WHERE tenant_id = $1',
    ['fresh'],
  )
  expect(items.rows).toEqual([{ sku: 'SKU-1', quantity: 1 }])
  const packages = await database.admin.query(
    'SELECT tracking_number FROM ordersync.order_packages WHERE tenant_id = $1',
    ['fresh'],
  )
  expect(packages.rows).toEqual([{ tracking_number: 'T1' }])
  expect(await feed('fresh')).toEqual([
    { position: '1', external_order_id: '405-1', kind: 'created', difference: null },
  ])
})

test('the same page again changes nothing and says nothing in the feed', async () => {
  const page = [makeObservation({ externalOrderId: '405-1' }), makeObservation({ externalOrderId: '405-2' })]
  expect(await save('again', ...page)).toEqual({ changed: 2, created: 2 })
  expect(await save('again', ...page)).toEqual({ changed: 0, created: 0 })
  expect(await feed('again')).toHaveLength(2)
})

test('a late page never overwrites a newer order', async () => {
  await save(
    'late',
    makeObservation({
      externalOrderId: '1',
      lastUpdatedAt: '2026-03-02T00:00:00.000Z',
      orderStatus: 'SHIPPED',
      orderStatusRaw: 'SHIPPED',
    }),
  )
  const late = makeObservation(
    { externalOrderId: '1', lastUpdatedAt: '2026-03-01T23:59:59.000Z' },
    { observedAt: '2026-03-09T00:00:00.000Z' },
  )
  expect(await save('late', late)).toEqual({ changed: 0, created: 0 })
  expect(await storedOrder('late', '1')).toMatchObject({ order_status: 'SHIPPED' })
})

test('two updates in the same second: the copy that was read later wins, whichever is written last', async () => {
  const at = '2026-03-02T00:00:00.000Z'
  const first = makeObservation(
    { externalOrderId: '1', lastUpdatedAt: at },
    { observedAt: '2026-03-02T00:03:00.000Z' },
  )
  const second = makeObservation(
    { externalOrderId: '1', lastUpdatedAt: at, orderStatus: 'CANCELLED', orderStatusRaw: 'CANCELLED' },
    { observedAt: '2026-03-02T00:06:00.000Z' },
  )
  await save('same-second', first)
  expect(await save('same-second', second)).toEqual({ changed: 1, created: 0 })
  expect(await save('same-second', first)).toEqual({ changed: 0, created: 0 })
  expect(await storedOrder('same-second', '1')).toMatchObject({ order_status: 'CANCELLED' })
})

test('a missing total in a later answer keeps the known total, and a later sync does not erase tracking numbers', async () => {
  await save(
    'less',
    makeObservation({
      externalOrderId: '1',
      total: { amount: '99.00', currency: 'EUR' },
      packages: [{ packageReferenceId: '1', trackingNumber: 'T1' }],
    }),
  )
  await save(
    'less',
    makeObservation({
      externalOrderId: '1',
      lastUpdatedAt: '2026-03-03T00:00:00.000Z',
      packages: [{ packageReferenceId: '1', status: 'DELIVERED' }],
    }),
  )
  await save('less', makeObservation({ externalOrderId: '1', lastUpdatedAt: '2026-03-04T00:00:00.000Z' }))
  expect(await storedOrder('less', '1')).toMatchObject({ total_amount: '99.00' })
  const { rows } = await database.admin.query(
    'SELECT tracking_number, status, missing_since FROM ordersync.order_packages WHERE tenant_id = $1',
    ['less'],
  )
  expect(rows).toEqual([{ tracking_number: 'T1', status: 'DELIVERED', missing_since: null }])
})

test('an item that a newer copy no longer has is flagged, not deleted, comes back unflagged, and counts only while it is there', async () => {
  const items = [
    { orderItemId: 'a', quantity: 1 },
    { orderItemId: 'b', quantity: 2 },
  ]
  const [first, second] = items as [(typeof items)[0], (typeof items)[0]]
  const flags = async () =>
    (
      await database.admin.query<{ order_item_id: string; missing: boolean }>(
        'SELECT order_item_id, missing_since IS NOT NULL AS missing FROM ordersync.order_items WHERE tenant_id = $1 ORDER BY 1',
        ['items'],
      )
    ).rows
  const counts = async () =>
    (
      await database.admin.query(
        `SELECT item_count::integer AS counted, (SELECT count(*)::integer FROM ordersync.order_items_v1 i WHERE i.tenant_id = t.tenant_id) AS seen
         FROM ordersync.tenants t WHERE tenant_id = 'items'`,
      )
    ).rows[0]
  await save('items', makeObservation({ externalOrderId: '1', items: [first, second] }))
  expect(await counts()).toEqual({ counted: 2, seen: 2 })
  await save(
    'items',
    makeObservation({ externalOrderId: '1', items: [first], lastUpdatedAt: '2026-03-02T00:00:00.000Z' }),
  )
  expect(await flags()).toEqual([
    { order_item_id: 'a', missing: false },
    { order_item_id: 'b', missing: true },
  ])
  expect(await counts()).toEqual({ counted: 1, seen: 1 })
  await save(
    'items',
    makeObservation({
      externalOrderId: '1',
      items: [first, second],
      lastUpdatedAt: '2026-03-03T00:00:00.000Z',
    }),
  )
  expect(await flags()).toEqual([
    { order_item_id: 'a', missing: false },
    { order_item_id: 'b', missing: false },
  ])
  expect(await counts()).toEqual({ counted: 2, seen: 2 })
})

test('a package that a newer copy no longer has is flagged, and comes back with the tracking number that it had', async () => {
  const copy = (day: number, packages: OrderPackage[]) =>
    save(
      'packages',
      makeObservation({ externalOrderId: '1', packages, lastUpdatedAt: `2026-03-0${day}T00:00:00.000Z` }),
    )
  const found = async () =>
    (
      await database.admin.query(
        `SELECT p.package_reference_id AS id, p.tracking_number, p.missing_since IS NOT NULL AS missing, o.has_tracking
         FROM ordersync.order_packages p JOIN ordersync.orders o USING (tenant_id, external_order_id)
         WHERE tenant_id = 'packages' ORDER BY 1`,
      )
    ).rows.map(({ id, tracking_number, missing, has_tracking }) => [
      id,
      tracking_number,
      missing,
      has_tracking,
    ])
  await copy(1, [{ packageReferenceId: '1', trackingNumber: 'T1' }, { packageReferenceId: '2' }])
  await copy(2, [{ packageReferenceId: '2' }])
  expect(await found()).toEqual([
    ['1', 'T1', true, false],
    ['2', null, false, false],
  ])
  await copy(3, [{ packageReferenceId: '1' }])
  expect(await found()).toEqual([
    ['1', 'T1', false, true],
    ['2', null, true, true],
  ])
})

test('the feed says what changed, from what to what', async () => {
  await save('diff', makeObservation({ externalOrderId: '1', total: { amount: '10.00', currency: 'EUR' } }))
  await save(
    'diff',
    makeObservation({
      externalOrderId: '1',
      lastUpdatedAt: '2026-03-02T00:00:00.000Z',
      orderStatus: 'SHIPPED',
      orderStatusRaw: 'SHIPPED',
      items: [{ orderItemId: '1-1', sku: 'SKU-1', quantity: 1, quantityFulfilled: 1 }],
      packages: [{ packageReferenceId: '1', carrier: 'DHL', trackingNumber: 'T1' }],
    }),
  )
  const [, updated] = await feed('diff')
  expect(updated).toMatchObject({ position: '2', kind: 'updated' })
  expect(updated?.difference).toEqual({
    orderStatus: ['UNSHIPPED', 'SHIPPED'],
    orderStatusRaw: ['UNSHIPPED', 'SHIPPED'],
    items: [
      [{ orderItemId: '1-1', quantity: 1, quantityFulfilled: null }],
      [{ orderItemId: '1-1', quantity: 1, quantityFulfilled: 1 }],
    ],
    packages: [
      [],
      [{ packageReferenceId: '1', carrier: 'DHL', trackingNumber: 'T1', status: null, shippedAt: null }],
    ],
  })
})

test('what a newer copy does not tell is no change, and packages that vanish are one', async () => {
  const items = [{ orderItemId: '1', quantity: 2, quantityFulfilled: 1 }]
  const packages = [{ packageReferenceId: '1', carrier: 'DHL', trackingNumber: 'T1' }]
  await save('quiet', makeObservation({ externalOrderId: '405-1', items, packages }))
  await save(
    'quiet',
    makeObservation({
      externalOrderId: '405-1',
      lastUpdatedAt: '2026-03-02T10:00:00.000Z',
      items: [{ orderItemId: '1', quantity: 2 }],
      packages: [{ packageReferenceId: '1', trackingNumber: 'T1' }],
    }),
  )
  await save(
    'quiet',
    makeObservation({
      externalOrderId: '405-1',
      lastUpdatedAt: '2026-03-03T10:00:00.000Z',
      items,
      packages: [],
    }),
  )
  const [, second, third] = await feed('quiet')
  expect(second?.difference).toEqual({})
  expect(third?.difference).toEqual({ packages: [[expect.objectContaining({ carrier: 'DHL' })], []] })
})

/** Few values, so that two copies often agree; undefined: Amazon did not tell. */
const told = <T>(...values: readonly T[]) => fc.constantFrom(...values, undefined)
const money = told('1.50', '2').map((amount) => amount && { amount, currency: 'EUR' })
const day = told('2026-04-01T00:00:00.000Z', '2026-04-02T00:00:00.000Z')
const words = told<readonly string[]>(['PRIME'], ['PRIME', 'BUSINESS'])
const itemCopy = fc.record({
  ...{ orderItemId: fc.constantFrom('a', 'b', 'c'), sku: told('MUG', 'LAMP'), quantity: told(1, 2) },
  ...{ unitPrice: money, programs: words },
  cancellation: told({ requestedBy: 'BUYER' }, { cancelledBy: 'SELLER', reason: 'No stock' }),
})
const packageCopy = fc.record({
  ...{ packageReferenceId: fc.constantFrom('1', '2'), trackingNumber: told('T1', 'T2'), createdAt: day },
  ...{
    detailedStatus: told('LOST'),
    items: told([{ orderItemId: 'a', quantity: 1 }], [{ orderItemId: 'b' }]),
  },
})
const orderCopy = fc.record({
  ...{
    orderDate: day.map((at) => at ?? '2026-03-01T10:00:00.000Z'),
    serviceLevel: told('Standard', 'Expedited'),
  },
  ...{ total: money, taxTotal: money, programs: words },
  shipBy: fc.record({ earliest: day, latest: day }),
  items: fc.uniqueArray(itemCopy, { selector: ({ orderItemId }) => orderItemId }),
  packages: fc.option(
    fc.uniqueArray(packageCopy, { selector: ({ packageReferenceId }) => packageReferenceId }),
    {
      nil: undefined,
    },
  ),
})

test('for any two copies of an order the feed has a difference exactly if an answer has one', async () => {
  const pairs = fc.sample(fc.tuple(orderCopy, orderCopy), 300)
  const id = (index: number): string => String(index).padStart(3, '0')
  const copies = (side: 0 | 1): readonly OrderObservation[] =>
    pairs.map((pair, index) => {
      // What is undefined is absent, as from a decoder.
      const order = JSON.parse(JSON.stringify(pair[side])) as Partial<Order>
      return makeObservation({
        externalOrderId: id(index),
        lastUpdatedAt: `2026-05-0${side + 1}T00:00:00.000Z`,
        ...order,
      })
    })
  const shown = async () => {
    const orders = await listOrdersByNumber(
      database.of('pairs'),
      pairs.map((_, index) => id(index)),
    )
    return pairs.map((_, index) => {
      const {
        syncedAt: _synced,
        lastUpdatedAt: _version,
        programs = [],
        ...order
      } = orders.get(id(index)) ?? fail()
      return { ...order, programs }
    })
  }
  const fail = (): never => {
    throw new Error('no such order')
  }
  await save('pairs', ...copies(0))
  const before = await shown()
  await save('pairs', ...copies(1))
  const after = await shown()
  const differences = (await feed('pairs')).slice(pairs.length)
  for (const [index, { external_order_id, difference }] of differences.entries()) {
    expect(external_order_id).toBe(id(index))
    const differs = !isDeepStrictEqual(before[index], after[index])
    expect([pairs[index], Object.keys(difference as object).length > 0]).toEqual([pairs[index], differs])
  }
})

test('one order twice in a page is stored once, in its newest copy', async () => {
  const saved = await save(
    'twice',
    makeObservation({
      externalOrderId: '1',
      lastUpdatedAt: '2026-03-02T00:00:00.000Z',
      orderStatus: 'SHIPPED',
      orderStatusRaw: 'SHIPPED',
    }),
    makeObservation({ externalOrderId: '1' }),
  )
  expect(saved).toEqual({ changed: 1, created: 1 })
  expect(await storedOrder('twice', '1')).toMatchObject({ order_status: 'SHIPPED' })
})

test('the same order number in two tenants is two orders', async () => {
  await save('tenant-a', makeObservation({ externalOrderId: '1' }))
  await save(
    'tenant-b',
    makeObservation({ externalOrderId: '1', orderStatus: 'SHIPPED', orderStatusRaw: 'SHIPPED' }),
  )
  expect(await storedOrder('tenant-a', '1')).toMatchObject({ order_status: 'UNSHIPPED' })
  expect(await storedOrder('tenant-b', '1')).toMatchObject({ order_status: 'SHIPPED' })
})

test('eight writers of one tenant leave a feed without gaps or doubles, in the order of their commits', async () => {
  await saveTenant(database.of('busy'), 'busy')
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let page = 0; page < 5; page += 1) {
        const orders = Array.from({ length: 10 }, (_, n) =>
          makeObservation({
            externalOrderId: `${(n * 7 + writer) % 20}`,
            lastUpdatedAt: `2026-03-0${page + 1}T00:00:0${writer}.000Z`,
          }),
        )
        await save('busy', ...orders)
      }
    }),
  )
  const entries = await feed('busy')
  expect(entries.map((entry) => Number(entry.position))).toEqual(entries.map((_, index) => index + 1))
  const { rows } = await database.admin.query<{ feed_position: string }>(
    'SELECT feed_position FROM ordersync.tenants WHERE tenant_id = $1',
    ['busy'],
  )
  expect(Number(rows[0]?.feed_position)).toBe(entries.length)
})
