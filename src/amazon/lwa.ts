import type { Clock } from '../runtime/clock.ts'
import type { Secret } from '../runtime/secret.ts'
import type { SellerAccount } from './account.ts'
import { createLruMap } from './lru-map.ts'
import { type LwaClient, toAmazonError } from './lwa-client.ts'

/** Access tokens of Login with Amazon: one request for each account at a time, kept until shortly before they expire. */
export interface AccessTokens {
  /** Throws AmazonError (`revoked`, `application_refused`, `unavailable`) and what `SellerAccount.refreshToken` throws. */
  get(account: SellerAccount): Promise<Secret>
  /** Forgets this very token; a newer one that somebody else obtained meanwhile stays. */
  invalidate(account: SellerAccount, token: Secret): void
  /** The accounts of which a token is kept, by their cache keys. */
  keys(): readonly string[]
  forget(cacheKey: string): void
}

export interface AccessTokensOptions {
  readonly lwa: LwaClient
  readonly clock: Clock
  readonly maxCachedTokens?: number
}

/** How long before its end a token is renewed, so that none expires under way. */
const renewEarlyMs = 5 * 60_000

interface CachedToken {
  readonly token: Secret
  readonly renewAt: number
}

export function createAccessTokens({ lwa, clock, maxCachedTokens }: AccessTokensOptions): AccessTokens {
  const cache = createLruMap<CachedToken>(maxCachedTokens ?? 20_000)
  const underWay = new Map<string, Promise<Secret>>()

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
    const answer = await lwa.ask({ grant_type: 'refresh_token', refresh_token: refreshToken.reveal() })
    if (answer.kind !== 'token') throw toAmazonError(answer)
    const lifetimeMs = answer.expiresInSeconds * 1000
    const renewAt = askedAt + lifetimeMs - Math.min(renewEarlyMs, lifetimeMs / 2)
    cache.set(account.cacheKey, { token: answer.accessToken, renewAt })
    return answer.accessToken
  }

  function invalidate(account: SellerAccount, token: Secret): void {
    if (cache.get(account.cacheKey)?.token.reveal() === token.reveal()) cache.delete(account.cacheKey)
  }

  return { get, invalidate, keys: cache.keys, forget: cache.delete }
}
