import { findMarketplace } from '../marketplaces.ts'
import { refuseUnknownParameters } from '../query.ts'
import type { Operation } from './operation.ts'

/** Source: amzn/selling-partner-api-models, sellers.json, getMarketplaceParticipations. */
export const getMarketplaceParticipations: Operation = {
  name: 'getMarketplaceParticipations',
  method: 'GET',
  path: /^\/sellers\/v1\/marketplaceParticipations$/,
  usagePlan: { ratePerSecond: 0.016, burst: 15 },
  handle: ({ seller, query }) => {
    refuseUnknownParameters(query, [])
    const payload = seller.marketplaceIds.map((id) => {
      const marketplace = findMarketplace(id)
      return {
        marketplace: {
          id,
          countryCode: marketplace?.countryCode ?? '',
          name: marketplace?.name ?? `Non-Amazon ${id}`,
          defaultCurrencyCode: marketplace?.currencyCode ?? 'EUR',
          defaultLanguageCode: marketplace?.languageCode ?? 'en_GB',
          domainName: marketplace?.domainName ?? '',
        },
        storeName: seller.name,
        participation: { isParticipating: true, hasSuspendedListings: false },
      }
    })
    return { status: 200, value: { payload } }
  },
}
