import type { Instant } from '../domain/order.ts'
import type { Secret } from '../runtime/secret.ts'
import type { SellerAccount } from './account.ts'
import type { CallOptions } from './orders-api.ts'

/**
 * Every order of a region by the time it was placed, one row a line, without buyer data. A request for more than 30
 * days brings a document that contains nothing but a sentence. Sources: Order Reports; amzn/selling-partner-api-models,
 * issue 2591.
 */
export const allOrdersByOrderDate = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL'

/** The parameters of `createReport`. The window must not reach into the future. */
export interface ReportRequest {
  readonly reportType: string
  /** At most 25. The All Orders reports ignore them and bring the whole region. */
  readonly marketplaceIds: readonly string[]
  readonly dataStartTime: Instant
  readonly dataEndTime: Instant
}

/**
 * `CANCELLED` on request, or because there was nothing to report; `FATAL` may have a document that says why.
 * `UNKNOWN` is any word that Amazon adds. Source: reports_2021-06-30.json, Report.
 */
export type ReportStatus = 'IN_QUEUE' | 'IN_PROGRESS' | 'DONE' | 'CANCELLED' | 'FATAL' | 'UNKNOWN'

/** A report job. Its id, as that of its document, is unique only together with the selling partner. */
export interface ReportJob {
  readonly reportId: string
  readonly reportType: string
  readonly processingStatus: ReportStatus
  readonly processingStatusRaw: string
  readonly reportDocumentId: string | null
  readonly dataStartTime: Instant | null
  readonly dataEndTime: Instant | null
  readonly createdTime: Instant | null
}

/** The parameters of `getReports`: a first page by what it should contain, a later one by its token alone. */
export type ReportsFilter =
  | {
      /** At most 10. */
      readonly reportTypes: readonly string[]
      readonly processingStatuses?: readonly Exclude<ReportStatus, 'UNKNOWN'>[]
      /** At most 10. */
      readonly marketplaceIds?: readonly string[]
      /** 1 to 100; without it Amazon sends 10. */
      readonly pageSize?: number
      readonly createdSince?: Instant
      readonly createdUntil?: Instant
    }
  | { readonly nextToken: string }

export interface ReportsPage {
  readonly reports: readonly ReportJob[]
  /** Null on the last page. */
  readonly nextToken: string | null
}

/** Where a document can be downloaded for the next five minutes by anybody who has the address. */
export interface ReportDocumentAddress {
  readonly url: Secret
  readonly compressionAlgorithm: 'GZIP' | null
}

/** A document that is being downloaded. */
export interface ReportText {
  /** The encoding it is read with, as the Encoding Standard names it. */
  readonly charset: string
  /** Why that is a guess, null when the download named an encoding that we know. */
  readonly charsetNote: string | null
  /**
   * The text as it arrives, to be read once. Throws AmazonError `unavailable` when the download breaks off or stalls,
   * or the signal's reason when it aborts: an end without an error is the end of the document.
   */
  readonly chunks: AsyncIterable<string>
  /** Ends the download; needed only when `chunks` is not read at all. */
  close(): void
}

/** Reports API v2021-06-30. Every call may throw AmazonError and what `SellerAccount.refreshToken` throws. */
export interface ReportsApi {
  /**
   * Never repeated by itself. After `unavailable`, or when it was aborted, the job may exist although nobody has its
   * id: look for an equal one with `getReports` before asking again. After any other error there is none.
   */
  createReport(
    account: SellerAccount,
    request: ReportRequest,
    options: CallOptions,
  ): Promise<{ readonly reportId: string }>
  getReport(account: SellerAccount, reportId: string, options: CallOptions): Promise<ReportJob>
  getReports(account: SellerAccount, filter: ReportsFilter, options: CallOptions): Promise<ReportsPage>
  getReportDocument(
    account: SellerAccount,
    reportDocumentId: string,
    options: CallOptions,
  ): Promise<ReportDocumentAddress>
  /** Gets the address, under its quota, and downloads from it at once. */
  openDocument(account: SellerAccount, reportDocumentId: string, options: CallOptions): Promise<ReportText>
}
