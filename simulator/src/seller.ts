import type { Region } from './marketplaces.ts'
import type { ReportCharset } from './reports/charset.ts'

/** The operations with a quota of their own. */
export type OperationName =
  | 'searchOrders'
  | 'getOrder'
  | 'getMarketplaceParticipations'
  | 'createReport'
  | 'getReport'
  | 'getReports'
  | 'getReportDocument'
  | 'cancelReport'

export interface UsagePlan {
  ratePerSecond: number
  burst: number
}

/**
 * What the application may see at this seller, by Amazon's role names. Without a role the fields are
 * silently missing. Source: developer-docs.amazon.com/sp-api, "Access Orders PII".
 */
export type Role =
  | 'INVENTORY_AND_ORDER_TRACKING'
  | 'DIRECT_TO_CONSUMER_SHIPPING'
  | 'TAX_INVOICING'
  | 'TAX_REMITTANCE'

export const ALL_ROLES: readonly Role[] = [
  'INVENTORY_AND_ORDER_TRACKING',
  'DIRECT_TO_CONSUMER_SHIPPING',
  'TAX_INVOICING',
]

/** How late changes become visible. The rest is visible within a minute. */
export interface Lateness {
  /** Share of events that are late, in [0, 1]. */
  share: number
  minSeconds: number
  maxSeconds: number
}

/** 2 % of changes appear 3 to 20 minutes late. Source: amzn/selling-partner-api-models, issue 2321. */
export const USUAL_LATENESS: Lateness = { share: 0.02, minSeconds: 180, maxSeconds: 1200 }

export interface SimulatedSeller {
  sellerId: string
  name: string
  region: Region
  marketplaceIds: readonly string[]
  /** The average month, or twelve numbers from January to December (then no other season applies). */
  ordersPerMonth: number | readonly number[]
  /** History begins this many days before the world's epoch. */
  historyDays: number
  roles: readonly Role[]
  refreshTokens: readonly string[]
  /** Divides the durations of an order's life, so that tests see many changes. 1 is natural. */
  tempo?: number
  quotas?: Partial<Record<OperationName, UsagePlan>>
  /** Every SP-API call of this seller is answered with this status, for ever. */
  permanentFault?: { status: number }
  /** Every field of Amazon's model is filled in every order, buyer values as "PII-<orderId>-…". */
  everyField?: boolean
  lateness?: Lateness
  /** Share of orders that the merchant ships; the rest is Amazon's. Default 0.48. */
  merchantShare?: number
  reports?: ReportSettings
  /** The application lacks the role for reports: createReport answers 403. */
  reportsRefused?: boolean
  /** getOrder answers 400 instead of 404 for a number that it does not know. */
  refusesUnknownOrders?: boolean
  /** Reports have this many invented rows instead of the seller's orders: for measuring memory. */
  syntheticRows?: number
}

/** What differs from seller to seller is drawn from the seed where it is not set here. */
export interface ReportSettings {
  /** From creation to the end of processing, simulated. Default 180 to 300. */
  minSeconds?: number
  maxSeconds?: number
  /** Documents show orders as of up to so long before processing began. Default 1800. */
  freshnessSeconds?: number
  charset?: ReportCharset
  /** For UTF-8 only. */
  byteOrderMark?: boolean
  /** Whether documents are compressed. */
  gzip?: boolean
}

/** What the product must know to create a tenant. */
export interface RosterEntry {
  tenantId: string
  displayName: string
  sellerId: string
  region: Region
  marketplaceIds: readonly string[]
  /** Null: connected once, but no token was ever stored. */
  refreshToken: string | null
  /** What an earlier system left in its cursor column; not always a date. */
  importedCursor?: string
}

export interface Fleet {
  sellers: readonly SimulatedSeller[]
  roster: readonly RosterEntry[]
}
