import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { Splash } from '../ui/splash.tsx'
import { isSamePerson, sessionOfPage, sessionQuery } from './session.ts'
import { SessionEnded } from './session-ended.tsx'
import { SessionContext } from './use-session.ts'

interface SessionGateProps {
  readonly children: ReactNode
  /** What somebody who is not signed in sees instead of being asked to; null where they are asked. */
  readonly stranger: ReactNode
}

/**
 * Lets pages through for whoever is signed in; everybody else signs in first and comes back to the same address.
 * A session that ends in the middle of work is renewed in front of the page, here or in another tab: what is on it, and
 * what was typed, stays.
 */
export function SessionGate({ children, stranger }: SessionGateProps) {
  const address = useRouterState({ select: (state) => state.location.href })
  const [cameFor] = useState(address)
  const query = useQuery(sessionQuery)
  const { data: session } = query
  const own = sessionOfPage()
  if (own === null) {
    if (session === null) return stranger ?? <Navigate to="/sign-in" search={{ from: cameFor }} replace />
    return <Splash query={query} />
  }
  if (session && !isSamePerson(own, session)) return <BeginAnew />
  return (
    <SessionContext value={own}>
      {children}
      {session === null && <Renewal />}
    </SessionContext>
  )
}

/** Somebody else must not find what the one before was looking at, nor go on with what was begun. */
function BeginAnew() {
  useEffect(() => location.assign('/'), [])
  return <Splash />
}

/** What failed while nobody was signed in is asked for again when somebody is. */
function Renewal() {
  const queryClient = useQueryClient()
  useEffect(
    () => () =>
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' }),
    [queryClient],
  )
  return <SessionEnded />
}
