import { StaleRunError } from '../domain/errors.ts'
import type { OrderObservation, UnreadableOrder } from '../domain/order.ts'
import type { Random } from '../runtime/random.ts'
import type { Database } from './database.ts'
import { releaseReadable, saveUnreadable } from './quarantine.ts'
import { countPage } from './run-lifecycle.ts'
import { lockFeed, saveOrders } from './save-orders.ts'
import { type Checkpoint, type RunHandle, saveCheckpoint } from './sync-states.ts'

/** A page as Amazon sent it, and where the lane stands once it is stored. */
export interface Page {
  readonly observations: readonly OrderObservation[]
  readonly unreadable: readonly UnreadableOrder[]
  readonly checkpoint: Checkpoint
}

/**
 * Stores a page and its checkpoint in one transaction: orders, items, packages, feed, quarantine, counters. Either
 * all of it is there after a crash, or none and the page is read again. Answers how many orders changed.
 * Throws StaleRunError when another run holds the lane.
 */
export async function savePage(db: Database, run: RunHandle, page: Page, random: Random): Promise<number> {
  const { observations, unreadable, checkpoint } = page
  const { tenantId, connectionId } = run
  return db.transaction(async (tx) => {
    let changed = 0
    if (observations.length > 0) {
      const feedPosition = await lockFeed(tx, tenantId)
      if (feedPosition === null) throw new StaleRunError(run.runId)
      changed = (await saveOrders(tx, tenantId, connectionId, feedPosition, observations, random)).changed
    }
    if (unreadable.length > 0) await saveUnreadable(tx, tenantId, connectionId, unreadable, random)
    if (changed > 0) {
      await releaseReadable(
        tx,
        tenantId,
        observations.map((observation) => observation.order.externalOrderId),
      )
    }
    await countPage(tx, run, {
      ordersProcessed: observations.length,
      itemsProcessed: observations.reduce((sum, observation) => sum + observation.order.items.length, 0),
      ordersChanged: changed,
      quarantined: unreadable.length,
    })
    await saveCheckpoint(tx, run, checkpoint)
    return changed
  })
}
