import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

export type Connection =
  operations['listConnections']['responses'][200]['content']['application/json']['connections'][number]

/** The Amazon accounts that a tenant has connected. */
export function connectionsQuery(tenantId: string) {
  return queryOptions({
    queryKey: ['connections', tenantId],
    queryFn: async ({ signal }) => {
      const params = { path: { tenantId } }
      const answer = await ask(api.GET('/api/v1/tenants/{tenantId}/connections', { params, signal }))
      return answer.connections
    },
    refetchInterval: 30_000,
  })
}

/** Whether a sync of this connection can succeed: it is authorised, and nobody paused it. */
export function isLive({ status, hasRefreshToken }: Connection): boolean {
  return status === 'connected' && hasRefreshToken
}
