import { AmazonError } from '../amazon/errors.ts'
import { includedDataFor } from '../amazon/orders-api.ts'
import { listOutlineOrders, type OutlineOrder } from '../store/outline-orders.ts'
import { saveDetailPage } from '../store/save-history.ts'
import type { LaneResult, LaneRun, SyncEngine } from './lane-context.ts'
import { readSpanPage } from './read-span.ts'

/** As many as one page of a search holds, with room for orders in between that are complete already. */
const ordersAtOnce = 80
/** How long the buckets are left to fill before the next turn. */
const turnMs = 20_000

/**
 * The detail lane: orders that a report brought in outline are completed, newest first, with what more urgent work
 * leaves of both buckets: 100 at a time by search, else one by one.
 */
export async function runDetail(engine: SyncEngine, laneRun: LaneRun): Promise<LaneResult> {
  const { tenantId, connectionId } = laneRun.run
  let completed = 0
  for (;;) {
    laneRun.signal.throwIfAborted()
    const outlines = await listOutlineOrders(engine.db.of(tenantId), connectionId, ordersAtOnce)
    if (outlines.length === 0) return result(completed, null)
    const bySearch = outlines.length > 5 ? await completeBySearch(engine, laneRun, outlines) : 0
    const added = bySearch > 0 ? bySearch : await completeOneByOne(engine, laneRun, outlines)
    if (added === 0) return result(completed, turnMs)
    completed += added
  }
}

/** One page of the time in which the newest outlines were placed. Answers how many orders it brought; 0 without quota. */
async function completeBySearch(
  engine: SyncEngine,
  laneRun: LaneRun,
  outlines: readonly OutlineOrder[],
): Promise<number> {
  const times = outlines.map((order) => order.orderDate.getTime())
  const span = { from: new Date(Math.min(...times)), to: new Date(Math.max(...times) + 1000) }
  const page = await readSpanPage(engine, laneRun, span, { pageToken: null, pageTokenAt: null }, 'detail')
  if (page.kind === 'quota') return 0
  const { observations, unreadable } = page.page
  await saveDetailPage(engine.db, laneRun.run, observations, unreadable, engine.random)
  const wanted = new Set(outlines.map((order) => order.externalOrderId))
  return observations.filter(({ order }) => wanted.has(order.externalOrderId)).length
}

async function completeOneByOne(
  engine: SyncEngine,
  laneRun: LaneRun,
  outlines: readonly OutlineOrder[],
): Promise<number> {
  let completed = 0
  for (const { externalOrderId } of outlines) {
    laneRun.signal.throwIfAborted()
    try {
      const page = await engine.amazon.orders.getOrder(
        laneRun.account,
        externalOrderId,
        includedDataFor(laneRun.connection.includeBuyerData),
        {
          priority: 'detail',
          maxQuotaDelayMs: 0,
          signal: laneRun.signal,
        },
      )
      // A copy that cannot be read waits in quarantine; until a later version reads it, the outline is all there is.
      const unread = page.observations.length === 0 ? externalOrderId : null
      await saveDetailPage(engine.db, laneRun.run, page.observations, page.unreadable, engine.random, unread)
      completed += 1
    } catch (error) {
      if (error instanceof AmazonError && error.availableAt !== null) return completed
      if (!(error instanceof AmazonError) || error.kind !== 'not_found') throw error
      // The API does not know what the report listed: the outline is all there is.
      await saveDetailPage(engine.db, laneRun.run, [], [], engine.random, externalOrderId)
    }
  }
  return completed
}

function result(completed: number, turnAfterMs: number | null): LaneResult {
  return {
    status: 'success',
    reasonCode: 'SUCCESS',
    message: `${completed} orders completed`,
    complete: turnAfterMs === null,
    nextDue: turnAfterMs === null ? null : { afterMs: turnAfterMs },
  }
}
