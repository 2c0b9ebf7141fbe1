import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

export type Marketplace =
  operations['listMarketplaces']['responses'][200]['content']['application/json']['marketplaces'][number]

/** Amazon's marketplaces. They change with the server's version only. */
export const marketplacesQuery = queryOptions({
  queryKey: ['marketplaces'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/marketplaces', { signal }))).marketplaces,
  staleTime: Number.POSITIVE_INFINITY,
})

/** A marketplace by its id; undefined for one that is not in the list, or while the list is not there. */
export function useMarketplace(marketplaceId: string | undefined): Marketplace | undefined {
  const { data } = useQuery(marketplacesQuery)
  return data?.find((marketplace) => marketplace.marketplaceId === marketplaceId)
}
