import type { Span } from '../domain/backfill-plan.ts'
import type { OrderObservation, UnreadableOrder } from '../domain/order.ts'
import type { Random } from '../runtime/random.ts'
import { type BackfillWindow, changeWindow, type WindowChange } from './backfill-windows.ts'
import { countBackfillOrders, type SearchProgress, saveSearchProgress } from './backfills.ts'
import { type CoverageProof, raiseCoverage, recordCoverage } from './coverage.ts'
import type { Database, TenantQueryable } from './database.ts'
import { type PutOff, putOffDetails } from './outline-orders.ts'
import { saveOrders } from './save-orders.ts'
import { saveOutlines } from './save-outlines.ts'
import { type ReceivedOrders, storeReceived } from './save-page.ts'
import { holdLane, type RunHandle, wakeLane } from './sync-states.ts'

/** A page of history and what it proves. */
export interface HistoryPage {
  readonly observations: readonly OrderObservation[]
  readonly unreadable: readonly UnreadableOrder[]
  /** Set with the last page of a span: everything created in it is stored. */
  readonly covered: { readonly span: Span; readonly proof: CoverageProof } | null
}

/** Stores a page of the first phase of a backfill and where that phase stands, in one transaction. */
export async function saveSearchPage(
  db: Database,
  run: RunHandle,
  backfillId: string,
  page: HistoryPage,
  progress: SearchProgress,
  random: Random,
): Promise<void> {
  await saveHistoryPage(db, run, page, random, (tx) =>
    saveSearchProgress(tx, backfillId, progress, page.observations.length),
  )
}

/** Stores a page of a window and where the window stands, in one transaction. */
export async function saveWindowPage(
  db: Database,
  run: RunHandle,
  backfillId: string,
  windowNumber: number,
  page: HistoryPage,
  change: WindowChange,
  random: Random,
): Promise<void> {
  await saveHistoryPage(db, run, page, random, async (tx) => {
    await changeWindow(tx, backfillId, windowNumber, change)
    await countBackfillOrders(tx, backfillId, page.observations.length)
  })
}

async function saveHistoryPage(
  db: Database,
  run: RunHandle,
  page: HistoryPage,
  random: Random,
  saveProgress: (tx: TenantQueryable) => Promise<void>,
): Promise<void> {
  const { covered } = page
  const finish = async (tx: TenantQueryable): Promise<void> => {
    if (covered !== null) {
      await recordCoverage(tx, run.connectionId, covered.span, 'full', covered.proof)
    }
    await saveProgress(tx)
    await holdLane(tx, run)
  }
  await storeReceived(db, run, page, saveOrders, finish, random)
}

/** Closes a window whose report was imported, every row of it: its orders are known in outline. */
export async function finishReportWindow(
  db: Database,
  run: RunHandle,
  backfillId: string,
  window: BackfillWindow,
  orders: number,
): Promise<void> {
  const { tenantId, connectionId } = run
  await db.of(tenantId).transaction(async (tx) => {
    await changeWindow(tx, backfillId, window.windowNumber, {
      state: 'done',
      ordersAdded: orders,
      error: null,
    })
    await countBackfillOrders(tx, backfillId, orders)
    await recordCoverage(tx, connectionId, window.span, 'outline', 'report')
    // Its orders are completed while other windows still wait.
    await wakeLane(tx, connectionId, 'detail')
    await holdLane(tx, run)
  })
}

/** Closes a window in which a search found no order: that is a proof, a cancelled report is none. */
export async function finishEmptyWindow(
  db: Database,
  run: RunHandle,
  backfillId: string,
  window: BackfillWindow,
): Promise<void> {
  const { tenantId, connectionId } = run
  await db.of(tenantId).transaction(async (tx) => {
    await changeWindow(tx, backfillId, window.windowNumber, { state: 'done', error: null })
    await recordCoverage(tx, connectionId, window.span, 'full', 'empty')
    await holdLane(tx, run)
  })
}

/** A batch of a report: orders in outline, and the rows that could not be read. One transaction, safe to repeat. */
export async function saveReportBatch(
  db: Database,
  run: RunHandle,
  observations: readonly OrderObservation[],
  unreadable: readonly UnreadableOrder[],
  random: Random,
): Promise<void> {
  const received = { observations, unreadable }
  await storeReceived(db, run, received, saveOutlines, (tx) => holdLane(tx, run), random)
}

/**
 * Stores orders that the detail lane completed, how long those are left alone that Amazon did not tell, and what is known
 * in full by that.
 */
export async function saveDetails(
  db: Database,
  run: RunHandle,
  { observations, unreadable }: ReceivedOrders,
  putOff: readonly PutOff[],
  random: Random,
): Promise<void> {
  await saveHistoryPage(db, run, { observations, unreadable, covered: null }, random, async (tx) => {
    await putOffDetails(tx, putOff)
    await raiseCoverage(tx, run.connectionId)
  })
}

/** Notes what is known in full by now: others than the detail lane complete outlines, too. */
export async function noteDetails(db: Database, run: RunHandle): Promise<void> {
  await db.of(run.tenantId).transaction(async (tx) => {
    await raiseCoverage(tx, run.connectionId)
    await holdLane(tx, run)
  })
}
