import { isoSeconds } from '../clock.ts'
import { INCLUDED_DATA, includeData } from '../document/included-data.ts'
import type { DateFamily } from '../page-select.ts'
import { fingerprint, type PageState, readPageToken, writePageToken } from '../page-token.ts'
import { readEnumList, readInteger, readList, readTime, refuseUnknownParameters } from '../query.ts'
import { InvalidInput } from '../reply.ts'
import type { OrderFilter, VisibleOrder } from '../world.ts'
import { damageOrder } from './damage-order.ts'
import type { Operation, OperationContext, OperationResult } from './operation.ts'

export const FULFILLMENT_STATUSES = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
] as const

const PARAMETERS = [
  'createdAfter',
  'createdBefore',
  'lastUpdatedAfter',
  'lastUpdatedBefore',
  'fulfillmentStatuses',
  'marketplaceIds',
  'fulfilledBy',
  'maxResultsPerPage',
  'paginationToken',
  'includedData',
] as const

/** Source: amzn/selling-partner-api-models, orders_2026-01-01.json, createdBefore and lastUpdatedBefore. */
const UPPER_BOUND_LAG_SECONDS = 120

/** Source: amzn/selling-partner-api-models, orders_2026-01-01.json, searchOrders. */
export const searchOrders: Operation = {
  name: 'searchOrders',
  method: 'GET',
  path: /^\/orders\/2026-01-01\/orders$/,
  usagePlan: { ratePerSecond: 0.0056, burst: 20 },
  handle,
}

function handle(context: OperationContext): OperationResult {
  const { world, query, seller, now, signer, recorder, refreshTokenId } = context
  refuseUnknownParameters(query, PARAMETERS)
  const nowSeconds = now.getTime() / 1000
  const window = readWindow(query, nowSeconds)
  const filter = readFilter(query)
  const limit = readInteger(query, 'maxResultsPerPage', 1, 100) ?? 100
  const included = new Set(readEnumList(query, 'includedData', INCLUDED_DATA))
  const parameters = fingerprint(query)
  const givenToken = query.get('paginationToken')
  const page = givenToken === null ? null : readPage(context, givenToken, parameters, nowSeconds)
  const mark = page?.mark ?? recorder.searchBegan(refreshTokenId, 'searchOrders')
  if (page) recorder.searchContinued(refreshTokenId, 'searchOrders', page.mark)

  const to = page?.to ?? window.to
  const found = world.search(seller.sellerId, {
    family: window.family,
    from: Math.ceil(window.from),
    to: Math.floor(to),
    after: page?.after ?? null,
    limit: limit + 1,
    now,
    filter,
  })
  const shown = found.slice(0, limit)
  const orders: unknown[] = shown.map(({ order }) => includeData(order, included, seller.roles))
  if (context.fault?.kind === 'undecodable_order') damageOrder(orders, context.fault.defect)
  const nextToken = (last: VisibleOrder) =>
    writePageToken(signer, {
      sellerId: seller.sellerId,
      parameters,
      after: { time: last.time, orderId: last.orderId },
      to,
      issuedAt: nowSeconds,
      mark,
    })
  const last = shown.at(-1)
  const pagination =
    context.fault?.kind === 'repeat_page_token' && givenToken !== null
      ? { nextToken: givenToken }
      : last && found.length > limit
        ? { nextToken: nextToken(last) }
        : null
  const upperBound = window.family === 'updated' ? 'lastUpdatedBefore' : 'createdBefore'
  return {
    status: 200,
    value: { orders, ...(pagination ? { pagination } : {}), [upperBound]: isoTime(to) },
  }
}

function readPage(
  context: OperationContext,
  token: string,
  parameters: string,
  nowSeconds: number,
): PageState {
  const page = readPageToken(context.signer, token, {
    sellerId: context.seller.sellerId,
    parameters,
    nowSeconds,
  })
  if (page && context.fault?.kind !== 'refuse_page_token') return page
  // Source: amzn/selling-partner-api-models, issue 5144.
  throw new InvalidInput(
    'Provided paginationToken is not valid. All parameters must equal those of the original request.',
  )
}

interface SearchWindow {
  family: DateFamily
  /** Seconds since 1970, with fractions; both inclusive. */
  from: number
  to: number
}

function readWindow(query: URLSearchParams, nowSeconds: number): SearchWindow {
  const created = readBounds(query, 'createdAfter', 'createdBefore', nowSeconds)
  const updated = readBounds(query, 'lastUpdatedAfter', 'lastUpdatedBefore', nowSeconds)
  if (created && updated) {
    throw new InvalidInput(
      'Parameters createdAfter/createdBefore exclude lastUpdatedAfter/lastUpdatedBefore.',
    )
  }
  if (created) return { family: 'created', ...created }
  if (updated) return { family: 'updated', ...updated }
  throw new InvalidInput('Exactly one of createdAfter and lastUpdatedAfter must be provided.')
}

function readBounds(query: URLSearchParams, after: string, before: string, nowSeconds: number) {
  const fromMs = readTime(query, after)
  const toMs = readTime(query, before)
  if (fromMs === null && toMs === null) return null
  if (fromMs === null) throw new InvalidInput(`Parameter ${before} requires ${after}.`)
  const latest = nowSeconds - UPPER_BOUND_LAG_SECONDS
  const from = fromMs / 1000
  if (toMs === null) {
    if (from > latest) throw new InvalidInput(`Parameter ${after} must be at least 2 minutes before now.`)
    return { from, to: Math.floor(latest) }
  }
  const to = toMs / 1000
  if (to > latest) {
    throw new InvalidInput(
      `Parameter ${before} must be no later than 2 minutes before the time of the request: ` +
        'order data becomes available 2 minutes after a change.',
    )
  }
  if (to < from) throw new InvalidInput(`Parameter ${before} must be equal to or after ${after}.`)
  return { from, to }
}

function readFilter(query: URLSearchParams): OrderFilter {
  const marketplaceIds = readList(query, 'marketplaceIds', 50)
  const malformed = marketplaceIds?.find((id) => !/^[A-Z0-9]{10,16}$/.test(id))
  if (malformed !== undefined) throw new InvalidInput(`Marketplace id '${malformed}' is not valid.`)
  const statuses = readEnumList(query, 'fulfillmentStatuses', FULFILLMENT_STATUSES)
  const fulfilledBy = readEnumList(query, 'fulfilledBy', ['MERCHANT', 'AMAZON'] as const)
  return {
    ...(marketplaceIds ? { marketplaceIds: new Set(marketplaceIds) } : {}),
    ...(statuses ? { statuses: new Set(statuses) } : {}),
    ...(fulfilledBy ? { fulfilledBy: new Set(fulfilledBy) } : {}),
  }
}

/** Milliseconds only where there are any. */
function isoTime(seconds: number): string {
  return Number.isInteger(seconds) ? isoSeconds(seconds) : new Date(seconds * 1000).toISOString()
}
