import type { Region } from '../domain/region.ts'

/** One global host for all regions. Source: Connect to the SP-API. */
export const defaultLwaUrl = 'https://api.amazon.com/auth/o2/token'

/** Where each region's API is served. A base URL may carry a path prefix. Source: SP-API Endpoints. */
export type RegionalBaseUrls = Readonly<Record<Region, string>>

export const defaultBaseUrls: RegionalBaseUrls = {
  NA: 'https://sellingpartnerapi-na.amazon.com',
  EU: 'https://sellingpartnerapi-eu.amazon.com',
  FE: 'https://sellingpartnerapi-fe.amazon.com',
}
