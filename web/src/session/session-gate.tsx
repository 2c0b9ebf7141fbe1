import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { Splash } from '../ui/splash.tsx'
import { isSamePerson, type Session, sessionQuery } from './session.ts'
import { SessionEnded } from './session-ended.tsx'
import { SessionContext } from './use-session.ts'

interface SessionGateProps {
  readonly children: ReactNode
  /** What somebody who is not signed in sees instead of being asked to; null where they are asked. */
  readonly stranger: ReactNode
}

/**
 * Lets pages through for whoever is signed in; everybody else signs in first and comes back to the same address.
 * A session that ends in the middle of work is renewed in front of the page: what is on it, and what was typed, stays.
 */
export function SessionGate({ children, stranger }: SessionGateProps) {
  const address = useRouterState({ select: (state) => state.location.href })
  const [cameFor] = useState(address)
  const { data: session, error, refetch } = useQuery(sessionQuery)
  const lastSession = useRef<Session | null>(null)
  if (session) lastSession.current = session

  const known = lastSession.current
  if (known === null) {
    if (session === null) return stranger ?? <Navigate to="/sign-in" search={{ from: cameFor }} replace />
    return <Splash error={error} onRetry={() => void refetch()} />
  }
  return (
    <SessionContext value={known}>
      <div inert={session === null}>{children}</div>
      {session === null && <Renewal known={known} address={address} />}
    </SessionContext>
  )
}

function Renewal({ known, address }: { readonly known: Session; readonly address: string }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()

  /** Somebody else must not find what the one before was looking at. */
  async function proceed(session: Session): Promise<void> {
    if (isSamePerson(known, session)) {
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
      return
    }
    queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
    await navigate({ to: '/', search: {} })
  }
  return <SessionEnded returnTo={address} onSignedIn={proceed} />
}
