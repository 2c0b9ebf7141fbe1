import type { Clock } from '../runtime/clock.ts'
import type { Log } from '../runtime/log.ts'
import type { Secret } from '../runtime/secret.ts'
import type { Application, SellerAccount } from './account.ts'
import { assertAllowedUrl } from './allowed-url.ts'
import { AmazonError } from './errors.ts'
import type { Http } from './http.ts'
import { createLruMap } from './lru-map.ts'
import { type LwaAnswer, requestToken } from './lwa-request.ts'

/** Access tokens of Login with Amazon: one request for each account at a time, kept until shortly before they expire. */
export interface AccessTokens {
  /** Throws AmazonError (`revoked`, `application_refused`, `unavailable`) and what `SellerAccount.refreshToken` throws. */
  get(account: SellerAccount): Promise<Secret>
  /** Forgets this very token; a newer one that somebody else obtained meanwhile stays. */
  invalidate(account: SellerAccount, token: Secret): void
}

export interface AccessTokensOptions {
  readonly application: Application
  readonly lwaUrl: string
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
  readonly random?: () => number
  readonly maxCachedTokens?: number
}

/** How long before its end a token is renewed, so that none expires under way. */
const renewEarlyMs = 5 * 60_000

/** For how long the previous client secret goes first once Amazon has refused the current one. */
const preferPreviousMs = 10 * 60_000

interface CachedToken {
  readonly token: Secret
  readonly renewAt: number
}

export function createAccessTokens(options: AccessTokensOptions): AccessTokens {
  const { application, http, clock, log } = options
  const endpoint = {
    http,
    clock,
    lwaUrl: assertAllowedUrl(options.lwaUrl).href,
    random: options.random ?? Math.random,
  }
  const cache = createLruMap<CachedToken>(options.maxCachedTokens ?? 20_000)
  const underWay = new Map<string, Promise<Secret>>()
  let preferPreviousUntil = Number.NEGATIVE_INFINITY

  async function get(account: SellerAccount): Promise<Secret> {
    const cached = cache.get(account.cacheKey)
    if (cached !== undefined && clock.now().getTime() < cached.renewAt) return cached.token
    const running = underWay.get(account.cacheKey)
    if (running !== undefined) return running
    const started = renew(account).finally(() => underWay.delete(account.cacheKey))
    underWay.set(account.cacheKey, started)
    return started
  }

  async function renew(account: SellerAccount): Promise<Secret> {
    const refreshToken = await account.refreshToken()
    const askedAt = clock.now().getTime()
    const answer = await requestWithEitherSecret({
      grant_type: 'refresh_token',
      refresh_token: refreshToken.reveal(),
    })
    if (answer.kind !== 'token') throw toAmazonError(answer)
    const lifetimeMs = answer.expiresInSeconds * 1000
    const renewAt = askedAt + lifetimeMs - Math.min(renewEarlyMs, lifetimeMs / 2)
    cache.set(account.cacheKey, { token: answer.accessToken, renewAt })
    return answer.accessToken
  }

  /**
   * Amazon accepts the secret before the last rotation for seven days, and takes a while to accept a new one
   * everywhere. Source: Rotate your application's client secret.
   */
  async function requestWithEitherSecret(form: Readonly<Record<string, string>>): Promise<LwaAnswer> {
    const { clientId, clientSecret: current, previousClientSecret: previous } = application
    const ask = (secret: Secret) =>
      requestToken(endpoint, { ...form, client_id: clientId, client_secret: secret.reveal() })
    if (previous === null) return ask(current)

    const previousFirst = clock.now().getTime() < preferPreviousUntil
    const first = await ask(previousFirst ? previous : current)
    if (first.kind !== 'client_refused') return first
    const second = await ask(previousFirst ? current : previous)
    if (second.kind === 'client_refused' || second.kind === 'unavailable') return second
    preferPreviousUntil = previousFirst ? Number.NEGATIVE_INFINITY : clock.now().getTime() + preferPreviousMs
    if (!previousFirst) {
      log.warn(
        { event: 'client_secret_refused' },
        'Amazon refused the current client secret; the previous one works',
      )
    }
    return second
  }

  function invalidate(account: SellerAccount, token: Secret): void {
    if (cache.get(account.cacheKey)?.token.reveal() === token.reveal()) cache.delete(account.cacheKey)
  }

  return { get, invalidate }
}

function toAmazonError(answer: Exclude<LwaAnswer, { kind: 'token' }>): AmazonError {
  const details = { httpStatus: answer.status, amazonRequestId: answer.requestId }
  switch (answer.kind) {
    case 'grant_refused':
      return new AmazonError(
        'revoked',
        'Amazon refused the authorisation: the seller must reconnect Amazon',
        details,
      )
    case 'client_refused':
      return new AmazonError(
        'application_refused',
        'Amazon refused the application: its client id or client secret is wrong or has expired',
        details,
      )
    case 'unavailable':
      return new AmazonError('unavailable', `Login with Amazon is not available: ${answer.reason}`, details)
  }
}
