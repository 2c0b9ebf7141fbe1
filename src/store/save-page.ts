import { StaleRunError } from '../domain/errors.ts'
import type { OrderObservation, UnreadableOrder } from '../domain/order.ts'
import type { Random } from '../runtime/random.ts'
import type { Database, Transaction } from './database.ts'
import { releaseReadable, saveUnreadable } from './quarantine.ts'
import { countPage } from './run-lifecycle.ts'
import { saveBuyers } from './save-buyers.ts'
import { lockFeed, saveOrders } from './save-orders.ts'
import type { saveOutlines } from './save-outlines.ts'
import { type Checkpoint, type RunHandle, saveCheckpoint } from './sync-states.ts'

/** What Amazon sent at once: a page, or a part of a report. */
export interface ReceivedOrders {
  readonly observations: readonly OrderObservation[]
  readonly unreadable: readonly UnreadableOrder[]
}

/** A page as Amazon sent it, and where the lane stands once it is stored. */
export interface Page extends ReceivedOrders {
  readonly checkpoint: Checkpoint
}

/** Stores a page of the delta lane and its checkpoint. See `storeReceived`. */
export function savePage(db: Database, run: RunHandle, page: Page, random: Random): Promise<number> {
  return storeReceived(db, run, page, saveOrders, (tx) => saveCheckpoint(tx, run, page.checkpoint), random)
}

/**
 * Stores what Amazon sent and where the lane stands, in one transaction: orders, items, packages, feed, buyers,
 * quarantine, counters, and what `saveProgress` writes, which gets how many orders changed. Either all of it is there
 * after a crash, or none and it is read again.
 * `saveProgress` must throw StaleRunError when another run holds the lane. Answers how many orders changed.
 */
export async function storeReceived(
  db: Database,
  run: RunHandle,
  { observations, unreadable }: ReceivedOrders,
  write: typeof saveOutlines,
  saveProgress: (tx: Transaction, changed: number) => Promise<void>,
  random: Random,
): Promise<number> {
  const { tenantId, connectionId } = run
  return db.of(tenantId).transaction(async (tx) => {
    let changed = 0
    let feedPosition: bigint | null = null
    if (observations.length > 0) {
      feedPosition = await lockFeed(tx)
      if (feedPosition === null) throw new StaleRunError(run.runId)
      changed = (await write(tx, connectionId, feedPosition, observations, random)).changed
      if (run.buyerVault !== undefined) await saveBuyers(tx, connectionId, run.buyerVault, observations)
    }
    // An outline does not answer for the rows of the order that could not be read.
    const complete = observations.filter(({ detailLevel }) => detailLevel === 'full')
    if (changed > 0 && complete.length > 0) {
      await releaseReadable(
        tx,
        complete.map(({ order }) => order.externalOrderId),
      )
    }
    if (unreadable.length > 0) await saveUnreadable(tx, connectionId, unreadable, random)
    await countPage(tx, run, {
      ordersProcessed: observations.length,
      itemsProcessed: observations.reduce((sum, { order }) => sum + order.items.length, 0),
      ordersChanged: changed,
      quarantined: unreadable.length,
      feedPosition,
    })
    await saveProgress(tx, changed)
    return changed
  })
}
