import type { Operation, QuotaKey } from '../domain/quota.ts'
import type { Region } from '../domain/region.ts'
import type { Application, SellerAccount } from './account.ts'
import { AmazonError } from './errors.ts'
import { type CallAnswer, createExchange, type ExchangeOptions } from './exchange.ts'
import type { CallOptions } from './orders-api.ts'

/**
 * One call of SP-API, always in this order: reserve quota, get an access token, send, read the answer.
 *
 *   403            → a fresh token, once; each attempt reserves its own quota
 *   5xx, reset     → once more after a moment, if the bucket has a token to spare now; never for a POST, which
 *                    Amazon may have carried out although its answer was lost
 *   429            → empty our copy of the bucket, give up with the time of the next try
 *   anything else  → the AmazonError that says what happens next
 */
export interface Caller {
  call(request: CallRequest): Promise<CallAnswer>
  /** How far Amazon's clock in this region is ahead of ours (smoothed). */
  skewMs(region: Region): number
}

export interface CallRequest {
  readonly account: SellerAccount
  readonly operation: Operation
  /** Path and query, already encoded, below the region's base URL. */
  readonly path: string
  readonly carriesPageToken: boolean
  /** Sent as a POST with this as JSON; without it the call is a GET. */
  readonly json?: object
  readonly options: CallOptions
}

export interface CallerOptions extends ExchangeOptions {
  readonly application: Application
  readonly random?: () => number
}

export function createCaller(options: CallerOptions): Caller {
  const { application, accessTokens, governor, clock } = options
  const random = options.random ?? Math.random
  const exchange = createExchange(options)

  async function call({ account, operation, options: wanted, ...rest }: CallRequest): Promise<CallAnswer> {
    const { priority, maxQuotaDelayMs, signal } = wanted
    const { region, sellingPartnerId } = account
    const key: QuotaKey = { region, sellingPartnerId, applicationId: application.clientId, operation }
    let freshTokenTried = false
    let retried = false

    const reserve = async (maxDelayMs: number): Promise<Date | null> => {
      const reservation = await governor.reserve(key, priority, maxDelayMs)
      if (reservation.kind === 'exhausted') return reservation.availableAt
      if (reservation.delayMs > 0) await clock.sleep(reservation.delayMs, signal)
      return null
    }

    signal?.throwIfAborted()
    const availableAt = await reserve(maxQuotaDelayMs)
    if (availableAt !== null) {
      throw new AmazonError('quota_exhausted', `${operation}: the quota is used up for now`, { availableAt })
    }
    for (;;) {
      const outcome = await exchange.send({ account, signal, ...rest }, key)
      switch (outcome.kind) {
        case 'ok':
          return outcome.answer
        case 'failed':
          throw outcome.error
        case 'unauthorised':
          accessTokens.invalidate(account, outcome.token)
          if (freshTokenTried || (await reserve(maxQuotaDelayMs)) !== null) throw outcome.error
          freshTokenTried = true
          break
        case 'broken':
          if (retried || rest.json !== undefined || (await reserve(0)) !== null) throw outcome.error
          retried = true
          await clock.sleep(100 + 300 * random(), signal)
      }
    }
  }

  return { call, skewMs: exchange.skewMs }
}
