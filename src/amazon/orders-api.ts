import type { Instant, OrderObservation, UnreadableOrder } from '../domain/order.ts'
import type { Priority } from '../domain/quota.ts'
import type { SellerAccount } from './account.ts'

/**
 * The data sets of an order that a request may ask for; without any, Amazon sends little more than ids.
 * Source: orders_2026-01-01.json, searchOrders, includedData.
 */
export const includedData = [
  'BUYER',
  'RECIPIENT',
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
  'PAYMENT',
  'FULFILLMENT_ORDERS',
] as const

export type IncludedData = (typeof includedData)[number]

/** What is asked for always. Gift messages in FULFILLMENT and registrations in TAX are taken out on arrival. */
const aboutOrders: readonly IncludedData[] = [
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
  'FULFILLMENT_ORDERS',
]

/** What is asked for only where the connection keeps buyer data. Brazilian invoices need the payment. */
const aboutBuyers: readonly IncludedData[] = ['BUYER', 'RECIPIENT', 'PAYMENT']

/**
 * The data sets to ask for. Amazon leaves out, without an error, those that the application's roles do not cover.
 * Source: Access Orders PII.
 */
export function includedDataFor(keepsBuyers: boolean): readonly IncludedData[] {
  return keepsBuyers ? [...aboutOrders, ...aboutBuyers] : aboutOrders
}

/** Whether an answer to this request may hand on what it says about the buyer. */
export function asksForBuyers(data: readonly IncludedData[] | undefined): boolean {
  return data?.some((set) => aboutBuyers.includes(set)) ?? false
}

/** The parameters of `searchOrders` as Amazon's model has them, less the page token. */
export interface SearchOrdersParameters {
  readonly createdAfter?: Instant
  readonly createdBefore?: Instant
  readonly lastUpdatedAfter?: Instant
  readonly lastUpdatedBefore?: Instant
  readonly fulfillmentStatuses?: readonly string[]
  readonly marketplaceIds?: readonly string[]
  readonly fulfilledBy?: readonly string[]
  readonly maxResultsPerPage?: number
  readonly includedData?: readonly IncludedData[]
}

export interface OrdersPage {
  readonly observations: readonly OrderObservation[]
  readonly unreadable: readonly UnreadableOrder[]
  /** Absent on the last page. Valid for 24 hours with the same parameters. */
  readonly nextToken: string | null
  /** The upper bounds in force, as Amazon echoes them. */
  readonly lastUpdatedBefore: Instant | null
  readonly createdBefore: Instant | null
}

export interface CallOptions {
  readonly priority: Priority
  /** How long the call may wait for a token of the bucket before it gives up with `quota_exhausted`. */
  readonly maxQuotaDelayMs: number
  readonly signal?: AbortSignal
}

/** Orders API v2026-01-01, reading only. Every call may throw AmazonError and what `SellerAccount.refreshToken` throws. */
export interface OrdersApi {
  searchOrders(
    account: SellerAccount,
    parameters: SearchOrdersParameters,
    pageToken: string | null,
    options: CallOptions,
  ): Promise<OrdersPage>
  /**
   * Throws `not_found` for an order that Amazon does not know for this seller, also when it answers `{}`, and `unavailable`
   * when it answers with another order.
   */
  getOrder(
    account: SellerAccount,
    externalOrderId: string,
    data: readonly IncludedData[],
    options: CallOptions,
  ): Promise<OrdersPage>
}
