import { reportAttempts } from './backfill-planner.ts'

/** What a report that was asked for is worth. Pure: Amazon's answer in, what to do about it out. */

/** A report as Amazon describes it. Source: reports_2021-06-30.json, Report. */
export interface ReportStanding {
  readonly status: 'IN_QUEUE' | 'IN_PROGRESS' | 'DONE' | 'CANCELLED' | 'FATAL' | 'UNKNOWN'
  /** The status in Amazon's own word. */
  readonly statusRaw: string
  readonly documentId: string | null
  /** Since it was asked for. */
  readonly waitedMs: number
  /** How many reports were asked for in its place, this one included. */
  readonly attempts: number
}

export type ReportVerdict =
  | { readonly kind: 'look_again' }
  | { readonly kind: 'import'; readonly documentId: string }
  /** It tells of no orders: done if a search finds none either, else it failed for this reason. */
  | { readonly kind: 'prove_empty'; readonly otherwise: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** A cancelled report may mean that there is nothing to report, or anything else: it is no proof. */
export function judgeReport(report: ReportStanding): ReportVerdict {
  switch (report.status) {
    case 'DONE':
      return report.documentId === null
        ? { kind: 'failed', reason: 'Amazon finished the report without a document.' }
        : { kind: 'import', documentId: report.documentId }
    case 'CANCELLED':
      return {
        kind: 'prove_empty',
        otherwise: 'Amazon cancelled the report although there are orders in its time.',
      }
    case 'FATAL':
      return { kind: 'failed', reason: 'Amazon could not make the report (FATAL).' }
    case 'IN_QUEUE':
    case 'IN_PROGRESS':
    case 'UNKNOWN':
      if (report.waitedMs <= reportDeadlineMs(report.attempts)) return { kind: 'look_again' }
      return {
        kind: 'failed',
        reason: `The report was still ${report.statusRaw} after ${Math.round(report.waitedMs / 60_000)} minutes.`,
      }
  }
}

/**
 * What a window says about rows of its report that could not be read. Nobody knows which orders were in them, so that a
 * search has to prove the window; null when there are none.
 */
export function describeBrokenRows(brokenRows: number): string | null {
  if (brokenRows === 0) return null
  const rows = brokenRows === 1 ? 'One row of its report' : `${brokenRows} rows of its report`
  return `${rows} could not be read and went to quarantine; the window is read by search.`
}

/** A call about a window's report that Amazon did not answer as it should. */
export interface UnansweredCall {
  readonly step: 'request_report' | 'find_lost_report' | 'look_at_report'
  /** Since the report was asked for. */
  readonly waitedMs: number
  /** How many reports were asked for in its place, this one included. */
  readonly attempts: number
}

/** When to call again; null: this attempt has failed. */
export function planAfterNoAnswer({ step, waitedMs, attempts }: UnansweredCall): number | null {
  if (step === 'request_report') return attempts >= reportAttempts ? null : soonestRetryMs
  // Later each time, so that a document which always breaks leaves the others their share of the quota.
  return waitedMs > reportDeadlineMs(attempts) ? null : Math.max(soonestRetryMs, waitedMs / 4)
}

const soonestRetryMs = 30_000

/**
 * How long to wait before a report is asked for again of which nobody knows the answer and which was not made. Once is bad
 * luck. Twice is an outage, and the last attempt waits until that is likely over: a search takes hours where a report
 * takes minutes.
 */
export function askAgainAfterMs(attempts: number): number {
  return attempts < reportAttempts - 1 ? 0 : reportDeadlineMs(1)
}

/** How long a report may take before it is asked for again: half an hour, twice as long each time. */
export function reportDeadlineMs(attempts: number): number {
  return 30 * 60_000 * 2 ** Math.max(0, attempts - 1)
}
