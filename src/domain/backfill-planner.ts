import { nextSearchSpan, planWindows, type Span } from './backfill-plan.ts'

/**
 * Decides by which source each span of history is fetched, and what is done next about a window. Pure: rows and the
 * present time in, a decision out; the lanes carry it out. Three sources: the burst of `searchOrders` for the newest
 * orders, "All Orders" reports for bulk, and `searchOrders` page by page where reports are refused or bring nothing.
 */

export type WindowSource = 'report' | 'search'
export type WindowState = 'planned' | 'requesting' | 'requested' | 'done'

/** A window that is to be added to a backfill. */
export interface PlannedWindow {
  readonly span: Span
  readonly source: WindowSource
}

/** After this many reports that brought nothing usable, a window is read by search. */
export const reportAttempts = 3
const retryAfterMs = 30_000

/** What the first phase does next: read a span with the burst, or leave the rest to windows. */
export type FirstPhaseStep =
  | { readonly kind: 'read'; readonly span: Span }
  | { readonly kind: 'windows'; readonly windows: readonly PlannedWindow[] }

export interface FirstPhaseProgress {
  readonly frontier: Date
  /** The beginning of the span that is being read, or null between spans. */
  readonly spanFrom: Date | null
  readonly orders: number
  readonly lastSpanMs: number | null
}

/** The first phase goes on while its share of the burst lasts and something is left to read. */
export function planFirstPhase(
  range: Span,
  progress: FirstPhaseProgress,
  burst: 'left' | 'used_up',
): FirstPhaseStep {
  const { frontier, spanFrom } = progress
  if (burst === 'left') {
    const span =
      spanFrom === null ? nextSearchSpan(range, frontier, progress) : { from: spanFrom, to: frontier }
    if (span !== null) return { kind: 'read', span }
  }
  return { kind: 'windows', windows: planPieces([{ from: range.from, to: frontier }]) }
}

/** Windows for spans that no burst reaches, in the given order: bulk comes by report. */
export function planPieces(spans: readonly Span[]): readonly PlannedWindow[] {
  return spans.flatMap(planWindows).map((span) => ({ span, source: 'report' }))
}

/** What a backfill of these pieces, newest first, begins with. Null: there is nothing to fetch. */
export interface BackfillStart {
  readonly range: Span
  /** Empty for one piece: its first phase shows what the burst leaves. */
  readonly windows: readonly PlannedWindow[]
}

/** The first phase knows one span only; what lies in pieces is planned piece by piece, so that nothing is read twice. */
export function planStart(missing: readonly Span[]): BackfillStart | null {
  const [newest] = missing
  const oldest = missing.at(-1)
  if (newest === undefined || oldest === undefined) return null
  return {
    range: { from: oldest.from, to: newest.to },
    windows: missing.length === 1 ? [] : planPieces(missing),
  }
}

/** As much of a window as its next step depends on. */
export interface WindowToPlan {
  readonly windowNumber: number
  readonly source: WindowSource
  readonly state: WindowState
  /** Reports that were asked for, and how many of these Amazon refused for want of a permission (403). */
  readonly attempts: number
  readonly refusals: number
  /** The last report that Amazon agreed to make for it, whatever became of that; null: none so far. */
  readonly reportId: string | null
  readonly nextTryAt: Date
}

/**
 * What becomes of asking for reports at all. One 403 is no proof: while in doubt, one window asks again and the others
 * wait for its answer; refused as often as a window may try, all of them turn to search. Only a report that Amazon agreed
 * to make clears the doubt: a request that was never answered says nothing.
 */
export type ReportAccess =
  | { readonly kind: 'open' | 'refused' }
  | { readonly kind: 'in_doubt'; readonly probe: WindowToPlan }

export function judgeReportAccess(windows: readonly WindowToPlan[]): ReportAccess {
  if (windows.some(({ reportId }) => reportId !== null)) return { kind: 'open' }
  // Of all windows: one that was not answered meanwhile may have turned to search before its third refusal.
  const refusals = windows.reduce((sum, window) => sum + window.refusals, 0)
  if (refusals === 0) return { kind: 'open' }
  if (refusals >= reportAttempts) return { kind: 'refused' }
  const [probe] = windows
    .filter(({ source, state }) => source === 'report' && state !== 'done')
    .toSorted((a, b) => b.refusals - a.refusals || a.windowNumber - b.windowNumber)
  return probe === undefined ? { kind: 'open' } : { kind: 'in_doubt', probe }
}

export type WindowStep =
  | { readonly kind: 'done' }
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'request_report' | 'find_lost_report' | 'look_at_report' | 'read_by_search' }

/**
 * What is done now about `window`, one of `windows`. `searchQuotaAt`: when the bucket of `searchOrders` has a token
 * again, or null when that is not known to be later than now; one bucket serves all windows that are read by search.
 */
export function planWindowStep(
  window: WindowToPlan,
  windows: readonly WindowToPlan[],
  now: Date,
  searchQuotaAt: Date | null,
): WindowStep {
  if (window.state === 'done') return { kind: 'done' }
  const access = judgeReportAccess(windows)
  const bySearch = window.source === 'search' || (window.state === 'planned' && access.kind === 'refused')
  const until = Math.max(
    window.nextTryAt.getTime(),
    bySearch && searchQuotaAt !== null ? searchQuotaAt.getTime() : 0,
    !bySearch && window.state === 'planned' ? heldByProbe(window, access, now) : 0,
  )
  if (until > now.getTime()) return { kind: 'wait', until: new Date(until) }
  if (bySearch) return { kind: 'read_by_search' }
  if (window.state === 'planned') return { kind: 'request_report' }
  return { kind: window.state === 'requesting' ? 'find_lost_report' : 'look_at_report' }
}

/**
 * The order in which windows take their turns: as they are, newest first, but those whose report could not be had last
 * time after all others, so that one document which always breaks does not take each token of the bucket.
 */
export function inTurn<Window extends { readonly state: WindowState; readonly error: string | null }>(
  windows: readonly Window[],
): readonly Window[] {
  const isLast = ({ state, error }: Window): boolean => state === 'requested' && error !== null
  return windows.toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)))
}

/** While in doubt, until a moment after the probe: when it is asked for, its answer is known to the next. */
function heldByProbe(window: WindowToPlan, access: ReportAccess, now: Date): number {
  if (access.kind !== 'in_doubt' || access.probe.windowNumber === window.windowNumber) return 0
  return Math.max(access.probe.nextTryAt.getTime(), now.getTime()) + 1
}

/** When the first of the windows can be gone on with; null when all are done. */
export function planNextLook(
  windows: readonly WindowToPlan[],
  now: Date,
  searchQuotaAt: Date | null,
): Date | null {
  const times = windows.flatMap((window) => {
    const step = planWindowStep(window, windows, now, searchQuotaAt)
    if (step.kind === 'done') return []
    return [step.kind === 'wait' ? step.until.getTime() : now.getTime()]
  })
  return times.length === 0 ? null : new Date(Math.min(...times))
}

/** After an attempt that brought nothing usable: again by report, later each time, or at once by search. */
export function planAfterFailure(attempts: number): {
  readonly source: WindowSource
  readonly retryAfterMs: number
} {
  return attempts >= reportAttempts
    ? { source: 'search', retryAfterMs: 0 }
    : { source: 'report', retryAfterMs: retryAfterMs * Math.max(1, attempts) }
}
