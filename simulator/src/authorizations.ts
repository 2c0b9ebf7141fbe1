import { createHash, randomUUID } from 'node:crypto'
import { SECONDS_PER_DAY } from './clock.ts'
import type { SimulatedSeller } from './seller.ts'
import type { Signer } from './signing.ts'

/** Who an access token speaks for. Grantless tokens have no seller. */
export interface AccessGrant {
  sellerId: string | null
  refreshTokenId: string | null
  clientId: string
  /** Which consent of the seller it rests on: those before the last revocation count for nothing. */
  consentNumber?: number
}

/** What a consent gives: to which application, and for which seller. */
export interface Consent {
  sellerId: string
  clientId: string
  /** As the consent request had it; null if it named none. */
  redirectUri: string | null
  /** Set for a seller that was made on the consent page. */
  newSellerKey?: string | undefined
}

/** The consent that a refresh token stands for. */
export interface RefreshGrant {
  sellerId: string
  refreshTokenId: string
  consentNumber: number
  newSellerKey?: string | undefined
}

export const ACCESS_TOKEN_SECONDS = 3600
/** Source: developer-docs.amazon.com/sp-api, "Website Authorization Workflow". */
const CODE_SECONDS = 5 * 60
/** Source: developer-docs.amazon.com/sp-api, "Renew Authorizations". Self-authorised tokens do not end. */
const AUTHORIZATION_SECONDS = 365 * SECONDS_PER_DAY
const ACCESS_PREFIX = 'Atza|'
const REFRESH_PREFIX = 'Atzr|'

export interface Authorizations {
  /** Makes the tokens of a fleet's or an added seller known. */
  register(seller: SimulatedSeller): void
  /** Null: unknown, older than 365 days, or revoked. */
  findRefreshToken(refreshToken: string, nowSeconds: number): RefreshGrant | null
  issueRefreshToken(consent: Pick<Consent, 'sellerId' | 'newSellerKey'>, nowSeconds: number): string
  issueCode(consent: Consent, nowSeconds: number): string
  /** Null: unknown, expired, already used, or issued for another client or redirect_uri. */
  redeemCode(
    code: string,
    clientId: string,
    redirectUri: string | null,
    nowSeconds: number,
  ): Pick<Consent, 'sellerId' | 'newSellerKey'> | null
  issueAccessToken(grant: AccessGrant, nowSeconds: number): string
  readAccessToken(accessToken: string, nowSeconds: number): AccessGrant | null
  /** The seller withdraws every consent given so far: refresh and access tokens stop working at once. */
  revoke(sellerId: string): void
}

/** A name for a refresh token that may appear in logs and statistics. */
export function refreshTokenId(refreshToken: string): string {
  return `rt-${createHash('sha256').update(refreshToken).digest('hex').slice(0, 12)}`
}

/**
 * Tokens are signed, not stored, so they outlive the process. Only the codes already used, until they would have
 * expired anyway, and the revocations are kept in memory.
 */
export function createAuthorizations(signer: Signer): Authorizations {
  const known = new Map<string, string>()
  const usedCodes = new Map<string, number>()
  const consentNumbers = new Map<string, number>()
  const consentNumberOf = (sellerId: string) => consentNumbers.get(sellerId) ?? 0
  const isRevoked = (sellerId: string, consentNumber: number) => consentNumber < consentNumberOf(sellerId)
  return {
    register: (seller) => {
      for (const token of seller.refreshTokens) known.set(token, seller.sellerId)
    },
    findRefreshToken: (refreshToken, nowSeconds) => {
      const fromFleet = known.get(refreshToken)
      if (fromFleet !== undefined) {
        if (isRevoked(fromFleet, 0)) return null
        return { sellerId: fromFleet, refreshTokenId: refreshTokenId(refreshToken), consentNumber: 0 }
      }
      const issued = readToken<IssuedRefreshToken>(signer, REFRESH_PREFIX, 'refresh', refreshToken)
      if (!issued || issued.expires < nowSeconds || isRevoked(issued.seller, issued.consent)) return null
      return {
        sellerId: issued.seller,
        refreshTokenId: refreshTokenId(refreshToken),
        consentNumber: issued.consent,
        newSellerKey: issued.newSellerKey,
      }
    },
    issueRefreshToken: ({ sellerId, newSellerKey }, nowSeconds) => {
      const token: IssuedRefreshToken = {
        seller: sellerId,
        consent: consentNumberOf(sellerId),
        expires: nowSeconds + AUTHORIZATION_SECONDS,
        newSellerKey,
        nonce: randomUUID(),
      }
      return `${REFRESH_PREFIX}${signer.sign('refresh', token)}`
    },
    issueCode: (consent, nowSeconds) =>
      signer.sign('code', { ...consent, expires: nowSeconds + CODE_SECONDS, nonce: randomUUID() }),
    redeemCode: (code, clientId, redirectUri, nowSeconds) => {
      for (const [used, expires] of usedCodes) if (expires < nowSeconds) usedCodes.delete(used)
      const consent = signer.verify('code', code) as (Consent & { expires: number }) | null
      if (!consent || consent.expires < nowSeconds || usedCodes.has(code)) return null
      if (consent.clientId !== clientId) return null
      if (consent.redirectUri !== null && consent.redirectUri !== redirectUri) return null
      usedCodes.set(code, consent.expires)
      return consent
    },
    issueAccessToken: (grant, nowSeconds) =>
      `${ACCESS_PREFIX}${signer.sign('access', { ...grant, expires: nowSeconds + ACCESS_TOKEN_SECONDS })}`,
    readAccessToken: (accessToken, nowSeconds) => {
      const grant = readToken<AccessGrant & { expires: number }>(signer, ACCESS_PREFIX, 'access', accessToken)
      if (!grant || grant.expires <= nowSeconds) return null
      return grant.sellerId !== null && isRevoked(grant.sellerId, grant.consentNumber ?? 0) ? null : grant
    },
    revoke: (sellerId) => {
      consentNumbers.set(sellerId, consentNumberOf(sellerId) + 1)
    },
  }
}

interface IssuedRefreshToken {
  seller: string
  consent: number
  expires: number
  newSellerKey: string | undefined
  nonce: string
}

function readToken<T>(signer: Signer, prefix: string, purpose: string, token: string): T | null {
  if (!token.startsWith(prefix)) return null
  return signer.verify(purpose, token.slice(prefix.length)) as T | null
}
