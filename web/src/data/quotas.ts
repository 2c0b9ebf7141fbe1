import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

type Answer = operations['listQuotas']['responses'][200]['content']['application/json']

/** A token bucket of Amazon's, as it was when the API answered. */
export type Quota = Answer['quotas'][number]

/** The buckets of a connection, and how far the server's clock is ahead of this one. */
export interface Quotas {
  readonly quotas: readonly Quota[]
  readonly at: string
  readonly receivedAt: number
}

export const quotasPollMs = 5000

export function quotasQuery(tenantId: string, connectionId: string) {
  return queryOptions({
    queryKey: ['quotas', tenantId, connectionId],
    queryFn: async ({ signal }): Promise<Quotas> => {
      const params = { path: { tenantId, connectionId } }
      const answer = await ask(
        api.GET('/api/v1/tenants/{tenantId}/connections/{connectionId}/quotas', { params, signal }),
      )
      return { ...answer, receivedAt: Date.now() }
    },
    refetchInterval: quotasPollMs,
  })
}
