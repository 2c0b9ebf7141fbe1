import { isTooLong, type ReportRecord } from './report-record.ts'

/** Source: amzn/selling-partner-api-models, reports_2021-06-30.json, Report.processingStatus. */
export const PROCESSING_STATUSES = ['CANCELLED', 'DONE', 'FATAL', 'IN_PROGRESS', 'IN_QUEUE'] as const
export type ProcessingStatus = (typeof PROCESSING_STATUSES)[number]

export interface ReportState {
  status: ProcessingStatus
  hasDocument: boolean
  /** Milliseconds since 1970. */
  startedAt: number | null
  endedAt: number | null
}

/**
 * Where a report is:
 *
 *   IN_QUEUE ─▶ IN_PROGRESS ─▶ DONE | CANCELLED | FATAL
 *      └─▶ CANCELLED on request
 *
 * Pure but for the request to cancel, which is the one thing that only memory knows.
 */
export function reportState(
  record: ReportRecord,
  nowMs: number,
  cancelledAt: number | null,
  hasData: () => boolean,
): ReportState {
  const { processingStartsAt, processingEndsAt, fate } = record
  if (cancelledAt !== null) {
    return { status: 'CANCELLED', hasDocument: false, startedAt: null, endedAt: cancelledAt }
  }
  if (nowMs < processingStartsAt) {
    return { status: 'IN_QUEUE', hasDocument: false, startedAt: null, endedAt: null }
  }
  if (nowMs < processingEndsAt || fate === 'stuck') {
    return { status: 'IN_PROGRESS', hasDocument: false, startedAt: processingStartsAt, endedAt: null }
  }
  const times = { startedAt: processingStartsAt, endedAt: processingEndsAt }
  switch (fate) {
    case 'cancelled':
      return { status: 'CANCELLED', hasDocument: false, ...times }
    case 'fatal':
      return { status: 'FATAL', hasDocument: false, ...times }
    case 'fatal_with_document':
      return { status: 'FATAL', hasDocument: true, ...times }
    case 'error_text':
      return { status: 'DONE', hasDocument: true, ...times }
    case 'plain':
    case 'broken_rows': {
      const hasDocument = isTooLong(record) || hasData()
      return { status: hasDocument ? 'DONE' : 'CANCELLED', hasDocument, ...times }
    }
  }
}
