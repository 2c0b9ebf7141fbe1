import { MARKETPLACES } from '../marketplaces.ts'
import type { Signer } from '../signing.ts'
import { REPORT_TYPES, type ReportType } from './report-types.ts'

/** How a report ends, settled when it is created. */
export const REPORT_FATES = [
  /** DONE, or CANCELLED if nothing matches. */
  'plain',
  'cancelled',
  'fatal',
  'fatal_with_document',
  /** IN_PROGRESS for ever. */
  'stuck',
  /** DONE, but the document is a sentence. */
  'error_text',
  /** DONE, and every tenth row is damaged. */
  'broken_rows',
] as const
export type ReportFate = (typeof REPORT_FATES)[number]

/**
 * All there is to know about a report from its creation on. Times are milliseconds since 1970. Its state
 * and its document follow from this, the world and the time.
 */
export interface ReportRecord {
  sellerId: string
  reportType: ReportType
  marketplaceIds: readonly string[]
  dataFrom: number
  dataTo: number
  createdAt: number
  /** Tells reports of the same request and millisecond apart. */
  number: number
  processingStartsAt: number
  processingEndsAt: number
  /** The document shows the orders as of this instant. */
  snapshotAt: number
  fate: ReportFate
  /** What the document says instead of rows; a fault may choose it. */
  text?: string
}

/** Source: amzn/selling-partner-api-models, reports_2021-06-30.json, createdSince. */
export const REPORT_RETENTION_MS = 90 * 86_400_000
/** Source: developer-docs.amazon.com/sp-api, "Order Reports". */
export const DOCUMENT_RETENTION_MS = 30 * 86_400_000
const MAX_SPAN_MS = 30 * 86_400_000

/** Longer windows end in a document that says so. Source: amzn/selling-partner-api-models, issue 2591. */
export function isTooLong(record: ReportRecord): boolean {
  return record.dataTo - record.dataFrom > MAX_SPAN_MS
}

/**
 * The id is the record, signed for its seller: a simulator that was killed still knows its reports, and
 * nobody else's id is ever found. Amazon's ids are about twelve digits; clients must not care.
 */
export function writeReportId(signer: Signer, record: ReportRecord): string {
  return signer.sign(`report ${record.sellerId}`, toTuple(record))
}

export function readReportId(signer: Signer, sellerId: string, reportId: string, nowMs: number) {
  const record = fromTuple(sellerId, signer.verify(`report ${sellerId}`, reportId))
  return record && nowMs - record.createdAt <= REPORT_RETENTION_MS ? record : null
}

/** Shaped like Amazon's: `amzn1.spdoc.1.4.eu.…`. */
export function writeDocumentId(signer: Signer, region: string, record: ReportRecord): string {
  return `${documentPrefix(region)}${signer.sign(`document ${record.sellerId}`, toTuple(record))}`
}

export function readDocumentId(
  signer: Signer,
  region: string,
  sellerId: string,
  documentId: string,
  nowMs: number,
): ReportRecord | null {
  const prefix = documentPrefix(region)
  if (!documentId.startsWith(prefix)) return null
  const value = signer.verify(`document ${sellerId}`, documentId.slice(prefix.length))
  const record = fromTuple(sellerId, value)
  return record && nowMs - record.processingEndsAt <= DOCUMENT_RETENTION_MS ? record : null
}

function documentPrefix(region: string): string {
  return `amzn1.spdoc.1.4.${region}.`
}

/** Ids travel in paths, so they are kept short: numbers for names, and no seller, who is in the signature. */
type RecordTuple = [
  type: number,
  marketplaces: readonly number[],
  dataFrom: number,
  dataTo: number,
  createdAt: number,
  number: number,
  startsAfter: number,
  endsAfter: number,
  snapshotBefore: number,
  fate: number,
  text?: string,
]

function toTuple(record: ReportRecord): RecordTuple {
  const { createdAt } = record
  return [
    REPORT_TYPES.indexOf(record.reportType),
    record.marketplaceIds.map((id) => MARKETPLACES.findIndex((marketplace) => marketplace.id === id)),
    record.dataFrom,
    record.dataTo,
    createdAt,
    record.number,
    record.processingStartsAt - createdAt,
    record.processingEndsAt - createdAt,
    record.processingStartsAt - record.snapshotAt,
    REPORT_FATES.indexOf(record.fate),
    ...(record.text === undefined ? ([] as const) : ([record.text] as const)),
  ]
}

/** What carries our signature has our shape. */
function fromTuple(sellerId: string, value: unknown): ReportRecord | null {
  if (value === null) return null
  const [type, marketplaces, dataFrom, dataTo, createdAt, number, startsAfter, endsAfter, ...rest] =
    value as RecordTuple
  const [snapshotBefore, fate, text] = rest
  const reportType = REPORT_TYPES[type]
  const reportFate = REPORT_FATES[fate]
  if (!reportType || !reportFate) return null
  return {
    sellerId,
    reportType,
    marketplaceIds: marketplaces.flatMap((index) => MARKETPLACES[index]?.id ?? []),
    dataFrom,
    dataTo,
    createdAt,
    number,
    processingStartsAt: createdAt + startsAfter,
    processingEndsAt: createdAt + endsAfter,
    snapshotAt: createdAt + startsAfter - snapshotBefore,
    fate: reportFate,
    ...(text === undefined ? {} : { text }),
  }
}
