import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

type Answer = operations['getSyncStatus']['responses'][200]['content']['application/json']

type TenantAnswer = Extract<Answer, { connections: unknown }>

/** How the sync of one tenant is doing, with each of its connections, and how far the server's clock is ahead of this one. */
export type TenantStatus = TenantAnswer & { readonly clockAheadMs: number }
export type ConnectionStatus = TenantStatus['connections'][number]

export function tenantStatusQuery(tenantId: string) {
  return queryOptions({
    queryKey: ['status', tenantId],
    queryFn: async ({ signal }): Promise<TenantStatus> => {
      const answer = (await ask(
        api.GET('/api/v1/orders/sync/status', { params: { query: { tenantId } }, signal }),
      )) as TenantAnswer
      return { ...answer, clockAheadMs: Date.parse(answer.at) - Date.now() }
    },
    refetchInterval: 15_000,
  })
}
