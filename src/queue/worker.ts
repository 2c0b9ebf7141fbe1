import { systemClock } from '../runtime/clock.ts'
import { destroyRetiredKeys } from '../store/rotate-tenant-keys.ts'
import type { RunOutcome } from '../store/run-lifecycle.ts'
import type { DueLane } from '../store/sync-states.ts'
import { forgetEndedAuthorizations } from '../sync/forget-ended.ts'
import type { SyncEngine } from '../sync/lane-context.ts'
import { readApplicationNotices } from '../sync/read-application-notices.ts'
import { runLane } from '../sync/run-lane.ts'
import type { WebhookSender } from '../webhooks/webhook-sender.ts'
import { dispatchDue, repeat } from './dispatcher.ts'
import { closeAbandonedRuns, eraseBuyers, sweepHistory, warnOfRenewals } from './janitor.ts'
import type { LaneQueue } from './lane-queue.ts'
import type { Silence } from './worker-health.ts'

/** A process's share of the work: started once, stopped once. */
export interface Worker {
  /** Takes no new work, lets each running lane end at its next page, and waits for that. */
  stop(): Promise<void>
  silence(): Silence
}

export interface WorkerSettings {
  /** How many lanes run at a time. */
  readonly concurrency: number
  readonly changesRetentionDays: number
  /** Told of each run of this process that ended. */
  readonly onRun?: (run: DueLane & { readonly runId: string; readonly outcome: RunOutcome }) => void
}

const tickMs = 1000
const abandonedMs = 2000
const tokensMs = 15_000
const historyMs = 60 * 60_000
const renewalsMs = 10 * 60_000
const noticesMs = 15_000
const buyersMs = 60_000
/** How long a worker that stops waits for its runs to end at their next page. */
export const stopTimeoutMs = 20_000

/**
 * Takes lanes from the queue and runs them, and takes part in the tick that fills it. Any number of processes may
 * do this; each due lane goes to one of them.
 */
export async function startWorker(
  engine: SyncEngine,
  queue: LaneQueue,
  webhooks: WebhookSender,
  { concurrency, changesRetentionDays, onRun }: WorkerSettings,
): Promise<Worker> {
  const shutdown = new AbortController()
  const tools = { clock: systemClock, log: engine.log }
  const rotation = { db: engine.db, vault: engine.vault, keys: engine.tenantKeys }
  await queue.work(concurrency, async (job) => {
    if (shutdown.signal.aborted) return 'again'
    const result = await runLane(engine, job, job.trigger, shutdown.signal)
    if (result.kind === 'finished') onRun?.({ ...job, ...result })
    if (result.kind === 'lock_unavailable') {
      engine.log.info(
        {
          event: 'lock_unavailable',
          tenantId: job.tenantId,
          connectionId: job.connectionId,
          lane: job.lane,
          reasonCode: 'LOCK_UNAVAILABLE',
        },
        'another process runs this lane',
      )
    }
    return 'done'
  })
  let tickedAt = performance.now()
  const tick = async (): Promise<void> => {
    try {
      await dispatchDue(engine.db, queue)
    } finally {
      tickedAt = performance.now()
    }
  }
  const background = [
    repeat('tick', tickMs, tick, shutdown.signal, tools),
    repeat(
      'abandoned runs',
      abandonedMs,
      () => closeAbandonedRuns(engine.db, engine.locks, queue),
      shutdown.signal,
      tools,
    ),
    repeat(
      'buyers',
      buyersMs,
      () => eraseBuyers(engine.db, engine.log, shutdown.signal),
      shutdown.signal,
      tools,
    ),
    repeat('renewals', renewalsMs, () => warnOfRenewals(engine.db, engine.log), shutdown.signal, tools),
    repeat('keys', historyMs, () => destroyRetiredKeys(rotation), shutdown.signal, tools),
    repeat(
      'application notices',
      noticesMs,
      () => readApplicationNotices(engine, shutdown.signal),
      shutdown.signal,
      tools,
    ),
    repeat(
      'tokens',
      tokensMs,
      () => forgetEndedAuthorizations(engine.db, engine.amazon),
      shutdown.signal,
      tools,
    ),
    repeat(
      'history',
      historyMs,
      () => sweepHistory(engine.db, changesRetentionDays, { log: engine.log, signal: shutdown.signal }),
      shutdown.signal,
      tools,
    ),
    repeat('webhooks', tickMs, () => webhooks.tick(), shutdown.signal, tools),
  ]
  return {
    silence: () => ({ tickMs: performance.now() - tickedAt, queueMs: queue.silentForMs() }),
    stop: async () => {
      shutdown.abort(new Error('this process is shutting down'))
      await Promise.all([...background, webhooks.stop(), queue.stop(stopTimeoutMs)])
    },
  }
}
