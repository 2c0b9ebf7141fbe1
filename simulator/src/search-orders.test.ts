import { afterEach, describe, expect, test, vi } from 'vitest'
import type { SimulatedSeller } from './seller.ts'
import { startSimulator } from './start-simulator.ts'
import { connect, EVERYTHING, startTestBench, TEST_EPOCH, type TestBench } from './test-client.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.close()))
})

async function bench(options: Partial<SimulatedSeller> = {}): Promise<TestBench> {
  const started = await startTestBench(options)
  open.push(started.simulator)
  return started
}

function iso(offsetSeconds: number): string {
  return `${new Date(TEST_EPOCH.getTime() + offsetSeconds * 1000).toISOString().slice(0, 19)}Z`
}

const WEEK_AGO = iso(-7 * 86_400)

describe('what Amazon refuses with 400', () => {
  test.each<[string, Record<string, string>]>([
    ['no date at all', {}],
    ['both date families', { createdAfter: WEEK_AGO, lastUpdatedAfter: WEEK_AGO }],
    ['both families crosswise', { createdAfter: WEEK_AGO, lastUpdatedBefore: iso(-600) }],
    ['an upper bound without a lower one', { createdBefore: iso(-600) }],
    ['an upper bound before the lower one', { lastUpdatedAfter: iso(-600), lastUpdatedBefore: iso(-601) }],
    ['an upper bound of a minute ago', { lastUpdatedAfter: WEEK_AGO, lastUpdatedBefore: iso(-119) }],
    ['a lower bound in the future', { lastUpdatedAfter: iso(60) }],
    ['a date that is none', { createdAfter: 'yesterday' }],
    ['a date without a zone', { createdAfter: '2026-07-01T00:00:00' }],
    ['51 marketplaces', { createdAfter: WEEK_AGO, marketplaceIds: Array(51).fill('A1PA6795UKMFR9').join() }],
    ['pages of 101', { createdAfter: WEEK_AGO, maxResultsPerPage: '101' }],
    ['pages of none', { createdAfter: WEEK_AGO, maxResultsPerPage: '0' }],
    ['an unknown dataset', { createdAfter: WEEK_AGO, includedData: 'BUYER,HOROSCOPE' }],
    ['an unknown status', { createdAfter: WEEK_AGO, fulfillmentStatuses: 'Shipped' }],
    ['an unknown fulfiller', { createdAfter: WEEK_AGO, fulfilledBy: 'MFN' }],
    ['an unknown parameter', { createdAfter: WEEK_AGO, MarketplaceIds: 'A1PA6795UKMFR9' }],
    ['an empty list', { createdAfter: WEEK_AGO, marketplaceIds: '' }],
    ['a page token of its own making', { createdAfter: WEEK_AGO, paginationToken: 'abc' }],
  ])('%s', async (_, query) => {
    const { client } = await bench()
    const answer = await client.search(query)
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0].code).toBe('InvalidInput')
    expect(answer.headers.get('x-amzn-errortype')).toBe('InvalidInputException')
    expect(answer.headers.get('x-amzn-ratelimit-limit')).not.toBeNull()
  })

  test('the two-minute rule is named in the message, and exactly two minutes are enough', async () => {
    const { client } = await bench()
    const tooLate = await client.search({ lastUpdatedAfter: WEEK_AGO, lastUpdatedBefore: iso(-119) })
    expect(tooLate.body.errors[0].message).toMatch(/2 minutes/)
    const enough = await client.search({ lastUpdatedAfter: WEEK_AGO, lastUpdatedBefore: iso(-120) })
    expect(enough.status).toBe(200)
  })
})

describe('the window', () => {
  test('includes both bounds to the second', async () => {
    const { client, simulator, seller, clock } = await bench({ ordersPerMonth: 0 })
    for (const second of [9, 10, 20, 21]) {
      simulator.control.putOrder(seller.sellerId, { lastUpdatedTime: iso(second) })
    }
    clock.advance(300_000)
    const orders = await client.searchAll({ lastUpdatedAfter: iso(10), lastUpdatedBefore: iso(20) })
    expect(orders.map((order) => order.lastUpdatedTime)).toEqual([iso(10), iso(20)])
    const created = await client.searchAll({ createdAfter: iso(10), createdBefore: iso(20) })
    expect(created).toHaveLength(2)
  })

  test('ends two minutes before now unless said otherwise, and is always echoed', async () => {
    const { client, clock } = await bench()
    clock.advance(400)
    const updated = await client.search({ lastUpdatedAfter: WEEK_AGO })
    expect(updated.body.lastUpdatedBefore).toBe(iso(-120))
    expect(updated.body.createdBefore).toBeUndefined()
    const created = await client.search({
      createdAfter: WEEK_AGO,
      createdBefore: '2026-07-31T12:00:00+02:00',
    })
    expect(created.body.createdBefore).toBe('2026-07-31T10:00:00Z')
    expect(created.body.lastUpdatedBefore).toBeUndefined()
  })

  test('reaches back two years at most, without a word', async () => {
    const { client } = await bench({ historyDays: 800, ordersPerMonth: 60 })
    const orders = await client.searchAll({ createdAfter: '2020-01-01T00:00:00Z' })
    const oldest = orders[0]?.createdTime ?? ''
    expect(oldest >= '2024-08-01T12:00:00Z').toBe(true)
    expect(oldest < '2024-08-06T00:00:00Z').toBe(true)
  })

  test('is filtered by status, marketplace and fulfiller', async () => {
    const { client, seller } = await bench()
    const everything = await client.searchAll({ createdAfter: WEEK_AGO, includedData: 'FULFILLMENT' })
    const marketplaceIds = seller.marketplaceIds.slice(1, 3).join()
    const filter = { marketplaceIds, fulfillmentStatuses: 'SHIPPED,CANCELLED', fulfilledBy: 'MERCHANT' }
    const some = await client.searchAll({ createdAfter: WEEK_AGO, includedData: 'FULFILLMENT', ...filter })
    const expected = everything.filter(
      ({ salesChannel, fulfillment }) =>
        marketplaceIds.includes(salesChannel.marketplaceId) &&
        ['SHIPPED', 'CANCELLED'].includes(fulfillment.fulfillmentStatus) &&
        fulfillment.fulfilledBy === 'MERCHANT',
    )
    expect(some.length).toBeGreaterThan(5)
    expect(some.map((order) => order.orderId)).toEqual(expected.map((order) => order.orderId))
  })
})

describe('paging', () => {
  const query = { createdAfter: WEEK_AGO, maxResultsPerPage: '10' }

  test('lists exactly what is true, and the last page has no token', async () => {
    const { client, simulator, seller } = await bench({ ordersPerMonth: 1500 })
    const includedData = EVERYTHING
    const listed = await client.searchAll({ createdAfter: '2024-09-01T00:00:00Z', includedData })
    const truth = [...simulator.control.truth({ sellerId: seller.sellerId })].filter(
      (order) => order.createdTime <= iso(-120),
    )
    expect(listed.length).toBeGreaterThan(500)
    const facts = listed.map((order) => ({
      sellerId: seller.sellerId,
      orderId: order.orderId,
      createdTime: order.createdTime,
      lastUpdatedTime: order.lastUpdatedTime,
      fulfillmentStatus: order.fulfillment.fulfillmentStatus,
      fulfilledBy: order.fulfillment.fulfilledBy,
      marketplaceId: order.salesChannel.marketplaceId,
      total: order.proceeds?.grandTotal ?? null,
      items: order.orderItems.map((item: Record<string, Record<string, unknown>>) => ({
        orderItemId: item.orderItemId,
        quantityOrdered: item.quantityOrdered,
        quantityFulfilled: item.fulfillment?.quantityFulfilled,
      })),
      packages: (order.packages ?? []).map((parcel: Record<string, Record<string, unknown>>) => ({
        packageReferenceId: parcel.packageReferenceId,
        status: parcel.packageStatus?.status,
        ...(parcel.trackingNumber ? { trackingNumber: parcel.trackingNumber } : {}),
      })),
    }))
    const byId = (a: { orderId: string }, b: { orderId: string }) => (a.orderId < b.orderId ? -1 : 1)
    expect(facts.toSorted(byId)).toEqual(truth.toSorted(byId))
  })

  test('refuses a token that was not encoded, whose filters changed, or that another seller got', async () => {
    const { client, simulator } = await bench()
    const first = await client.search(query)
    const token: string = first.body.pagination.nextToken
    expect(token).toMatch(/\+.*\/.*=/s)
    const raw = await client.get(
      `/orders/2026-01-01/orders?${new URLSearchParams(query)}&paginationToken=${token}`,
    )
    expect(raw.status).toBe(400)
    const changed = await client.search({ ...query, createdAfter: iso(-6 * 86_400), paginationToken: token })
    expect(changed.status).toBe(400)
    expect(changed.body.errors[0].message).toMatch(/not valid/)
    const added = await client.search({ ...query, fulfilledBy: 'AMAZON', paginationToken: token })
    expect(added.status).toBe(400)
    const stranger = { ...simulator.fleet.sellers[0], sellerId: 'ASTRANGER00000', refreshTokens: ['Atzr|x'] }
    simulator.control.addSeller(stranger as SimulatedSeller)
    const other = await connect(simulator, stranger as SimulatedSeller)
    expect((await other.search({ ...query, paginationToken: token })).status).toBe(400)
  })

  test('lets page size and datasets change from page to page', async () => {
    const { client } = await bench()
    const first = await client.search(query)
    const paginationToken = first.body.pagination.nextToken
    const next = { ...query, maxResultsPerPage: '3', includedData: 'FULFILLMENT', paginationToken }
    const second = await client.search(next)
    expect(second.status).toBe(200)
    expect(second.body.orders).toHaveLength(3)
    expect(second.body.orders[0].fulfillment).toBeDefined()
  })

  test('keeps the upper bound of the first page, and forgets tokens after a day', async () => {
    const { client, clock, simulator, seller } = await bench()
    const first = await client.search(query)
    const paginationToken = first.body.pagination.nextToken
    clock.advance(30 * 60_000)
    const second = await client.search({ ...query, paginationToken })
    expect(second.body.createdBefore).toBe(first.body.createdBefore)
    clock.advance(24 * 3_600_000)
    const fresh = await connect(simulator, seller)
    expect((await fresh.search({ ...query, paginationToken })).status).toBe(400)
  })

  test('survives a restart of the simulator in the middle', async () => {
    const { client, simulator, clock, seller } = await bench()
    const whole = await client.searchAll(query)
    const first = await client.search(query)
    await simulator.close()
    const { fleet } = simulator
    const revived = await startSimulator({
      fleet,
      seed: 'test',
      epoch: TEST_EPOCH,
      clock,
      port: simulator.port,
    })
    open.push(revived)
    // The first call may still try the dead process's connection.
    await vi.waitFor(() => client.search(query))
    // The access token and the page token of the dead process are still good.
    const rest: { orderId: string }[] = [...first.body.orders]
    let paginationToken = first.body.pagination?.nextToken
    for (let page = 0; page < 100 && paginationToken; page++) {
      const answer = await client.search({ ...query, paginationToken })
      expect(answer.status).toBe(200)
      rest.push(...answer.body.orders)
      paginationToken = answer.body.pagination?.nextToken
    }
    expect(rest.map((order) => order.orderId)).toEqual(whole.map((order) => order.orderId))
    expect(seller.sellerId).toBe(revived.fleet.sellers[0]?.sellerId)
  })

  test('misses an order that is updated while others are read: it left the window', async () => {
    const { client, simulator, seller, clock } = await bench({ ordersPerMonth: 0 })
    const ids = [1, 2, 3].map((second) =>
      simulator.control.putOrder(seller.sellerId, { lastUpdatedTime: iso(second) }),
    )
    clock.advance(300_000)
    const live = { lastUpdatedAfter: iso(0), lastUpdatedBefore: iso(60), maxResultsPerPage: '1' }
    const first = await client.search(live)
    simulator.control.putOrder(seller.sellerId, { orderId: ids[2] ?? '', status: 'SHIPPED' })
    const second = await client.search({ ...live, paginationToken: first.body.pagination.nextToken })
    expect(second.body.orders[0].orderId).toBe(ids[1])
    expect(second.body.pagination).toBeUndefined()
  })
})

describe('included data', () => {
  const query = { createdAfter: WEEK_AGO }

  test('is nothing but identity, channel and products unless asked for', async () => {
    const { client } = await bench({ everyField: true })
    const answer = await client.search(query)
    expect(Object.keys(answer.body.orders[0]).sort()).toEqual([
      'associatedOrders',
      'createdTime',
      'lastUpdatedTime',
      'orderAliases',
      'orderId',
      'orderItems',
      'programs',
      'salesChannel',
    ])
    expect(Object.keys(answer.body.orders[0].orderItems[0]).sort()).toEqual([
      'associatedOrderItems',
      'measurement',
      'orderItemId',
      'product',
      'programs',
      'quantityOrdered',
    ])
  })

  test('fills every field with planted buyer values for a seller made for that', async () => {
    const { client } = await bench({ everyField: true })
    const [order] = (await client.search({ ...query, includedData: EVERYTHING })).body.orders
    expect(order.buyer.buyerName).toBe(`PII-${order.orderId}-name`)
    expect(order.recipient.deliveryAddress.extendedFields.streetName).toContain('PII-')
    expect(order.orderItems[0].fulfillment.packing.giftOption.giftMessage).toContain('PII-')
    expect(order.orderItems[0].expense.pointsCost.pointsGranted.pointsNumber).toBe(12)
    expect(order.fulfillmentOrders).toHaveLength(1)
    expect(order.packages[0].packageItems[0].transparencyCodes).toHaveLength(1)
  })

  test('holds no buyer data without the role, and says nothing about it', async () => {
    const roles = ['INVENTORY_AND_ORDER_TRACKING'] as const
    const { client } = await bench({ everyField: true, roles })
    const answer = await client.search({ ...query, includedData: EVERYTHING })
    expect(answer.status).toBe(200)
    expect(answer.text).not.toMatch(/PII-[^"]*(name|email|addressLine|giftMessage|customizedUrl|taxNumber)/i)
    expect(answer.body.orders[0].buyer).toBeUndefined()
    expect(answer.body.orders[0].recipient).toBeUndefined()
    expect(answer.body.orders[0].proceeds).toBeDefined()
  })

  test('gives the e-mail to shippers and the name to those who invoice', async () => {
    const shipper = await bench({ everyField: true, roles: ['DIRECT_TO_CONSUMER_SHIPPING'] })
    const shipped = (await shipper.client.search({ ...query, includedData: 'BUYER' })).body.orders[0].buyer
    expect(Object.keys(shipped)).toEqual(['buyerEmail'])
    const invoicer = await bench({ everyField: true, roles: ['TAX_INVOICING'] })
    const invoiced = (await invoicer.client.search({ ...query, includedData: 'BUYER' })).body.orders[0].buyer
    expect(invoiced.buyerName).toBeDefined()
    expect(invoiced.buyerEmail).toBeUndefined()
  })
})

describe('getOrder', () => {
  test('shows one order as the search does', async () => {
    const { client } = await bench()
    const [order] = (await client.search({ createdAfter: WEEK_AGO, includedData: EVERYTHING })).body.orders
    const path = `/orders/2026-01-01/orders/${order.orderId}?includedData=${EVERYTHING}`
    expect((await client.get(path)).body).toEqual({ order })
  })

  test('knows no order of another seller', async () => {
    const { client, simulator, seller } = await bench()
    const stranger = { ...seller, sellerId: 'ASTRANGER00000', refreshTokens: ['Atzr|x'] }
    simulator.control.addSeller(stranger)
    const [order] = (await client.search({ createdAfter: WEEK_AGO })).body.orders
    const other = await connect(simulator, stranger)
    for (const orderId of [order.orderId, '302-0000000-0000000', 'nonsense']) {
      const answer = await other.get(`/orders/2026-01-01/orders/${orderId}`)
      expect(answer.status).toBe(404)
      expect(answer.body.errors[0].code).toBe('NotFound')
      expect(answer.headers.get('x-amzn-ratelimit-limit')).toBe('1000')
    }
  })

  test('refuses an unknown number as invalid where the seller is told to do so', async () => {
    const { client } = await bench({ refusesUnknownOrders: true })
    const answer = await client.get('/orders/2026-01-01/orders/302-0000000-0000000')
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0].code).toBe('InvalidInput')
  })
})
