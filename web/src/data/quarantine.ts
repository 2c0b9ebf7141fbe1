import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'

/** What Amazon sent and could not be read as an order, newest first. */
export function quarantineQuery(tenantId: string) {
  return infiniteQueryOptions({
    queryKey: ['quarantine', tenantId],
    queryFn: ({ signal, pageParam }) => {
      const query = { tenantId, limit: 50, ...(pageParam === null ? {} : { after: pageParam }) }
      return ask(api.GET('/api/v1/quarantine', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 60_000,
  })
}
