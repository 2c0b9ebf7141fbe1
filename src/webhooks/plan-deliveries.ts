import { eventsOf, type WebhookEvent } from '../domain/webhook-events.ts'
import type { OrderChange } from '../store/order-changes.ts'

/** Changes in one POST: few enough for a body of some hundred kilobytes, enough for a burst. */
export const changesPerDelivery = 50

/**
 * Cuts a piece of the feed into deliveries of the changes that a webhook asked for, at most `room` of them. Answers their
 * positions and how far the feed is then read.
 */
export function planDeliveries(
  changes: readonly OrderChange[],
  events: readonly WebhookEvent[],
  room: number,
): { readonly deliveries: readonly (readonly number[])[]; readonly readTo: number | null } {
  const deliveries: number[][] = []
  let readTo: number | null = null
  for (const change of changes) {
    if (isWanted(change, events)) {
      const last = deliveries.at(-1)
      if (last !== undefined && last.length < changesPerDelivery) last.push(change.position)
      else if (deliveries.length < room) deliveries.push([change.position])
      else break
    }
    readTo = change.position
  }
  return { deliveries, readTo }
}

function isWanted(change: OrderChange, events: readonly WebhookEvent[]): boolean {
  return eventsOf({ kind: change.kind, statusAfter: statusAfter(change) }).some((event) =>
    events.includes(event),
  )
}

/** The status that a change brought, or null when it changed none. */
export function statusAfter(change: OrderChange): string | null {
  const after = change.difference?.orderStatus?.[1]
  return typeof after === 'string' ? after : null
}
