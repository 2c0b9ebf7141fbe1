import { type BackfillMeasure, type BackfillStatus, measureBackfill } from '../../domain/backfill-progress.ts'
import type { BackfillWithWindows } from '../../store/backfill-status.ts'
import type { Connection } from '../../store/connections.ts'

/** As much of a connection as its history depends on. */
export type HistoryConnection = Pick<Connection, 'connectionId' | 'status' | 'hasRefreshToken'>

/** The history of one connection as it stands. */
export interface ConnectionHistory {
  readonly connectionId: string
  /** The newest backfill, whatever became of it. */
  readonly newest: BackfillWithWindows | null
  /** The newest that was not cancelled and is no repair: what its owner still wants or has. */
  readonly counted: BackfillWithWindows | null
  /** How these two stand, as people are told. */
  readonly newestStatus: BackfillStatus | null
  readonly countedStatus: BackfillStatus | null
  readonly doneAt: Date | null
  readonly checkedAt: Date | null
  /** Of the newest. */
  readonly measure: BackfillMeasure | null
  readonly lastError: string | null
  /** While the newest cannot go on: what it waits for. */
  readonly waitingFor: WaitingFor | null
}

/** Whether Amazon can be asked for this connection. */
export function isLive(connection: HistoryConnection): boolean {
  return connection.status === 'connected' && connection.hasRefreshToken
}

/** So many failed runs in a row are more than a moment's trouble: some minutes at least. */
const failuresUntilFailed = 5

/**
 * How a backfill stands. One that nobody can go on with has failed as far as its owner is concerned: its connection is not
 * live, or run after run fails. It heals by itself, with the connection or with the first run that succeeds.
 */
export function statusNow(
  connection: HistoryConnection,
  backfill: Pick<BackfillWithWindows, 'status' | 'laneFailures'>,
): BackfillStatus {
  const isHeld = isLive(connection) && backfill.laneFailures < failuresUntilFailed
  return backfill.status === 'in_progress' && !isHeld ? 'failed' : backfill.status
}

/** What somebody has to do before Amazon can be asked for a connection. */
export const waitingFor = ['resume', 'connect', 'reconnect'] as const
export type WaitingFor = (typeof waitingFor)[number]

const words: Readonly<Record<WaitingFor, string>> = {
  resume: 'the connection is paused',
  connect: 'the connection has no refresh token',
  reconnect: 'the seller must reconnect Amazon',
}

/** Why a connection that is not live is not. */
export function whyNotLive(connection: HistoryConnection): string {
  return words[whatIsAwaited(connection)]
}

function whatIsAwaited({ status }: HistoryConnection): WaitingFor {
  if (status === 'paused') return 'resume'
  return status === 'connected' ? 'connect' : 'reconnect'
}

/** The histories of a tenant's connections, from its backfills, newest first, and when each was last checked. */
export function toHistories(
  connections: readonly HistoryConnection[],
  backfills: readonly BackfillWithWindows[],
  checks: ReadonlyMap<string, Date>,
  now: Date,
): readonly ConnectionHistory[] {
  return connections.flatMap((connection) => {
    const own = backfills.filter((backfill) => backfill.connectionId === connection.connectionId)
    // One that never had a backfill and cannot have one now says nothing about the others.
    if (own.length === 0 && !isLive(connection)) return []
    return [toHistory(connection, own, checks.get(connection.connectionId) ?? null, now)]
  })
}

function toHistory(
  connection: HistoryConnection,
  own: readonly BackfillWithWindows[],
  checkedAt: Date | null,
  now: Date,
): ConnectionHistory {
  const [newest = null] = own
  const wanted = own.filter((backfill) => !backfill.isRepair)
  const counted = wanted.find((backfill) => backfill.status !== 'cancelled') ?? null
  const newestStatus = newest === null ? null : statusNow(connection, newest)
  const isWaiting = newest !== null && isActive(newest.status) && !isLive(connection)
  const measure = newest === null ? null : measureBackfill(newest, newest.windows, now)
  return {
    connectionId: connection.connectionId,
    newest,
    counted,
    newestStatus,
    countedStatus: counted === null ? null : statusNow(connection, counted),
    doneAt: wanted.find((backfill) => backfill.status === 'success')?.finishedAt ?? null,
    checkedAt,
    // Who is not asked has no time to promise.
    measure:
      measure !== null && (newestStatus === 'failed' || isWaiting)
        ? { ...measure, secondsLeft: null }
        : measure,
    lastError: newest === null ? null : lastErrorOf(connection, newest, newestStatus),
    waitingFor: isWaiting ? whatIsAwaited(connection) : null,
  }
}

function lastErrorOf(
  connection: HistoryConnection,
  newest: BackfillWithWindows,
  status: BackfillStatus | null,
): string | null {
  if (status === 'success') return null
  if (isActive(newest.status) && !isLive(connection)) return `It waits: ${whyNotLive(connection)}.`
  const isFailing = status === 'failed' || (status === 'in_progress' && newest.laneFailures > 0)
  return newest.lastError ?? (isFailing ? newest.laneError : null)
}

export function isActive(status: BackfillStatus): boolean {
  return status === 'in_progress' || status === 'paused'
}

/** Of several, the one that most asks for attention speaks; all of them together are a success only if each is. */
const speaksFirst: readonly (BackfillStatus | null)[] = [
  'in_progress',
  'paused',
  'failed',
  'cancelled',
  null,
  'success',
]

export function worstStatus<Status extends BackfillStatus | null>(
  statuses: readonly Status[],
): Status | null {
  return speaksFirst.find((status): status is Status => statuses.includes(status as Status)) ?? null
}
