import type { Span } from '../domain/backfill-plan.ts'
import { planStart } from '../domain/backfill-planner.ts'
import { coverageCheckEveryMs, judgeCoverage } from '../domain/history-gaps.ts'
import { type Backfill, createBackfill } from '../store/backfills.ts'
import { listCoverage } from '../store/coverage.ts'
import { holdLane } from '../store/sync-states.ts'
import type { LaneResult, LaneRun, SyncEngine } from './lane-context.ts'

/**
 * The backfill lane while no backfill goes on: once a day it looks whether all that was fetched is still proven
 * complete, and plans what is not again. `backfills`: those of the connection, newest first.
 */
export async function runIdle(
  engine: SyncEngine,
  laneRun: LaneRun,
  backfills: readonly Backfill[],
): Promise<LaneResult> {
  const [newest] = backfills
  if (newest === undefined) return nothingToDo('no backfill is wanted')
  if (newest.status === 'paused') return nothingToDo('the backfill is paused')
  const { tenantId, connectionId } = laneRun.run
  const covered = await listCoverage(engine.db.of(tenantId), connectionId)
  const verdict = judgeCoverage(backfills, covered, engine.clock.now())
  switch (verdict.kind) {
    case 'nothing_promised':
      return nothingToDo(`the backfill is ${newest.status}`)
    case 'complete':
      return historyComplete(engine, 'the stored history has no gap')
    case 'repair_cancelled':
      return {
        ...historyComplete(
          engine,
          `${describe(verdict.gaps)}; the repair was cancelled, a backfill closes it`,
        ),
        complete: false,
      }
    case 'repair':
      return startRepair(engine, laneRun, newest.days, verdict.gaps)
  }
}

/** Everything is there: the next look is a day away, a little more or less, so that a fleet does not look at once. */
export function historyComplete(engine: SyncEngine, message: string): LaneResult {
  return {
    status: 'success',
    reasonCode: 'SUCCESS',
    message,
    complete: true,
    idle: true,
    nextDue: { afterMs: coverageCheckEveryMs * (0.9 + 0.2 * engine.random.unit()) },
  }
}

async function startRepair(
  engine: SyncEngine,
  { run }: LaneRun,
  days: number,
  gaps: readonly Span[],
): Promise<LaneResult> {
  const start = planStart(gaps)
  const { tenantId, connectionId } = run
  if (start !== null) {
    await engine.db.of(tenantId).transaction(async (tx) => {
      const backfillId = engine.random.id('bf')
      await createBackfill(tx, { backfillId, connectionId, days, isRepair: true, ...start })
      await holdLane(tx, run)
    })
  }
  const message = `${describe(gaps)}; what is missing is fetched again`
  engine.log.warn(
    { event: 'history_gap', tenantId, connectionId, runId: run.runId, detail: message },
    message,
  )
  return { status: 'success', reasonCode: 'SUCCESS', message, complete: false, nextDue: { afterMs: 0 } }
}

function describe(gaps: readonly Span[]): string {
  const [newest] = gaps
  if (newest === undefined) return 'nothing is missing'
  const span = `${newest.from.toISOString()} to ${newest.to.toISOString()}`
  return gaps.length === 1
    ? `a gap was found in the stored history, ${span}`
    : `${gaps.length} gaps were found in the stored history, the newest ${span}`
}

function nothingToDo(message: string): LaneResult {
  return {
    status: 'success',
    reasonCode: 'SUCCESS',
    message,
    complete: false,
    idle: true,
    nextDue: null,
  }
}
