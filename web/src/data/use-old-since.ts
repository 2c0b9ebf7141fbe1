import { notifyManager, type Query, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { ApiProblem, isWorthRetrying } from '../api/problem.ts'

/** One failure may be a blink; from the second on, what is shown is called old. */
const failuresToTell = 2

/**
 * Since when the oldest thing on the screen could not be read again, in ms by this browser's clock; null while all of it
 * is as new as it should be. Only of what is asked for again by itself.
 */
export function useOldSince(): number | null {
  const cache = useQueryClient().getQueryCache()
  const oldest = (): number | null => {
    const old = cache.findAll({ type: 'active', predicate: isOld })
    return old.length === 0 ? null : Math.min(...old.map(({ state }) => state.dataUpdatedAt))
  }
  const subscribe = useCallback(
    (listener: () => void) => cache.subscribe(notifyManager.batchCalls(listener)),
    [cache],
  )
  return useSyncExternalStore(subscribe, oldest, oldest)
}

function isOld({ queryKey, state }: Query): boolean {
  if (state.data === undefined || queryKey[0] === 'session') return false
  // Who is not signed in any more is told so in front of the page.
  if (state.status === 'error') return !(state.error instanceof ApiProblem && state.error.status === 401)
  return state.fetchFailureCount >= failuresToTell && isWorthRetrying(state.fetchFailureReason)
}
