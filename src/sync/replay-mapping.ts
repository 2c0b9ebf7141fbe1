import { decodeOrders } from '../amazon/decode-page.ts'
import type { OrderObservation } from '../domain/order.ts'
import type { Random } from '../runtime/random.ts'
import type { Database } from '../store/database.ts'
import { listOldMappings, type OldMapping, rewriteOrders } from '../store/replay-orders.ts'
import { lockFeed } from '../store/save-orders.ts'

/** What one batch of a replay did. */
export interface ReplayedBatch {
  /** Orders of an older mapping that were looked at. */
  readonly read: number
  /** Of these, read again by today's mapping. */
  readonly rewritten: number
  /** Of these, with an entry in the feed, because something that it shows came out differently. */
  readonly changed: number
  /** Documents that today's mapping cannot read: they stay as they are. */
  readonly unreadable: number
  /** The order to go on after, or null at the end. */
  readonly next: string | null
}

/**
 * Reads stored documents of one tenant again with today's mapping, without Amazon: a batch, in one transaction. What is
 * done is marked on the order, so that a replay that is broken off anywhere goes on where it stopped.
 */
export async function replayMapping(
  db: Database,
  tenantId: string,
  after: string | null,
  limit: number,
  random: Random,
): Promise<ReplayedBatch> {
  return db.of(tenantId).transaction(async (tx) => {
    await lockFeed(tx)
    const old = await listOldMappings(tx, after, limit)
    let rewritten = 0
    let changed = 0
    for (const [connectionId, orders] of Map.groupBy(old, (order) => order.connectionId)) {
      const copies = orders.flatMap(readAgain)
      changed += await rewriteOrders(tx, connectionId, copies, random)
      rewritten += copies.length
    }
    const next = old.length < limit ? null : (old.at(-1)?.externalOrderId ?? null)
    return { read: old.length, rewritten, changed, unreadable: old.length - rewritten, next }
  })
}

function readAgain({ document, observedAt }: OldMapping): readonly OrderObservation[] {
  return decodeOrders([JSON.parse(document)], observedAt.toISOString()).observations
}
