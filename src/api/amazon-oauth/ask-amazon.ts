import type { AmazonClient } from '../../amazon/amazon-client.ts'
import { AmazonError } from '../../amazon/errors.ts'
import { type Region, regions } from '../../domain/region.ts'
import type { Random } from '../../runtime/random.ts'
import type { Secret } from '../../runtime/secret.ts'

/**
 * The one place where the API talks to Amazon itself, while a seller is being connected: a code has to be exchanged
 * before the browser goes on, and whoever pastes a token wants to know at once whether it works. Answers are values;
 * nothing of Amazon's is thrown.
 */
export interface AskAmazon {
  /** Exchanges the code of a consent, at most once. */
  exchangeCode(code: Secret, redirectUri: string): Promise<CodeAnswer>
  /** Finds out what a refresh token is good for, within a few seconds. */
  verify(seller: SellerName, refreshToken: Secret): Promise<Verification>
}

export interface SellerName {
  readonly region: Region
  readonly sellingPartnerId: string
}

export type CodeAnswer =
  | { readonly kind: 'token'; readonly refreshToken: Secret }
  | { readonly kind: 'code_refused' | 'application_refused' | 'unavailable' }

export const verificationReasons = [
  'accepted',
  'token_refused',
  'other_region',
  'access_refused',
  'quota_used_up',
  'application_refused',
  'amazon_unavailable',
  'not_asked',
] as const

/** Whether Amazon accepts a token: null while nobody knows. */
export interface Verification {
  readonly verified: boolean | null
  readonly reason: (typeof verificationReasons)[number]
  /** What it means and what to do, for people. */
  readonly message: string
  /** Where the seller sells, when Amazon said so. */
  readonly marketplaceIds: readonly string[] | null
}

/** A person waits: a slow Amazon is "not known yet". */
const verifyWithinMs = 5000
const exchangeWithinMs = 25_000

/** What is said when nobody asked Amazon. */
export const notAsked = undecided('not_asked', 'Amazon was not asked; the first sync will tell.')

export function createAskAmazon(
  amazon: Pick<AmazonClient, 'exchangeCode' | 'sellers' | 'forgetAccount'>,
  random: Random,
): AskAmazon {
  async function listMarketplaces(seller: SellerName, refreshToken: Secret, signal: AbortSignal) {
    const cacheKey = random.id('check')
    try {
      const found = await amazon.sellers.getMarketplaceParticipations(
        { ...seller, cacheKey, refreshToken: async () => refreshToken },
        { priority: 'import', maxQuotaDelayMs: 500, signal },
      )
      return found.filter(({ participating }) => participating).map(({ marketplaceId }) => marketplaceId)
    } finally {
      amazon.forgetAccount(cacheKey)
    }
  }

  /** A token of another region is refused here and accepted there; Amazon's refusal itself does not say why. */
  async function findOtherRegion(seller: SellerName, refreshToken: Secret, signal: AbortSignal) {
    for (const region of regions) {
      if (region === seller.region) continue
      const accepted = await listMarketplaces({ ...seller, region }, refreshToken, signal).catch(() => null)
      if (accepted !== null) return region
    }
    return null
  }

  return {
    exchangeCode: (code, redirectUri) =>
      within(
        exchangeWithinMs,
        amazon.exchangeCode(code, redirectUri).then(
          (refreshToken): CodeAnswer =>
            refreshToken === null ? { kind: 'code_refused' } : { kind: 'token', refreshToken },
          (error: unknown): CodeAnswer => {
            if (!(error instanceof AmazonError)) throw error
            return { kind: error.kind === 'application_refused' ? 'application_refused' : 'unavailable' }
          },
        ),
        { kind: 'unavailable' },
      ),
    verify: async (seller, refreshToken) => {
      const signal = AbortSignal.timeout(verifyWithinMs)
      try {
        const marketplaceIds = await listMarketplaces(seller, refreshToken, signal)
        return {
          verified: true,
          reason: 'accepted',
          message: `Amazon accepts the authorisation; the seller sells in ${marketplaceIds.length} marketplaces of the region.`,
          marketplaceIds,
        }
      } catch (error) {
        if (signal.aborted) return unavailable
        if (!(error instanceof AmazonError)) throw error
        if (error.kind !== 'forbidden') return ofError(error)
        const region = await findOtherRegion(seller, refreshToken, signal)
        return region === null ? accessRefused : otherRegion(seller.region, region)
      }
    },
  }
}

function ofError({ kind }: AmazonError): Verification {
  switch (kind) {
    case 'revoked':
      return {
        verified: false,
        reason: 'token_refused',
        message:
          'Amazon refuses this refresh token: it was withdrawn, has expired, or belongs to another application. Connect again with a new one.',
        marketplaceIds: null,
      }
    case 'application_refused':
      return undecided(
        'application_refused',
        "Amazon refuses the application's client id or secret, so the token could not be checked: the operator must correct them.",
      )
    case 'quota_exhausted':
    case 'throttled':
      return undecided('quota_used_up', 'Amazon allows no check now; the first sync will tell.')
    default:
      return unavailable
  }
}

function otherRegion(asked: Region, found: Region): Verification {
  return {
    verified: false,
    reason: 'other_region',
    message: `This authorisation is for ${found}, not for ${asked}: connect it with region ${found}.`,
    marketplaceIds: null,
  }
}

const accessRefused = undecided(
  'access_refused',
  "Amazon accepts the token but refuses access: a role of the application may be missing, or the seller's account is suspended. The first sync will tell.",
)

const unavailable = undecided(
  'amazon_unavailable',
  'Amazon does not answer now, so the token could not be checked; the first sync will tell.',
)

function undecided(reason: Verification['reason'], message: string): Verification {
  return { verified: null, reason, message, marketplaceIds: null }
}

/** What `work` answers, or `otherwise` when that takes too long; the work itself is not stopped. */
async function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  const timeout = Promise.withResolvers<T>()
  const timer = setTimeout(() => timeout.resolve(otherwise), ms)
  try {
    return await Promise.race([work, timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}
