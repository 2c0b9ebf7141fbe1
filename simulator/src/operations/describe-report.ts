import { hasReportData } from '../reports/report-lines.ts'
import { type ReportRecord, writeDocumentId } from '../reports/report-record.ts'
import { type ReportState, reportState } from '../reports/report-state.ts'
import type { OperationContext } from './operation.ts'

export function stateOf(context: OperationContext, reportId: string, record: ReportRecord): ReportState {
  const { world, reports, now } = context
  const cancelledAt = reports.cancelledAt(reportId)
  return reportState(record, now.getTime(), cancelledAt, () => hasReportData(world, record))
}

/** Source: amzn/selling-partner-api-models, reports_2021-06-30.json, Report. */
export function describeReport(context: OperationContext, reportId: string, record: ReportRecord) {
  const state = stateOf(context, reportId, record)
  return {
    marketplaceIds: record.marketplaceIds,
    reportId,
    reportType: record.reportType,
    dataStartTime: reportTime(record.dataFrom),
    dataEndTime: reportTime(record.dataTo),
    createdTime: reportTime(record.createdAt),
    processingStatus: state.status,
    ...(state.startedAt === null ? {} : { processingStartTime: reportTime(state.startedAt) }),
    ...(state.endedAt === null ? {} : { processingEndTime: reportTime(state.endedAt) }),
    ...(state.hasDocument
      ? { reportDocumentId: writeDocumentId(context.signer, context.seller.region, record) }
      : {}),
  }
}

export function reportNotFound(reportId: string) {
  const error = { code: 'NotFound', message: `Report ${reportId} was not found.`, details: '' }
  return { status: 404, value: { errors: [error] } }
}

/** With an offset, as in answers users have shown. Source: amzn/selling-partner-api-docs, issue 2277. */
function reportTime(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString()
  return `${iso.replace(/(\.000)?Z$/, '')}+00:00`
}
