import type { QuotaGovernor } from '../domain/quota.ts'
import type { Region } from '../domain/region.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Log } from '../runtime/log.ts'
import type { Secret } from '../runtime/secret.ts'
import type { Tracer } from '../runtime/tracer.ts'
import type { Application } from './account.ts'
import { exchangeCode } from './authorization-code.ts'
import { createCaller } from './call.ts'
import { defaultBaseUrls, defaultLwaUrl, type RegionalBaseUrls } from './endpoints.ts'
import type { CallReport } from './exchange.ts'
import { createHttp, type HttpOptions } from './http.ts'
import { createAccessTokens } from './lwa.ts'
import { createLwaClient } from './lwa-client.ts'
import { createOrdersApi } from './orders-2026-01-01.ts'
import type { OrdersApi } from './orders-api.ts'
import { createReportsApi } from './reports-2021-06-30.ts'
import type { ReportsApi } from './reports-api.ts'
import { createSellersApi, type SellersApi } from './sellers-api.ts'
import { ordersyncUserAgent } from './user-agent.ts'

/** Everything this program asks Amazon, on one set of connections, access tokens and quotas. */
export interface AmazonClient {
  readonly orders: OrdersApi
  readonly reports: ReportsApi
  readonly sellers: SellersApi
  /** The seller's refresh token for the code of a consent; null when Amazon refuses the code. */
  exchangeCode(code: Secret, redirectUri: string): Promise<Secret | null>
  /** The accounts whose access token this process keeps, by `SellerAccount.cacheKey`. */
  rememberedAccounts(): readonly string[]
  forgetAccount(cacheKey: string): void
  /** How far Amazon's clock in this region is ahead of ours; 0 before the first answer. */
  skewMs(region: Region): number
  /** Waits for what is under way and closes the connections. */
  close(): Promise<void>
}

export interface AmazonClientOptions {
  readonly application: Application
  readonly governor: QuotaGovernor
  readonly clock: Clock
  readonly log: Log
  /** Ordersync's version, for the User-Agent. */
  readonly version: string
  readonly lwaUrl?: string
  readonly baseUrls?: RegionalBaseUrls
  readonly onCall?: (report: CallReport) => void
  /** Where the time of calls goes; unless given, nobody measures. */
  readonly tracer?: Tracer | undefined
  readonly http?: Omit<HttpOptions, 'userAgent'>
}

/** Throws when an address is neither https nor on loopback. */
export function createAmazonClient(options: AmazonClientOptions): AmazonClient {
  const { application, governor, clock, log, onCall } = options
  const http = createHttp({ ...options.http, userAgent: ordersyncUserAgent(options.version) })
  const lwaUrl = options.lwaUrl ?? defaultLwaUrl
  const baseUrls = options.baseUrls ?? defaultBaseUrls
  const lwa = createLwaClient({ application, lwaUrl, http, clock, log })
  const accessTokens = createAccessTokens({ lwa, clock })
  const caller = createCaller({
    application,
    baseUrls,
    http,
    accessTokens,
    governor,
    clock,
    log,
    onCall,
    tracer: options.tracer,
  })
  return {
    orders: createOrdersApi({ caller }),
    reports: createReportsApi({ caller, http, clock }),
    sellers: createSellersApi({ caller }),
    exchangeCode: (code, redirectUri) => exchangeCode(lwa, code, redirectUri),
    rememberedAccounts: accessTokens.keys,
    forgetAccount: accessTokens.forget,
    skewMs: caller.skewMs,
    close: http.close,
  }
}
