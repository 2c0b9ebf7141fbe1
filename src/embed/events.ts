import { EventEmitter } from 'node:events'
import type { Lane } from '../domain/lane.ts'
import type { ReasonCode, RunStatus } from '../domain/reason-code.ts'
import type { WorkerSettings } from '../queue/worker.ts'
import type { Log } from '../runtime/log.ts'

/** A run of this process that has ended, as its row says. */
export interface FinishedRun {
  readonly tenantId: string
  readonly connectionId: string
  readonly lane: Lane
  readonly runId: string
  readonly status: RunStatus
  readonly reasonCode: ReasonCode
  /** A sentence that says what to do, if something is to be done. */
  readonly message: string
}

/** What this process tells while it works. What must not be missed is read from the feed instead (`changes`). */
export interface OrdersyncEvents {
  run: [FinishedRun]
}

/** Emits to listeners of which one that throws disturbs nobody. */
export function createEmitter(log: Log): {
  readonly events: EventEmitter<OrdersyncEvents>
  readonly runFinished: NonNullable<WorkerSettings['onRun']>
} {
  const events = new EventEmitter<OrdersyncEvents>()
  return {
    events,
    runFinished: ({ tenantId, connectionId, lane, runId, outcome }) => {
      const { status, reasonCode, message } = outcome
      try {
        events.emit('run', { tenantId, connectionId, lane, runId, status, reasonCode, message })
      } catch (error) {
        log.error({ event: 'listener_failed', runId, error }, 'a listener of "run" failed')
      }
    },
  }
}
