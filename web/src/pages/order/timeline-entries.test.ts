import { expect, test } from 'vitest'
import { orderDifference } from '../../../../src/domain/order-difference.ts'
import { makeFullOrder, varyFields } from '../../../../test/varied-orders.ts'
import type { OrderDetail } from '../../data/orders.ts'
import { toTimelineLines } from './timeline-entries.ts'

const order = { total: { amount: '12.00', currency: 'EUR' } } as OrderDetail
const at = '2026-03-01T10:00:00.000Z'
const updated = (changes: Record<string, unknown[]>) =>
  toTimelineLines({ at, lastUpdatedAt: at, kind: 'updated', source: 'api', changes }, order)

test('an order that ships says so, with its package', () => {
  const pack = {
    packageReferenceId: '1',
    carrier: 'DHL',
    trackingNumber: 'JD1',
    status: 'SHIPPED',
    shippedAt: at,
  }
  expect(
    updated({
      orderStatus: ['UNSHIPPED', 'SHIPPED'],
      orderStatusRaw: ['UNSHIPPED', 'SHIPPED'],
      packages: [null, [pack]],
    }),
  ).toEqual([
    { kind: 'field', field: 'orderStatus', before: 'UNSHIPPED', after: 'SHIPPED' },
    { kind: 'packageAdded', carrier: 'DHL', number: 'JD1' },
  ])
})

test('a package that moves on is told by its number, one that is replaced by both', () => {
  const before = { packageReferenceId: '1', carrier: 'DHL', trackingNumber: 'JD1', status: 'SHIPPED' }
  const after = { ...before, trackingNumber: 'JD2', status: 'DELIVERED' }
  expect(updated({ packages: [[before], [after]] })).toEqual([
    { kind: 'packageChanged', reference: '1', before: 'DHL JD1', after: 'DHL JD2' },
    { kind: 'package', field: 'status', number: 'JD2', before: 'SHIPPED', after: 'DELIVERED' },
  ])
})

test('items are told by what changed in them', () => {
  const item = (orderItemId: string, quantity: number, quantityFulfilled: number) => ({
    orderItemId,
    quantity,
    quantityFulfilled,
  })
  expect(
    updated({
      items: [
        [item('a', 2, 0), item('b', 1, 0)],
        [item('a', 1, 1), item('c', 1, 0)],
      ],
    }),
  ).toEqual([
    { kind: 'item', field: 'quantity', id: 'a', before: 2, after: 1 },
    { kind: 'item', field: 'quantityFulfilled', id: 'a', before: 0, after: 1 },
    { kind: 'itemAdded', id: 'c' },
    { kind: 'itemRemoved', id: 'b' },
  ])
})

test('an amount keeps the currency that the order has, unless that changed too', () => {
  expect(updated({ totalAmount: [null, 12] })).toEqual([
    { kind: 'field', field: 'total', before: null, after: { amount: '12', currency: 'EUR' } },
  ])
  expect(updated({ totalAmount: [10, 12], totalCurrency: ['USD', 'EUR'] })).toEqual([
    {
      kind: 'field',
      field: 'total',
      before: { amount: '10', currency: 'USD' },
      after: { amount: '12', currency: 'EUR' },
    },
  ])
})

test('an outline that was completed lists the details as fetched, not each item as new', () => {
  const items = [null, [{ orderItemId: 'a', quantity: 1, quantityFulfilled: 0 }]]
  expect(updated({ detailLevel: ['outline', 'full'], items })).toEqual([{ kind: 'detail' }])
})

test('an amount or a currency that changed alone has the other as the order has it', () => {
  expect(updated({ totalCurrency: ['USD', 'EUR'] })).toEqual([
    {
      ...{ kind: 'field', field: 'total' },
      before: { amount: '12.00', currency: 'USD' },
      after: { amount: '12.00', currency: 'EUR' },
    },
  ])
})

test("a buyer's wish to cancel is told with its reason, a package's contents by number and item", () => {
  const item = { orderItemId: 'a', quantity: 1, quantityFulfilled: 0 }
  const cancellation = { requestedBy: 'BUYER', requestReason: 'Bought by mistake' }
  const pack = { packageReferenceId: '1', carrier: 'DHL', trackingNumber: 'JD1', status: 'SHIPPED' }
  expect(
    updated({
      items: [[{ ...item, cancellation: null }], [{ ...item, cancellation }]],
      packages: [[{ ...pack, items: null }], [{ ...pack, items: [{ orderItemId: 'a', quantity: 2 }] }]],
    }),
  ).toEqual([
    { kind: 'package', field: 'items', number: 'JD1', before: null, after: '2 × a' },
    { kind: 'item', field: 'requestedBy', id: 'a', before: null, after: 'BUYER' },
    { kind: 'item', field: 'requestReason', id: 'a', before: null, after: 'Bought by mistake' },
  ])
})

const full = makeFullOrder('405-1')
test.each(varyFields(full))('a change of $field has a line of its own', ({ observation }) => {
  const changes = orderDifference({ ...full.order, detailLevel: 'full' }, observation.order, 'full')
  const event = { at, lastUpdatedAt: at, kind: 'updated', source: 'api' } as const
  const { total, taxTotal } = observation.order
  const lines = toTimelineLines({ ...event, changes: changes as unknown as Record<string, unknown[]> }, {
    total,
    taxTotal,
  } as OrderDetail)
  expect(lines).not.toContainEqual({ kind: 'nothing' })
})

test('a status in another word of Amazon says so, unless it is the word of a report', () => {
  expect(updated({ orderStatusRaw: ['Shipped', 'SHIPPED'] })).toEqual([
    { kind: 'field', field: 'orderStatusRaw', before: 'Shipped', after: 'SHIPPED' },
  ])
  const completed = { detailLevel: ['outline', 'full'], orderStatusRaw: ['Shipped', 'SHIPPED'] }
  expect(updated(completed)).toEqual([{ kind: 'detail' }])
})

test('a change that nothing here shows is still a change; a first copy is none', () => {
  expect(updated({ somethingNew: ['a', 'b'] })).toEqual([{ kind: 'nothing' }])
  expect(toTimelineLines({ at, lastUpdatedAt: at, kind: 'created', source: 'api' }, order)).toEqual([
    { kind: 'created' },
  ])
})
