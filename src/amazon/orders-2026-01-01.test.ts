import { afterEach, expect, test } from 'vitest'
import { createAmazonClient } from './amazon-client.ts'
import type { CallOptions, SearchOrdersParameters } from './orders-api.ts'
import {
  application,
  fakeGovernor,
  lwaToken,
  manualClock,
  recordingLog,
  sellerAccount,
} from './testing/fakes.ts'
import { sampleOrder } from './testing/sample-order.ts'
import { startServer } from './testing/scripted-server.ts'

const cleanUps: (() => unknown)[] = []
afterEach(() => Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp())))

const account = sellerAccount()
const options: CallOptions = { priority: 'delta', maxQuotaDelayMs: 0 }
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('no error'),
    (error: unknown) => error,
  )

async function amazon(body: unknown, status = 200) {
  const server = await startServer(({ target }) =>
    target === '/token' ? lwaToken('Atza|1') : { status, body, headers: { 'x-amzn-RequestId': 'request-7' } },
  )
  const governor = fakeGovernor()
  const client = createAmazonClient({
    application,
    governor,
    clock: manualClock(),
    log: recordingLog(),
    version: '0.1.0',
    lwaUrl: `${server.url}/token`,
    baseUrls: { NA: `${server.url}/na`, EU: `${server.url}/eu`, FE: `${server.url}/fe` },
  })
  cleanUps.push(server.close, client.close)
  const asked = () => new URL(server.requests.at(-1)?.target ?? '', server.url)
  return { ...client, server, governor, asked }
}

test('all parameters of a search arrive as Amazon names them', async () => {
  const { orders, asked, server } = await amazon({ orders: [] })
  const parameters: Required<SearchOrdersParameters> = {
    createdAfter: '2026-01-01T00:00:00.000Z',
    createdBefore: '2026-01-31T00:00:00.000Z',
    lastUpdatedAfter: '2026-02-01T00:00:00.000Z',
    lastUpdatedBefore: '2026-02-02T00:00:00.000Z',
    fulfillmentStatuses: ['SHIPPED', 'PENDING'],
    marketplaceIds: ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH'],
    fulfilledBy: ['AMAZON'],
    maxResultsPerPage: 50,
    includedData: ['PROCEEDS', 'FULFILLMENT'],
  }
  await orders.searchOrders(account, parameters, null, options)
  expect(asked().pathname).toBe('/eu/orders/2026-01-01/orders')
  expect(Object.fromEntries(asked().searchParams)).toEqual({
    createdAfter: '2026-01-01T00:00:00.000Z',
    createdBefore: '2026-01-31T00:00:00.000Z',
    lastUpdatedAfter: '2026-02-01T00:00:00.000Z',
    lastUpdatedBefore: '2026-02-02T00:00:00.000Z',
    fulfillmentStatuses: 'SHIPPED,PENDING',
    marketplaceIds: 'A1PA6795UKMFR9,A13V1IB3VIYZZH',
    fulfilledBy: 'AMAZON',
    maxResultsPerPage: '50',
    includedData: 'PROCEEDS,FULFILLMENT',
  })
  expect(server.requests.at(-1)?.headers['user-agent']).toMatch(/^Ordersync\/0\.1\.0 \(Language=TypeScript; /)
})

test('a page token with + and / arrives unchanged', async () => {
  const { orders, asked } = await amazon({ orders: [] })
  const token = 'a+b/c=&%20 d,ü'
  await orders.searchOrders(account, { lastUpdatedAfter: '2026-01-01T00:00:00.000Z' }, token, options)
  expect(asked().searchParams.get('paginationToken')).toBe(token)
  expect(asked().search).not.toContain('+')
})

test('empty lists are not sent', async () => {
  const { orders, asked } = await amazon({ orders: [] })
  await orders.searchOrders(account, { marketplaceIds: [], includedData: [] }, null, options)
  expect(asked().search).toBe('')
})

test('a page brings its orders, its token and the bounds that Amazon echoes', async () => {
  const { orders } = await amazon({
    orders: [sampleOrder, {}],
    pagination: { nextToken: 'next+token' },
    lastUpdatedBefore: '2026-11-21T18:57:00Z',
  })
  const page = await orders.searchOrders(account, {}, null, options)
  expect(page).toMatchObject({
    nextToken: 'next+token',
    lastUpdatedBefore: '2026-11-21T18:57:00.000Z',
    createdBefore: null,
    unreadable: [{ reason: 'orderId is not a text' }],
  })
  expect(page.observations[0]).toMatchObject({
    observedAt: '2026-11-21T19:00:00.000Z',
    order: { externalOrderId: sampleOrder.orderId },
  })
})

test.each([{ orders: [] }, { orders: [], pagination: {} }, { orders: [], pagination: null }])(
  'a page without a token is the last one (%j)',
  async (body) => {
    const { orders } = await amazon(body)
    expect((await orders.searchOrders(account, {}, null, options)).nextToken).toBeNull()
  },
)

test.each([{}, [], null, { orders: null }, { orders: {} }, { orders: [], pagination: { nextToken: 7 } }])(
  'a 200 that is no page never looks like an empty or a last page (%j)',
  async (body) => {
    const { orders } = await amazon(body)
    expect(await failure(orders.searchOrders(account, {}, null, options))).toMatchObject({
      kind: 'unavailable',
      httpStatus: 200,
      amazonRequestId: 'request-7',
    })
  },
)

test('one order is asked for by its id', async () => {
  const { orders, asked, governor } = await amazon({ order: sampleOrder })
  const page = await orders.getOrder(account, sampleOrder.orderId, ['PACKAGES', 'TAX'], options)
  expect(page.observations).toHaveLength(1)
  expect(page).toMatchObject({ nextToken: null, unreadable: [] })
  expect(asked().pathname).toBe(`/eu/orders/2026-01-01/orders/${sampleOrder.orderId}`)
  expect(asked().searchParams.get('includedData')).toBe('PACKAGES,TAX')
  expect(governor.asked).toEqual(['reserve getOrder 0'])
})

test.each([{}, null, { order: {} }, { order: null }, { order: { orderId: '' } }])(
  'an empty 200 for one order is not found, never an order (%j)',
  async (body) => {
    const { orders } = await amazon(body)
    expect(await failure(orders.getOrder(account, '902-1', [], options))).toMatchObject({ kind: 'not_found' })
  },
)

test.each([400, 404])('an order that Amazon answers with %i is not found', async (status) => {
  const { orders } = await amazon({ errors: [{ code: 'InvalidInput', message: 'x' }] }, status)
  expect(await failure(orders.getOrder(account, '902-1', [], options))).toMatchObject({
    kind: 'not_found',
    httpStatus: status,
  })
})

test('the document of another order is an error, never the answer', async () => {
  const { orders } = await amazon({ order: { ...sampleOrder, orderId: '902-0000000-0000000' } })
  expect(await failure(orders.getOrder(account, sampleOrder.orderId, [], options))).toMatchObject({
    kind: 'unavailable',
  })
})

test('one order that cannot be read is set aside like any other', async () => {
  const { orders } = await amazon({ order: { ...sampleOrder, createdTime: 'yesterday' } })
  const page = await orders.getOrder(account, sampleOrder.orderId, [], options)
  expect(page).toMatchObject({ observations: [], unreadable: [{ externalOrderId: sampleOrder.orderId }] })
})

test.each(['..', '../../sellers', '', 'a/b', '1?x=1', 'é'])(
  'what is no order id is not found without asking Amazon (%j)',
  async (id) => {
    const { orders, server } = await amazon({ order: sampleOrder })
    expect(await failure(orders.getOrder(account, id, [], options))).toMatchObject({ kind: 'not_found' })
    expect(server.requests).toHaveLength(0)
  },
)

test('marketplaces of an account are listed with their state', async () => {
  const marketplace = {
    id: 'A1PA6795UKMFR9',
    name: 'Amazon.de',
    countryCode: 'DE',
    domainName: 'www.amazon.de',
  }
  const { sellers, asked } = await amazon({
    payload: [
      {
        marketplace,
        participation: { isParticipating: true, hasSuspendedListings: false },
        storeName: 'Shop',
      },
      { marketplace: { id: 'NEW' }, participation: { hasSuspendedListings: true } },
      { participation: {} },
      null,
    ],
  })
  expect(await sellers.getMarketplaceParticipations(account, options)).toEqual([
    {
      marketplaceId: 'A1PA6795UKMFR9',
      countryCode: 'DE',
      name: 'Amazon.de',
      participating: true,
      suspended: false,
    },
    { marketplaceId: 'NEW', participating: false, suspended: true },
  ])
  expect(asked().pathname).toBe('/eu/sellers/v1/marketplaceParticipations')
})

test('an answer without a list of marketplaces is unavailable', async () => {
  const { sellers } = await amazon({})
  expect(await failure(sellers.getMarketplaceParticipations(account, options))).toMatchObject({
    kind: 'unavailable',
  })
})
