import { Outlet } from '@tanstack/react-router'
import { SessionGate } from '../session/session-gate.tsx'
import { Frame } from './frame.tsx'

/** Every page behind the sign-in. */
export function SignedInFrame() {
  return (
    <SessionGate>
      <Frame>
        <Outlet />
      </Frame>
    </SessionGate>
  )
}
