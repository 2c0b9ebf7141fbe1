import { joinSpans, type Span } from '../../domain/backfill-plan.ts'
import { type BackfillMeasure, percentOf } from '../../domain/backfill-progress.ts'
import type { BackfillWithWindows, HistoryFigures } from '../../store/backfill-status.ts'
import type { CoveredSpan } from '../../store/coverage.ts'
import type { BackfillReport, BackfillSummary } from './backfill-schemas.ts'
import {
  type ConnectionHistory,
  type HistoryConnection,
  toHistories,
  worstStatus,
} from './connection-history.ts'

type Progress = BackfillReport['progress']

/** What is known about the history of a tenant. */
export interface TenantHistory {
  readonly tenantId: string
  readonly histories: readonly ConnectionHistory[]
  readonly figures: HistoryFigures
  /** What is complete, per connection. */
  readonly coverage: ReadonlyMap<string, readonly CoveredSpan[]>
  /** What is not any more though it was, per connection. */
  readonly gaps: ReadonlyMap<string, readonly Span[]>
}

export function toBackfillReport(history: TenantHistory): BackfillReport {
  const { tenantId, histories, figures, coverage, gaps } = history
  return {
    tenantId,
    ...describe(histories),
    ordersCount: figures.orders,
    oldestOrderDate: figures.oldestOrderDate?.toISOString() ?? null,
    coverage: [...coverage].flatMap(([connectionId, spans]) => toCoverage(connectionId, spans)),
    gaps: [...gaps].flatMap(([connectionId, spans]) => spans.map((span) => toGap(connectionId, span))),
    detail: { full: figures.orders - figures.outline, outline: figures.outline },
    connections: histories.map((each) => ({ connectionId: each.connectionId, ...describe([each]) })),
  }
}

/** A tenant's history in one line; null when it has none and none is wanted. */
export function toBackfillSummary(
  connections: readonly HistoryConnection[],
  backfills: readonly BackfillWithWindows[],
  now: Date,
): BackfillSummary | null {
  const wanted = backfills.filter((backfill) => backfill.status !== 'cancelled')
  const histories = toHistories(connections, wanted, new Map(), now).filter(
    (history) => history.newest !== null,
  )
  const status = worstStatus(
    histories.flatMap(({ newestStatus }) => (newestStatus === null ? [] : [newestStatus])),
  )
  if (status === null) return null
  const { percent, ordersStored, estimatedSecondsLeft } = toProgress(histories)
  return { status, percent, ordersStored, estimatedSecondsLeft, ...toTrouble(histories) }
}

type Description = Omit<BackfillReport['connections'][number], 'connectionId'>

/** Several connections speak with one voice: the shortest history, the latest end, the earliest check, the worst status. */
function describe(histories: readonly ConnectionHistory[]): Description {
  const days = histories.flatMap(({ counted }) => (counted === null ? [] : [counted.days]))
  const ends = histories.map(({ doneAt }) => doneAt?.toISOString() ?? null)
  const checks = histories.map(({ checkedAt }) => checkedAt?.toISOString() ?? null)
  const status = worstStatus(histories.map(({ countedStatus }) => countedStatus))
  return {
    backfillId: histories.find(({ newest }) => newest !== null)?.newest?.backfillId ?? null,
    initialBackfillDays: days.length === 0 ? null : Math.min(...days),
    initialBackfillDoneAt: ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null),
    initialBackfillStatus: status === 'cancelled' ? null : status,
    ...toTrouble(histories),
    coverageCheckedAt: checks.includes(null) ? null : (checks.toSorted()[0] ?? null),
    progress: toProgress(histories),
  }
}

/** What went wrong last, or what is waited for: of the first connection that has something to tell. */
function toTrouble(histories: readonly ConnectionHistory[]): Pick<Description, 'lastError' | 'waitingFor'> {
  const troubled = histories.find(({ lastError }) => lastError !== null)
  return { lastError: troubled?.lastError ?? null, waitingFor: troubled?.waitingFor ?? null }
}

function toProgress(histories: readonly ConnectionHistory[]): Progress {
  const newest = histories.flatMap((history) => (history.newest === null ? [] : [history.newest]))
  const measures = histories.flatMap(({ measure }) => (measure === null ? [] : [measure]))
  const state = worstStatus(newest.map((backfill) => backfill.status))
  const windows = newest.flatMap(toWindows)
  return {
    state,
    phase: newest.some((backfill) => backfill.phase === 'search' && backfill.status === 'in_progress')
      ? 'search'
      : (newest[0]?.phase ?? null),
    paused: state === 'paused',
    repair: newest.some((backfill) => backfill.isRepair),
    windowsDone: windows.filter((window) => window.state === 'done').length,
    windowsTotal: windows.length,
    ordersStored: newest.reduce((sum, backfill) => sum + backfill.ordersStored, 0),
    percent: state === null ? null : percentOf(measures, state === 'success'),
    estimatedSecondsLeft: secondsLeftOf(measures),
    windows,
  }
}

/** They go on side by side, so the longest counts; what is unknown of one is unknown of all. */
function secondsLeftOf(measures: readonly BackfillMeasure[]): number | null {
  let longest: number | null = null
  for (const { secondsLeft } of measures) {
    if (secondsLeft === null) return null
    longest = Math.max(longest ?? 0, secondsLeft)
  }
  return longest
}

function toWindows({ connectionId, windows }: BackfillWithWindows): Progress['windows'] {
  return windows.map((window) => ({
    connectionId,
    number: window.windowNumber,
    from: window.span.from.toISOString(),
    to: window.span.to.toISOString(),
    source: window.source,
    state: window.state,
    attempts: window.attempts,
    orders: window.orders,
    brokenRows: window.brokenRows,
    error: window.error,
    nextTryAt: window.state === 'done' ? null : window.nextTryAt.toISOString(),
  }))
}

function toGap(connectionId: string, { from, to }: Span): BackfillReport['gaps'][number] {
  return { connectionId, from: from.toISOString(), to: to.toISOString() }
}

/** Spans that touch and say the same are one. */
function toCoverage(connectionId: string, spans: readonly CoveredSpan[]): BackfillReport['coverage'] {
  const alike = Map.groupBy(spans, ({ level, proof }) => `${level} ${proof}`)
  return [...alike.values()]
    .flatMap((group) =>
      joinSpans(group).flatMap(({ from, to }) => {
        const [first] = group
        if (first === undefined) return []
        const { level, proof } = first
        return [{ connectionId, from: from.toISOString(), to: to.toISOString(), level, proof }]
      }),
    )
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
}
