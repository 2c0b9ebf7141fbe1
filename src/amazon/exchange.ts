import type { Operation, QuotaGovernor, QuotaKey } from '../domain/quota.ts'
import type { Region } from '../domain/region.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Log } from '../runtime/log.ts'
import type { Secret } from '../runtime/secret.ts'
import { noTracer, type Tracer } from '../runtime/tracer.ts'
import type { SellerAccount } from './account.ts'
import { assertAllowedUrl } from './allowed-url.ts'
import { createClockSkew } from './clock-skew.ts'
import type { RegionalBaseUrls } from './endpoints.ts'
import { AmazonError } from './errors.ts'
import { type Http, type HttpResponse, TransportError } from './http.ts'
import { createRateLearner } from './learn-rate.ts'
import type { AccessTokens } from './lwa.ts'
import { orAborted } from './or-aborted.ts'
import { type Reading, readResponse } from './read-response.ts'
import { parseRetryAfter } from './retry-after.ts'

/** One request and its answer, with everything that is learned from it on the way: rate, clock skew, metrics. */
export interface Exchange {
  send(request: ExchangeRequest, key: QuotaKey): Promise<Outcome>
  /** How far Amazon's clock in this region is ahead of ours (smoothed). */
  skewMs(region: Region): number
}

export interface ExchangeRequest {
  readonly account: SellerAccount
  /** Path and query, already encoded, below the region's base URL. */
  readonly path: string
  readonly carriesPageToken: boolean
  /** Sent as a POST with this as JSON; without it the request is a GET. */
  readonly json?: object
  readonly signal: AbortSignal | undefined
}

export type Outcome =
  | { readonly kind: 'ok'; readonly answer: CallAnswer }
  | { readonly kind: 'unauthorised'; readonly error: AmazonError; readonly token: Secret }
  | Extract<Reading, { kind: 'broken' | 'failed' }>

export interface CallAnswer {
  readonly body: unknown
  /** Just before the request was sent. */
  readonly sentAt: Date
  readonly amazonRequestId: string | null
}

/** One HTTP exchange, for metrics and for the history of a run. */
export interface CallReport {
  readonly operation: Operation
  readonly region: Region
  readonly sellingPartnerId: string
  readonly status: number | 'error'
  readonly durationMs: number
  /** On our clock. */
  readonly sentAt: Date
  readonly amazonRequestId: string | null
}

export interface ExchangeOptions {
  readonly baseUrls: RegionalBaseUrls
  readonly http: Http
  readonly accessTokens: AccessTokens
  readonly governor: QuotaGovernor
  readonly clock: Clock
  readonly log: Log
  readonly onCall?: ((report: CallReport) => void) | undefined
  readonly tracer?: Tracer | undefined
}

export function createExchange(options: ExchangeOptions): Exchange {
  const { http, accessTokens, governor, clock, log, tracer = noTracer } = options
  const baseUrls = {
    NA: withoutTrailingSlash(options.baseUrls.NA),
    EU: withoutTrailingSlash(options.baseUrls.EU),
    FE: withoutTrailingSlash(options.baseUrls.FE),
  }
  const skew = { NA: createClockSkew(), EU: createClockSkew(), FE: createClockSkew() }
  const rates = createRateLearner(governor, log)

  async function send(request: ExchangeRequest, key: QuotaKey): Promise<Outcome> {
    const { account, carriesPageToken, json, signal } = request
    const { region, operation } = key
    const token = await orAborted(accessTokens.get(account), signal)

    const headers = { 'x-amz-access-token': token.reveal(), accept: 'application/json' }
    const sentAt = clock.now()
    const report = startReport(key, account, sentAt)
    let response: HttpResponse
    const span = tracer.begin(`Amazon ${operation}`, {
      'ordersync.operation': operation,
      'ordersync.region': region,
    })
    try {
      response = await http.request({
        url: baseUrls[region] + request.path,
        ...(json === undefined
          ? { method: 'GET', headers }
          : {
              method: 'POST',
              headers: { ...headers, 'content-type': 'application/json' },
              body: JSON.stringify(json),
            }),
        signal,
      })
    } catch (error) {
      span.end(error)
      report('error', null)
      if (!(error instanceof TransportError)) throw error
      const failure = new AmazonError('unavailable', `${operation}: ${error.message}`, { cause: error })
      return { kind: error.failure === 'connection' ? 'broken' : 'failed', error: failure }
    }

    const amazonRequestId = response.header('x-amzn-RequestId')
    span.note({
      'http.response.status_code': response.status,
      ...(amazonRequestId === null ? {} : { 'ordersync.amazon_request_id': amazonRequestId }),
    })
    span.end(response.status >= 400 ? new Error('refused') : undefined)
    report(response.status, amazonRequestId)
    skew[region].observe({ dateHeader: response.header('date'), sentAt, receivedAt: clock.now() })
    await rates.learn(key, response.header('x-amzn-RateLimit-Limit'))

    const reading = readResponse(response, { operation, carriesPageToken })
    switch (reading.kind) {
      case 'ok':
        return { kind: 'ok', answer: { body: reading.body, sentAt, amazonRequestId } }
      case 'unauthorised':
        return { ...reading, token }
      case 'throttled':
        return { kind: 'failed', error: await drained(key, response, amazonRequestId) }
      case 'broken':
      case 'failed':
        return reading
    }
  }

  async function drained(key: QuotaKey, response: HttpResponse, amazonRequestId: string | null) {
    const retryAfterMs = parseRetryAfter(response.header('retry-after'), response.header('date'), clock.now())
    return new AmazonError('throttled', `${key.operation}: Amazon answered 429, the quota is used up`, {
      httpStatus: 429,
      amazonRequestId,
      availableAt: await governor.drain(key, retryAfterMs),
    })
  }

  function startReport(
    { region, sellingPartnerId, operation }: QuotaKey,
    account: SellerAccount,
    sentAt: Date,
  ) {
    const startedAt = performance.now()
    return (status: number | 'error', amazonRequestId: string | null) => {
      const durationMs = performance.now() - startedAt
      const call = { operation, region, sellingPartnerId, status, durationMs, sentAt, amazonRequestId }
      options.onCall?.(call)
      account.onCall?.(call)
      const fields = {
        operation,
        region,
        status,
        durationMs: Math.round(durationMs),
        ...(amazonRequestId === null ? {} : { amazonRequestId }),
      }
      if (status === 200 || status === 202) log.debug(fields, 'Amazon answered')
      else log.warn(fields, 'a call of Amazon failed')
    }
  }

  return { send, skewMs: (region) => skew[region].milliseconds }
}

function withoutTrailingSlash(baseUrl: string): string {
  return assertAllowedUrl(baseUrl).href.replace(/\/+$/, '')
}
