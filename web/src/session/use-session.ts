import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { type Session, sessionQuery } from './session.ts'

/** The session that the pages below belong to. It outlives its own expiry until somebody signs in again. */
export const SessionContext = createContext<Session | null>(null)

/** Who is signed in. Only on pages behind the gate. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('useSession outside of SessionGate')
  return session
}

/** Whether nobody is signed in: only pages that show something to strangers have to ask. */
export function useIsStranger(): boolean {
  return useContext(SessionContext) === null
}

/** Whether this session may change anything. */
export function useMayWrite(): boolean {
  return useSession().role !== 'tenant_reader'
}

/** Whether Amazon is simulated: the session says so, and before there is one, the page itself. */
export function useIsSimulated(): boolean {
  const { data } = useQuery({ ...sessionQuery, enabled: false })
  return data?.simulated ?? document.documentElement.dataset.amazon === 'simulated'
}
