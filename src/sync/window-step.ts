import type { AmazonError } from '../amazon/errors.ts'
import { planAfterFailure } from '../domain/backfill-planner.ts'
import { backOffMs } from '../domain/poll-period.ts'
import { type BackfillWindow, changeWindow, type WindowChange } from '../store/backfill-windows.ts'
import { type Backfill, isInProgress } from '../store/backfills.ts'
import { holdLane } from '../store/sync-states.ts'
import type { LaneRun, SyncEngine } from './lane-context.ts'

/** How a step with a window ended. What it learned is in the window's row. */
export interface StepOutcome {
  /** Amazon answered, and the window is further than before or knows more. */
  readonly wentOn: boolean
  /** The call that failed, null when none did; to wait for quota is no failure. */
  readonly error: AmazonError | null
  /** When the bucket of `searchOrders` has a token again, if that is known to be later than now. */
  readonly searchQuotaAt: Date | null
}

export const wentOn: StepOutcome = { wentOn: true, error: null, searchQuotaAt: null }

/** What concerns the connection or the application, and not one window: it ends the run. */
export function endsRun(error: AmazonError): boolean {
  return error.kind === 'revoked' || error.kind === 'application_refused'
}

/** One window with what is needed to change it. */
export class WindowWork {
  readonly engine: SyncEngine
  readonly laneRun: LaneRun
  readonly window: BackfillWindow
  /** Counted in the row before Amazon is asked for a report. */
  attempts: number
  readonly #backfill: Backfill

  constructor(engine: SyncEngine, laneRun: LaneRun, backfill: Backfill, window: BackfillWindow) {
    this.engine = engine
    this.laneRun = laneRun
    this.window = window
    this.attempts = window.attempts
    this.#backfill = backfill
  }

  get backfillId(): string {
    return this.#backfill.backfillId
  }

  get options(): { priority: 'backfill'; maxQuotaDelayMs: number; signal: AbortSignal } {
    return { priority: 'backfill', maxQuotaDelayMs: 0, signal: this.laneRun.signal }
  }

  /** Since its report was asked for. */
  get waitedMs(): number {
    const now = this.engine.clock.now().getTime()
    return now - (this.window.requestedAt?.getTime() ?? now)
  }

  async change(change: WindowChange): Promise<void> {
    const { run } = this.laneRun
    await this.engine.db.of(run.tenantId).transaction(async (tx) => {
      await changeWindow(tx, this.backfillId, this.window.windowNumber, change)
      await holdLane(tx, run)
    })
  }

  /** Whether nobody paused or cancelled the backfill meanwhile. */
  goesOn(): Promise<boolean> {
    return isInProgress(this.engine.db.of(this.laneRun.run.tenantId), this.backfillId)
  }

  /** This attempt brought nothing usable: ask again, or read the window by search when it was the last. */
  async giveUpAttempt(reason: string, { refused = false } = {}): Promise<void> {
    const { source, retryAfterMs } = planAfterFailure(this.attempts)
    await this.change({
      state: 'planned',
      error: reason,
      source,
      nextTryAfterMs: retryAfterMs,
      ...(refused ? { refusals: this.window.refusals + 1 } : {}),
    })
  }

  /** A search failed: it is tried again, later each time, from the page where it stands or from its first one. */
  async searchAgainLater(error: AmazonError): Promise<void> {
    const attempts = this.window.attempts + 1
    await this.change({
      attempts,
      error: error.message,
      nextTryAfterMs: backOffMs(attempts, this.engine.random.unit()),
      ...(error.kind === 'page_token_refused' ? { pageToken: null, pageTokenAt: null } : {}),
    })
  }
}
