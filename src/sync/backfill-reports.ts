import { AmazonError } from '../amazon/errors.ts'
import { allOrdersByOrderDate, type ReportJob } from '../amazon/reports-api.ts'
import { inWholeSeconds } from '../domain/backfill-plan.ts'
import type { WindowStep } from '../domain/backfill-planner.ts'
import {
  askAgainAfterMs,
  describeBrokenRows,
  judgeReport,
  planAfterNoAnswer,
} from '../domain/report-verdict.ts'
import type { BackfillWindow } from '../store/backfill-windows.ts'
import type { Backfill } from '../store/backfills.ts'
import { finishEmptyWindow, finishReportWindow } from '../store/save-history.ts'
import { importReport } from './import-report.ts'
import type { LaneRun, SyncEngine } from './lane-context.ts'
import { spanParameters } from './read-span.ts'
import { endsRun, type StepOutcome, WindowWork, wentOn } from './window-step.ts'

/**
 * A window by report, one step at a time; every step leaves a state that any process can go on from:
 *
 *   planned ──createReport──▶ requesting ──its id──▶ requested ──DONE, imported──▶ done
 *      ▲                          │ answer lost:          │ CANCELLED and a search finds nothing ──▶ done
 *      │                          │ look for an equal job │
 *      └──── again, or by search after three attempts ◀───┤ FATAL, error text, too late or broken for too long, CANCELLED with orders
 *      └──── by search ◀──────────────────────────────────┘ imported, but for rows that could not be read
 *
 * What is decided here is decided in `src/domain` (backfill-planner.ts, report-verdict.ts); this file carries it out.
 */

/** The steps of a window that concern reports. */
export type ReportStep = Exclude<WindowStep['kind'], 'done' | 'wait' | 'read_by_search'>

const firstLookMs = 45_000
const nextLookMs = 15_000
const transientMs = 30_000

/** Takes one step with a window. */
export async function stepReportWindow(
  engine: SyncEngine,
  laneRun: LaneRun,
  backfill: Backfill,
  window: BackfillWindow,
  kind: ReportStep,
  marketplaceIds: () => Promise<readonly string[]>,
): Promise<StepOutcome> {
  const step = new WindowWork(engine, laneRun, backfill, window)
  try {
    if (kind === 'request_report') await request(step, await marketplaceIds())
    else if (kind === 'find_lost_report') await findLostReport(step)
    else await lookAtReport(step)
    return wentOn
  } catch (error) {
    if (!(error instanceof AmazonError) || endsRun(error)) throw error
    if (error.availableAt !== null) {
      await step.change({ nextTryAt: error.availableAt })
      return { ...wentOn, wentOn: false }
    }
    await noteFailure(step, kind, error)
    return { wentOn: false, error, searchQuotaAt: null }
  }
}

async function noteFailure(step: WindowWork, kind: ReportStep, error: AmazonError): Promise<void> {
  if (error.kind === 'unavailable') {
    const { attempts, waitedMs } = step
    const nextTryAfterMs = planAfterNoAnswer({ step: kind, attempts, waitedMs })
    if (nextTryAfterMs !== null) return step.change({ nextTryAfterMs, error: error.message })
  }
  if (error.kind === 'forbidden')
    return step.giveUpAttempt(`Amazon refuses reports for this seller: ${error.message}`, {
      refused: kind !== 'look_at_report',
    })
  return step.giveUpAttempt(error.message)
}

/** Says first that it is about to ask, so that a lost answer is looked for and not asked again blindly. */
async function request(step: WindowWork, marketplaceIds: readonly string[]): Promise<void> {
  const { engine, laneRun, window } = step
  step.attempts += 1
  await step.change({
    state: 'requesting',
    attempts: step.attempts,
    requested: true,
    nextTryAfterMs: transientMs,
  })
  try {
    const { reportId } = await engine.amazon.reports.createReport(
      laneRun.account,
      { reportType: allOrdersByOrderDate, marketplaceIds, ...reportBounds(window) },
      step.options,
    )
    await step.change({ state: 'requested', reportId, nextTryAfterMs: firstLookMs, error: null })
  } catch (error) {
    if (!(error instanceof AmazonError) || error.kind === 'unavailable') throw error
    // Amazon said no, or was not asked: there is no report.
    if (error.availableAt !== null) step.attempts = window.attempts
    await step.change({ state: 'planned', attempts: step.attempts })
    throw error
  }
}

function reportBounds({ span }: BackfillWindow): { dataStartTime: string; dataEndTime: string } {
  const { from, to } = inWholeSeconds(span)
  return { dataStartTime: from.toISOString(), dataEndTime: to.toISOString() }
}

/** Looks for the report whose `createReport` was never answered; without one, the window is planned again. */
async function findLostReport(step: WindowWork): Promise<void> {
  const { engine, laneRun, window } = step
  const { dataStartTime, dataEndTime } = reportBounds(window)
  const since = new Date((window.requestedAt ?? engine.clock.now()).getTime() - 5 * 60_000).toISOString()
  // An earlier one of the same window, which brought nothing, is equal too.
  const equal = (job: ReportJob): boolean =>
    job.reportId !== window.reportId &&
    job.dataStartTime !== null &&
    job.dataEndTime !== null &&
    Date.parse(job.dataStartTime) === Date.parse(dataStartTime) &&
    Date.parse(job.dataEndTime) === Date.parse(dataEndTime)
  let page = await engine.amazon.reports.getReports(
    laneRun.account,
    { reportTypes: [allOrdersByOrderDate], pageSize: 100, createdSince: since },
    step.options,
  )
  for (let pages = 1; ; pages += 1) {
    const found = page.reports.find(equal)
    if (found !== undefined) {
      return step.change({
        state: 'requested',
        reportId: found.reportId,
        nextTryAfterMs: nextLookMs,
        error: null,
      })
    }
    if (page.nextToken === null || pages >= 10)
      return step.change({ state: 'planned', nextTryAfterMs: askAgainAfterMs(step.attempts) })
    page = await engine.amazon.reports.getReports(
      laneRun.account,
      { nextToken: page.nextToken },
      step.options,
    )
  }
}

async function lookAtReport(step: WindowWork): Promise<void> {
  const { engine, laneRun, window } = step
  const { reportId } = window
  if (reportId === null) return step.change({ state: 'planned' })
  const job = await engine.amazon.reports.getReport(laneRun.account, reportId, step.options)
  const verdict = judgeReport({
    status: job.processingStatus,
    statusRaw: job.processingStatusRaw,
    documentId: job.reportDocumentId,
    waitedMs: step.waitedMs,
    attempts: step.attempts,
  })
  switch (verdict.kind) {
    case 'look_again':
      return step.change({ nextTryAfterMs: nextLookMs })
    case 'prove_empty':
      return proveEmpty(step, verdict.otherwise)
    case 'failed':
      return step.giveUpAttempt(verdict.reason)
    case 'import':
      return importDocument(step, verdict.documentId, job.createdTime ?? engine.clock.now().toISOString())
  }
}

/** A report without orders: one cheap call tells whether there are none. */
async function proveEmpty(step: WindowWork, otherwise: string): Promise<void> {
  const { engine, laneRun, window } = step
  const page = await engine.amazon.orders.searchOrders(
    laneRun.account,
    { ...spanParameters(window.span), maxResultsPerPage: 1 },
    null,
    step.options,
  )
  const isEmpty = page.observations.length + page.unreadable.length === 0 && page.nextToken === null
  if (!isEmpty) return step.giveUpAttempt(otherwise)
  // A search found no order created in the window: that is a proof, a cancelled report is none.
  await finishEmptyWindow(engine.db, laneRun.run, step.backfillId, window)
}

/** What a broken row said is not known, so the report proves nothing. What it told is stored; the search counts it. */
async function proveBySearch(step: WindowWork, brokenRows: number): Promise<void> {
  await step.change({
    state: 'planned',
    source: 'search',
    brokenRowsAdded: brokenRows,
    error: describeBrokenRows(brokenRows),
    nextTryAfterMs: 0,
  })
}

async function importDocument(step: WindowWork, reportDocumentId: string, createdAt: string): Promise<void> {
  const { engine, laneRun, window } = step
  const text = await engine.amazon.reports.openDocument(laneRun.account, reportDocumentId, step.options)
  const { from, to } = window.span
  const result = await importReport(engine, laneRun, text, {
    observedAt: createdAt,
    place: `report ${from.toISOString()}/${to.toISOString()}`,
    goesOn: () => step.goesOn(),
  })
  // The window stays as it is: whoever resumes the backfill has the report imported again, which repeats nothing.
  if (result.kind === 'stopped') return
  if (result.kind === 'error_text')
    return step.giveUpAttempt(`Amazon's report holds a message instead of orders: ${result.text}`)
  if (result.orders === 0 && result.brokenRows === 0)
    return proveEmpty(step, 'The report is empty although there are orders in its time.')
  if (result.brokenRows > 0) return proveBySearch(step, result.brokenRows)
  await finishReportWindow(engine.db, laneRun.run, step.backfillId, window, result.orders)
}
