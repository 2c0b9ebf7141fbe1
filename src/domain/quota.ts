import type { Region } from './region.ts'

/**
 * Amazon's usage plan as data: a token bucket per operation for each pair of selling partner and application.
 * `ratePerSecond` tokens are added each second up to `burst`; each request takes one.
 * Source: Usage Plans and Rate Limits in the SP-API; rates from orders_2026-01-01.json,
 * sellers.json and reports_2021-06-30.json.
 */
export const usagePlans = {
  searchOrders: { ratePerSecond: 0.0056, burst: 20 },
  getOrder: { ratePerSecond: 0.5, burst: 30 },
  getMarketplaceParticipations: { ratePerSecond: 0.016, burst: 15 },
  createReport: { ratePerSecond: 0.0167, burst: 15 },
  getReport: { ratePerSecond: 2, burst: 15 },
  getReports: { ratePerSecond: 0.0222, burst: 10 },
  getReportDocument: { ratePerSecond: 0.0167, burst: 15 },
} as const

export type Operation = keyof typeof usagePlans

/** Which bucket a call draws from. Tenants that share a selling partner share it. */
export interface QuotaKey {
  readonly region: Region
  readonly sellingPartnerId: string
  readonly applicationId: string
  readonly operation: Operation
}

/** Who may draw first when a bucket runs low, most urgent first. */
export const priorities = ['delta', 'hint', 'import', 'detail', 'audit', 'backfill'] as const

export type Priority = (typeof priorities)[number]

/**
 * The part of a bucket that a priority must leave untouched for the more urgent ones: a share of the burst, so
 * that it holds for a bucket of any size. Delta may take the last token.
 */
const reservedShare: Readonly<Record<Priority, number>> = {
  delta: 0,
  hint: 0.1,
  import: 0.1,
  detail: 0.2,
  audit: 0.3,
  backfill: 0.3,
}

/**
 * Reports are the backfill's own way: nothing else of a seller draws from their buckets, so it leaves nothing there.
 * Each window beyond the burst costs a minute, and two years have ten of them.
 */
const ofReports: ReadonlySet<Operation> = new Set(['createReport', 'getReport', 'getReportDocument'])

/** The share of the operation's burst that a call of this priority leaves untouched. */
export function reservedShareOf(operation: Operation, priority: Priority): number {
  return ofReports.has(operation) ? 0 : reservedShare[priority]
}

/**
 * Amazon counts a request when it arrives, we when we send it. Filling our copy of the bucket this much slower
 * than Amazon fills the real one covers the jitter between the two, so that 429 stays rare.
 */
export const refillSafety = 0.98

/** What `reserve` answers: a token to be used after `delayMs`, or the instant from which one can be had. */
export type Reservation =
  | { readonly kind: 'granted'; readonly delayMs: number }
  | { readonly kind: 'exhausted'; readonly availableAt: Date }

/** The shared, persistent account of what Amazon still allows. A call is reserved before it is made. */
export interface QuotaGovernor {
  /** Takes one token if it is there now or will be within `maxDelayMs`; otherwise takes nothing. */
  reserve(key: QuotaKey, priority: Priority, maxDelayMs: number): Promise<Reservation>
  /** Adopts the rate that Amazon's `x-amzn-RateLimit-Limit` header states for this bucket (tokens a second). */
  learnRate(key: QuotaKey, ratePerSecond: number): Promise<void>
  /** After a 429: the bucket is empty, whatever we believed. Answers when the next call may be made. */
  drain(key: QuotaKey, retryAfterMs: number | null): Promise<Date>
}
