import { describeChanges } from '../api/orders/changes/change-view.ts'
import { eventsOf } from '../domain/webhook-events.ts'
import type { TenantQueryable } from '../store/database.ts'
import { listChangesAt, type OrderChange } from '../store/order-changes.ts'
import { statusAfter } from './plan-deliveries.ts'

/**
 * The body of a delivery: its changes with their orders as they are now. Null when a change is no longer kept: then
 * nothing is sent rather than a part.
 */
export async function composeBody(
  db: TenantQueryable,
  webhookId: string,
  delivery: { readonly deliveryId: string; readonly positions: readonly number[] },
): Promise<string | null> {
  const changes = await listChangesAt(db, delivery.positions)
  if (changes.length < delivery.positions.length) return null
  const views = await describeChanges(db, changes)
  return JSON.stringify({
    type: changes.length === 0 ? 'test' : 'order.changes',
    deliveryId: delivery.deliveryId,
    webhookId,
    tenantId: db.tenantId,
    changes: views.map((view, index) => ({ events: eventsOfChange(changes[index]), ...view })),
  })
}

function eventsOfChange(change: OrderChange | undefined): readonly string[] {
  return change === undefined ? [] : eventsOf({ kind: change.kind, statusAfter: statusAfter(change) })
}
