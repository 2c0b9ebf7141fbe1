import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

/** Where the history of a tenant's orders stands. */
export type BackfillReport = operations['getBackfillStatus']['responses'][200]['content']['application/json']
export type BackfillWindow = BackfillReport['progress']['windows'][number]
export type BackfillMove = 'pause' | 'resume' | 'cancel'

/** The longest history that the API fetches, and what it fetches unless it is told. */
export const longestHistoryDays = 730
export const usualHistoryDays = 365

export function backfillQuery(tenantId: string) {
  return queryOptions({
    queryKey: ['backfill', tenantId],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/orders/sync/backfill/status', { params: { query: { tenantId } }, signal })),
    refetchInterval: 15_000,
  })
}

export async function runBackfill(tenantId: string, days: number, connectionId?: string): Promise<void> {
  const body = { tenantId, days, ...(connectionId === undefined ? {} : { connectionId }) }
  await ask(api.POST('/api/v1/orders/sync/backfill/run', { body }))
}

export async function moveBackfill(
  tenantId: string,
  move: BackfillMove,
  connectionId?: string,
): Promise<void> {
  const body = { tenantId, ...(connectionId === undefined ? {} : { connectionId }) }
  await ask(api.POST(`/api/v1/orders/sync/backfill/${move}`, { body }))
}
