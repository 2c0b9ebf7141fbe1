import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { sessionQuery, signIn } from '../../session/session.ts'

/** Signs in with the one-time token of the address (`#token=…`). `none` when the address has none. */
export function useSignInLink(): 'none' | 'working' | 'failed' {
  const queryClient = useQueryClient()
  const [token] = useState(readToken)
  const { mutate, isError, isIdle } = useMutation({
    mutationFn: (signInToken: string) => signIn({ signInToken }),
    onSuccess: (session) => queryClient.setQueryData(sessionQuery.queryKey, session),
  })
  useEffect(() => {
    // The token works once: a second run of this effect finds it gone from the address.
    if (token === null || readToken() === null) return
    forgetToken()
    mutate(token)
  }, [token, mutate])
  if (isError) return 'failed'
  return token === null && isIdle ? 'none' : 'working'
}

/** A fragment is sent to no server. */
function readToken(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('token')
}

function forgetToken(): void {
  history.replaceState(history.state, '', location.pathname + location.search)
}
