import { INCLUDED_DATA, includeData } from '../document/included-data.ts'
import { readEnumList, refuseUnknownParameters } from '../query.ts'
import { InvalidInput } from '../reply.ts'
import { damageOrder } from './damage-order.ts'
import type { Operation } from './operation.ts'

/** Source: amzn/selling-partner-api-models, orders_2026-01-01.json, getOrder. */
export const getOrder: Operation = {
  name: 'getOrder',
  method: 'GET',
  path: /^\/orders\/2026-01-01\/orders\/([^/]+)$/,
  pathParameter: 'orderId',
  usagePlan: { ratePerSecond: 0.5, burst: 30 },
  handle: ({ world, seller, query, pathParameters, now, fault }) => {
    refuseUnknownParameters(query, ['includedData'])
    const included = new Set(readEnumList(query, 'includedData', INCLUDED_DATA))
    const orderId = pathParameters[0] ?? ''
    const found = world.find(seller.sellerId, orderId, now)
    if (!found) {
      // The model declares 400 and 404 and does not say which is meant; the sandbox's 400 has this code.
      // Source: amzn/selling-partner-api-models, orders_2026-01-01.json, getOrder, TEST_CASE_400.
      if (seller.refusesUnknownOrders === true) throw new InvalidInput(`Invalid order id ${orderId}.`)
      // Code as in Amazon's local simulator; other sellers' orders do not exist for this one.
      // Source: amzn/selling-partner-api-samples, local-ai-sandbox.
      const error = { code: 'NotFound', message: `Order ${orderId} was not found.`, details: '' }
      return { status: 404, value: { errors: [error] } }
    }
    const order = includeData(found.order, included, seller.roles)
    if (fault?.kind === 'undecodable_order') damageOrder([order], fault.defect)
    return { status: 200, value: { order } }
  },
}
