import type { Operation } from '../domain/quota.ts'
import type { Clock } from '../runtime/clock.ts'
import { Secret } from '../runtime/secret.ts'
import { assertAllowedUrl } from './allowed-url.ts'
import type { Caller } from './call.ts'
import { decodeReport } from './decode-report.ts'
import { AmazonError } from './errors.ts'
import type { CallAnswer } from './exchange.ts'
import type { Http } from './http.ts'
import { openReportText } from './open-report-text.ts'
import { buildQuery } from './query.ts'
import type { ReportJob, ReportsApi } from './reports-api.ts'
import { readList, readObject, readText } from './wire-value.ts'

const base = '/reports/2021-06-30'

export interface ReportsApiOptions {
  readonly caller: Caller
  readonly http: Http
  readonly clock: Clock
}

/** Reports API v2021-06-30 over HTTP. Source: reports_2021-06-30.json. */
export function createReportsApi({ caller, http, clock }: ReportsApiOptions): ReportsApi {
  const reports: ReportsApi = {
    async createReport(account, request, options) {
      const operation = 'createReport'
      const { reportType, marketplaceIds, dataStartTime, dataEndTime } = request
      const answer = await caller.call({
        account,
        operation,
        path: `${base}/reports`,
        carriesPageToken: false,
        json: { reportType, marketplaceIds, dataStartTime, dataEndTime },
        options,
      })
      const reportId = readText(readObject(answer.body)?.reportId)
      if (reportId === undefined) throw unusable(operation, answer, 'an id')
      return { reportId }
    },

    async getReport(account, reportId, options) {
      const operation = 'getReport'
      const path = `${base}/reports/${pathSegment(operation, reportId)}`
      const answer = await caller.call({ account, operation, path, carriesPageToken: false, options })
      const report = decodeReport(answer.body)
      if (report === null) throw unusable(operation, answer, 'a report')
      return report
    },

    async getReports(account, filter, options) {
      const operation = 'getReports'
      const carriesPageToken = 'nextToken' in filter
      const path = `${base}/reports${buildQuery({ ...filter })}`
      const answer = await caller.call({ account, operation, path, carriesPageToken, options })
      const body = readObject(answer.body)
      const wires = readList(body?.reports)
      const nextToken = body?.nextToken ?? ''
      if (wires === undefined) throw unusable(operation, answer, 'a list of reports')
      if (typeof nextToken !== 'string') throw unusable(operation, answer, 'a readable page token')
      return {
        reports: wires.map(decodeReport).filter((report): report is ReportJob => report !== null),
        nextToken: nextToken === '' ? null : nextToken,
      }
    },

    async getReportDocument(account, reportDocumentId, options) {
      const operation = 'getReportDocument'
      const path = `${base}/documents/${pathSegment(operation, reportDocumentId)}`
      const answer = await caller.call({ account, operation, path, carriesPageToken: false, options })
      const body = readObject(answer.body)
      const url = readText(body?.url)
      const compressionAlgorithm = body?.compressionAlgorithm ?? null
      if (url === undefined || !isAllowed(url)) throw unusable(operation, answer, 'an https address')
      if (compressionAlgorithm !== null && compressionAlgorithm !== 'GZIP') {
        throw unusable(operation, answer, 'a compression that we know')
      }
      return { url: new Secret(url), compressionAlgorithm }
    },

    async openDocument(account, reportDocumentId, options) {
      const address = await reports.getReportDocument(account, reportDocumentId, options)
      return openReportText(address, { http, clock, signal: options.signal })
    },
  }
  return reports
}

/** Ids are opaque and come from Amazon, but by way of a database or a person. */
function pathSegment(operation: Operation, id: string): string {
  if (!/^[\w.-]{1,200}$/.test(id) || /^\.+$/.test(id)) {
    throw new AmazonError('not_found', `${operation}: that is not an id of Amazon`)
  }
  return id
}

function isAllowed(address: string): boolean {
  try {
    assertAllowedUrl(address)
    return true
  } catch {
    return false
  }
}

function unusable(operation: Operation, answer: CallAnswer, what: string): AmazonError {
  return new AmazonError('unavailable', `${operation}: Amazon's answer is without ${what}`, {
    amazonRequestId: answer.amazonRequestId,
  })
}
