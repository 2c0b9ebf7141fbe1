import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeOrders } from './decode-page.ts'
import { stripBuyerData } from './strip-buyer-data.ts'
import { sampleOrder } from './testing/sample-order.ts'

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
