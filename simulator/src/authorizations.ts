import { createHash, randomUUID } from 'node:crypto'
import type { SimulatedSeller } from './seller.ts'
import type { Signer } from './signing.ts'

/** Who an access token speaks for. Grantless tokens have no seller. */
export interface AccessGrant {
  sellerId: string | null
  refreshTokenId: string | null
  clientId: string
}

export const ACCESS_TOKEN_SECONDS = 3600
/** Source: developer-docs.amazon.com/sp-api, "Website Authorization Workflow". */
const CODE_SECONDS = 5 * 60
const ACCESS_PREFIX = 'Atza|'
const REFRESH_PREFIX = 'Atzr|'

export interface Authorizations {
  /** Makes the tokens of a fleet's or an added seller known. */
  register(seller: SimulatedSeller): void
  findRefreshToken(refreshToken: string): { sellerId: string; refreshTokenId: string } | null
  issueRefreshToken(sellerId: string): string
  issueCode(sellerId: string, redirectUri: string | null, nowSeconds: number): string
  /** Null: unknown, expired, already used, or issued for another redirect_uri. */
  redeemCode(code: string, redirectUri: string | null, nowSeconds: number): string | null
  issueAccessToken(grant: AccessGrant, nowSeconds: number): string
  readAccessToken(accessToken: string, nowSeconds: number): AccessGrant | null
}

/** A name for a refresh token that may appear in logs and statistics. */
export function refreshTokenId(refreshToken: string): string {
  return `rt-${createHash('sha256').update(refreshToken).digest('hex').slice(0, 12)}`
}

/**
 * Tokens are signed, not stored, so they outlive the process. Only the codes already used are kept in
 * memory, until they would have expired anyway.
 */
export function createAuthorizations(signer: Signer): Authorizations {
  const known = new Map<string, string>()
  const usedCodes = new Map<string, number>()
  return {
    register: (seller) => {
      for (const token of seller.refreshTokens) known.set(token, seller.sellerId)
    },
    findRefreshToken: (refreshToken) => {
      const fromFleet = known.get(refreshToken)
      if (fromFleet !== undefined) {
        return { sellerId: fromFleet, refreshTokenId: refreshTokenId(refreshToken) }
      }
      const issued = readToken<{ seller: string }>(signer, REFRESH_PREFIX, 'refresh', refreshToken)
      return issued && { sellerId: issued.seller, refreshTokenId: refreshTokenId(refreshToken) }
    },
    issueRefreshToken: (sellerId) =>
      `${REFRESH_PREFIX}${signer.sign('refresh', { seller: sellerId, nonce: randomUUID() })}`,
    issueCode: (sellerId, redirectUri, nowSeconds) =>
      signer.sign('code', {
        seller: sellerId,
        redirectUri,
        expires: nowSeconds + CODE_SECONDS,
        nonce: randomUUID(),
      }),
    redeemCode: (code, redirectUri, nowSeconds) => {
      for (const [used, expires] of usedCodes) if (expires < nowSeconds) usedCodes.delete(used)
      const value = signer.verify('code', code) as {
        seller: string
        redirectUri: string | null
        expires: number
      } | null
      if (!value || value.expires < nowSeconds || usedCodes.has(code)) return null
      if (value.redirectUri !== null && value.redirectUri !== redirectUri) return null
      usedCodes.set(code, value.expires)
      return value.seller
    },
    issueAccessToken: (grant, nowSeconds) =>
      `${ACCESS_PREFIX}${signer.sign('access', { ...grant, expires: nowSeconds + ACCESS_TOKEN_SECONDS })}`,
    readAccessToken: (accessToken, nowSeconds) => {
      const grant = readToken<AccessGrant & { expires: number }>(signer, ACCESS_PREFIX, 'access', accessToken)
      return grant && grant.expires > nowSeconds ? grant : null
    },
  }
}

function readToken<T>(signer: Signer, prefix: string, purpose: string, token: string): T | null {
  if (!token.startsWith(prefix)) return null
  return signer.verify(purpose, token.slice(prefix.length)) as T | null
}
