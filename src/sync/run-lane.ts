import { AmazonError } from '../amazon/errors.ts'
import type { CallReport } from '../amazon/exchange.ts'
import { LockLostError, StaleRunError } from '../domain/errors.ts'
import type { Lane, RunTrigger } from '../domain/lane.ts'
import { laneLockKey } from '../domain/lock-key.ts'
import { asPartOf } from '../runtime/work-context.ts'
import {
  type Connection,
  findConnection,
  findSealedRefreshToken,
  refreshTokenContext,
  requireReauthorization,
} from '../store/connections.ts'
import { isDatabaseUnavailable } from '../store/database.ts'
import { checkApplication, forgetRefusal, recordRefusal } from '../store/refused-applications.ts'
import { beginRun, finishRun, type RunCall, type RunOutcome } from '../store/run-lifecycle.ts'
import type { DueLane, RunHandle, SyncState } from '../store/sync-states.ts'
import { toAccountKey } from './account-key.ts'
import { runBackfill } from './backfill-lane.ts'
import { runDelta } from './delta-lane.ts'
import { runDetail } from './detail-lane.ts'
import { runImport } from './import-lane.ts'
import type { LaneResult, LaneRun, SyncEngine } from './lane-context.ts'
import { outcomeOfError } from './outcome-of-error.ts'

/** While Amazon refuses the application's secret, one call in this time asks whether it still does. */
const probeEveryMs = 5 * 60_000

/** A run's row keeps this many of its calls; a run makes a handful, history at most some dozens. */
const maxCallsKept = 500

/** What each lane does. */
const laneWork: Readonly<Record<Lane, (engine: SyncEngine, laneRun: LaneRun) => Promise<LaneResult>>> = {
  delta: runDelta,
  backfill: runBackfill,
  detail: runDetail,
  import: runImport,
}

/** A run that took place, or why there was none. */
export type RunResult =
  | { readonly kind: 'finished'; readonly runId: string; readonly outcome: RunOutcome }
  | { readonly kind: 'lock_unavailable' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'stale'; readonly runId: string }

/**
 * The one door to a lane: the schedule, a person's button and a global run all come through here. Takes the lane's
 * lock, opens the run, runs the lane, closes the run with its outcome. Throws only when the database cannot be
 * reached; then the lane's due time brings it back.
 */
export async function runLane(
  engine: SyncEngine,
  lane: DueLane,
  trigger: RunTrigger,
  shutdown: AbortSignal,
): Promise<RunResult> {
  const lease = await engine.locks.tryAcquire(laneLockKey(lane.tenantId, lane.connectionId, lane.lane))
  if (lease === null) return { kind: 'lock_unavailable' }
  try {
    const runId = engine.random.id('run')
    const connection = await findConnection(engine.db.of(lane.tenantId), lane.connectionId)
    const begun = await engine.db.of(lane.tenantId).transaction((tx) => beginRun(tx, lane, runId, trigger))
    if (connection === null || begun === null) return { kind: 'gone' }
    const signal = AbortSignal.any([lease.signal, shutdown])
    const { tenantId, connectionId, lane: name } = lane
    const ids = { tenantId, connectionId, lane: name, runId }
    return await asPartOf(ids, () =>
      engine.tracer.trace(`run ${name}`, spanOf(ids, trigger), async (span) => {
        const result = await runToEnd(engine, connection, begun.run, begun.state, signal)
        if (result.kind === 'finished')
          span.note({
            'ordersync.reason_code': result.outcome.reasonCode,
            'ordersync.status': result.outcome.status,
          })
        return result
      }),
    )
  } finally {
    await lease.release()
  }
}

function spanOf(
  ids: Readonly<Record<'tenantId' | 'connectionId' | 'lane' | 'runId', string>>,
  trigger: RunTrigger,
) {
  return {
    'ordersync.tenant_id': ids.tenantId,
    'ordersync.connection_id': ids.connectionId,
    'ordersync.lane': ids.lane,
    'ordersync.run_id': ids.runId,
    'ordersync.trigger': trigger,
  }
}

async function runToEnd(
  engine: SyncEngine,
  connection: Connection,
  run: RunHandle,
  state: SyncState,
  signal: AbortSignal,
): Promise<RunResult> {
  const { runId } = run
  const startedAt = engine.clock.now()
  const fields = { tenantId: run.tenantId, connectionId: run.connectionId, lane: run.lane, runId }
  const calls: RunCall[] = []
  const onCall = (report: CallReport): void => {
    if (calls.length < maxCallsKept) calls.push(toRunCall(report))
  }
  try {
    const outcome = await attempt(engine, connection, run, state, signal, onCall)
    await engine.db.of(run.tenantId).transaction((tx) => finishRun(tx, run, outcome, calls))
    engine.metrics.runFinished({ lane: run.lane, status: outcome.status, reasonCode: outcome.reasonCode })
    const level = outcome.status === 'failed' ? 'warn' : 'info'
    engine.log[level](
      {
        event: 'run_finished',
        ...fields,
        status: outcome.status,
        reasonCode: outcome.reasonCode,
        durationMs: engine.clock.now().getTime() - startedAt.getTime(),
      },
      outcome.message,
    )
    return { kind: 'finished', runId, outcome }
  } catch (error) {
    if (!(error instanceof StaleRunError)) throw error
    engine.log.warn(
      { event: 'run_stale', ...fields },
      'another run took over this lane; the rest of this one was dropped',
    )
    return { kind: 'stale', runId }
  }
}

/** Runs the lane and turns everything that can go wrong into an outcome. Throws StaleRunError and database outages. */
async function attempt(
  engine: SyncEngine,
  connection: Connection,
  run: RunHandle,
  state: SyncState,
  signal: AbortSignal,
  onCall: (report: CallReport) => void,
): Promise<RunOutcome> {
  if (connection.status !== 'connected') return notNow('NOT_CONNECTED', 'the connection is not active')
  if (!connection.hasRefreshToken) return notNow('TOKEN_MISSING', 'no refresh token')
  const { applicationId } = engine.settings
  const opened: { authorizationNumber: number | null } = { authorizationNumber: null }
  try {
    const fingerprint = await engine.applicationSecrets.fingerprint()
    const permission = await checkApplication(engine.db, applicationId, fingerprint, probeEveryMs)
    if (permission === 'refused')
      throw new AmazonError('application_refused', 'refused before; not asked again yet')
    const outcome = await laneWork[run.lane](
      engine,
      toLaneRun(
        engine,
        connection,
        await withBuyerVault(engine, connection, run),
        state,
        signal,
        onCall,
        opened,
      ),
    )
    if (permission === 'probe') await forgetRefusal(engine.db, applicationId, fingerprint)
    return outcome
  } catch (error) {
    if (error instanceof StaleRunError || isDatabaseUnavailable(error)) throw error
    if (signal.aborted) return interrupted(signal.reason)
    await reactTo(error, engine, run, opened.authorizationNumber)
    return outcomeOfError(error, state.failures + 1, engine.random.unit())
  }
}

/** A run of a connection that keeps buyer data holds its tenant's keys, so that no page waits for them. */
async function withBuyerVault(
  engine: SyncEngine,
  connection: Connection,
  run: RunHandle,
): Promise<RunHandle> {
  if (!connection.includeBuyerData) return run
  return { ...run, buyerVault: await engine.vault.ofTenant(connection.tenantId) }
}

function toLaneRun(
  engine: SyncEngine,
  connection: Connection,
  run: RunHandle,
  state: SyncState,
  signal: AbortSignal,
  onCall: (report: CallReport) => void,
  opened: { authorizationNumber: number | null },
): LaneRun {
  const { tenantId, connectionId } = connection
  return {
    run,
    state,
    connection,
    signal,
    account: {
      cacheKey: toAccountKey(connection),
      region: connection.region,
      sellingPartnerId: connection.sellingPartnerId,
      onCall,
      refreshToken: async () => {
        const stored = await findSealedRefreshToken(engine.db.of(tenantId), connectionId)
        if (stored === null) throw new AmazonError('revoked', 'the connection has no refresh token any more')
        opened.authorizationNumber = stored.authorizationNumber
        return engine.vault.open(tenantId, refreshTokenContext(connectionId), stored.sealed)
      },
    },
  }
}

/** What an error means beyond this run: for the connection, or for all of them. */
async function reactTo(
  error: unknown,
  engine: SyncEngine,
  run: RunHandle,
  refusedNumber: number | null,
): Promise<void> {
  const fields = { tenantId: run.tenantId, connectionId: run.connectionId, lane: run.lane, runId: run.runId }
  if (!(error instanceof AmazonError)) {
    engine.log.error({ event: 'run_failed', ...fields, error }, 'a run failed unexpectedly')
    return
  }
  if (error.kind === 'revoked' && refusedNumber !== null) {
    await requireReauthorization(engine.db.of(run.tenantId), run.connectionId, refusedNumber)
  }
  if (error.kind === 'application_refused') {
    const { applicationId } = engine.settings
    const fingerprint = await engine.applicationSecrets.fingerprint()
    await recordRefusal(engine.db, applicationId, fingerprint, probeEveryMs)
    engine.log.error(
      { event: 'application_secret_refused', ...fields },
      "Amazon refuses the application's client id or secret: no orders can be read for anybody until it is corrected",
    )
  }
}

function toRunCall({ operation, sentAt, status, durationMs, amazonRequestId }: CallReport): RunCall {
  return { operation, sentAt, status, durationMs: Math.round(durationMs), amazonRequestId }
}

function notNow(reasonCode: 'NOT_CONNECTED' | 'TOKEN_MISSING', message: string): RunOutcome {
  return { status: 'skipped', reasonCode, message, complete: false, nextDue: null }
}

/** Stopped from outside: the lane's lock was lost, or the process ends, for which there is no code of its own. */
function interrupted(reason: unknown): RunOutcome {
  const lockLost = reason instanceof LockLostError
  return {
    status: 'interrupted',
    reasonCode: lockLost ? 'LOCK_UNAVAILABLE' : 'UNKNOWN_ERROR',
    message: `${lockLost ? 'The process lost its lock on this lane' : 'The process ended before the run was done'}. What it had stored stays; the next run goes on from there.`,
    complete: false,
    nextDue: { afterMs: 0 },
  }
}
