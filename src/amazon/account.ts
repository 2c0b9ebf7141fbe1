import type { Region } from '../domain/region.ts'
import type { Secret } from '../runtime/secret.ts'
import type { CallReport } from './exchange.ts'

/** The application that sellers authorise: one set of Login-with-Amazon credentials for all of them. */
export interface Application {
  readonly clientId: string
  /** Every secret that Amazon may accept now, the newest first. Asked again for each token, so that one can be added. */
  readonly secrets: () => Promise<readonly Secret[]>
}

/** One selling partner account as the client needs it: nothing about tenants. */
export interface SellerAccount {
  /** Names the account in the access-token cache: the same key, the same cached token. */
  readonly cacheKey: string
  readonly region: Region
  readonly sellingPartnerId: string
  /** Opens the refresh token, only when a new access token is needed. What it throws passes through unchanged. */
  readonly refreshToken: () => Promise<Secret>
  /** Told of each request that was sent for this account. */
  readonly onCall?: (report: CallReport) => void
}
