import { Type } from 'typebox'
import { countOrders } from '../../store/order-counts.ts'
import { listOrders } from '../../store/order-pages.ts'
import type { Api, ApiContext } from '../context.ts'
import { Cursor, Next, pageLimit, strict } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { orderFilters, orderList, positionAfter, readOrderFilter, readOrderPosition } from './order-query.ts'
import { OrderView, toOrderView } from './order-view.ts'

export function registerListOrders(api: Api, { db, cursors }: ApiContext): void {
  api.get(
    '/orders',
    {
      schema: {
        operationId: 'listOrders',
        tags: ['Orders'],
        summary: 'The orders of a tenant, newest first',
        querystring: strict({ ...orderFilters, limit: pageLimit(200, 50), after: Type.Optional(Cursor) }),
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
      const { after: cursor, limit = 50, ...query } = request.query
      const filter = readOrderFilter(query)
      const { tenantId } = await requireTenant(db, request)
      const list = orderList(tenantId, filter)
      const after = cursor === undefined ? null : readOrderPosition(await cursors.read(cursor, list))
      const own = db.of(tenantId)
      const [rows, total] = await Promise.all([
        listOrders(own, { filter, after, limit: limit + 1 }),
        countOrders(own, filter),
      ])
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        orders: page.map(toOrderView),
        total,
        next: last === undefined ? null : await cursors.write(list, positionAfter(last)),
      }
    },
  )
}
