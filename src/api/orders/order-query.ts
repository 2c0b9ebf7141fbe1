import { createHash } from 'node:crypto'
import { type Static, Type } from 'typebox'
import { orderStatuses } from '../../domain/order-status.ts'
import { shortestSearch, toSearchText } from '../../domain/search-text.ts'
import type { OrderFilter, OrderPosition } from '../../store/order-filter.ts'
import type { StoredOrder } from '../../store/orders.ts'
import { decodeCursor, encodeCursor, idOfCursor, instantOfCursor } from '../cursor.ts'
import { Problem } from '../problem.ts'
import { strict, TenantId } from '../schemas.ts'
import { datePattern, readDateFrom, readDateTo } from './order-dates.ts'

/** What every list of orders can be narrowed by; all that are given must fit. */
export const orderFilters = {
  tenantId: Type.Optional(TenantId),
  status: Type.Optional(Type.Enum([...orderStatuses])),
  fulfilledBy: Type.Optional(Type.Enum(['MERCHANT', 'AMAZON'])),
  marketplaceId: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{1,30}$' })),
  dateFrom: Type.Optional(
    Type.String({
      pattern: datePattern,
      description: 'Placed then or later: a day (from its start, UTC) or an instant.',
    }),
  ),
  dateTo: Type.Optional(
    Type.String({
      pattern: datePattern,
      description: 'Placed then or earlier: a day (to its end, UTC) or an instant.',
    }),
  ),
  hasTracking: Type.Optional(Type.Boolean({ description: 'Whether a package has a tracking number.' })),
  q: Type.Optional(
    Type.String({
      maxLength: 100,
      description:
        'At least three characters, in any case, of an order number, a tracking number, a SKU or an ASIN.',
    }),
  ),
}

const OrderFilters = strict(orderFilters)

/** The filter that a query string means. Throws a 400 for a date that cannot be and for a search that is too short. */
export function readOrderFilter(query: Static<typeof OrderFilters>): OrderFilter {
  return {
    status: query.status ?? null,
    fulfilledBy: query.fulfilledBy ?? null,
    marketplaceId: query.marketplaceId ?? null,
    hasTracking: query.hasTracking ?? null,
    from: query.dateFrom === undefined ? null : readDateFrom(query.dateFrom),
    before: query.dateTo === undefined ? null : readDateTo(query.dateTo),
    search: query.q === undefined ? null : readSearch(query.q),
  }
}

function readSearch(q: string): string {
  const text = toSearchText(q)
  if ([...text].length >= shortestSearch) return text
  throw new Problem('invalid_request', `q must have at least ${shortestSearch} characters.`, { field: 'q' })
}

/** Where the list goes on after this order, for this tenant and these filters only. */
export function encodeOrderCursor(tenantId: string, filter: OrderFilter, last: StoredOrder): string {
  return encodeCursor('orders', tenantId, [fingerprint(filter), last.orderDate, last.externalOrderId])
}

/** The position in a cursor. Throws a 400 when it was made for another tenant or other filters. */
export function decodeOrderCursor(cursor: string, tenantId: string, filter: OrderFilter): OrderPosition {
  const [filters, orderDate, externalOrderId] = decodeCursor(cursor, 'orders', tenantId, 3)
  if (filters !== fingerprint(filter)) {
    throw new Problem('invalid_cursor', 'This cursor is of a list with other filters. Start without one.', {
      field: 'after',
    })
  }
  return {
    orderDate: new Date(instantOfCursor(orderDate)),
    externalOrderId: idOfCursor(externalOrderId),
  }
}

function fingerprint(filter: OrderFilter): string {
  return createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 16)
}
