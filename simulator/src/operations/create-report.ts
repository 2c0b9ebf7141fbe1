import type { Fault } from '../faults.ts'
import { findMarketplace } from '../marketplaces.ts'
import { parseIsoTime } from '../query.ts'
import { createRandom, hash32 } from '../random.ts'
import { Forbidden, InvalidInput, UnsupportedMediaType } from '../reply.ts'
import { hasReportData } from '../reports/report-lines.ts'
import { type ReportFate, type ReportRecord, writeReportId } from '../reports/report-record.ts'
import { reportState } from '../reports/report-state.ts'
import { findReportType, isForbiddenType, type ReportType } from '../reports/report-types.ts'
import type { Operation, OperationContext, OperationResult } from './operation.ts'

/** Source: amzn/selling-partner-api-models, reports_2021-06-30.json, createReport. */
export const createReport: Operation = {
  name: 'createReport',
  method: 'POST',
  path: /^\/reports\/2021-06-30\/reports$/,
  usagePlan: { ratePerSecond: 0.0167, burst: 15 },
  handle,
}

/** The usual three to five minutes, as users report; no official figure exists. */
const USUAL_MIN_SECONDS = 180
const USUAL_MAX_SECONDS = 300
/** Source: developer-docs.amazon.com/sp-api, "Order Reports" (data is about 30 minutes old at most). */
const USUAL_FRESHNESS_SECONDS = 1800
/** A request equal to one in progress is cancelled half of the time. Source: amzn/selling-partner-api-models, issue 685. */
const DUPLICATE_CANCELLED = 0.5

interface Specification {
  reportType: ReportType
  marketplaceIds: string[]
  dataFrom: number
  dataTo: number
}

function handle(context: OperationContext): OperationResult {
  const { seller, signer, reports } = context
  if (seller.reportsRefused) throw new Forbidden('Access to requested resource is denied.')
  const specification = readSpecification(context)
  const record = planReport(context, specification)
  const reportId = writeReportId(signer, record)
  reports.add({ reportId, record })
  return { status: 202, value: { reportId } }
}

/** Draws how long the report takes and how fresh it is, and lets a fault decide how it ends. */
function planReport(context: OperationContext, specification: Specification): ReportRecord {
  const { world, seller, reports, now, fault } = context
  const { reportType, dataFrom, dataTo } = specification
  const { sellerId } = seller
  const number = reports.count(sellerId)
  const createdAt = now.getTime()
  const random = createRandom(
    hash32(world.seed, 'report', sellerId, reportType, dataFrom, dataTo, createdAt, number),
  )
  const { minSeconds = USUAL_MIN_SECONDS, freshnessSeconds = USUAL_FRESHNESS_SECONDS } = seller.reports ?? {}
  const maxSeconds = seller.reports?.maxSeconds ?? Math.max(USUAL_MAX_SECONDS, minSeconds)
  const totalMs = Math.round(1000 * (minSeconds + (maxSeconds - minSeconds) * random.unit()))
  const processingStartsAt = createdAt + Math.round(totalMs * (0.05 + 0.2 * random.unit()))
  const isCancelledDuplicate = random.chance(DUPLICATE_CANCELLED) && isDuplicate(context, specification)
  return {
    sellerId,
    ...specification,
    createdAt,
    number,
    processingStartsAt,
    processingEndsAt: createdAt + totalMs,
    snapshotAt: processingStartsAt - Math.round(1000 * freshnessSeconds * random.unit()),
    fate: fateOf(fault) ?? (isCancelledDuplicate ? 'cancelled' : 'plain'),
    ...(fault?.text === undefined ? {} : { text: fault.text }),
  }
}

function fateOf(fault: Fault | null): ReportFate | null {
  switch (fault?.kind) {
    case 'report_cancelled':
      return 'cancelled'
    case 'report_fatal':
      return fault.withDocument ? 'fatal_with_document' : 'fatal'
    case 'report_stuck':
      return 'stuck'
    case 'report_error_text':
      return 'error_text'
    case 'report_broken_rows':
      return 'broken_rows'
    default:
      return null
  }
}

/** A stuck one does not count: whoever gives up on it may ask again. */
function isDuplicate({ world, seller, reports, now }: OperationContext, asked: Specification): boolean {
  return reports.list(seller.sellerId).some(({ reportId, record }) => {
    const isEqual =
      record.reportType === asked.reportType &&
      record.dataFrom === asked.dataFrom &&
      record.dataTo === asked.dataTo &&
      record.marketplaceIds.join() === asked.marketplaceIds.join()
    if (!isEqual || record.fate === 'stuck') return false
    const cancelledAt = reports.cancelledAt(reportId)
    const { endedAt } = reportState(record, now.getTime(), cancelledAt, () => hasReportData(world, record))
    return endedAt === null
  })
}

const PROPERTIES = ['reportType', 'marketplaceIds', 'dataStartTime', 'dataEndTime', 'reportOptions']

function readSpecification(context: OperationContext): Specification {
  const { seller, now } = context
  const body = readJsonObject(context)
  for (const name of Object.keys(body)) {
    if (!PROPERTIES.includes(name)) throw new InvalidInput(`Unknown property '${name}'.`)
  }
  const missing = ['reportType', 'marketplaceIds'].filter((name) => body[name] === undefined)
  if (missing.length > 0) {
    // Source: amzn/selling-partner-api-docs, issue 2721.
    throw new InvalidInput('One or more required parameters missing', `${missing.join(';')};`)
  }
  const nowMs = now.getTime()
  const dataFrom = readTime(body, 'dataStartTime', nowMs)
  const dataTo = readTime(body, 'dataEndTime', nowMs)
  if (dataFrom > dataTo) throw new InvalidInput('dataStartTime must not be after dataEndTime.')
  const marketplaceIds = readMarketplaceIds(body.marketplaceIds, seller.region)
  checkOptions(body.reportOptions)
  return { reportType: readType(body.reportType), marketplaceIds, dataFrom, dataTo }
}

function readJsonObject({ body, contentType }: OperationContext): Record<string, unknown> {
  if (!contentType.startsWith('application/json')) throw new UnsupportedMediaType(contentType)
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new InvalidInput('Could not parse the request body as JSON.')
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  throw new InvalidInput('The request body is not a JSON object.')
}

function readTime(body: Record<string, unknown>, name: string, nowMs: number): number {
  const value = body[name]
  if (value === undefined) return nowMs
  const milliseconds = typeof value === 'string' ? parseIsoTime(value) : null
  if (milliseconds === null) throw new InvalidInput(`Parameter '${name}' is not in ISO 8601 format.`)
  if (milliseconds > nowMs) throw new InvalidInput(`${name} must be prior to or equal to the current time.`)
  return milliseconds
}

function readMarketplaceIds(value: unknown, region: string): string[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 25) {
    throw new InvalidInput('marketplaceIds must be a list of 1 to 25 marketplace ids.')
  }
  return value.map((id: unknown) => {
    if (typeof id === 'string' && findMarketplace(id)?.region === region) return id
    throw new InvalidInput(`Marketplace id '${String(id)}' is not valid.`)
  })
}

function checkOptions(value: unknown): void {
  if (value === undefined) return
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject || Object.values(value).some((entry) => typeof entry !== 'string')) {
    throw new InvalidInput('reportOptions must be an object of strings.')
  }
}

function readType(value: unknown): ReportType {
  const reportType = typeof value === 'string' ? findReportType(value) : null
  if (reportType) return reportType
  // Source: amzn/selling-partner-api-docs, issue 1692.
  if (typeof value === 'string' && isForbiddenType(value)) {
    throw new Forbidden('Access to the resource is forbidden')
  }
  throw new InvalidInput('Report Type is not valid.')
}
