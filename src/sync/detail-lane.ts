import { AmazonError } from '../amazon/errors.ts'
import { includedDataFor } from '../amazon/orders-api.ts'
import { detailRetryMs } from '../domain/detail-retry.ts'
import type { OrderObservation, UnreadableOrder } from '../domain/order.ts'
import { isFetchingHistory } from '../store/backfills.ts'
import {
  findNextDetailTry,
  listOutlineOrders,
  type OutlineOrder,
  type PutOff,
} from '../store/outline-orders.ts'
import { noteDetails, saveDetails } from '../store/save-history.ts'
import type { LaneResult, LaneRun, SyncEngine } from './lane-context.ts'
import { readSpanPage } from './read-span.ts'

/** As many as one page of a search holds, with room for orders in between that are complete already. */
const ordersAtOnce = 80
/** How long the buckets are left to fill before the next turn. */
const turnMs = 20_000

/** What became of the orders that were asked for. */
interface Turn {
  readonly completed: number
  /** Left for later: Amazon did not tell them, or not so that they can be read. */
  readonly denied: number
}

/**
 * The detail lane: orders that a report brought in outline are completed, newest first, with what more urgent work
 * leaves of both buckets: 100 at a time by search, else one by one. While history is fetched, searches are left to it:
 * an order that is missing matters more than one that is not complete.
 *
 * An order that Amazon does not tell stays an outline, and is asked for again later (`detailRetryMs`), after all that
 * were never asked for: it holds nobody up, and no answer is taken for the last word about it.
 */
export async function runDetail(engine: SyncEngine, laneRun: LaneRun): Promise<LaneResult> {
  const { tenantId, connectionId } = laneRun.run
  const db = engine.db.of(tenantId)
  const sum = { completed: 0, denied: 0 }
  for (;;) {
    laneRun.signal.throwIfAborted()
    const outlines = await listOutlineOrders(db, connectionId, ordersAtOnce)
    if (outlines.length === 0) {
      await noteDetails(engine.db, laneRun.run)
      return nothingLeft(engine, sum, await findNextDetailTry(db, connectionId))
    }
    const { completed, denied } = await takeTurn(engine, laneRun, outlines)
    if (completed + denied === 0) return result(sum, { complete: false, nextDue: { afterMs: turnMs } })
    sum.completed += completed
    sum.denied += denied
  }
}

/** Some orders more; none without quota. */
async function takeTurn(
  engine: SyncEngine,
  laneRun: LaneRun,
  outlines: readonly OutlineOrder[],
): Promise<Turn> {
  const { tenantId, connectionId } = laneRun.run
  const wereDenied = outlines.some(({ denials }) => denials > 0)
  const maySearch =
    outlines.length > 5 && !wereDenied && !(await isFetchingHistory(engine.db.of(tenantId), connectionId))
  const bySearch = maySearch ? await completeBySearch(engine, laneRun, outlines) : 0
  return bySearch > 0 ? { completed: bySearch, denied: 0 } : await completeOneByOne(engine, laneRun, outlines)
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
): Promise<Turn> {
  const found: Found = { observations: [], unreadable: [], putOff: [] }
  let failure: unknown = null
  for (const outline of outlines) {
    if (laneRun.signal.aborted) break
    try {
      await fetchOne(engine, laneRun, outline, found)
    } catch (error) {
      if (!(error instanceof AmazonError) || error.availableAt === null) failure = error
      break
    }
  }
  const turn = { completed: found.observations.length, denied: found.putOff.length }
  if (turn.completed + turn.denied > 0)
    await saveDetails(engine.db, laneRun.run, found, found.putOff, engine.random)
  if (failure !== null) throw failure
  return turn
}

interface Found {
  readonly observations: OrderObservation[]
  readonly unreadable: UnreadableOrder[]
  readonly putOff: PutOff[]
}

async function fetchOne(
  engine: SyncEngine,
  { account, connection, signal }: LaneRun,
  { externalOrderId, denials }: OutlineOrder,
  found: Found,
): Promise<void> {
  const options = { priority: 'detail', maxQuotaDelayMs: 0, signal } as const
  const putOff = { externalOrderId, afterMs: detailRetryMs(denials + 1) }
  try {
    const page = await engine.amazon.orders.getOrder(
      account,
      externalOrderId,
      includedDataFor(connection.includeBuyerData),
      options,
    )
    found.observations.push(...page.observations)
    found.unreadable.push(...page.unreadable)
    // A copy that cannot be read waits in quarantine; Amazon may tell a readable one later.
    if (page.observations.length === 0) found.putOff.push(putOff)
  } catch (error) {
    if (!(error instanceof AmazonError)) throw error
    // Also when Amazon fails: if it is this order that it fails at, the next run begins with another.
    if (error.kind === 'not_found' || error.kind === 'unavailable') found.putOff.push(putOff)
    if (error.kind !== 'not_found') throw error
  }
}

/** Until a report brings outlines, or until those that Amazon denied may be asked for again. */
function nothingLeft({ clock }: SyncEngine, turn: Turn, nextTry: Date | null): LaneResult {
  const waitMs = nextTry === null ? 0 : nextTry.getTime() - clock.now().getTime()
  return result(turn, {
    complete: true,
    idle: true,
    nextDue: nextTry === null ? null : { afterMs: Math.max(turnMs, waitMs) },
  })
}

function result(
  { completed, denied }: Turn,
  end: Pick<LaneResult, 'complete' | 'idle' | 'nextDue'>,
): LaneResult {
  const later = denied === 0 ? '' : `; Amazon did not tell ${denied}, which are asked for again later`
  return {
    status: 'success',
    reasonCode: 'SUCCESS',
    message: `${completed} orders completed${later}`,
    ...end,
  }
}
