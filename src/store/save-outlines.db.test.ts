import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import type { Order, OrderObservation } from '../domain/order.ts'
import { systemRandom } from '../runtime/random.ts'
import { sqlState, type Transaction } from './database.ts'
import { decompressDocument } from './order-document.ts'
import { lockFeed, type SavedOrders, saveOrders } from './save-orders.ts'
import { saveOutlines } from './save-outlines.ts'
import { saveTenant } from './tenants.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

type Save = (
  tx: Transaction,
  connectionId: string,
  feedPosition: bigint,
  observations: readonly OrderObservation[],
  random: typeof systemRandom,
) => Promise<SavedOrders>

async function saveBy(save: Save, tenantId: string, observations: readonly OrderObservation[]) {
  await saveTenant(database.of(tenantId), tenantId)
  return database.of(tenantId).transaction(async (tx) => {
    const position = await lockFeed(tx)
    if (position === null) throw new Error('no such tenant')
    return save(tx, 'con_1', position, observations, systemRandom)
  })
}
const importRows = (tenantId: string, ...observations: OrderObservation[]) =>
  saveBy(saveOutlines, tenantId, observations)
const tellByApi = (tenantId: string, ...observations: OrderObservation[]) =>
  saveBy(saveOrders, tenantId, observations)

/** An order with a line for each SKU, as a report that was read on that day tells it. */
function outline(
  externalOrderId: string,
  skus: readonly string[] = ['SKU-1'],
  { day = 9, ...fields }: Partial<Order> & { readonly day?: number } = {},
): OrderObservation {
  const items = skus.map((sku, index) => ({
    orderItemId: `outline:${sku}:${skus.slice(0, index + 1).filter((other) => other === sku).length}`,
    sku,
    quantity: 1,
    total: { amount: '9.90', currency: 'EUR' },
  }))
  const order = {
    externalOrderId,
    orderStatus: 'SHIPPED' as const,
    orderStatusRaw: 'Shipped',
    items,
    ...fields,
  }
  return makeObservation(order, {
    source: 'report',
    detailLevel: 'outline',
    observedAt: `2026-03-${String(day).padStart(2, '0')}T12:00:00.000Z`,
    document: JSON.stringify({ rows: skus.map((sku) => ({ sku, 'order-status': order.orderStatusRaw })) }),
  })
}

/** Everything that is stored of a tenant, but for ids and the time of writing. */
async function stored(tenantId: string) {
  const rowsOf = async (table: string, order: string) =>
    (
      await database.admin.query<Record<string, unknown>>(
        `SELECT * FROM ordersync.${table} WHERE tenant_id = $1 ORDER BY ${order}`,
        [tenantId],
      )
    ).rows.map(({ tenant_id: _tenant, id: _id, synced_at: _synced, recorded_at: _recorded, ...row }) => row)
  const orders = await rowsOf('orders', 'external_order_id')
  const totals = await database.admin.query(
    'SELECT feed_position::integer, order_count::integer, item_count::integer FROM ordersync.tenants WHERE tenant_id = $1',
    [tenantId],
  )
  return {
    orders: orders.map(
      ({ document, ...row }): Record<string, unknown> => ({
        ...row,
        document: decompressDocument(document as Buffer),
      }),
    ),
    items: await rowsOf('order_items', 'external_order_id, order_item_id'),
    feed: await rowsOf('order_changes', 'position'),
    totals: totals.rows[0] as Record<string, unknown>,
  }
}

test('unknown orders leave exactly the rows that a page of them leaves', async () => {
  const batch = [
    outline('303-1', ['A', 'A', 'B'], {
      sellerOrderId: 'S\\1',
      salesChannel: 'Amazon.de',
      marketplaceId: 'A1PA6795UKMFR9',
      fulfilledBy: 'MERCHANT',
      serviceLevel: 'tab\there',
      lastUpdatedAt: '2026-03-05T00:00:00.000Z',
    }),
    outline('303-2', [], { orderStatus: 'CANCELLED', orderStatusRaw: 'Cancelled' }),
    makeObservation(
      { externalOrderId: '303-3', items: [{ orderItemId: 'x', title: 'a\\N "b"\r\nÄ 語 🎁' }] },
      { source: 'report', detailLevel: 'outline' },
    ),
    outline('303-4', ['\\N'], { lastUpdatedAt: '2026-03-02T00:00:00.000Z' }),
  ]
  expect(await importRows('by-copy', ...batch)).toEqual({ changed: 4, created: 4 })
  expect(await tellByApi('by-page', ...batch)).toEqual({ changed: 4, created: 4 })
  const found = await stored('by-copy')
  expect(found).toEqual(await stored('by-page'))
  expect(found.totals).toEqual({ feed_position: 4, order_count: 4, item_count: 5 })
})

test('an order without a status word is UNKNOWN, and unknown is not zero', async () => {
  const bare = makeObservation({ externalOrderId: '1', items: [{ orderItemId: 'outline:A:1' }] })
  const { orderStatus: _status, orderStatusRaw: _raw, ...order } = bare.order
  await importRows('bare', { ...bare, order, source: 'report', detailLevel: 'outline' })
  const { orders, items } = await stored('bare')
  expect(orders).toMatchObject([{ order_status: 'UNKNOWN', order_status_raw: null, total_amount: null }])
  expect(items).toMatchObject([{ quantity: null, total_amount: null, sku: null }])
})

test('the same batch again changes nothing, whether it is repeated or the report is read again', async () => {
  const batch = (day: number) => [outline('1', ['A'], { day }), outline('2', ['A', 'A'], { day })]
  await importRows('again', ...batch(9))
  const before = await stored('again')
  expect(await importRows('again', ...batch(9))).toEqual({ changed: 0, created: 0 })
  expect(await importRows('again', ...batch(10))).toEqual({ changed: 0, created: 0 })
  expect(await stored('again')).toEqual(before)
})

test('an order that the API has told is never touched by a report', async () => {
  await tellByApi('told', makeObservation({ externalOrderId: '1' }))
  const before = await stored('told')
  const newer = outline('1', ['A'], { lastUpdatedAt: '2026-03-08T00:00:00.000Z' })
  expect(await importRows('told', newer, outline('2'))).toEqual({ changed: 1, created: 1 })
  const after = await stored('told')
  expect(after.orders[0]).toEqual(before.orders[0])
  expect(after.feed).toMatchObject([
    { position: '1', external_order_id: '1' },
    { position: '2', external_order_id: '2', kind: 'created', difference: null },
  ])
})

test('a newer outline replaces an outline and its placeholder items, and the feed says what changed', async () => {
  await importRows('newer', outline('1', ['A', 'B'], { orderStatus: 'PENDING', orderStatusRaw: 'Pending' }))
  const later = { lastUpdatedAt: '2026-03-08T00:00:00.000Z', day: 10 }
  expect(await importRows('newer', outline('1', ['C'], later), outline('2'))).toEqual({
    changed: 2,
    created: 1,
  })
  const { items, feed, totals } = await stored('newer')
  expect(items).toMatchObject([
    { external_order_id: '1', sku: 'C' },
    { external_order_id: '2', sku: 'SKU-1' },
  ])
  expect(feed).toMatchObject([
    { position: '1', kind: 'created', difference: null },
    { position: '2', external_order_id: '2', kind: 'created', difference: null },
    {
      position: '3',
      external_order_id: '1',
      kind: 'updated',
      difference: { orderStatus: ['PENDING', 'SHIPPED'], orderStatusRaw: ['Pending', 'Shipped'] },
    },
  ])
  expect(feed[2]?.difference).toHaveProperty('items')
  expect(totals).toEqual({ feed_position: 3, order_count: 2, item_count: 2 })
  expect(await importRows('newer', outline('1', ['A', 'B'], { day: 11 }))).toEqual({ changed: 0, created: 0 })
})

test('the API completes an outline, and its items take the place of the placeholders', async () => {
  await importRows('completed', outline('1', ['A', 'B']))
  await tellByApi('completed', makeObservation({ externalOrderId: '1' }))
  const { orders, items, feed, totals } = await stored('completed')
  expect(orders).toMatchObject([{ detail_level: 'full', source_rank: 2 }])
  expect(items).toMatchObject([{ order_item_id: '1-1' }])
  expect(feed[1]).toMatchObject({ kind: 'updated', difference: { detailLevel: ['outline', 'full'] } })
  expect(totals).toMatchObject({ order_count: 1, item_count: 1 })
})

test('an order that a report declares twice has the lines of both, in one batch or in two', async () => {
  const later = { lastUpdatedAt: '2026-03-08T00:00:00.000Z', orderStatusRaw: 'Shipped - Delivered' }
  const one = outline('1', ['A', 'B'], { fulfilledBy: 'MERCHANT' })
  const other = outline('1', ['A'], later)
  expect(await importRows('one-batch', one, outline('2'), other)).toEqual({ changed: 2, created: 2 })
  expect(await importRows('two-batches', one, outline('2'))).toEqual({ changed: 2, created: 2 })
  expect(await importRows('two-batches', other)).toEqual({ changed: 1, created: 0 })

  const together = await stored('one-batch')
  const apart = await stored('two-batches')
  expect(together.items.map((row) => row.order_item_id)).toEqual([
    'outline:A:1',
    'outline:A:2',
    'outline:B:1',
    'outline:SKU-1:1',
  ])
  expect(apart.items).toEqual(together.items)
  expect(apart.totals).toMatchObject({ order_count: 2, item_count: 4, feed_position: 3 })
  const {
    order_status_raw: status,
    last_updated_at: version,
    document,
    content_hash,
  } = together.orders[0] ?? {}
  expect(status).toBe('Shipped - Delivered')
  expect(apart.orders[0]).toMatchObject({
    order_status_raw: status,
    last_updated_at: version,
    document,
    content_hash,
  })

  expect(await importRows('two-batches', one, outline('2'))).toEqual({ changed: 0, created: 0 })
  expect(await importRows('two-batches', other)).toEqual({ changed: 0, created: 0 })
  expect(await stored('two-batches')).toEqual(apart)
})

test('further lines that are older than what is stored leave what holds for the whole order', async () => {
  await importRows('older-lines', outline('1', ['A'], { lastUpdatedAt: '2026-03-08T00:00:00.000Z' }))
  const older = outline('1', ['B'], { orderStatus: 'PENDING', orderStatusRaw: 'Pending' })
  expect(await importRows('older-lines', older)).toEqual({ changed: 1, created: 0 })
  const { orders, items } = await stored('older-lines')
  expect(orders).toMatchObject([{ order_status: 'SHIPPED', last_updated_at: new Date('2026-03-08') }])
  expect(items.map((row) => row.sku)).toEqual(['A', 'B'])
})

test('an outline whose connection is gone belongs to the one that brings it again; others keep theirs', async () => {
  await importRows('adopted', outline('1'))
  const connectionIds = async () => (await stored('adopted')).orders.map((order) => order.connection_id)
  const importBy = (connectionId: string, day: number) =>
    saveBy((tx, _connectionId, ...rest) => saveOutlines(tx, connectionId, ...rest), 'adopted', [
      outline('1', ['SKU-1'], { day }),
    ])
  const connect = (connectionId: string) =>
    database.admin.query(
      `INSERT INTO ordersync.connections (tenant_id, connection_id, region, selling_partner_id, status, marketplace_ids)
       VALUES ('adopted', $1, 'EU', $1, 'connected', '{}')`,
      [connectionId],
    )
  expect(await importBy('con_2', 10)).toEqual({ changed: 0, created: 0 })
  expect(await connectionIds()).toEqual(['con_2'])
  await connect('con_2')
  expect(await importBy('con_3', 11)).toEqual({ changed: 0, created: 0 })
  expect(await connectionIds()).toEqual(['con_2'])
})

test('eight imports of one tenant leave a feed without gaps or doubles', async () => {
  await Promise.all(
    Array.from({ length: 8 }, (_, writer) =>
      importRows(
        'busy',
        ...Array.from({ length: 50 }, (_, n) => outline(`${n * 3 + writer}`, ['A'], { day: 9 })),
      ),
    ),
  )
  const { orders, feed, totals } = await stored('busy')
  expect(feed.map((row) => Number(row.position))).toEqual(feed.map((_, index) => index + 1))
  expect(totals).toEqual({
    feed_position: feed.length,
    order_count: orders.length,
    item_count: orders.length,
  })
  expect(feed).toHaveLength(orders.length)
})

test('a row that PostgreSQL refuses early in a large COPY fails its transaction and nothing else', async () => {
  const rows = `broken\tx\n${'broken\t1\n'.repeat(500_000)}`
  const attempt = database
    .of('broken')
    .transaction((tx) => tx.insertRows({ table: 'coverage', columns: 'tenant_id, from_at', rows }))
  expect(sqlState(await attempt.catch((error: unknown) => error))).toBe('22007')
  const { rows: answered } = await database.query('SELECT 1 AS one')
  expect(answered).toEqual([{ one: 1 }])
})
