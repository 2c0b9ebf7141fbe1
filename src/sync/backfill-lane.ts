import { backfillRange, findGaps, planWindows } from '../domain/backfill-plan.ts'
import { addWindows, type BackfillWindow, listWindows } from '../store/backfill-windows.ts'
import {
  type Backfill,
  createBackfill,
  isInProgress,
  listBackfills,
  moveBackfill,
  saveBackfillError,
} from '../store/backfills.ts'
import { saveMarketplaces } from '../store/connections.ts'
import { listCoverage } from '../store/coverage.ts'
import { holdLane } from '../store/sync-states.ts'
import { stepReportWindow } from './backfill-reports.ts'
import { readWindowBySearch, runSearchPhase } from './backfill-search.ts'
import type { LaneResult, LaneRun, SyncEngine } from './lane-context.ts'

/**
 * The backfill lane: the history of a connection, once. Each run does what can be done now and says when to come back;
 * everything that it knows is in rows, so that it can be killed, paused or moved to another process at any moment.
 *
 *   search phase: newest first, with the burst ──▶ windows phase: reports, or search where reports are refused ──▶ done
 */
export async function runBackfill(engine: SyncEngine, laneRun: LaneRun): Promise<LaneResult> {
  const { tenantId, connectionId } = laneRun.run
  const [latest] = await listBackfills(engine.db.of(tenantId), connectionId)
  const backfill = latest ?? (await startInitial(engine, laneRun))
  if (backfill === null || backfill.status !== 'in_progress') return idle(backfill)
  try {
    if (backfill.phase === 'search' && !(await runSearchPhase(engine, laneRun, backfill))) return stopped()
    return await runWindows(engine, laneRun, backfill)
  } catch (error) {
    if (!laneRun.signal.aborted) {
      await saveBackfillError(
        engine.db.of(tenantId),
        backfill.backfillId,
        error instanceof Error ? error.message : String(error),
      )
    }
    throw error
  }
}

/** A new connection fetches its history by itself, unless the setting says otherwise. */
async function startInitial(engine: SyncEngine, { run }: LaneRun): Promise<Backfill | null> {
  const days = engine.settings.initialBackfillDays
  if (days === 0) return null
  return engine.db.of(run.tenantId).transaction((tx) =>
    createBackfill(tx, {
      backfillId: engine.random.id('bf'),
      connectionId: run.connectionId,
      days,
      range: backfillRange(days, engine.clock.now()),
    }),
  )
}

async function runWindows(engine: SyncEngine, laneRun: LaneRun, backfill: Backfill): Promise<LaneResult> {
  const { tenantId } = laneRun.run
  const { backfillId } = backfill
  const marketplaceIds = await findMarketplaceIds(engine, laneRun)
  let quotaAt: Date | null = null
  for (const window of await listWindows(engine.db.of(tenantId), backfillId)) {
    laneRun.signal.throwIfAborted()
    if (window.state === 'done' || window.nextTryAt > engine.clock.now()) continue
    // One bucket for all windows that are read by search: what one has to wait for, the others have too.
    if (window.source === 'search' && quotaAt !== null) continue
    if (!(await isInProgress(engine.db.of(tenantId), backfillId))) return stopped()
    if (window.source === 'report') await stepReportWindow(engine, laneRun, backfill, window, marketplaceIds)
    else quotaAt = await readWindowBySearch(engine, laneRun, backfill, window)
  }
  const windows = await listWindows(engine.db.of(tenantId), backfillId)
  if (windows.some((window) => window.state !== 'done')) return waiting(windows, quotaAt)
  return finish(engine, laneRun, backfill)
}

/** A report wants to be told marketplaces, although it brings the whole region; Amazon knows the seller's. */
async function findMarketplaceIds(engine: SyncEngine, laneRun: LaneRun): Promise<readonly string[]> {
  const { connection } = laneRun
  if (connection.marketplaceIds.length > 0) return connection.marketplaceIds.slice(0, 25)
  const participations = await engine.amazon.sellers.getMarketplaceParticipations(laneRun.account, {
    priority: 'backfill',
    maxQuotaDelayMs: 3000,
    signal: laneRun.signal,
  })
  const found = participations.filter((each) => each.participating).map((each) => each.marketplaceId)
  await saveMarketplaces(engine.db.of(connection.tenantId), connection.connectionId, found)
  return found.slice(0, 25)
}

/** Done is what coverage says, not what the windows say of themselves: a gap is planned again, and the lane goes on. */
async function finish(engine: SyncEngine, { run }: LaneRun, backfill: Backfill): Promise<LaneResult> {
  const gaps = findGaps(backfill.range, await listCoverage(engine.db.of(run.tenantId), run.connectionId))
  if (gaps.length > 0) {
    await engine.db.of(run.tenantId).transaction(async (tx) => {
      await addWindows(tx, backfill.backfillId, gaps.flatMap(planWindows), 'report')
      await holdLane(tx, run)
    })
    return waiting(await listWindows(engine.db.of(run.tenantId), backfill.backfillId), null)
  }
  const finished = await engine.db
    .of(run.tenantId)
    .transaction((tx) => moveBackfill(tx, backfill.backfillId, ['in_progress'], 'success'))
  if (!finished) return stopped()
  return {
    status: 'success',
    reasonCode: 'SUCCESS',
    message: `the history of ${backfill.days} days is complete`,
    complete: true,
    nextDue: null,
  }
}

function idle(backfill: Backfill | null): LaneResult {
  const message = backfill === null ? 'no backfill is wanted' : `the backfill is ${backfill.status}`
  return { status: 'success', reasonCode: 'SUCCESS', message, complete: false, nextDue: null }
}

/** Somebody paused or cancelled it while this run was under way; whoever resumes it wakes the lane. */
function stopped(): LaneResult {
  return {
    status: 'success',
    reasonCode: 'SUCCESS',
    message: 'the backfill was paused or cancelled; what is stored stays',
    complete: false,
    nextDue: null,
  }
}

function waiting(windows: readonly BackfillWindow[], quotaAt: Date | null): LaneResult {
  const open = windows.filter((window) => window.state !== 'done')
  const dueAt = ({ source, nextTryAt }: BackfillWindow): number =>
    Math.max(nextTryAt.getTime(), source === 'search' ? (quotaAt?.getTime() ?? 0) : 0)
  return {
    status: 'success',
    reasonCode: 'SUCCESS',
    message: `${windows.length - open.length} of ${windows.length} windows are done`,
    complete: false,
    nextDue: { at: new Date(Math.min(...open.map(dueAt))) },
  }
}
