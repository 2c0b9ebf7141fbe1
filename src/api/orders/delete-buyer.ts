import { Type } from 'typebox'
import { eraseBuyer } from '../../store/buyers.ts'
import { findOrder } from '../../store/orders.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Instant, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { OrderParams } from './get-order.ts'

export function registerDeleteBuyer(api: Api, { db, clock }: ApiContext): void {
  api.delete(
    '/orders/:orderId/buyer',
    {
      schema: {
        operationId: 'eraseBuyer',
        tags: ['Orders'],
        summary: "Erase an order's buyer for good",
        description: 'The order stays. No later sync brings the buyer back, also when nothing was kept yet.',
        params: OrderParams,
        querystring: strict({ tenantId: Type.Optional(TenantId) }),
        response: {
          200: Type.Object({
            tenantId: TenantId,
            externalOrderId: Type.String(),
            erasedAt: Instant,
            wasKept: Type.Boolean({ description: 'Whether there was anything to erase.' }),
          }),
        },
      },
    },
    async (request) => {
      const { orderId } = request.params
      const { tenantId } = await requireTenant(db, request)
      const found = await findOrder(db.of(tenantId), orderId)
      if (found === null) throw new Problem('order_not_found', `The tenant has no order "${orderId}".`)
      const { externalOrderId } = found.order
      const wasKept = await db.of(tenantId).transaction((tx) => eraseBuyer(tx, externalOrderId))
      return { tenantId, externalOrderId, erasedAt: clock.now().toISOString(), wasKept }
    },
  )
}
