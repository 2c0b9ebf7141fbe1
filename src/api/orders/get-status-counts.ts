import { Type } from 'typebox'
import { orderStatuses } from '../../domain/order-status.ts'
import { countByStatus, sumOf } from '../../store/order-counts.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { orderFilters, readOrderFilter } from './order-query.ts'

const { status: _anyStatus, ...otherFilters } = orderFilters

export function registerGetStatusCounts(api: Api, { db }: ApiContext): void {
  api.get(
    '/orders/status-counts',
    {
      schema: {
        operationId: 'countOrdersByStatus',
        tags: ['Orders'],
        summary: 'How many orders there are of each status',
        querystring: strict(otherFilters),
        response: {
          200: Type.Object({
            counts: Type.Partial(Type.Record(Type.Enum([...orderStatuses]), Type.Integer()), {
              description: 'Exact. A status without orders is left out.',
            }),
            total: Type.Integer({ description: 'The sum of the counts.' }),
          }),
        },
      },
    },
    async (request) => {
      const filter = readOrderFilter(request.query)
      const { tenantId } = await requireTenant(db, request)
      const counts = await countByStatus(db.of(tenantId), filter)
      return { counts, total: sumOf(counts) }
    },
  )
}
