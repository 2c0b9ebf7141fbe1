import { createLazyRoute, Navigate } from '@tanstack/react-router'
import { useIsStranger } from '../../session/use-session.ts'
import { DoneForMember } from './done-for-member.tsx'
import { DoneForStranger } from './done-for-stranger.tsx'

export const connectDonePage = createLazyRoute('/signed-in/connect/done')({ component: ConnectDonePage })

function ConnectDonePage() {
  const isStranger = useIsStranger()
  const { connectionId, problem } = connectDonePage.useSearch()
  // Nothing ended here: somebody typed the address.
  if (connectionId === undefined && problem === undefined) return <Navigate to="/connect" replace />
  return isStranger ? <DoneForStranger /> : <DoneForMember />
}
