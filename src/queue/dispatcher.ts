import type { Clock } from '../runtime/clock.ts'
import type { Log } from '../runtime/log.ts'
import { type Database, isDatabaseUnavailable } from '../store/database.ts'
import { claimTargets } from '../store/sync-requests.ts'
import { claimDueLanes, listNewcomers } from '../store/sync-states.ts'
import type { LaneQueue } from './lane-queue.ts'

/** How many lanes one tick turns into jobs: bounds memory whatever is due. */
const perTick = 500

/**
 * Turns what is due into jobs, once: the connections that somebody asked for, then those whose time has come.
 * Claim and job commit together, so that nothing is lost between them. Answers how many jobs were queued.
 */
export async function dispatchDue(db: Database, queue: LaneQueue): Promise<number> {
  return db.transaction(async (tx) => {
    const asked = await claimTargets(tx, perTick)
    const due = await claimDueLanes(tx, perTick)
    const newcomers = await listNewcomers(tx, due)
    await queue.enqueue(tx, [
      ...asked.map(({ tenantId, connectionId, mode }) => ({
        tenantId,
        connectionId,
        lane: 'delta' as const,
        trigger: mode === 'global' ? ('global' as const) : ('manual' as const),
      })),
      ...due.map((lane) => ({
        ...lane,
        trigger: 'schedule' as const,
        isFirst: lane.lane === 'backfill' && newcomers.has(lane.connectionId),
      })),
    ])
    return asked.length + due.length
  })
}

/**
 * Runs `work` again and again, `intervalMs` of real time apart, until the signal aborts. A failure is logged and the
 * next turn comes as usual; a database that cannot be reached is said once, not every second.
 */
export async function repeat(
  name: string,
  intervalMs: number,
  work: () => Promise<unknown>,
  signal: AbortSignal,
  tools: { readonly clock: Clock; readonly log: Log },
): Promise<void> {
  let outage = false
  while (!signal.aborted) {
    try {
      await work()
      if (outage) tools.log.info({ event: 'database_back', detail: name }, 'the database answers again')
      outage = false
    } catch (error) {
      const unavailable = isDatabaseUnavailable(error)
      if (!unavailable || !outage)
        tools.log.warn(
          { event: 'background_failed', detail: name, error },
          'background work failed; it is tried again',
        )
      outage = unavailable
    }
    await tools.clock.sleep(intervalMs, signal).catch(() => {})
  }
}
