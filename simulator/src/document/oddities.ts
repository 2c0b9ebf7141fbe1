import type { Order } from '@sp-api-sdk/orders-api-2026-01-01'
import { combine32 } from '../random.ts'

/**
 * One order in five hundred shows something that the published model lacks. Amazon adds fields between
 * releases, and its own migration data names a status the model does not have.
 * Source: amzn/selling-partner-api-samples, orders-api-migration-data.json (INVOICE_UNCONFIRMED).
 */
export function addOddities(order: Order, contentSeed: number): void {
  const draw = combine32(contentSeed, 0x0dd) % 10_000
  const open = order as unknown as Record<string, unknown>
  if (draw < 10) open.newFieldOfAmazon = { introduced: '2026-07-29', values: [1, 'two'] }
  if (draw >= 10 && draw < 15 && order.fulfillment) order.fulfillment.fulfillmentServiceLevel = 'DRONE'
  if (draw >= 15 && draw < 18) order.programs = ['AMAZON_MOON']
  if (draw >= 18 && draw < 20 && order.fulfillment?.fulfillmentStatus === 'PENDING') {
    Object.assign(order.fulfillment, { fulfillmentStatus: 'INVOICE_UNCONFIRMED' })
  }
}
