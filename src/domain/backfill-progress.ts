import { planWindows, type Span } from './backfill-plan.ts'
import { shareLeftByPolls } from './poll-period.ts'
import { type Operation, reservedShareOf, usagePlans } from './quota.ts'

/**
 * How far a backfill is and how long it still takes. Pure: rows and the present time in, numbers out. What is not
 * known is null: a time that nobody can know is not made up.
 */

export const backfillStatuses = ['in_progress', 'paused', 'success', 'failed', 'cancelled'] as const

export type BackfillStatus = (typeof backfillStatuses)[number]

/** What the progress of a backfill depends on. */
export interface MeasuredBackfill {
  readonly status: BackfillStatus
  readonly phase: 'search' | 'windows'
  readonly range: Span
  readonly search: { readonly frontier: Date; readonly orders: number; readonly lastSpanMs: number | null }
  /** How often in a row the runs that fetch it have failed. */
  readonly laneFailures: number
}

/** The same of one of its windows. */
export interface MeasuredWindow {
  readonly span: Span
  readonly source: 'report' | 'search'
  readonly state: 'planned' | 'requesting' | 'requested' | 'done'
  readonly attempts: number
  readonly nextTryAt: Date
  readonly requestedAt: Date | null
  readonly doneAt: Date | null
  readonly orders: number
  /** Why the last step with it did not work; null when it did. */
  readonly error: string | null
}

/** How much of the creation axis is done, and the time that the rest takes. */
export interface BackfillMeasure {
  readonly doneMs: number
  readonly totalMs: number
  /** 0 when it is complete; null while it is paused or Amazon does not answer, after it was given up, and when nothing is known yet. */
  readonly secondsLeft: number | null
}

/** How long Amazon takes for a report as a rule, until this backfill has seen for itself. */
const usualReportMs = 240_000
/** A report that is late may come at any moment: the next look will tell. */
const nextLookMs = 15_000
/** What has not arrived counts at most this much of itself. */
const mostOfUnfinished = 0.9
/** One call of the burst, with what it takes to store its page. */
const burstCallMs = 1000
const ordersPerPage = 100

export function measureBackfill(
  backfill: MeasuredBackfill,
  windows: readonly MeasuredWindow[],
  now: Date,
): BackfillMeasure {
  const { range, search, phase, status } = backfill
  const searchedMs = lengthOf({ from: search.frontier, to: range.to })
  const totalMs =
    phase === 'search' ? lengthOf(range) : searchedMs + sum(windows, (window) => lengthOf(window.span))
  if (status === 'success') return { doneMs: totalMs, totalMs, secondsLeft: 0 }
  const seen = whatWasSeen(backfill, windows)
  const doneMs = searchedMs + sum(windows, (window) => lengthOf(window.span) * shareDone(window, seen, now))
  // Nobody knows when what fails will work.
  if (status !== 'in_progress' || backfill.laneFailures > 0) return { doneMs, totalMs, secondsLeft: null }
  const leftMs = phase === 'search' ? searchLeftMs(backfill) : windowsLeftMs(windows, seen, now)
  return { doneMs, totalMs, secondsLeft: leftMs === null ? null : Math.ceil(leftMs / 1000) }
}

/** The share of several backfills that is done, in percent with one decimal; 100 only when all of it is. */
export function percentOf(measures: readonly BackfillMeasure[], complete: boolean): number {
  if (complete) return 100
  const totalMs = sum(measures, (measure) => measure.totalMs)
  if (totalMs === 0) return 0
  const percent = (sum(measures, (measure) => measure.doneMs) / totalMs) * 100
  return Math.max(0, Math.min(99.9, Math.floor(percent * 10) / 10))
}

/** What the finished part tells about the rest. */
interface Seen {
  readonly reportMs: number
  /** Orders in a millisecond of the creation axis; null when nothing was read yet. */
  readonly density: number | null
}

function whatWasSeen({ range, search }: MeasuredBackfill, windows: readonly MeasuredWindow[]): Seen {
  const done = windows.filter((window) => window.state === 'done')
  const reportTimes = done
    .flatMap(({ source, requestedAt, doneAt }) =>
      source === 'report' && requestedAt !== null && doneAt !== null
        ? [Math.max(0, doneAt.getTime() - requestedAt.getTime())]
        : [],
    )
    .sort((a, b) => a - b)
  const readMs =
    lengthOf({ from: search.frontier, to: range.to }) + sum(done, (window) => lengthOf(window.span))
  const orders = search.orders + sum(done, (window) => window.orders)
  return {
    reportMs: reportTimes[Math.floor(reportTimes.length / 2)] ?? usualReportMs,
    density: readMs === 0 ? null : orders / readMs,
  }
}

function shareDone(window: MeasuredWindow, { reportMs, density }: Seen, now: Date): number {
  if (window.state === 'done') return 1
  if (window.source === 'search') {
    const expected = density === null ? 0 : density * lengthOf(window.span)
    return expected === 0 ? 0 : Math.min(mostOfUnfinished, window.orders / expected)
  }
  // Until Amazon has agreed to make a report, waiting brings nothing nearer.
  if (window.state !== 'requested') return 0
  return Math.min(mostOfUnfinished, waitedMs(window, now) / Math.max(1, reportMs))
}

/** The first phase: by the burst if that reaches the end, else by reports for what it will leave. */
function searchLeftMs({ range, search }: MeasuredBackfill): number | null {
  if (search.lastSpanMs === null) return null
  const restMs = lengthOf({ from: range.from, to: search.frontier })
  const readMs = lengthOf({ from: search.frontier, to: range.to })
  const pagesRead = search.orders / ordersPerPage
  const pagesLeft = readMs === 0 ? 0 : pagesRead * (restMs / readMs)
  const calls = Math.max(
    Math.ceil(pagesLeft),
    Math.ceil(Math.log(1 + restMs / search.lastSpanMs) / Math.log(8)),
  )
  if (Math.ceil(pagesRead) + calls <= burstOf('searchOrders')) return calls * burstCallMs
  return (
    requestsMs(planWindows({ from: range.from, to: search.frontier }).length, burstOf('createReport')) +
    usualReportMs
  )
}

function windowsLeftMs(windows: readonly MeasuredWindow[], seen: Seen, now: Date): number | null {
  const open = windows.filter((window) => window.state !== 'done')
  const bySearch = searchWindowsMs(
    open.filter((window) => window.source === 'search'),
    seen,
  )
  if (bySearch === null) return null
  if (open.some((window) => isOutOfReach(window, seen, now))) return null
  const burst = Math.max(0, burstOf('createReport') - sum(windows, (window) => window.attempts))
  let waiting = 0
  const byReport = open
    .filter((window) => window.source === 'report')
    .map((window) => {
      if (window.state === 'requested') return Math.max(nextLookMs, seen.reportMs - waitedMs(window, now))
      // One that is being asked for has spent its place in the burst already.
      if (window.state === 'planned') waiting += 1
      const heldMs = window.nextTryAt.getTime() - now.getTime()
      return Math.max(heldMs, requestsMs(waiting, burst)) + seen.reportMs
    })
  return Math.max(bySearch, ...byReport)
}

/**
 * Amazon did not say whether it makes the report, or does not let it be looked at although it is late: the next look may
 * bring it as little as the last one, so it stands for no time.
 */
function isOutOfReach(window: MeasuredWindow, { reportMs }: Seen, now: Date): boolean {
  if (window.source === 'search' || window.error === null) return false
  return window.state === 'requesting' || (window.state === 'requested' && waitedMs(window, now) >= reportMs)
}

/** One bucket for all of them: page after page, with what the polls of the delta leave of it. */
function searchWindowsMs(windows: readonly MeasuredWindow[], { density }: Seen): number | null {
  if (windows.length === 0) return 0
  if (density === null) return null
  const pages = sum(windows, (window) =>
    Math.max(1, Math.ceil((density * lengthOf(window.span) - window.orders) / ordersPerPage)),
  )
  return (pages * everyMs('searchOrders')) / shareLeftByPolls
}

/** When the last of so many reports is asked for: what the burst does not hold waits for the bucket. */
function requestsMs(count: number, burst: number): number {
  return Math.max(0, count - burst) * everyMs('createReport')
}

/** What a backfill may take of a bucket at once; the rest is kept for more urgent work. */
function burstOf(operation: Operation): number {
  return Math.floor(usagePlans[operation].burst * (1 - reservedShareOf(operation, 'backfill')))
}

function everyMs(operation: Operation): number {
  return 1000 / usagePlans[operation].ratePerSecond
}

function waitedMs(window: MeasuredWindow, now: Date): number {
  return Math.max(0, now.getTime() - (window.requestedAt ?? now).getTime())
}

function lengthOf(span: Span): number {
  return Math.max(0, span.to.getTime() - span.from.getTime())
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0)
}
