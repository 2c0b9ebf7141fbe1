import type { LifecycleEvent } from '../lifecycle.ts'

/** How far an order has come: what the document's builder needs to know about the events so far. */
export interface Progress {
  status: string
  lastUpdatedAt: number
  shippedAt: number | null
  partlyShippedAt: number | null
  inTransit: boolean
  delivered: boolean
  undeliverable: boolean
  cancelledAt: number | null
  cancellationRequested: boolean
  /** Cancelled before payment: such orders may lose quantity and total. */
  cancelledUnpaid: boolean
  /** Amazon knows the price once the payment went through. */
  paid: boolean
}

/** Folds the events that have happened, oldest first. `events` is never empty. */
export function foldProgress(events: readonly LifecycleEvent[]): Progress {
  const progress: Progress = {
    status: 'PENDING',
    lastUpdatedAt: 0,
    shippedAt: null,
    partlyShippedAt: null,
    inTransit: false,
    delivered: false,
    undeliverable: false,
    cancelledAt: null,
    cancellationRequested: false,
    cancelledUnpaid: false,
    paid: false,
  }
  for (const event of events) {
    progress.status = event.status
    progress.lastUpdatedAt = event.at
    if (event.kind === 'partly_shipped') progress.partlyShippedAt = event.at
    if (event.kind === 'shipped') progress.shippedAt = event.at
    if (event.kind === 'in_transit') progress.inTransit = true
    if (event.kind === 'delivered') progress.delivered = true
    if (event.kind === 'undeliverable') progress.undeliverable = true
    if (event.kind === 'cancellation_requested') progress.cancellationRequested = true
    if (event.kind === 'cancelled') {
      progress.cancelledAt = event.at
      progress.cancelledUnpaid = !progress.paid
    } else if (!event.status.startsWith('PENDING')) progress.paid = true
  }
  return progress
}
