import { AmazonError } from '../amazon/errors.ts'
import { includedDataFor, type OrdersPage } from '../amazon/orders-api.ts'
import { findOpenImport } from '../store/order-imports.ts'
import { saveImportedOrder, saveUnknownOrder } from '../store/save-import.ts'
import type { LaneResult, LaneRun, SyncEngine } from './lane-context.ts'

/** Somebody waits: a token that comes within this time is worth waiting for. */
const maxQuotaDelayMs = 3000

/**
 * The import lane: orders that somebody asked for by their number, one call each, oldest request first. Without a token
 * it goes on when there is one; any other trouble is the answer to everybody who waits (see `finishRun`).
 */
export async function runImport(engine: SyncEngine, laneRun: LaneRun): Promise<LaneResult> {
  const { run } = laneRun
  for (let asked = 0; ; asked += 1) {
    laneRun.signal.throwIfAborted()
    const wanted = await findOpenImport(engine.db.of(run.tenantId), run.connectionId)
    if (wanted === null) {
      return {
        status: 'success',
        reasonCode: 'SUCCESS',
        message: `${asked} orders asked for`,
        complete: true,
        nextDue: null,
      }
    }
    const page = await askFor(engine, laneRun, wanted.externalOrderId)
    if (page === null) await saveUnknownOrder(engine.db, run, wanted.externalOrderId)
    else await saveImportedOrder(engine.db, run, wanted.externalOrderId, page, engine.random)
  }
}

/** The order as Amazon has it, or null when it has no such order for this seller. */
async function askFor(
  engine: SyncEngine,
  laneRun: LaneRun,
  externalOrderId: string,
): Promise<OrdersPage | null> {
  try {
    return await engine.amazon.orders.getOrder(
      laneRun.account,
      externalOrderId,
      includedDataFor(laneRun.connection.includeBuyerData),
      {
        priority: 'import',
        maxQuotaDelayMs,
        signal: laneRun.signal,
      },
    )
  } catch (error) {
    if (error instanceof AmazonError && error.kind === 'not_found') return null
    throw error
  }
}
