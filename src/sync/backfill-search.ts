import { AmazonError } from '../amazon/errors.ts'
import { type PlannedWindow, planFirstPhase } from '../domain/backfill-planner.ts'
import { enterWindowsPhase } from '../store/backfill-windows.ts'
import { type Backfill, isInProgress, type SearchProgress, saveSearchProgress } from '../store/backfills.ts'
import { saveSearchPage } from '../store/save-history.ts'
import { holdLane } from '../store/sync-states.ts'
import type { LaneRun, SyncEngine } from './lane-context.ts'
import { readSpanPage, type SpanPage } from './read-span.ts'

/**
 * The first phase: from the newest order backwards, as far as the share of the bucket's burst goes that a backfill may
 * use. A small seller is complete after it; of a large one the newest weeks are there in seconds. What it does not
 * reach is planned as windows. Every page commits with the place to go on from. Answers whether it came to its end:
 * not when somebody paused or cancelled the backfill, which is looked at before each page.
 */
export async function runSearchPhase(
  engine: SyncEngine,
  laneRun: LaneRun,
  backfill: Backfill,
): Promise<boolean> {
  let progress = backfill.search
  let burst: 'left' | 'used_up' = 'left'
  let restarted = false
  for (;;) {
    laneRun.signal.throwIfAborted()
    if (!(await isInProgress(engine.db.of(laneRun.run.tenantId), backfill.backfillId))) return false
    const step = planFirstPhase(backfill.range, progress, burst)
    if (step.kind === 'windows') return endFirstPhase(engine, laneRun, backfill, step.windows)
    const { span } = step
    let result: SpanPage
    try {
      result = await readSpanPage(engine, laneRun, span, progress, 'backfill')
    } catch (error) {
      if (!(error instanceof AmazonError) || error.kind !== 'page_token_refused') throw error
      // Said in the database first, so that no token of the bucket is spent on the dead one again.
      progress = { ...progress, pageToken: null, pageTokenAt: null }
      await saveProgress(engine, laneRun, backfill, progress)
      if (restarted) throw error
      restarted = true
      continue
    }
    if (result.kind === 'quota') {
      burst = 'used_up'
      continue
    }
    const { page, next } = result
    const orders = progress.orders + page.observations.length
    progress =
      next === null
        ? {
            frontier: span.from,
            spanFrom: null,
            pageToken: null,
            pageTokenAt: null,
            orders,
            lastSpanMs: span.to.getTime() - span.from.getTime(),
          }
        : { ...progress, ...next, spanFrom: span.from, orders }
    const empty = next === null && page.observations.length + page.unreadable.length === 0
    await saveSearchPage(
      engine.db,
      laneRun.run,
      backfill.backfillId,
      {
        observations: page.observations,
        unreadable: page.unreadable,
        covered: next === null ? { span, proof: empty ? 'empty' : 'search' } : null,
      },
      progress,
      engine.random,
    )
  }
}

async function saveProgress(
  engine: SyncEngine,
  { run }: LaneRun,
  backfill: Backfill,
  progress: SearchProgress,
): Promise<void> {
  await engine.db.of(run.tenantId).transaction(async (tx) => {
    await saveSearchProgress(tx, backfill.backfillId, progress, 0)
    await holdLane(tx, run)
  })
}

async function endFirstPhase(
  engine: SyncEngine,
  { run }: LaneRun,
  backfill: Backfill,
  windows: readonly PlannedWindow[],
): Promise<true> {
  await engine.db.of(run.tenantId).transaction(async (tx) => {
    await enterWindowsPhase(tx, backfill.backfillId, windows)
    await holdLane(tx, run)
  })
  return true
}
