import { type Static, Type } from 'typebox'
import type { TenantQueryable } from '../../store/database.ts'
import { type Delivery, deliveryStates, findDelivery } from '../../store/webhook-deliveries.ts'
import { Problem } from '../problem.ts'
import { Id, Instant, nullable, strict } from '../schemas.ts'

export const DeliveryParams = strict({ webhookId: Id, deliveryId: Id })

/** One POST with what its last attempt found. */
export const DeliveryView = Type.Object({
  deliveryId: Type.String(),
  webhookId: Type.String(),
  test: Type.Boolean(),
  positions: Type.Array(Type.Integer(), { description: 'Of the changes in it, in the feed.' }),
  state: Type.Enum([...deliveryStates], {
    description: 'open: to be sent, now or again. dead: given up after 24 hours, until it is replayed.',
  }),
  attempts: Type.Integer(),
  createdAt: Instant,
  lastAttemptAt: nullable(Instant),
  nextAttemptAt: nullable(Instant),
  responseStatus: nullable(Type.Integer()),
  responseText: nullable(Type.String({ description: 'The first 500 characters of the answer.' })),
  durationMs: nullable(Type.Integer()),
  error: nullable(Type.String({ description: 'Why the last attempt did not succeed.' })),
})

export function toDeliveryView(delivery: Delivery): Static<typeof DeliveryView> {
  return {
    ...delivery,
    test: delivery.positions.length === 0,
    positions: [...delivery.positions],
    createdAt: delivery.createdAt.toISOString(),
    lastAttemptAt: delivery.lastAttemptAt?.toISOString() ?? null,
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
  }
}

/** The delivery of that webhook. Throws a 404 when there is none with this id. */
export async function requireDelivery(
  db: TenantQueryable,
  webhookId: string,
  deliveryId: string,
): Promise<Delivery> {
  const delivery = await findDelivery(db, webhookId, deliveryId)
  if (delivery !== null) return delivery
  throw new Problem('delivery_not_found', `The webhook has no delivery "${deliveryId}".`)
}
