import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { decodeOrders } from '../src/amazon/decode-page.ts'
import { splitBuyerData } from '../src/amazon/split-buyer-data.ts'
import { type OrderField, type Place, placedFields } from './order-fields.ts'
import { pathsOf, plantOrder } from './planted-order.ts'

const own = {
  orderId: '405-1234567-1234567',
  createdTime: '2026-03-01T10:00:00Z',
  lastUpdatedTime: '2026-03-02T10:00:00Z',
}
const identifiers = ['orderItems[].orderItemId', 'packages[].packageReferenceId']

test("every field of Amazon's model has its place, and just one", () => {
  // Holds or fails when the types are checked.
  expectTypeOf<Exclude<OrderField, (typeof placedFields)[Place][number]>>().toBeNever()
  const all = Object.values(placedFields).flat()
  expect(new Set(all).size).toBe(all.length)
})

test('an order with every field is divided as the table says: what is kept, and what is about the buyer', () => {
  const { document } = plantOrder('1', own)
  const { kept, taken } = splitBuyerData(document)
  expect([...pathsOf(kept)].sort()).toEqual([...placedFields.column, ...placedFields.raw].sort())
  expect([...pathsOf(taken)].sort()).toEqual([...placedFields.buyer, ...identifiers].sort())
})

test('whatever an order lacks or has twice, nothing planted about the buyer is in what is kept, and all of it is in what is sealed', () => {
  const { document } = plantOrder('1', own)
  const anyPart = (value: unknown): fc.Arbitrary<unknown> => {
    if (Array.isArray(value)) return fc.array(anyPart(value[0]), { maxLength: 2 })
    if (typeof value !== 'object' || value === null) return fc.constant(value)
    const parts = Object.fromEntries(Object.entries(value).map(([key, field]) => [key, anyPart(field)]))
    return fc.record(parts, { requiredKeys: Object.keys(own).filter((key) => key in parts) })
  }
  fc.assert(
    fc.property(anyPart(document), (wire) => {
      const { observations, unreadable } = decodeOrders([wire], '2026-03-03T00:00:00.000Z', true)
      expect(JSON.stringify([observations, unreadable])).not.toContain('planted-buyer')
      const sealed = observations[0]?.buyer?.reveal() ?? ''
      for (const value of JSON.stringify(wire).match(/planted-buyer-1-\d+/g) ?? []) {
        if (observations.length > 0) expect(sealed).toContain(value)
      }
    }),
    { numRuns: 200 },
  )
})
