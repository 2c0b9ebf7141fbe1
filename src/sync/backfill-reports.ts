import { AmazonError } from '../amazon/errors.ts'
import { allOrdersByOrderDate, type ReportJob } from '../amazon/reports-api.ts'
import { reportAttempts, reportDeadlineMs } from '../domain/backfill-plan.ts'
import { type BackfillWindow, changeWindow, type WindowChange } from '../store/backfill-windows.ts'
import type { Backfill } from '../store/backfills.ts'
import { finishEmptyWindow, finishReportWindow } from '../store/save-history.ts'
import { holdLane } from '../store/sync-states.ts'
import { importReport } from './import-report.ts'
import type { LaneRun, SyncEngine } from './lane-context.ts'
import { spanParameters } from './read-span.ts'

/**
 * A window by report, one step at a time; every step leaves a state that any process can go on from:
 *
 *   planned ──createReport──▶ requesting ──its id──▶ requested ──DONE, imported──▶ done
 *      ▲                          │ answer lost:          │ CANCELLED and a search finds nothing ──▶ done
 *      │                          │ look for an equal job │
 *      └──── again, or by search after three attempts ◀───┘ FATAL, error text, too late, CANCELLED with orders
 */

const firstLookMs = 45_000
const nextLookMs = 15_000
const transientMs = 30_000

/** Does for the window what can be done now. */
export async function stepReportWindow(
  engine: SyncEngine,
  laneRun: LaneRun,
  backfill: Backfill,
  window: BackfillWindow,
  marketplaceIds: readonly string[],
): Promise<void> {
  const step = new Step(engine, laneRun, backfill, window)
  try {
    if (window.state === 'planned') await request(step, marketplaceIds)
    else if (window.state === 'requesting') await findLostReport(step)
    else await lookAtReport(step)
  } catch (error) {
    if (!(error instanceof AmazonError)) throw error
    if (error.availableAt !== null) return step.change({ nextTryAt: error.availableAt })
    if (error.kind === 'unavailable')
      return step.change({ nextTryAfterMs: transientMs, error: error.message })
    if (error.kind === 'forbidden')
      return step.giveUpAttempt(`Amazon refuses reports for this seller: ${error.message}`)
    if (error.kind === 'refused' || error.kind === 'not_found') return step.giveUpAttempt(error.message)
    throw error
  }
}

/** One window with what is needed to change it. */
class Step {
  readonly engine: SyncEngine
  readonly laneRun: LaneRun
  readonly window: BackfillWindow
  readonly #backfill: Backfill

  constructor(engine: SyncEngine, laneRun: LaneRun, backfill: Backfill, window: BackfillWindow) {
    this.engine = engine
    this.laneRun = laneRun
    this.window = window
    this.#backfill = backfill
  }

  get backfillId(): string {
    return this.#backfill.backfillId
  }

  get options(): { priority: 'backfill'; maxQuotaDelayMs: number; signal: AbortSignal } {
    return { priority: 'backfill', maxQuotaDelayMs: 0, signal: this.laneRun.signal }
  }

  async change(change: WindowChange): Promise<void> {
    const { run } = this.laneRun
    await this.engine.db.of(run.tenantId).transaction(async (tx) => {
      await changeWindow(tx, this.backfillId, this.window.windowNumber, change)
      await holdLane(tx, run)
    })
  }

  /** This attempt brought nothing usable: ask again, or read the window by search when it was the last. */
  async giveUpAttempt(reason: string): Promise<void> {
    const bySearch = this.window.attempts >= reportAttempts
    await this.change({
      state: 'planned',
      reportId: null,
      error: reason,
      nextTryAfterMs: bySearch ? 0 : transientMs * this.window.attempts,
      ...(bySearch ? { source: 'search' } : {}),
    })
  }

  /** A search found no order created in the window: that is a proof, a cancelled report is none. */
  async finishEmpty(): Promise<void> {
    await finishEmptyWindow(this.engine.db, this.laneRun.run, this.backfillId, this.window)
  }
}

/** Says first that it is about to ask, so that a lost answer is looked for and not asked again blindly. */
async function request(step: Step, marketplaceIds: readonly string[]): Promise<void> {
  const { engine, laneRun, window } = step
  await step.change({
    state: 'requesting',
    attempts: window.attempts + 1,
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
    const asked = error.availableAt === null
    await step.change({ state: 'planned', ...(asked ? {} : { attempts: window.attempts }) })
    throw error
  }
}

function reportBounds(window: BackfillWindow): { dataStartTime: string; dataEndTime: string } {
  return { dataStartTime: window.span.from.toISOString(), dataEndTime: window.span.to.toISOString() }
}

/** Looks for the report whose `createReport` was never answered; without one, the window is planned again. */
async function findLostReport(step: Step): Promise<void> {
  const { engine, laneRun, window } = step
  const { dataStartTime, dataEndTime } = reportBounds(window)
  const since = new Date((window.requestedAt ?? engine.clock.now()).getTime() - 5 * 60_000).toISOString()
  const equal = (job: ReportJob): boolean =>
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
      return step.change({ state: 'requested', reportId: found.reportId, nextTryAfterMs: nextLookMs })
    }
    if (page.nextToken === null || pages >= 10) return step.change({ state: 'planned', nextTryAfterMs: 0 })
    page = await engine.amazon.reports.getReports(
      laneRun.account,
      { nextToken: page.nextToken },
      step.options,
    )
  }
}

async function lookAtReport(step: Step): Promise<void> {
  const { engine, laneRun, window } = step
  const { reportId } = window
  if (reportId === null) return step.change({ state: 'planned' })
  const job = await engine.amazon.reports.getReport(laneRun.account, reportId, step.options)
  switch (job.processingStatus) {
    case 'DONE':
      if (job.reportDocumentId === null)
        return step.giveUpAttempt('Amazon finished the report without a document.')
      return importDocument(step, job.reportDocumentId, job.createdTime ?? engine.clock.now().toISOString())
    case 'CANCELLED':
      if (await isProvenEmpty(step)) return step.finishEmpty()
      return step.giveUpAttempt('Amazon cancelled the report although there are orders in its time.')
    case 'FATAL':
      return step.giveUpAttempt('Amazon could not make the report (FATAL).')
    case 'IN_QUEUE':
    case 'IN_PROGRESS':
    case 'UNKNOWN': {
      const waitedMs = engine.clock.now().getTime() - (window.requestedAt ?? engine.clock.now()).getTime()
      if (waitedMs <= reportDeadlineMs(window.attempts)) return step.change({ nextTryAfterMs: nextLookMs })
      return step.giveUpAttempt(
        `The report was still ${job.processingStatusRaw} after ${Math.round(waitedMs / 60_000)} minutes.`,
      )
    }
  }
}

/** A report may be cancelled because there is nothing to report, or for other reasons: one cheap call tells. */
async function isProvenEmpty(step: Step): Promise<boolean> {
  const { engine, laneRun, window } = step
  const page = await engine.amazon.orders.searchOrders(
    laneRun.account,
    { ...spanParameters(window.span), maxResultsPerPage: 1 },
    null,
    step.options,
  )
  return page.observations.length + page.unreadable.length === 0 && page.nextToken === null
}

async function importDocument(step: Step, reportDocumentId: string, createdAt: string): Promise<void> {
  const { engine, laneRun, window } = step
  const text = await engine.amazon.reports.openDocument(laneRun.account, reportDocumentId, step.options)
  const result = await importReport(engine, laneRun, text, createdAt)
  if (result.kind === 'error_text')
    return step.giveUpAttempt(`Amazon's report holds a message instead of orders: ${result.text}`)
  if (result.orders === 0 && result.brokenRows === 0) {
    if (await isProvenEmpty(step)) return step.finishEmpty()
    return step.giveUpAttempt('The report is empty although there are orders in its time.')
  }
  await finishReportWindow(engine.db, laneRun.run, step.backfillId, window, {
    orders: result.orders,
    brokenRows: result.brokenRows,
    error:
      result.brokenRows === 0 ? null : `${result.brokenRows} rows could not be read and wait in quarantine.`,
  })
}
