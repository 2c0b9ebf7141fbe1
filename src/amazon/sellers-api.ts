import type { SellerAccount } from './account.ts'
import type { Caller } from './call.ts'
import { AmazonError } from './errors.ts'
import type { CallOptions } from './orders-api.ts'
import { known, readBoolean, readList, readObject, readText } from './wire-value.ts'

/** One marketplace of a selling partner account, as Amazon lists it. */
export interface MarketplaceParticipation {
  readonly marketplaceId: string
  readonly countryCode?: string
  readonly name?: string
  readonly participating: boolean
  readonly suspended: boolean
}

/** Sellers API v1. Every call may throw AmazonError and what `SellerAccount.refreshToken` throws. */
export interface SellersApi {
  /** All marketplaces of the account in its region, also those where it does not sell. */
  getMarketplaceParticipations(
    account: SellerAccount,
    options: CallOptions,
  ): Promise<readonly MarketplaceParticipation[]>
}

/** Source: sellers.json, getMarketplaceParticipations. */
export function createSellersApi({ caller }: { readonly caller: Caller }): SellersApi {
  return {
    async getMarketplaceParticipations(account, options) {
      const answer = await caller.call({
        account,
        operation: 'getMarketplaceParticipations',
        path: '/sellers/v1/marketplaceParticipations',
        carriesPageToken: false,
        options,
      })
      const payload = readList(readObject(answer.body)?.payload)
      if (payload === undefined) {
        throw new AmazonError(
          'unavailable',
          'getMarketplaceParticipations: Amazon answered 200 without a list',
          {
            httpStatus: 200,
            amazonRequestId: answer.amazonRequestId,
          },
        )
      }
      return payload.map(decodeParticipation).filter((participation) => participation !== null)
    },
  }
}

function decodeParticipation(value: unknown): MarketplaceParticipation | null {
  const marketplace = readObject(readObject(value)?.marketplace)
  const participation = readObject(readObject(value)?.participation)
  const marketplaceId = readText(marketplace?.id)
  if (marketplaceId === undefined) return null
  return known({
    marketplaceId,
    countryCode: readText(marketplace?.countryCode),
    name: readText(marketplace?.name),
    participating: readBoolean(participation?.isParticipating) ?? false,
    suspended: readBoolean(participation?.hasSuspendedListings) ?? false,
  })
}
