import { REPORT_RETENTION_MS, type ReportRecord } from './report-record.ts'

export interface LedgerEntry {
  reportId: string
  record: ReportRecord
}

/** What only memory knows of reports: their list, and which were cancelled by request. */
export interface ReportLedger {
  /** How many reports the seller has created in this process. */
  count(sellerId: string): number
  add(entry: LedgerEntry): void
  /** Newest first. */
  list(sellerId: string): LedgerEntry[]
  cancel(reportId: string, nowMs: number): void
  cancelledAt(reportId: string): number | null
}

export function createReportLedger(): ReportLedger {
  const entries = new Map<string, LedgerEntry[]>()
  const counts = new Map<string, number>()
  const cancelled = new Map<string, number>()
  return {
    count: (sellerId) => counts.get(sellerId) ?? 0,
    add: (entry) => {
      const { sellerId, createdAt } = entry.record
      const kept = (entries.get(sellerId) ?? []).filter(
        ({ record }) => createdAt - record.createdAt <= REPORT_RETENTION_MS,
      )
      kept.unshift(entry)
      entries.set(sellerId, kept)
      counts.set(sellerId, (counts.get(sellerId) ?? 0) + 1)
    },
    list: (sellerId) => [...(entries.get(sellerId) ?? [])],
    cancel: (reportId, nowMs) => cancelled.set(reportId, nowMs),
    cancelledAt: (reportId) => cancelled.get(reportId) ?? null,
  }
}
