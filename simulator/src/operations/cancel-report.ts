import { refuseUnknownParameters } from '../query.ts'
import { InvalidInput } from '../reply.ts'
import { readReportId } from '../reports/report-record.ts'
import { reportNotFound, stateOf } from './describe-report.ts'
import type { Operation } from './operation.ts'

/** Only what is still IN_QUEUE. Source: amzn/selling-partner-api-models, reports_2021-06-30.json, cancelReport. */
export const cancelReport: Operation = {
  name: 'cancelReport',
  method: 'DELETE',
  path: /^\/reports\/2021-06-30\/reports\/([^/]+)$/,
  pathParameter: 'reportId',
  usagePlan: { ratePerSecond: 0.0222, burst: 10 },
  handle: (context) => {
    const { signer, seller, query, now, reports, pathParameters } = context
    refuseUnknownParameters(query, [])
    const reportId = pathParameters[0] ?? ''
    const record = readReportId(signer, seller.sellerId, reportId, now.getTime())
    if (!record) return reportNotFound(reportId)
    const { status } = stateOf(context, reportId, record)
    if (status !== 'IN_QUEUE') throw new InvalidInput(`A report that is ${status} cannot be cancelled.`)
    reports.cancel(reportId, now.getTime())
    return { status: 200, value: undefined }
  },
}
