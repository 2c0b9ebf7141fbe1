import { AmazonError } from '../amazon/errors.ts'
import { describeBrokenRows } from '../domain/report-verdict.ts'
import type { BackfillWindow } from '../store/backfill-windows.ts'
import type { Backfill } from '../store/backfills.ts'
import { saveWindowPage } from '../store/save-history.ts'
import type { LaneRun, SyncEngine } from './lane-context.ts'
import { readSpanPage } from './read-span.ts'
import { endsRun, type StepOutcome, WindowWork } from './window-step.ts'

/**
 * Reads a window by search, page by page, as far as the quota goes: the way for sellers whose reports are refused or
 * fail. A call that fails concerns this window only: the others go on, and it is tried again later.
 */
export async function readWindowBySearch(
  engine: SyncEngine,
  laneRun: LaneRun,
  backfill: Backfill,
  window: BackfillWindow,
): Promise<StepOutcome> {
  const step = new WindowWork(engine, laneRun, backfill, window)
  // Reports are refused altogether: the window says so before it is read.
  if (window.source !== 'search') await step.change({ source: 'search' })
  const pages = { read: 0 }
  try {
    const searchQuotaAt = await readPages(step, pages)
    return { wentOn: pages.read > 0 || searchQuotaAt === null, error: null, searchQuotaAt }
  } catch (error) {
    if (!(error instanceof AmazonError) || endsRun(error)) throw error
    await step.searchAgainLater(error)
    return { wentOn: pages.read > 0, error, searchQuotaAt: null }
  }
}

/** Answers when to go on, or null when the window is done or somebody paused or cancelled the backfill. */
async function readPages(step: WindowWork, pages: { read: number }): Promise<Date | null> {
  const { engine, laneRun, window } = step
  let position = { pageToken: window.pageToken, pageTokenAt: window.pageTokenAt }
  let empty = window.orders === 0
  for (;;) {
    laneRun.signal.throwIfAborted()
    if (!(await step.goesOn())) return null
    const result = await readSpanPage(engine, laneRun, window.span, position, 'backfill')
    if (result.kind === 'quota') return result.availableAt
    const { page, next } = result
    empty &&= page.observations.length + page.unreadable.length === 0
    await saveWindowPage(
      engine.db,
      laneRun.run,
      step.backfillId,
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
    pages.read += 1
    if (next === null) return null
    position = next
  }
}
