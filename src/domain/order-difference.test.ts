import { expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { makeFullOrder, varyFields } from '../../test/varied-orders.ts'
import type { DetailLevel, Order } from './order.ts'
import { orderDifference } from './order-difference.ts'

const full = makeFullOrder('405-1')
const varied = varyFields(full)

function difference(
  before: Partial<Order>,
  after: Partial<Order>,
  levels: readonly [DetailLevel, DetailLevel] = ['full', 'full'],
) {
  const [stored, copy] = [before, after].map(
    (fields) => makeObservation({ externalOrderId: '1', ...fields }).order,
  )
  return orderDifference({ ...(stored as Order), detailLevel: levels[0] }, copy as Order, levels[1])
}

test.each(varied)(
  'an order that differs in $field has a difference, with what was and what is',
  ({ observation }) => {
    const found = orderDifference({ ...full.order, detailLevel: 'full' }, observation.order, 'full')
    const [[before, after] = [], ...others] = Object.values(found)
    expect(others).toEqual([])
    expect(before).toBeDefined()
    expect(after).toBeDefined()
    expect(after).not.toEqual(before)
  },
)

test('what a newer copy does not tell is no difference', () => {
  const { externalOrderId, orderDate, lastUpdatedAt, items, packages = [] } = full.order
  const least: Order = {
    ...{ externalOrderId, orderDate, lastUpdatedAt },
    items: items.map(({ orderItemId }) => ({ orderItemId })),
    packages: packages.map(({ packageReferenceId }) => ({ packageReferenceId })),
  }
  expect(orderDifference({ ...full.order, detailLevel: 'full' }, least, 'full')).toEqual({})
  const { packages: _untold, ...withoutPackages } = least
  expect(orderDifference({ ...full.order, detailLevel: 'full' }, withoutPackages, 'full')).toEqual({})
})

test('an amount with other zeros at its end, or a list in another order, is the same', () => {
  const total = (amount: string) => ({ total: { amount, currency: 'EUR' } })
  expect(difference(total('12.30'), total('12.3'))).toEqual({})
  expect(difference(total('12.00'), total('12'))).toEqual({})
  expect(difference(total('120'), total('12'))).toEqual({ totalAmount: ['120', '12'] })
  const [a, b] = ['a', 'b'].map((orderItemId) => ({ orderItemId, ...total('1.50') }))
  if (a === undefined || b === undefined) throw new Error('two items')
  expect(
    difference({ items: [a, b], programs: ['PRIME', 'X'] }, { items: [b, a], programs: ['X', 'PRIME'] }),
  ).toEqual({})
  expect(difference({}, { programs: [] })).toEqual({})
})

test('a list tells its key, what people ask first, and whatever else differs; what came or went is told whole', () => {
  const mug = { orderItemId: 'a', sku: 'MUG', title: 'A mug', quantity: 2 }
  const lamp = { orderItemId: 'b', sku: 'LAMP', quantity: 1 }
  const cancellation = { requestedBy: 'BUYER', requestReason: 'Bought by mistake' }
  expect(difference({ items: [mug] }, { items: [{ ...mug, cancellation }, lamp] })).toEqual({
    items: [
      [{ orderItemId: 'a', quantity: 2, quantityFulfilled: null, cancellation: null }],
      [
        { orderItemId: 'a', quantity: 2, quantityFulfilled: null, cancellation },
        { orderItemId: 'b', sku: 'LAMP', quantity: 1, quantityFulfilled: null },
      ],
    ],
  })
})

test('the real items of an order are not compared with the placeholders of its outline, and told in brief', () => {
  const placeholder = { orderItemId: 'outline:MUG:1', sku: 'MUG', quantity: 1 }
  const item = { orderItemId: '1', sku: 'MUG', quantity: 1 }
  expect(difference({ items: [placeholder] }, { items: [item] }, ['outline', 'full'])).toEqual({
    detailLevel: ['outline', 'full'],
    items: [null, [{ orderItemId: '1', quantity: 1, quantityFulfilled: null }]],
  })
  expect(difference({ items: [placeholder] }, { items: [placeholder] }, ['outline', 'outline'])).toEqual({})
})
