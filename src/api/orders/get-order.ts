import { Type } from 'typebox'
import { findOrder, listOrderEvents, type OrderEvent } from '../../store/orders.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Instant, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { orderFields, toOrderView } from './order-view.ts'

const OrderDetail = Type.Object({
  ...orderFields,
  timeline: Type.Array(
    Type.Object({
      at: Type.String({ format: 'date-time', description: 'When the change was stored.' }),
      lastUpdatedAt: Instant,
      kind: Type.Enum(['created', 'updated']),
      changes: Type.Optional(
        Type.Record(Type.String(), Type.Array(Type.Unknown()), { description: '{field: [before, after]}' }),
      ),
    }),
    { description: 'Real changes only, oldest first.' },
  ),
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
      const events = await listOrderEvents(db.of(tenantId), found.order.externalOrderId)
      return {
        ...toOrderView(found.order),
        timeline: events.map(toTimelineEntry),
        ...(found.document === null ? {} : readDocument(found.document)),
      }
    },
  )
}

function toTimelineEntry(event: OrderEvent) {
  return {
    at: event.at.toISOString(),
    lastUpdatedAt: event.lastUpdatedAt.toISOString(),
    kind: event.kind,
    ...(event.difference === null ? {} : { changes: event.difference as Record<string, unknown[]> }),
  }
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
