import { type PlannedWindow, planFirstPhase } from '../domain/backfill-planner.ts'
import { describeBrokenRows } from '../domain/report-verdict.ts'
import { type BackfillWindow, changeWindow, enterWindowsPhase } from '../store/backfill-windows.ts'
import { type Backfill, isInProgress } from '../store/backfills.ts'
import { saveSearchPage, saveWindowPage } from '../store/save-history.ts'
import { holdLane } from '../store/sync-states.ts'
import type { LaneRun, SyncEngine } from './lane-context.ts'
import { readSpanPage } from './read-span.ts'

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
  for (;;) {
    laneRun.signal.throwIfAborted()
    if (!(await isInProgress(engine.db.of(laneRun.run.tenantId), backfill.backfillId))) return false
    const step = planFirstPhase(backfill.range, progress, burst)
    if (step.kind === 'windows') return endFirstPhase(engine, laneRun, backfill, step.windows)
    const { span } = step
    const result = await readSpanPage(engine, laneRun, span, progress, 'backfill')
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

/**
 * Reads a window by search, page by page, as far as the quota goes: the way for sellers whose reports are refused or
 * fail. Answers when to go on, or null when the window is done or somebody paused or cancelled the backfill.
 */
export async function readWindowBySearch(
  engine: SyncEngine,
  laneRun: LaneRun,
  backfill: Backfill,
  window: BackfillWindow,
): Promise<Date | null> {
  if (window.source !== 'search') await turnToSearch(engine, laneRun, backfill, window)
  let position = { pageToken: window.pageToken, pageTokenAt: window.pageTokenAt }
  let empty = window.orders === 0
  for (;;) {
    laneRun.signal.throwIfAborted()
    if (!(await isInProgress(engine.db.of(laneRun.run.tenantId), backfill.backfillId))) return null
    const result = await readSpanPage(engine, laneRun, window.span, position, 'backfill')
    if (result.kind === 'quota') return result.availableAt
    const { page, next } = result
    empty &&= page.observations.length + page.unreadable.length === 0
    await saveWindowPage(
      engine.db,
      laneRun.run,
      backfill.backfillId,
      window.windowNumber,
      {
        observations: page.observations,
        unreadable: page.unreadable,
        covered: next === null ? { span: window.span, proof: empty ? 'empty' : 'search' } : null,
      },
      {
        pageToken: next?.pageToken ?? null,
        pageTokenAt: next?.pageTokenAt ?? null,
        ordersAdded: page.observations.length,
        error: describeBrokenRows(window.brokenRows),
        ...(next === null ? { state: 'done' } : {}),
      },
      engine.random,
    )
    if (next === null) return null
    position = next
  }
}

/** Reports are refused altogether: the window says so before it is read. */
async function turnToSearch(
  engine: SyncEngine,
  { run }: LaneRun,
  backfill: Backfill,
  window: BackfillWindow,
): Promise<void> {
  await engine.db.of(run.tenantId).transaction(async (tx) => {
    await changeWindow(tx, backfill.backfillId, window.windowNumber, { source: 'search' })
    await holdLane(tx, run)
  })
}
