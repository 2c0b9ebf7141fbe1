/** What a webhook can be asked to report. */
export const webhookEvents = ['order.created', 'order.updated', 'order.shipped', 'order.cancelled'] as const

export type WebhookEvent = (typeof webhookEvents)[number]

/** As much of a change as its events depend on. */
export interface ChangeFacts {
  readonly kind: 'created' | 'updated'
  /** The canonical status that the change brought, when it changed the status of a known order. */
  readonly statusAfter: string | null
}

/**
 * The events of a change. `order.shipped` and `order.cancelled` mean that the status became so while we knew the order:
 * an order that is already shipped when it is first read is only `order.created`.
 */
export function eventsOf({ kind, statusAfter }: ChangeFacts): readonly WebhookEvent[] {
  if (kind === 'created') return ['order.created']
  if (statusAfter === 'SHIPPED') return ['order.updated', 'order.shipped']
  if (statusAfter === 'CANCELLED') return ['order.updated', 'order.cancelled']
  return ['order.updated']
}
