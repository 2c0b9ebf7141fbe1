import { expect, test } from 'vitest'
import { orderStatuses, toOrderStatus } from './order-status.ts'

test.each(orderStatuses)('%s of the current API is itself', (status) => {
  expect(toOrderStatus(status)).toBe(status)
})

test.each([
  ['Canceled', 'CANCELLED'],
  ['Cancelled', 'CANCELLED'],
  ['PartiallyShipped', 'PARTIALLY_SHIPPED'],
  ['PendingAvailability', 'PENDING_AVAILABILITY'],
  ['Shipped - Delivered to Buyer', 'SHIPPED'],
  ['Shipping', 'SHIPPED'],
  ['Pending - Waiting for Pick Up', 'PENDING'],
])('%s of an older dialect is %s', (word, status) => {
  expect(toOrderStatus(word)).toBe(status)
})

test.each(['INVOICE_UNCONFIRMED', '', 'constructor', '__proto__', undefined])('%j is unknown', (word) => {
  expect(toOrderStatus(word)).toBe('UNKNOWN')
})
