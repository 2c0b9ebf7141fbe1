import { AmazonError } from '../amazon/errors.ts'
import { includedDataFor } from '../amazon/orders-api.ts'
import type { OrderObservation, UnreadableOrder } from '../domain/order.ts'
import { isFetchingHistory } from '../store/backfills.ts'
import { listOutlineOrders, type OutlineOrder } from '../store/outline-orders.ts'
import { saveDetails } from '../store/save-history.ts'
import type { LaneResult, LaneRun, SyncEngine } from './lane-context.ts'
import { readSpanPage } from './read-span.ts'

/** As many as one page of a search holds, with room for orders in between that are complete already. */
const ordersAtOnce = 80
/** How long the buckets are left to fill before the next turn. */
const turnMs = 20_000

/**
 * The detail lane: orders that a report brought in outline are completed, newest first, with what more urgent work
 * leaves of both buckets: 100 at a time by search, else one by one. While history is fetched, searches are left to it:
 * an order that is missing matters more than one that is not complete.
 */
export async function runDetail(engine: SyncEngine, laneRun: LaneRun): Promise<LaneResult> {
  const { tenantId, connectionId } = laneRun.run
  let completed = 0
  for (;;) {
    laneRun.signal.throwIfAborted()
    const outlines = await listOutlineOrders(engine.db.of(tenantId), connectionId, ordersAtOnce)
    if (outlines.length === 0) return result(completed, null)
    const maySearch = outlines.length > 5 && !(await isFetchingHistory(engine.db.of(tenantId), connectionId))
    const bySearch = maySearch ? await completeBySearch(engine, laneRun, outlines) : 0
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
  await saveDetails(engine.db, laneRun.run, page.page, [], engine.random)
  const wanted = new Set(outlines.map((order) => order.externalOrderId))
  return page.page.observations.filter(({ order }) => wanted.has(order.externalOrderId)).length
}

/** As many as the quota allows, stored together. Throws what went wrong, after it stored what had arrived. */
async function completeOneByOne(
  engine: SyncEngine,
  laneRun: LaneRun,
  outlines: readonly OutlineOrder[],
): Promise<number> {
  const found: Found = { observations: [], unreadable: [], unknown: [] }
  let failure: unknown = null
  let asked = 0
  for (const { externalOrderId } of outlines) {
    if (laneRun.signal.aborted) break
    try {
      await fetchOne(engine, laneRun, externalOrderId, found)
      asked += 1
    } catch (error) {
      if (!(error instanceof AmazonError) || error.availableAt === null) failure = error
      break
    }
  }
  if (asked > 0) await saveDetails(engine.db, laneRun.run, found, found.unknown, engine.random)
  if (failure !== null) throw failure
  return asked
}

interface Found {
  readonly observations: OrderObservation[]
  readonly unreadable: UnreadableOrder[]
  /** What a report listed and the API does not tell: the outline is all there is. */
  readonly unknown: string[]
}

async function fetchOne(
  engine: SyncEngine,
  { account, connection, signal }: LaneRun,
  externalOrderId: string,
  found: Found,
): Promise<void> {
  const options = { priority: 'detail', maxQuotaDelayMs: 0, signal } as const
  try {
    const page = await engine.amazon.orders.getOrder(
      account,
      externalOrderId,
      includedDataFor(connection.includeBuyerData),
      options,
    )
    found.observations.push(...page.observations)
    found.unreadable.push(...page.unreadable)
    // A copy that cannot be read waits in quarantine until a later version reads it.
    if (page.observations.length === 0) found.unknown.push(externalOrderId)
  } catch (error) {
    if (!(error instanceof AmazonError) || error.kind !== 'not_found') throw error
    found.unknown.push(externalOrderId)
  }
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
