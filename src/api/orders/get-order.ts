import { Type } from 'typebox'
import { listTimeline } from '../../store/order-changes.ts'
import { findOrder } from '../../store/orders.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { TimelineEntry, toTimelineEntry } from './changes/change-view.ts'
import { orderFields, toOrderView } from './order-view.ts'

const OrderDetail = Type.Object({
  ...orderFields,
  timeline: Type.Array(TimelineEntry, {
    description: 'Real changes only, oldest first, as far back as changes are kept.',
  }),
  breakdown: Type.Optional(
    Type.Array(Type.Unknown(), { description: 'The total in its parts, as Amazon has them.' }),
  ),
  associatedOrders: Type.Optional(Type.Array(Type.Unknown(), { description: 'Replacements and exchanges.' })),
  raw: Type.Optional(Type.Unknown({ description: "Amazon's document, less everything about the buyer." })),
})

export function registerGetOrder(api: Api, { db }: ApiContext): void {
  api.get(
    '/orders/:orderId',
    {
      schema: {
        operationId: 'getOrder',
        tags: ['Orders'],
        summary: "One order, by its id or by Amazon's order number",
        params: strict({ orderId: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$' }) }),
        querystring: strict({ tenantId: Type.Optional(TenantId) }),
        response: { 200: OrderDetail },
      },
    },
    async (request) => {
      const { orderId } = request.params
      const { tenantId } = await requireTenant(db, request)
      const found = await findOrder(db.of(tenantId), orderId)
      if (found === null) throw new Problem('order_not_found', `The tenant has no order "${orderId}".`)
      const timeline = await listTimeline(db.of(tenantId), found.order.externalOrderId)
      return {
        ...toOrderView(found.order),
        timeline: timeline.map(toTimelineEntry),
        ...(found.document === null ? {} : readDocument(found.document)),
      }
    },
  )
}

/** What is shown of the kept document as it stands, when it is there. */
function readDocument(text: string): { raw: unknown; breakdown?: unknown[]; associatedOrders?: unknown[] } {
  const raw = JSON.parse(text) as {
    proceeds?: { breakdowns?: unknown } | null
    associatedOrders?: unknown
  } | null
  const breakdown = raw?.proceeds?.breakdowns
  const associatedOrders = raw?.associatedOrders
  return {
    raw,
    ...(Array.isArray(breakdown) ? { breakdown } : {}),
    ...(Array.isArray(associatedOrders) ? { associatedOrders } : {}),
  }
}
