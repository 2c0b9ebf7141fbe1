import { useQueryClient } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import type { operations } from '../api/schema.d.ts'
import { followSync, type SyncOutcome } from './follow-sync.ts'
import { useChange } from './use-change.ts'

export type SyncResult = operations['syncTenant']['responses'][200]['content']['application/json']

const pollMs = 700
const giveUpMs = 3 * 60_000

interface Telling {
  readonly onUnderWay: () => void
  /** Null: it takes longer than anybody waits. */
  readonly onOutcome: (outcome: SyncOutcome | null) => void
  readonly onError: (error: Error) => void
}

/**
 * Syncs one tenant and tells of the outcome, wherever whoever asked has gone meanwhile. One that is under way already is what was
 * wanted: `onUnderWay` is told, and its outcome waited for.
 */
export function useSyncNow(tenantId: string, { onUnderWay, onOutcome, onError }: Telling) {
  const queryClient = useQueryClient()
  return useChange({
    mutationFn: async () => {
      const runId = await beginSync(tenantId, onUnderWay)
      return followSync({ read: () => readOutcome(tenantId, runId), pollMs, giveUpMs, sleep })
    },
    onSuccess: onOutcome,
    onError,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['orders', tenantId] }),
        queryClient.invalidateQueries({ queryKey: ['status', tenantId] }),
      ]),
  })
}

async function beginSync(tenantId: string, onUnderWay: () => void): Promise<string> {
  try {
    const { runId } = await ask(api.POST('/api/v1/orders/sync/run', { body: { tenantId, wait: false } }))
    return runId
  } catch (error) {
    const runId = error instanceof ApiProblem && error.code === 'already_running' && error.members.runId
    if (typeof runId !== 'string') throw error
    onUnderWay()
    return runId
  }
}

/** Of what was asked for here, or of the run that was under way; null until it has one. */
async function readOutcome(tenantId: string, runId: string): Promise<SyncOutcome | null> {
  const params = { path: { runId }, query: { tenantId } }
  const answer = await ask(api.GET('/api/v1/orders/sync/runs/{runId}', { params }))
  if ('success' in answer) return answer.mode === 'single' ? answer : null
  if (!('calls' in answer) || answer.status === null) return null
  return {
    success: answer.status === 'success',
    ordersProcessed: answer.ordersProcessed,
    reasonCode: answer.reasonCode ?? 'UNKNOWN_ERROR',
    message: answer.message ?? '',
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
