import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../../test/make-order.ts'
import { systemRandom } from '../../runtime/random.ts'
import { lockFeed, saveOrders } from '../../store/save-orders.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

let api: TestApi
let operator: string
beforeAll(async () => {
  api = await createTestApi()
  operator = api.operator
})
afterAll(() => api.close())

async function store(tenantId: string, ...observations: Parameters<typeof saveOrders>[3]): Promise<void> {
  await api.db.of(tenantId).transaction(async (tx) => {
    const position = await lockFeed(tx)
    if (position === null) throw new Error('no such tenant')
    await saveOrders(tx, 'con_1', position, observations, systemRandom)
  })
}

const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}T10:00:00.000Z`

test('pages are stable while newer orders arrive: nothing twice, nothing missing', async () => {
  await api.makeTenant('pages')
  // Three orders share an instant: the order number decides between them.
  const ids = Array.from({ length: 9 }, (_, index) => `405-${index}`)
  await store(
    'pages',
    ...ids.map((externalOrderId, index) =>
      makeObservation({ externalOrderId, orderDate: day(10 + Math.floor(index / 3)) }),
    ),
  )
  const seen: string[] = []
  let after = ''
  for (let page = 0; ; page += 1) {
    const { body } = await api.call(operator, 'GET', `/orders?tenantId=pages&limit=2${after}`)
    expect(body.total).toBe(9 + page)
    seen.push(...body.orders.map((order: { externalOrderId: string }) => order.externalOrderId))
    if (body.next === null) break
    after = `&after=${body.next}`
    await store('pages', makeObservation({ externalOrderId: `406-${page}`, orderDate: day(25) }))
  }
  expect(seen).toEqual([...ids].reverse())
})

test('a cursor of another tenant or another list is refused', async () => {
  await api.makeTenant('first')
  await api.makeTenant('second')
  await store('first', makeObservation({ externalOrderId: '1' }), makeObservation({ externalOrderId: '2' }))
  const { next } = (await api.call(operator, 'GET', '/orders?tenantId=first&limit=1')).body
  expect((await api.call(operator, 'GET', `/orders?tenantId=first&limit=1&after=${next}`)).status).toBe(200)
  for (const url of [
    `/orders?tenantId=second&after=${next}`,
    `/quarantine?tenantId=first&after=${next}`,
    `/tenants?after=${next}`,
  ]) {
    expect(await api.call(operator, 'GET', url)).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor', field: 'after' },
    })
  }
})

test('filters narrow the list and its exact total; a day in dateTo counts to its end', async () => {
  await api.makeTenant('filters')
  await store(
    'filters',
    makeObservation({
      externalOrderId: 'f1',
      orderDate: day(1),
      orderStatus: 'SHIPPED',
      orderStatusRaw: 'SHIPPED',
      fulfilledBy: 'AMAZON',
      marketplaceId: 'A1PA6795UKMFR9',
    }),
    makeObservation({ externalOrderId: 'f2', orderDate: day(2), fulfilledBy: 'MERCHANT' }),
    makeObservation({ externalOrderId: 'f3', orderDate: '2026-03-03T23:59:59.000Z' }),
  )
  const list = async (query: string): Promise<unknown> => {
    const { body } = await api.call(operator, 'GET', `/orders?tenantId=filters&${query}`)
    expect(body.total).toBe(body.orders.length)
    return body.orders.map((order: { externalOrderId: string }) => order.externalOrderId)
  }
  expect(await list('limit=10')).toEqual(['f3', 'f2', 'f1'])
  expect(await list('status=SHIPPED')).toEqual(['f1'])
  expect(await list('fulfilledBy=MERCHANT')).toEqual(['f2'])
  expect(await list('marketplaceId=A1PA6795UKMFR9')).toEqual(['f1'])
  expect(await list('dateFrom=2026-03-02')).toEqual(['f3', 'f2'])
  expect(await list('dateFrom=2026-03-02&dateTo=2026-03-03')).toEqual(['f3', 'f2'])
  expect(await list('dateTo=2026-03-02T10:00:00Z')).toEqual(['f2', 'f1'])
})

test('an order says what Amazon told, with clickable tracking; what is unknown is absent', async () => {
  await api.makeTenant('detail')
  await store(
    'detail',
    makeObservation(
      {
        externalOrderId: '405-7',
        total: { amount: '12.30', currency: 'EUR' },
        packages: [
          { packageReferenceId: '1', carrier: 'DHL', trackingNumber: 'JD 01/4', shippedAt: day(2) },
          { packageReferenceId: '2', carrier: 'Somebody', trackingNumber: 'X1' },
        ],
      },
      { document: JSON.stringify({ orderId: '405-7', proceeds: { breakdowns: [{ type: 'ITEM' }] } }) },
    ),
  )
  await store(
    'detail',
    makeObservation({
      externalOrderId: '405-7',
      lastUpdatedAt: day(3),
      orderStatus: 'SHIPPED',
      orderStatusRaw: 'SHIPPED',
    }),
  )
  const [listed] = (await api.call(operator, 'GET', '/orders?tenantId=detail')).body.orders
  expect(listed).toEqual({
    id: expect.stringMatching(/^ord_/),
    tenantId: 'detail',
    marketplace: 'AMAZON',
    externalOrderId: '405-7',
    orderDate: '2026-03-01T10:00:00.000Z',
    lastUpdatedAt: day(3),
    orderStatus: 'SHIPPED',
    orderStatusRaw: 'SHIPPED',
    programs: [],
    total: { amount: '12.30', currency: 'EUR' },
    items: [{ orderItemId: '405-7-1', sku: 'SKU-1', quantity: 1 }],
    packages: [
      {
        packageReferenceId: '1',
        carrier: 'DHL',
        trackingNumber: 'JD 01/4',
        shippedAt: day(2),
        trackingUrl: expect.stringContaining('JD01%2F4'),
      },
      { packageReferenceId: '2', carrier: 'Somebody', trackingNumber: 'X1' },
    ],
    detailLevel: 'full',
    syncedAt: expect.any(String),
  })
  const byNumber = await api.call(operator, 'GET', '/orders/405-7?tenantId=detail')
  const byId = await api.call(operator, 'GET', `/orders/${listed.id}?tenantId=detail`)
  expect(byId.body).toEqual(byNumber.body)
  expect(byNumber.body.timeline).toMatchObject([
    { kind: 'created' },
    { kind: 'updated', changes: { orderStatus: ['UNSHIPPED', 'SHIPPED'] } },
  ])
})

test('an order of another tenant does not exist', async () => {
  await api.makeTenant('mine')
  await api.makeTenant('theirs')
  await store('theirs', makeObservation({ externalOrderId: '405-9' }))
  const key = await api.makeKey('tenant_reader', 'mine')
  const { id } = (await api.call(operator, 'GET', '/orders?tenantId=theirs')).body.orders[0]
  for (const orderId of ['405-9', id]) {
    expect(await api.call(key, 'GET', `/orders/${orderId}`)).toMatchObject({
      status: 404,
      body: { code: 'order_not_found' },
    })
  }
})

test('a search finds orders by any part of their number, tracking number, SKU or ASIN, together with other filters', async () => {
  await api.makeTenant('search')
  await store(
    'search',
    makeObservation({
      externalOrderId: '405-1234567-7654321',
      orderStatus: 'SHIPPED',
      orderStatusRaw: 'SHIPPED',
      items: [{ orderItemId: '1', sku: 'Mug-Blue', asin: 'B0ABCDEF12' }],
      packages: [{ packageReferenceId: '1', carrier: 'DHL', trackingNumber: 'jd014600003' }],
    }),
    makeObservation({
      externalOrderId: '302-1111111-2222222',
      items: [{ orderItemId: '1', sku: 'MUG-RED' }],
    }),
  )
  const find = async (query: string): Promise<unknown> => {
    const { body } = await api.call(operator, 'GET', `/orders?tenantId=search&${query}`)
    expect(body.total).toBe(body.orders.length)
    return body.orders.map((order: { externalOrderId: string }) => order.externalOrderId.slice(0, 3))
  }
  expect(await find('q=567-7')).toEqual(['405'])
  expect(await find('q=mug')).toEqual(['405', '302'])
  expect(await find('q=mug&status=SHIPPED')).toEqual(['405'])
  expect(await find('q=cdef')).toEqual(['405'])
  expect(await find('q=JD0146')).toEqual(['405'])
  expect(await find('q=mug&hasTracking=false')).toEqual(['302'])
  expect(await find('q=%25ug')).toEqual([])
})

test('counts by status fit the list with the same filters', async () => {
  await api.makeTenant('counts')
  const shipped = { orderStatus: 'SHIPPED', orderStatusRaw: 'SHIPPED' } as const
  await store(
    'counts',
    makeObservation({ externalOrderId: 'c1', ...shipped, fulfilledBy: 'AMAZON' }),
    makeObservation({ externalOrderId: 'c2', ...shipped }),
    makeObservation({ externalOrderId: 'c3' }),
  )
  const count = async (query: string): Promise<unknown> =>
    (await api.call(operator, 'GET', `/orders/status-counts?tenantId=counts${query}`)).body
  expect(await count('')).toEqual({ counts: { SHIPPED: 2, UNSHIPPED: 1 }, total: 3 })
  expect(await count('&fulfilledBy=AMAZON')).toEqual({ counts: { SHIPPED: 1 }, total: 1 })
  expect(await count('&dateTo=2020-01-01')).toEqual({ counts: {}, total: 0 })
  expect(await count('&status=SHIPPED')).toMatchObject({ code: 'invalid_request', field: 'status' })
})

test('a cursor holds for the filters that it was made with, and a forged one for nothing', async () => {
  await api.makeTenant('bound')
  await store('bound', makeObservation({ externalOrderId: '1' }), makeObservation({ externalOrderId: '2' }))
  const { next } = (await api.call(operator, 'GET', '/orders?tenantId=bound&limit=1')).body
  const forge = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')
  // Its own cursor, with the position of another order in it.
  const bytes = Buffer.from(next, 'base64url')
  const moved = Buffer.from(bytes.toString('latin1').replace('"2"]', '"1"]'), 'latin1').toString('base64url')
  expect(moved).not.toBe(next)
  for (const query of [
    `status=UNSHIPPED&after=${next}`,
    `q=405&after=${next}`,
    `after=${forge('orders', 'bound', 'x', '2026-03-01T10:00:00.000Z', '1')}`,
    `after=${forge('orders', 'bound', null, null, null)}`,
    `after=${next.slice(0, -8)}`,
    `after=${moved}`,
  ]) {
    expect(await api.call(operator, 'GET', `/orders?tenantId=bound&${query}`), query).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor', field: 'after' },
    })
  }
})
