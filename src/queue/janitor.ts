import { laneLockKey } from '../domain/lock-key.ts'
import type { Log } from '../runtime/log.ts'
import { sweepConsentRequests } from '../store/consent-requests.ts'
import type { Database } from '../store/database.ts'
import type { LockSession } from '../store/lock-session.ts'
import { deleteOldImports } from '../store/order-imports.ts'
import { claimRenewalWarnings } from '../store/renewals.ts'
import { interruptOpenRuns, listLongOpenLanes } from '../store/run-lifecycle.ts'
import { deleteOldRuns } from '../store/runs.ts'

/** A run younger than this is left alone: its process may be about to take the lock. */
const openForSeconds = 30
const keepRunsDays = 30

/**
 * Closes runs that a dead process left open. The lane's lock tells whether a run still has a holder: whoever can
 * take it knows that nobody has. Answers how many runs were closed.
 */
export async function closeAbandonedRuns(db: Database, locks: LockSession): Promise<number> {
  let closed = 0
  for (const lane of await listLongOpenLanes(db, openForSeconds)) {
    const lease = await locks.tryAcquire(laneLockKey(lane.tenantId, lane.connectionId, lane.lane))
    if (lease === null) continue
    try {
      closed += await interruptOpenRuns(db.of(lane.tenantId), lane)
    } finally {
      await lease.release()
    }
  }
  return closed
}

/** Deletes what history no longer needs. */
export async function sweepHistory(db: Database): Promise<void> {
  await deleteOldRuns(db, keepRunsDays)
  await deleteOldImports(db, keepRunsDays)
  await sweepConsentRequests(db)
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
