import { useQueryClient } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'
import { useChange } from './use-change.ts'

export type SyncResult = operations['syncTenant']['responses'][200]['content']['application/json']

const pollMs = 700
const giveUpMs = 3 * 60_000

/** Syncs one tenant and waits for the outcome. The sync itself goes on whether or not anybody waits. */
export function useSyncNow(tenantId: string) {
  const queryClient = useQueryClient()
  return useChange({
    mutationFn: () => syncNow(tenantId),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['orders', tenantId] }),
        queryClient.invalidateQueries({ queryKey: ['status', tenantId] }),
      ]),
  })
}

/** The outcome, or null when it takes longer than anybody waits. */
async function syncNow(tenantId: string): Promise<SyncResult | null> {
  const { runId } = await ask(api.POST('/api/v1/orders/sync/run', { body: { tenantId, wait: false } }))
  const until = Date.now() + giveUpMs
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, pollMs))
    const params = { path: { runId }, query: { tenantId } }
    const answer = await ask(api.GET('/api/v1/orders/sync/runs/{runId}', { params }))
    if ('mode' in answer && answer.mode === 'single' && 'success' in answer) return answer
  }
  return null
}
