import { laneLockKey } from '../domain/lock-key.ts'
import type { Log } from '../runtime/log.ts'
import { deleteExpiredAudit } from '../store/audit-log.ts'
import { sweepConsentRequests } from '../store/consent-requests.ts'
import type { Database } from '../store/database.ts'
import { eraseDueBuyers } from '../store/erase-buyers.ts'
import { type LockSession, listHeldLocks } from '../store/lock-session.ts'
import { deleteOldChanges, listTenantsWithOldChanges } from '../store/old-changes.ts'
import { deleteOldImports } from '../store/order-imports.ts'
import { claimRenewalWarnings } from '../store/renewals.ts'
import { interruptOpenRuns, listLongOpenLanes } from '../store/run-lifecycle.ts'
import { deleteOldRuns } from '../store/runs.ts'
import { deleteExpiredSessions } from '../store/sessions.ts'
import { deleteOldDeliveries } from '../store/webhook-deliveries.ts'
import type { LaneQueue } from './lane-queue.ts'

/** A run younger than this is left alone: it may have ended by now, and only its lock be let go already. */
const openForSeconds = 3
const keepRunsDays = 30
const keepDeliveriesDays = { delivered: 14, dead: 30 }
const batchSize = 5000

/**
 * Closes runs that a dead process left open, and gives their work to others. The lane's lock tells whether a run still has
 * a holder: PostgreSQL lets go of it with the session of whoever died, seconds before the queue misses a sign of life. Who
 * can take it knows that nobody has. Answers how many runs were closed.
 */
export async function closeAbandonedRuns(
  db: Database,
  locks: LockSession,
  queue: LaneQueue,
): Promise<number> {
  const open = await listLongOpenLanes(db, openForSeconds)
  if (open.length === 0) return 0
  const held = await listHeldLocks(db)
  let closed = 0
  for (const lane of open) {
    const key = laneLockKey(lane.tenantId, lane.connectionId, lane.lane)
    // Somebody who has just got the job takes the lock next, and closes the run: to be quicker would only stop them.
    if (held.has(key) || (await queue.wasJustTaken(lane))) continue
    const lease = await locks.tryAcquire(key)
    if (lease === null) continue
    try {
      const interrupted = await interruptOpenRuns(db.of(lane.tenantId), lane)
      // None: the run has ended by itself since, and its job is about to.
      if (interrupted > 0) await queue.giveBack(lane)
      closed += interrupted
    } finally {
      await lease.release()
    }
  }
  return closed
}

/**
 * Deletes what history no longer needs: old runs, sessions that have ended, the audit log of a year ago; and what is much
 * in batches of a transaction each.
 */
export async function sweepHistory(db: Database, changesRetentionDays: number): Promise<void> {
  await deleteOldRuns(db, keepRunsDays)
  await deleteExpiredSessions(db)
  await deleteExpiredAudit(db)
  await deleteOldImports(db, keepRunsDays)
  await sweepConsentRequests(db)
  await untilFewer(() => deleteOldDeliveries(db, keepDeliveriesDays, batchSize))
  for (const tenantId of await listTenantsWithOldChanges(db, changesRetentionDays)) {
    await untilFewer(() => deleteOldChanges(db.of(tenantId), changesRetentionDays, batchSize))
  }
}

async function untilFewer(deleteBatch: () => Promise<number>): Promise<void> {
  while ((await deleteBatch()) === batchSize);
}

/** Says of each consent that comes near its end that the seller has to renew it: 60, 30 and 7 days before. */
export async function warnOfRenewals(db: Database, log: Log): Promise<void> {
  for (const { tenantId, connectionId, expiresAt, withinDays } of await claimRenewalWarnings(db)) {
    log.warn(
      {
        event: 'reauthorization_due',
        tenantId,
        connectionId,
        at: expiresAt.toISOString(),
        count: withinDays,
      },
      `the seller's consent ends within ${withinDays} days: ask the seller to connect Amazon again`,
    )
  }
}

const buyersAtOnce = 1000

/**
 * Erases the buyer data whose time is over, batch by batch, until none is left or the process stops. Several processes
 * may do so at once. Answers how many orders lost theirs.
 */
export async function eraseBuyers(db: Database, log: Log, signal: AbortSignal): Promise<number> {
  let erased = 0
  for (let batch = buyersAtOnce; batch === buyersAtOnce && !signal.aborted; erased += batch) {
    batch = await eraseDueBuyers(db, buyersAtOnce)
  }
  if (erased > 0)
    log.info({ event: 'buyers_erased', count: erased }, 'buyer data was erased: its time was over')
  return erased
}
