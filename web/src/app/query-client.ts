import { QueryCache, QueryClient } from '@tanstack/react-query'
import { onCsrfTokenRefused, onUnauthenticated } from '../api/client.ts'
import { onHealed } from '../api/connectivity.ts'
import { isWithheld, isWorthRetrying, retryDelayMs } from '../api/problem.ts'
import { isSamePerson, onSessionElsewhere, sessionOfPage, sessionQuery } from '../session/session.ts'

const freshForMs = 15_000
const attempts = 4

/** Keeps what the API answered, asks again with back-off, and notices when the session has ended or is another one. */
export function createQueryClient(): QueryClient {
  const readSessionAgain = (): void => {
    void client.refetchQueries({ queryKey: sessionQuery.queryKey }, { cancelRefetch: false })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // What was read before does not stay on the screen as if it were there: pages say why there is nothing.
        if (isWithheld(error)) query.setState({ data: undefined })
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
  // The answer may be to a session that another tab has just replaced: who is signed in now, only the API can tell.
  onUnauthenticated(readSessionAgain)
  onHealed(() => void client.invalidateQueries())
  onSessionElsewhere(() => void client.refetchQueries({ queryKey: sessionQuery.queryKey }))
  onCsrfTokenRefused(async () => {
    const [own, now] = [sessionOfPage(), await client.fetchQuery({ ...sessionQuery, staleTime: 0 })]
    return own !== null && now !== null && isSamePerson(own, now)
  })
  return client
}
