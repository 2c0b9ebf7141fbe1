import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeOrders } from './decode-page.ts'
import { splitBuyerData } from './split-buyer-data.ts'
import { sampleOrder } from './testing/sample-order.ts'

const stripBuyerData = (document: unknown): unknown => splitBuyerData(document).kept

const observedAt = '2026-11-21T19:00:00.000Z'

test('nothing about the buyer is left of an order, and everything else is', () => {
  const before = structuredClone(sampleOrder)
  const {
    buyer: _b,
    recipient: _r,
    payment: _p,
    ...kept
  } = structuredClone(sampleOrder) as Record<string, unknown>
  const stripped = stripBuyerData(sampleOrder)
  expect(JSON.stringify(stripped)).not.toContain('planted')
  expect(stripped).toEqual({
    ...kept,
    tax: { taxInvoicing: { invoiceStatus: 'NOT_REQUIRED' } },
    orderItems: [
      {
        ...sampleOrder.orderItems[0],
        product: { ...sampleOrder.orderItems[0]?.product, customization: {} },
        fulfillment: { quantityFulfilled: 2, packing: { giftOption: { giftWrapLevel: 'Classic' } } },
      },
    ],
    packages: [
      Object.fromEntries(
        Object.entries(sampleOrder.packages[0] ?? {}).filter(([name]) => name !== 'shipFromAddress'),
      ),
    ],
  })
  expect(sampleOrder).toEqual(before)
})

test('fields that Amazon adds later are kept, unless their name suggests the buyer', () => {
  const wire = {
    loyalty: { tier: 1, buyerTier: 2 },
    ShippingAddress: 'x',
    contactPhone: 'x',
    storeName: 'kept',
  }
  expect(stripBuyerData(wire)).toEqual({ loyalty: { tier: 1 }, storeName: 'kept' })
})

test.each<[unknown, string]>([
  ['Jane Doe, 1 High Street', 'string'],
  [12, 'number'],
  [true, 'boolean'],
  [null, 'null'],
  [['Jane Doe'], 'array'],
])('of a piece that is no object only its type is left (%j)', (piece, type) => {
  expect(stripBuyerData(piece)).toBe(type)
})

test('a field named __proto__ is data like any other', () => {
  const wire: unknown = JSON.parse('{"__proto__":{"buyerName":"x","a":1}}')
  expect(JSON.stringify(stripBuyerData(wire))).toBe('{"__proto__":{"a":1}}')
})

test('no planted buyer value survives in a document, wherever it is planted', () => {
  const secret = 'planted-value'
  const buyerField = fc.constantFrom(
    ...['buyer', 'buyerName', 'BuyerEmail', 'recipient', 'deliveryAddress', 'addressLine1', 'name', 'phone'],
    ...[
      'payment',
      'taxRegistrations',
      'giftMessage',
      'customizedUrl',
      'legalName',
      'shipFromAddress',
      'postalCode',
    ],
  )
  const planted = fc.tuple(
    buyerField,
    fc.constantFrom(secret, [secret], { value: secret, list: [{ a: secret }] }),
  )
  const piece = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom(1, 'text', null),
      planted.map(([name, value]) => ({ [name]: value })),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('orderItems', 'tax', 'packages', 'product', 'x', 'orderId'), tie('node')),
    ),
  })).node
  const asOrder = piece.map((extra) => ({ ...sampleOrder, extra, tax: extra }))
  fc.assert(
    fc.property(fc.oneof(piece, asOrder), (wire) => {
      const { observations, unreadable } = decodeOrders([wire], observedAt)
      expect(JSON.stringify([observations, unreadable])).not.toContain('planted')
    }),
  )
})

test('what was taken stands where it stood, each piece with the item or package that it belongs to', () => {
  expect(splitBuyerData(sampleOrder).taken).toEqual({
    buyer: sampleOrder.buyer,
    recipient: sampleOrder.recipient,
    payment: sampleOrder.payment,
    tax: { taxRegistrations: sampleOrder.tax.taxRegistrations },
    orderItems: [
      {
        orderItemId: '05015851154158',
        product: { customization: { customizedUrl: 'https://example.com/planted-customisation' } },
        fulfillment: { packing: { giftOption: { giftMessage: 'planted-gift-message' } } },
      },
    ],
    packages: [{ packageReferenceId: '1', shipFromAddress: sampleOrder.packages[0]?.shipFromAddress }],
  })
})

test('a document without anything about the buyer, or with hidden fields only, leaves nothing taken', () => {
  expect(splitBuyerData({ orderId: '1', buyer: {}, recipient: { deliveryAddress: { name: '' } } })).toEqual({
    kept: { orderId: '1' },
    taken: undefined,
  })
})

test('every value of a document is kept or taken: none is lost, and none is in both', () => {
  const value = fc.uuid()
  const name = fc.constantFrom(
    'buyer',
    'name',
    'orderItems',
    'tax',
    'packages',
    'product',
    'giftMessage',
    'x',
  )
  const document = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      value,
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(name, tie('node'), { maxKeys: 4 }),
    ),
  })).node
  fc.assert(
    fc.property(fc.dictionary(name, document), (wire) => {
      const { kept, taken } = splitBuyerData(wire)
      const values = (part: unknown): string[] => JSON.stringify(part ?? null).match(/[0-9a-f-]{36}/g) ?? []
      expect([...values(kept), ...values(taken)].sort()).toEqual(values(wire).sort())
    }),
  )
})

test('the buyer is handed on only when that is wished, and does not print', () => {
  expect(decodeOrders([sampleOrder], observedAt).observations[0]).not.toHaveProperty('buyer')
  const [kept] = decodeOrders([sampleOrder], observedAt, true).observations
  expect(JSON.stringify(kept)).not.toContain('planted')
  expect(kept?.buyer?.reveal()).toContain('planted-buyer-name')
})
