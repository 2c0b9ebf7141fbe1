import type { ReportJob, ReportStatus } from './reports-api.ts'
import { readInstant, readObject, readText } from './wire-value.ts'

const statuses: ReadonlySet<string> = new Set(['IN_QUEUE', 'IN_PROGRESS', 'DONE', 'CANCELLED', 'FATAL'])

/** A report job, or null when what names it or its state is missing. Source: reports_2021-06-30.json, Report. */
export function decodeReport(value: unknown): ReportJob | null {
  const wire = readObject(value)
  const reportId = readText(wire?.reportId)
  const reportType = readText(wire?.reportType)
  const processingStatusRaw = readText(wire?.processingStatus)
  if (reportId === undefined || reportType === undefined || processingStatusRaw === undefined) return null
  return {
    reportId,
    reportType,
    processingStatus: statuses.has(processingStatusRaw) ? (processingStatusRaw as ReportStatus) : 'UNKNOWN',
    processingStatusRaw,
    reportDocumentId: readText(wire?.reportDocumentId) ?? null,
    dataStartTime: readInstant(wire?.dataStartTime) ?? null,
    dataEndTime: readInstant(wire?.dataEndTime) ?? null,
    createdTime: readInstant(wire?.createdTime) ?? null,
  }
}
