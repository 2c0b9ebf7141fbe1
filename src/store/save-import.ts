import type { Random } from '../runtime/random.ts'
import type { Database } from './database.ts'
import { settleOrderImports } from './order-imports.ts'
import { saveOrders } from './save-orders.ts'
import { type ReceivedOrders, storeReceived } from './save-page.ts'
import { holdLane, type RunHandle } from './sync-states.ts'

/** Stores the order that somebody asked for and gives them the answer, in one transaction. */
export async function saveImportedOrder(
  db: Database,
  run: RunHandle,
  externalOrderId: string,
  received: ReceivedOrders,
  random: Random,
): Promise<void> {
  const readable = received.observations.length > 0
  await storeReceived(
    db,
    run,
    received,
    saveOrders,
    async (tx, changed) => {
      const outcome = readable ? (changed > 0 ? 'stored' : 'unchanged') : 'unreadable'
      await settleOrderImports(tx, run.connectionId, externalOrderId, outcome)
      await holdLane(tx, run)
    },
    random,
  )
}

/** Notes that Amazon has no such order for this seller. Nothing is stored. */
export async function saveUnknownOrder(db: Database, run: RunHandle, externalOrderId: string): Promise<void> {
  await db.of(run.tenantId).transaction(async (tx) => {
    await settleOrderImports(tx, run.connectionId, externalOrderId, 'unknown')
    await holdLane(tx, run)
  })
}
