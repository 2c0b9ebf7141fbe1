import { refuseUnknownParameters } from '../query.ts'
import { readReportId } from '../reports/report-record.ts'
import { describeReport, reportNotFound } from './describe-report.ts'
import type { Operation } from './operation.ts'

/** Source: amzn/selling-partner-api-models, reports_2021-06-30.json, getReport. */
export const getReport: Operation = {
  name: 'getReport',
  method: 'GET',
  path: /^\/reports\/2021-06-30\/reports\/([^/]+)$/,
  pathParameter: 'reportId',
  usagePlan: { ratePerSecond: 2, burst: 15 },
  handle: (context) => {
    const { signer, seller, query, now, pathParameters } = context
    refuseUnknownParameters(query, [])
    const reportId = pathParameters[0] ?? ''
    const record = readReportId(signer, seller.sellerId, reportId, now.getTime())
    return record
      ? { status: 200, value: describeReport(context, reportId, record) }
      : reportNotFound(reportId)
  },
}
