import type { AmazonError } from '../amazon/errors.ts'
import { backfillRange, findGaps } from '../domain/backfill-plan.ts'
import { inTurn, planNextLook, planPieces, planWindowStep } from '../domain/backfill-planner.ts'
import { addWindows, type BackfillWindow, listWindows } from '../store/backfill-windows.ts'
import {
  type Backfill,
  createBackfill,
  isInProgress,
  listBackfills,
  moveBackfill,
  saveBackfillError,
} from '../store/backfills.ts'
import { listCoverage } from '../store/coverage.ts'
import { holdLane } from '../store/sync-states.ts'
import { stepReportWindow } from './backfill-reports.ts'
import { runSearchPhase } from './backfill-search.ts'
import { historyComplete, runIdle } from './coverage-check.ts'
import type { LaneResult, LaneRun, SyncEngine } from './lane-context.ts'
import { outcomeOfError } from './outcome-of-error.ts'
import { createMarketplaceLookup } from './report-marketplaces.ts'
import { readWindowBySearch } from './window-by-search.ts'
import type { StepOutcome } from './window-step.ts'

/**
 * The backfill lane: the history of a connection, once. Each run does what can be done now and says when to come back;
 * everything that it knows is in rows, so that it can be killed, paused or moved to another process at any moment.
 *
 *   search phase: newest first, with the burst ──▶ windows phase: reports, or search where reports are refused ──▶ done
 *                                                                 ▲                                              │
 *                                                                 └── repair ◀── a gap ◀── a look once a day ◀───┘
 *
 * Which source a span takes and what is done next is decided by `src/domain/backfill-planner.ts`.
 */
export async function runBackfill(engine: SyncEngine, laneRun: LaneRun): Promise<LaneResult> {
  const { tenantId, connectionId } = laneRun.run
  const backfills = await listBackfills(engine.db.of(tenantId), connectionId)
  const backfill = backfills[0] ?? (await startInitial(engine, laneRun))
  if (backfill?.status !== 'in_progress') return runIdle(engine, laneRun, backfills)
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
      isRepair: false,
      range: backfillRange(days, engine.clock.now()),
      windows: [],
    }),
  )
}

/** Takes every window one step further, as far as the planner says that it can be now. */
async function runWindows(engine: SyncEngine, laneRun: LaneRun, backfill: Backfill): Promise<LaneResult> {
  const db = engine.db.of(laneRun.run.tenantId)
  const { backfillId } = backfill
  const marketplaceIds = createMarketplaceLookup(engine, laneRun)
  const list = (): Promise<readonly BackfillWindow[]> => listWindows(db, backfillId)
  const ended: StepOutcome[] = []
  let quotaAt: Date | null = null
  let windows = await list()
  for (const { windowNumber } of inTurn(windows)) {
    laneRun.signal.throwIfAborted()
    const window = windows.find((each) => each.windowNumber === windowNumber)
    if (window === undefined) continue
    const step = planWindowStep(window, windows, engine.clock.now(), quotaAt)
    if (step.kind === 'done' || step.kind === 'wait') continue
    if (!(await isInProgress(db, backfillId))) return stopped()
    const outcome =
      step.kind === 'read_by_search'
        ? await readWindowBySearch(engine, laneRun, backfill, window)
        : await stepReportWindow(engine, laneRun, backfill, window, step.kind, marketplaceIds)
    ended.push(outcome)
    quotaAt = outcome.searchQuotaAt ?? quotaAt
    windows = await list()
  }
  if (!(await isInProgress(db, backfillId))) return stopped()
  const nextLook = planNextLook(windows, engine.clock.now(), quotaAt)
  if (nextLook === null) return finish(engine, laneRun, backfill)
  const failure = ended.find(({ error }) => error !== null)?.error ?? null
  if (failure !== null && ended.every((outcome) => !outcome.wentOn))
    return failed(engine, laneRun, backfill, failure, nextLook)
  // What an earlier run could not do, this one could.
  if (backfill.lastError !== null && ended.some((outcome) => outcome.wentOn))
    await saveBackfillError(db, backfillId, null)
  return waiting(windows, nextLook)
}

/** Every call of the run failed. It goes on when the first window wants to: each of them backs off for itself. */
async function failed(
  engine: SyncEngine,
  { run, state }: LaneRun,
  backfill: Backfill,
  error: AmazonError,
  nextLook: Date,
): Promise<LaneResult> {
  const { reasonCode, message } = outcomeOfError(error, state.failures + 1, engine.random.unit())
  await saveBackfillError(engine.db.of(run.tenantId), backfill.backfillId, error.message)
  return { status: 'failed', reasonCode, message, complete: false, nextDue: { at: nextLook } }
}

/** Done is what coverage says, not what the windows say of themselves: a gap is planned again, and the lane goes on. */
async function finish(engine: SyncEngine, { run }: LaneRun, backfill: Backfill): Promise<LaneResult> {
  const db = engine.db.of(run.tenantId)
  const gaps = findGaps(backfill.range, await listCoverage(db, run.connectionId))
  if (gaps.length > 0) {
    await db.transaction(async (tx) => {
      await addWindows(tx, backfill.backfillId, planPieces(gaps))
      await holdLane(tx, run)
    })
    return waiting(await listWindows(db, backfill.backfillId), engine.clock.now())
  }
  const finished = await db.transaction((tx) =>
    moveBackfill(tx, backfill.backfillId, ['in_progress'], 'success'),
  )
  if (!finished) return stopped()
  const message = backfill.isRepair
    ? 'the gap in the stored history is closed'
    : `the history of ${backfill.days} days is complete`
  return historyComplete(engine, message)
}

/** Somebody paused or cancelled it while this run was under way: what is to be done then, the next run sees. */
function stopped(): LaneResult {
  return {
    status: 'success',
    reasonCode: 'SUCCESS',
    message: 'the backfill was paused or cancelled; what is stored stays',
    complete: false,
    nextDue: { afterMs: 0 },
  }
}

function waiting(windows: readonly BackfillWindow[], nextLook: Date): LaneResult {
  const done = windows.filter((window) => window.state === 'done').length
  return {
    status: 'success',
    reasonCode: 'SUCCESS',
    message: `${done} of ${windows.length} windows are done`,
    complete: false,
    nextDue: { at: nextLook },
  }
}
