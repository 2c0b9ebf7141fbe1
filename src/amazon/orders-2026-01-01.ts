import type { Caller } from './call.ts'
import { decodeOrders } from './decode-page.ts'
import { AmazonError } from './errors.ts'
import { asksForBuyers, type OrdersApi, type OrdersPage, type SearchOrdersParameters } from './orders-api.ts'
import { buildQuery } from './query.ts'
import { readInstant, readList, readObject, readText } from './wire-value.ts'

const path = '/orders/2026-01-01/orders'

/** Orders API v2026-01-01 over HTTP. Source: orders_2026-01-01.json. */
export function createOrdersApi({ caller }: { readonly caller: Caller }): OrdersApi {
  return {
    async searchOrders(account, parameters, pageToken, options) {
      const answer = await caller.call({
        account,
        operation: 'searchOrders',
        path: path + searchQuery(parameters, pageToken),
        carriesPageToken: pageToken !== null,
        options,
      })
      const body = readObject(answer.body)
      const orders = readList(body?.orders)
      const nextToken = readNextToken(body?.pagination)
      if (orders === undefined || nextToken === undefined) {
        const what = orders === undefined ? 'a list of orders' : 'a readable page token'
        throw new AmazonError('unavailable', `searchOrders: Amazon answered 200 without ${what}`, {
          httpStatus: 200,
          amazonRequestId: answer.amazonRequestId,
        })
      }
      return {
        ...decodeOrders(orders, answer.sentAt.toISOString(), asksForBuyers(parameters.includedData)),
        nextToken,
        lastUpdatedBefore: readInstant(body?.lastUpdatedBefore) ?? null,
        createdBefore: readInstant(body?.createdBefore) ?? null,
      }
    },

    async getOrder(account, externalOrderId, data, options) {
      // The id becomes part of a path, and it may come from a person.
      if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(externalOrderId)) {
        throw new AmazonError('not_found', 'getOrder: that is not an order id of Amazon')
      }
      const answer = await caller
        .call({
          account,
          operation: 'getOrder',
          path: `${path}/${externalOrderId}${buildQuery({ includedData: data })}`,
          carriesPageToken: false,
          options,
        })
        .catch((error: unknown) => {
          throw asUnknownOrder(error)
        })
      const order = readObject(answer.body)?.order
      const orderId = readText(readObject(order)?.orderId)
      if (orderId === undefined) {
        throw new AmazonError('not_found', 'getOrder: Amazon answered 200 without an order', {
          httpStatus: 200,
          amazonRequestId: answer.amazonRequestId,
        })
      }
      if (orderId !== externalOrderId) {
        throw new AmazonError('unavailable', 'getOrder: Amazon answered with another order', {
          httpStatus: 200,
          amazonRequestId: answer.amazonRequestId,
        })
      }
      const observedAt = answer.sentAt.toISOString()
      return { ...decodeOrders([order], observedAt, asksForBuyers(data)), ...onlyPage }
    },
  }
}

/**
 * A 400 is about the order as much as a 404 is: which of the two Amazon answers for a number that it does not know, it
 * does not say. Source: orders_2026-01-01.json, getOrder, 400 and 404; its sandbox has a 400 for an order id.
 */
function asUnknownOrder(error: unknown): unknown {
  if (!(error instanceof AmazonError) || error.kind !== 'refused' || error.httpStatus !== 400) return error
  const { message, httpStatus, amazonRequestId } = error
  return new AmazonError('not_found', message, { httpStatus, amazonRequestId, cause: error })
}

const onlyPage: Pick<OrdersPage, 'nextToken' | 'lastUpdatedBefore' | 'createdBefore'> = {
  nextToken: null,
  lastUpdatedBefore: null,
  createdBefore: null,
}

function searchQuery(parameters: SearchOrdersParameters, pageToken: string | null): string {
  return buildQuery({
    createdAfter: parameters.createdAfter,
    createdBefore: parameters.createdBefore,
    lastUpdatedAfter: parameters.lastUpdatedAfter,
    lastUpdatedBefore: parameters.lastUpdatedBefore,
    fulfillmentStatuses: parameters.fulfillmentStatuses,
    marketplaceIds: parameters.marketplaceIds,
    fulfilledBy: parameters.fulfilledBy,
    maxResultsPerPage: parameters.maxResultsPerPage,
    includedData: parameters.includedData,
    paginationToken: pageToken ?? undefined,
  })
}

/** Null on the last page; undefined when there is a token that is no text, for then this is not the last page. */
function readNextToken(pagination: unknown): string | null | undefined {
  if (pagination === undefined || pagination === null) return null
  const wire = readObject(pagination)
  if (wire === undefined) return undefined
  const token = wire.nextToken ?? ''
  if (typeof token !== 'string') return undefined
  return token === '' ? null : token
}
