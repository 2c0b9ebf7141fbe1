import { Type } from 'typebox'
import { listTimeline } from '../../store/order-changes.ts'
import { findOrder } from '../../store/orders.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { BuyerView } from './buyer-view.ts'
import { TimelineEntry, toTimelineEntry } from './changes/change-view.ts'
import { documentParts, readDocumentParts } from './document-parts.ts'
import { orderFields, toOrderView } from './order-view.ts'
import { readBuyer } from './read-buyer.ts'

const OrderDetail = Type.Object({
  ...orderFields,
  timeline: Type.Array(TimelineEntry, {
    description: 'Real changes only, oldest first, as far back as changes are kept: the newest 1,000.',
  }),
  ...documentParts,
  buyer: Type.Optional(BuyerView),
})

export const OrderParams = strict({ orderId: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$' }) })

export function registerGetOrder(api: Api, context: ApiContext): void {
  const { db } = context
  api.get(
    '/orders/:orderId',
    {
      schema: {
        operationId: 'getOrder',
        tags: ['Orders'],
        summary: "One order, by its id or by Amazon's order number",
        params: OrderParams,
        querystring: strict({
          tenantId: Type.Optional(TenantId),
          include: Type.Optional(
            Type.Literal('buyer', {
              description: 'Also who bought it, for a key that may read buyers. Each reading is audited.',
            }),
          ),
        }),
        response: { 200: OrderDetail },
      },
    },
    async (request) => {
      const { orderId } = request.params
      const { tenantId } = await requireTenant(db, request)
      const found = await findOrder(db.of(tenantId), orderId)
      if (found === null) throw new Problem('order_not_found', `The tenant has no order "${orderId}".`)
      const buyer =
        request.query.include === 'buyer'
          ? await readBuyer(context, request, tenantId, found.order.externalOrderId)
          : undefined
      const timeline = await listTimeline(db.of(tenantId), found.order.externalOrderId)
      return {
        ...toOrderView(found.order),
        timeline: timeline.map(toTimelineEntry),
        ...(found.document === null ? {} : readDocumentParts(found.document)),
        ...(buyer === undefined ? {} : { buyer }),
      }
    },
  )
}
