import { expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { hasRowsOf, joinOutlines } from './join-outlines.ts'
import type { OrderObservation } from './order.ts'

const declare = (skus: readonly string[], lastUpdatedAt = '2026-03-01T10:00:00.000Z'): OrderObservation => {
  const items = skus.map((sku, index) => ({
    orderItemId: `outline:${sku}:${skus.slice(0, index + 1).filter((other) => other === sku).length}`,
    sku,
  }))
  return makeObservation(
    { externalOrderId: '1', lastUpdatedAt, orderStatusRaw: lastUpdatedAt, items },
    {
      source: 'report',
      detailLevel: 'outline',
      document: JSON.stringify({ rows: skus.map((sku) => ({ sku })) }),
    },
  )
}
const itemIds = ({ order }: OrderObservation): readonly string[] =>
  order.items.map((item) => item.orderItemId)

test('an order that is declared again has the lines of both declarations, counted on by SKU', () => {
  const joined = joinOutlines(declare(['A', 'B', 'A']), declare(['A', 'C']))
  expect(itemIds(joined)).toEqual(['outline:A:1', 'outline:B:1', 'outline:A:2', 'outline:A:3', 'outline:C:1'])
  expect(joined.document).toBe('{"rows":[{"sku":"A"},{"sku":"A"},{"sku":"A"},{"sku":"B"},{"sku":"C"}]}')
})

test('what holds for the whole order comes from the declaration that was updated last', () => {
  const later = declare(['A'], '2026-03-09T00:00:00.000Z')
  for (const joined of [joinOutlines(later, declare(['B'])), joinOutlines(declare(['B']), later)]) {
    expect(joined.order).toMatchObject({
      orderStatusRaw: later.order.lastUpdatedAt,
      lastUpdatedAt: later.order.lastUpdatedAt,
    })
    expect(joined.order.items).toHaveLength(2)
  }
})

test('without rows to join, the copy that was updated last is all there is', () => {
  const older = makeObservation({ externalOrderId: '1' })
  const newer = makeObservation({ externalOrderId: '1', lastUpdatedAt: '2026-03-02T00:00:00.000Z' })
  expect(joinOutlines(older, newer)).toBe(newer)
  expect(joinOutlines(newer, older)).toBe(newer)
})

test('a declaration that was read before is recognised by its rows, each as often as it is there', () => {
  expect(hasRowsOf(declare(['A', 'B', 'A']), declare(['A', 'A']))).toBe(true)
  expect(hasRowsOf(declare(['A', 'B']), declare(['A', 'A']))).toBe(false)
  expect(hasRowsOf(declare(['A']), makeObservation({ externalOrderId: '1' }))).toBe(false)
})
