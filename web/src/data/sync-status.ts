import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

type Answer = operations['getSyncStatus']['responses'][200]['content']['application/json']

/** How the sync of one tenant is doing, with each of its connections. */
export type TenantStatus = Extract<Answer, { connections: unknown }>

export function tenantStatusQuery(tenantId: string) {
  return queryOptions({
    queryKey: ['status', tenantId],
    queryFn: async ({ signal }) =>
      (await ask(
        api.GET('/api/v1/orders/sync/status', { params: { query: { tenantId } }, signal }),
      )) as TenantStatus,
    refetchInterval: 15_000,
  })
}
