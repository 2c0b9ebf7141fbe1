import { laneLockKey } from '../domain/lock-key.ts'
import type { Log } from '../runtime/log.ts'
import { deleteExpiredAudit } from '../store/audit-log.ts'
import { sweepConsentRequests } from '../store/consent-requests.ts'
import { type Database, isDatabaseUnavailable } from '../store/database.ts'
import { eraseDueBuyers } from '../store/erase-buyers.ts'
import { type LockSession, listHeldLocks } from '../store/lock-session.ts'
import { deleteOldChanges, listTenantsWithOldChanges } from '../store/old-changes.ts'
import { deleteOldImports } from '../store/order-imports.ts'
import { claimRenewalWarnings } from '../store/renewals.ts'
import { interruptOpenRuns, listLongOpenLanes } from '../store/run-lifecycle.ts'
import { deleteOldRuns } from '../store/runs.ts'
import { deleteExpiredSessions } from '../store/sessions.ts'
import { deleteOldRequests } from '../store/sync-requests.ts'
import { deleteOldDeliveries } from '../store/webhook-deliveries.ts'
import type { LaneQueue } from './lane-queue.ts'

/** A run younger than this is left alone: it may have ended by now, and only its lock be let go already. */
const openForSeconds = 3
const keepRunsDays = 30
/** Whoever asked for a sync reads its outcome soon; a global one has a row for each tenant, every few minutes. */
const keepRequestsDays = 2
/** Each takes its targets with it, as many as there are tenants. */
const requestsAtOnce = 10
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
 * Deletes what history no longer needs: old runs, requests, sessions that have ended, the audit log of a year ago; and what
 * is much in batches of a transaction each, until the process stops. One part that fails keeps no other from its turn.
 */
export async function sweepHistory(
  db: Database,
  changesRetentionDays: number,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const inBatches = async (size: number, deleteBatch: (size: number) => Promise<number>): Promise<void> => {
    while (!signal.aborted && (await deleteBatch(size)) === size);
  }
  const parts: Readonly<Record<string, () => Promise<unknown>>> = {
    sessions: () => deleteExpiredSessions(db),
    'audit log': () => deleteExpiredAudit(db),
    imports: () => deleteOldImports(db, keepRunsDays),
    consents: () => sweepConsentRequests(db),
    requests: () => inBatches(requestsAtOnce, (size) => deleteOldRequests(db, keepRequestsDays, size)),
    runs: () => inBatches(batchSize, (size) => deleteOldRuns(db, keepRunsDays, size)),
    deliveries: () => inBatches(batchSize, (size) => deleteOldDeliveries(db, keepDeliveriesDays, size)),
    changes: async () => {
      for (const tenantId of await listTenantsWithOldChanges(db, changesRetentionDays))
        await inBatches(batchSize, (size) => deleteOldChanges(db.of(tenantId), changesRetentionDays, size))
    },
  }
  for (const [name, sweep] of Object.entries(parts)) {
    if (signal.aborted) return
    await sweep().catch((error: unknown) => {
      if (isDatabaseUnavailable(error)) throw error
      log.warn(
        { event: 'background_failed', detail: `history: ${name}`, error },
        'old rows could not be deleted',
      )
    })
  }
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
