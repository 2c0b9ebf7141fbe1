import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Order } from '../domain/order.ts'
import { decodeOrder } from './decode-order.ts'
import { decodeOrders } from './decode-page.ts'
import { sampleOrder } from './testing/sample-order.ts'

const observedAt = '2026-11-21T19:00:00.000Z'
const [item] = sampleOrder.orderItems

function decode(changes: Readonly<Record<string, unknown>> = {}): Order {
  const decoded = decodeOrder({ ...sampleOrder, ...changes })
  if (decoded.kind === 'unreadable') expect.fail(decoded.reason)
  return decoded.order
}

test('an order of Amazon becomes ours', () => {
  expect(decode()).toEqual({
    externalOrderId: '902-3159896-1390916',
    sellerOrderId: 'SHOP-4711',
    marketplaceId: 'A1PA6795UKMFR9',
    salesChannel: 'Amazon.de',
    orderDate: '2026-11-20T08:15:30.000Z',
    lastUpdatedAt: '2026-11-21T18:59:59.123Z',
    orderStatus: 'SHIPPED',
    orderStatusRaw: 'SHIPPED',
    fulfilledBy: 'MERCHANT',
    serviceLevel: 'STANDARD',
    programs: ['PRIME'],
    total: { amount: '34.99', currency: 'EUR' },
    shipBy: { earliest: '2026-11-20T23:00:00.000Z', latest: '2026-11-21T22:59:59.000Z' },
    deliverBy: { latest: '2026-11-24T22:59:59.000Z' },
    items: [
      {
        orderItemId: '05015851154158',
        asin: 'B00551Q3CS',
        sku: 'LAMP-1',
        title: 'A lamp',
        quantity: 2,
        quantityFulfilled: 2,
        unitPrice: { amount: '17.50', currency: 'EUR' },
        total: { amount: '34.99', currency: 'EUR' },
        cancellation: { requestedBy: 'BUYER', requestReason: 'Bought by mistake' },
      },
    ],
    packages: [
      {
        packageReferenceId: '1',
        carrier: 'DHL',
        trackingNumber: '00340434161094042557',
        status: 'DELIVERED',
        items: [{ orderItemId: '05015851154158', quantity: 2 }],
        shippedAt: '2026-11-21T10:00:00.000Z',
      },
    ],
  })
})

test('what is absent at Amazon is absent here: neither null nor zero', () => {
  const { orderId, createdTime, lastUpdatedTime } = sampleOrder
  const wire = { orderId, createdTime, lastUpdatedTime, orderItems: [{ orderItemId: '1' }] }
  expect(decodeOrder(wire)).toEqual({
    kind: 'order',
    order: {
      externalOrderId: orderId,
      orderDate: '2026-11-20T08:15:30.000Z',
      lastUpdatedAt: '2026-11-21T18:59:59.123Z',
      items: [{ orderItemId: '1' }],
    },
  })
})

test('no packages and an empty list of packages are two things', () => {
  expect(decode({ packages: undefined })).not.toHaveProperty('packages')
  expect(decode({ packages: [] }).packages).toEqual([])
})

test('a package without a reference is left out, one that comes twice is kept once', () => {
  const packages = [
    { carrier: 'x' },
    { packageReferenceId: '1' },
    { packageReferenceId: '1', carrier: 'UPS' },
  ]
  expect(decode({ packages }).packages).toEqual([{ packageReferenceId: '1', carrier: 'UPS' }])
})

test('an unknown status is kept as Amazon wrote it', () => {
  const order = decode({ fulfillment: { fulfillmentStatus: 'INVOICE_UNCONFIRMED', fulfilledBy: 'DRONE' } })
  expect(order).toMatchObject({
    orderStatus: 'UNKNOWN',
    orderStatusRaw: 'INVOICE_UNCONFIRMED',
    fulfilledBy: 'DRONE',
  })
})

test('an order without fulfilment data has no status rather than an unknown one', () => {
  expect(decode({ fulfillment: undefined })).not.toHaveProperty('orderStatus')
})

test('a quantity of 0 does not reject the order', () => {
  const orderItems = [{ ...item, quantityOrdered: 0, fulfillment: { quantityFulfilled: 0 } }]
  expect(decode({ orderItems }).items[0]).toMatchObject({ quantity: 0, quantityFulfilled: 0 })
})

test.each([-1, 1.5, '2', null, 2 ** 40])('a quantity of %j is unknown', (quantityOrdered) => {
  expect(decode({ orderItems: [{ ...item, quantityOrdered }] }).items[0]).not.toHaveProperty('quantity')
})

test.each([
  { amount: 34.99, currencyCode: 'EUR' },
  { amount: '', currencyCode: 'EUR' },
  { amount: '1e3', currencyCode: 'EUR' },
  { amount: '34.99' },
  'free',
  null,
])('a total of %j is unknown and does not reject the order', (grandTotal) => {
  expect(decode({ proceeds: { grandTotal } })).not.toHaveProperty('total')
})

test('an amount without decimals stays as it came', () => {
  const grandTotal = { amount: '19940', currencyCode: 'JPY' }
  expect(decode({ proceeds: { grandTotal } }).total).toEqual({ amount: '19940', currency: 'JPY' })
})

test('an empty text is absent', () => {
  const order = decode({
    salesChannel: { channelName: 'NON_AMAZON', marketplaceId: '', marketplaceName: '' },
  })
  expect(order).not.toHaveProperty('marketplaceId')
  expect(order.salesChannel).toBe('NON_AMAZON')
})

test('characters that PostgreSQL cannot hold are not let in', () => {
  const orderItems = [{ ...item, product: { title: 'a\0b\ud800c' } }]
  expect(decode({ orderItems }).items[0]?.title).toBe('ab\ufffdc')
})

test.each([
  ['2026-11-20T08:15:30Z', '2026-11-20T08:15:30.000Z'],
  ['2026-11-20T08:15:30.5Z', '2026-11-20T08:15:30.500Z'],
  ['2026-11-20T08:15:30.123456Z', '2026-11-20T08:15:30.123Z'],
  ['2026-11-20T09:15:30+01:00', '2026-11-20T08:15:30.000Z'],
])('%s is %s', (createdTime, expected) => {
  expect(decode({ createdTime }).orderDate).toBe(expected)
})

test.each<[string, Record<string, unknown>]>([
  ['orderId is not a text', { orderId: 17 }],
  ['orderId is not a text', { orderId: '' }],
  ['createdTime is not a time', { createdTime: null }],
  ['createdTime is not a time', { createdTime: '2026-11-20T08:15:30' }],
  ['lastUpdatedTime is not a time', { lastUpdatedTime: '0000-01-01T00:00:00Z' }],
  ['lastUpdatedTime is not a time', { lastUpdatedTime: 1795291230 }],
  ['orderItems is not a list', { orderItems: undefined }],
  ['orderItems[1].orderItemId is not a text', { orderItems: [item, { ...item, orderItemId: null }] }],
  ['orderItems[1].orderItemId is there twice', { orderItems: [item, item] }],
])('unreadable: %s', (reason, changes) => {
  expect(decodeOrder({ ...sampleOrder, ...changes })).toEqual({ kind: 'unreadable', reason })
})

test('one undecodable order does not lose the page', () => {
  const broken = { ...sampleOrder, orderId: '111', createdTime: 'yesterday' }
  const page = decodeOrders([sampleOrder, broken, 'Jane Doe', { ...sampleOrder, orderId: '222' }], observedAt)
  expect(page.observations.map(({ order }) => order.externalOrderId)).toEqual([sampleOrder.orderId, '222'])
  expect(page.observations[0]).toMatchObject({ source: 'api', detailLevel: 'full', observedAt })
  expect(page.unreadable).toMatchObject([
    { externalOrderId: '111', reason: 'createdTime is not a time' },
    { reason: 'the order is not an object', document: '"string"' },
  ])
  expect(page.unreadable[0]?.document).not.toContain('planted')
})

test('decoding arbitrary JSON never throws, and every piece is either read or set aside', () => {
  const anything = fc.jsonValue({ maxDepth: 5 })
  const fields = fc.dictionary(fc.constantFrom(...Object.keys(sampleOrder)), anything, { maxKeys: 6 })
  const almostAnOrder = fields.map((changes) => ({ ...sampleOrder, ...changes }))
  fc.assert(
    fc.property(fc.array(fc.oneof(anything, almostAnOrder), { maxLength: 5 }), (wires) => {
      const { observations, unreadable } = decodeOrders(wires, observedAt)
      expect(observations.length + unreadable.length).toBe(wires.length)
      for (const { document } of [...observations, ...unreadable]) JSON.parse(document)
    }),
  )
})

test('a document nested beyond measure is decoded all the same', () => {
  const deep: unknown = JSON.parse(`${'{"a":['.repeat(20_000)}${']}'.repeat(20_000)}`)
  const { observations } = decodeOrders([{ ...sampleOrder, deep }], observedAt)
  expect(observations).toHaveLength(1)
})
