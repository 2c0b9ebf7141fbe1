import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { onHealed } from '../api/connectivity.ts'
import { ApiProblem, isWorthRetrying, retryDelayMs } from '../api/problem.ts'
import { sessionQuery } from '../session/session.ts'

const freshForMs = 15_000
const attempts = 4

/** Keeps what the API answered, asks again with back-off, and notices when the session has ended. */
export function createQueryClient(): QueryClient {
  const noticeSessionEnd = (error: unknown): void => {
    if (error instanceof ApiProblem && error.status === 401) client.setQueryData(sessionQuery.queryKey, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: noticeSessionEnd }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        // The sign-in itself is answered 401 too: that ends nothing.
        if (mutation.options.meta?.isSignIn !== true) noticeSessionEnd(error)
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: freshForMs,
        retry: (failures, error) => failures < attempts && isWorthRetrying(error),
        retryDelay: retryDelayMs,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  onHealed(() => void client.invalidateQueries())
  return client
}
