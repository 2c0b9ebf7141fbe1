import { type Static, Type } from 'typebox'
import { orderStatuses } from '../../domain/order-status.ts'
import { shortestSearch, toSearchText } from '../../domain/search-text.ts'
import type { OrderFilter, OrderPosition } from '../../store/order-filter.ts'
import type { StoredOrder } from '../../store/orders.ts'
import { type CursorPlace, type CursorPosition, idOfCursor, instantOfCursor } from '../cursor.ts'
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

/** The list of a tenant's orders with these filters. */
export function orderList(tenantId: string, filters: OrderFilter): CursorPlace {
  return { list: 'orders', tenantId, filters }
}

/** Where that list goes on after this order. */
export function positionAfter({ orderDate, externalOrderId }: StoredOrder): CursorPosition {
  return [orderDate, externalOrderId]
}

/** What `positionAfter` wrote. Throws a 400 when it is something else. */
export function readOrderPosition([orderDate, externalOrderId]: CursorPosition): OrderPosition {
  return {
    orderDate: new Date(instantOfCursor(orderDate)),
    externalOrderId: idOfCursor(externalOrderId),
  }
}
