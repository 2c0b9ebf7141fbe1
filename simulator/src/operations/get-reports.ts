import { readEnumList, readInteger, readList, readTime, refuseUnknownParameters } from '../query.ts'
import { InvalidInput } from '../reply.ts'
import { REPORT_RETENTION_MS } from '../reports/report-record.ts'
import { PROCESSING_STATUSES, type ProcessingStatus } from '../reports/report-state.ts'
import { describeReport } from './describe-report.ts'
import type { Operation, OperationContext, OperationResult } from './operation.ts'

const PARAMETERS = [
  'reportTypes',
  'processingStatuses',
  'marketplaceIds',
  'pageSize',
  'createdSince',
  'createdUntil',
  'nextToken',
]

/** Source: amzn/selling-partner-api-models, reports_2021-06-30.json, getReports. */
export const getReports: Operation = {
  name: 'getReports',
  method: 'GET',
  path: /^\/reports\/2021-06-30\/reports$/,
  usagePlan: { ratePerSecond: 0.0222, burst: 10 },
  handle,
}

interface ReportFilter {
  reportTypes: string[]
  processingStatuses: ProcessingStatus[] | null
  marketplaceIds: string[] | null
  pageSize: number
  /** Milliseconds since 1970, both inclusive. */
  createdSince: number
  createdUntil: number
  /** The last report of the page before; its `number` grows with creation. */
  before: number | null
}

function handle(context: OperationContext): OperationResult {
  const { signer, seller, reports } = context
  const purpose = `report page ${seller.sellerId}`
  const filter = readFilter(context, purpose)
  const { createdSince, createdUntil, before, pageSize } = filter
  const found: { number: number; report: ReturnType<typeof describeReport> }[] = []
  for (const { reportId, record } of reports.list(seller.sellerId)) {
    if (record.createdAt < createdSince || record.createdAt > createdUntil) continue
    if (before !== null && record.number >= before) continue
    const report = describeReport(context, reportId, record)
    if (matches(filter, report)) found.push({ number: record.number, report })
    if (found.length > pageSize) break
  }
  const page = found.slice(0, pageSize)
  const last = page.at(-1)
  const nextToken =
    last && found.length > pageSize ? `${signer.sign(purpose, { ...filter, before: last.number })}==` : null
  return {
    status: 200,
    value: { reports: page.map(({ report }) => report), ...(nextToken ? { nextToken } : {}) },
  }
}

function matches(filter: ReportFilter, report: ReturnType<typeof describeReport>): boolean {
  return (
    filter.reportTypes.includes(report.reportType) &&
    (filter.processingStatuses?.includes(report.processingStatus) ?? true) &&
    (filter.marketplaceIds?.some((id) => report.marketplaceIds.includes(id)) ?? true)
  )
}

function readFilter({ query, now, signer }: OperationContext, purpose: string): ReportFilter {
  refuseUnknownParameters(query, PARAMETERS)
  const nextToken = query.get('nextToken')
  if (nextToken !== null) {
    if (query.size > 1) throw new InvalidInput('nextToken must be the only parameter.')
    const filter = nextToken.endsWith('==') ? signer.verify(purpose, nextToken.slice(0, -2)) : null
    if (filter === null) throw new InvalidInput('nextToken is not valid.')
    return filter as ReportFilter
  }
  const reportTypes = readList(query, 'reportTypes', 10)
  if (!reportTypes) throw new InvalidInput('Either reportTypes or nextToken is required.')
  const filter: ReportFilter = {
    reportTypes,
    processingStatuses: readEnumList(query, 'processingStatuses', PROCESSING_STATUSES),
    marketplaceIds: readList(query, 'marketplaceIds', 10),
    pageSize: readInteger(query, 'pageSize', 1, 100) ?? 10,
    createdSince: readTime(query, 'createdSince') ?? now.getTime() - REPORT_RETENTION_MS,
    createdUntil: readTime(query, 'createdUntil') ?? now.getTime(),
    before: null,
  }
  if (filter.createdSince > filter.createdUntil) {
    throw new InvalidInput('createdSince must not be after createdUntil.')
  }
  return filter
}
