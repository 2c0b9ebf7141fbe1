import { Type } from 'typebox'
import { orderStatuses } from '../../domain/order-status.ts'
import { countOrders, listOrders, type OrderPosition } from '../../store/orders.ts'
import type { Api, ApiContext } from '../context.ts'
import { decodeCursor, encodeCursor, idOfCursor, instantOfCursor } from '../cursor.ts'
import { Cursor, Next, pageLimit, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { datePattern, readDateFrom, readDateTo } from './order-dates.ts'
import { OrderView, toOrderView } from './order-view.ts'

export function registerListOrders(api: Api, { db }: ApiContext): void {
  api.get(
    '/orders',
    {
      schema: {
        operationId: 'listOrders',
        tags: ['Orders'],
        summary: 'The orders of a tenant, newest first',
        querystring: strict({
          tenantId: Type.Optional(TenantId),
          status: Type.Optional(Type.Enum([...orderStatuses])),
          fulfilledBy: Type.Optional(Type.Enum(['MERCHANT', 'AMAZON'])),
          marketplaceId: Type.Optional(Type.String({ pattern: '^[A-Z0-9]{1,30}$' })),
          dateFrom: Type.Optional(
            Type.String({ pattern: datePattern, description: 'A day (from its start, UTC) or an instant.' }),
          ),
          dateTo: Type.Optional(
            Type.String({ pattern: datePattern, description: 'A day (to its end, UTC) or an instant.' }),
          ),
          limit: pageLimit(200, 50),
          after: Type.Optional(Cursor),
        }),
        response: {
          200: Type.Object({
            orders: Type.Array(OrderView),
            total: Type.Integer({ description: 'How many orders fit the filters, exactly.' }),
            next: Next,
          }),
        },
      },
    },
    async (request) => {
      const { status, fulfilledBy, marketplaceId, dateFrom, dateTo, after, limit = 50 } = request.query
      const filter = {
        status: status ?? null,
        fulfilledBy: fulfilledBy ?? null,
        marketplaceId: marketplaceId ?? null,
        from: dateFrom === undefined ? null : readDateFrom(dateFrom),
        before: dateTo === undefined ? null : readDateTo(dateTo),
      }
      const { tenantId } = await requireTenant(db, request)
      const position = after === undefined ? null : readPosition(after, tenantId)
      const rows = await listOrders(db.of(tenantId), filter, position, limit + 1)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        orders: page.map(toOrderView),
        total: await countOrders(db.of(tenantId), filter),
        next:
          last === undefined
            ? null
            : encodeCursor('orders', tenantId, [last.orderDate, last.externalOrderId]),
      }
    },
  )
}

function readPosition(cursor: string, tenantId: string): OrderPosition {
  const [orderDate, externalOrderId] = decodeCursor(cursor, 'orders', tenantId, 2)
  return {
    orderDate: new Date(instantOfCursor(orderDate)),
    externalOrderId: idOfCursor(externalOrderId),
  }
}
