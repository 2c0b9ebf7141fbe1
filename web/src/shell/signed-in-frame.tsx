import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { createLazyRoute, Outlet, useMatches } from '@tanstack/react-router'
import { SessionGate } from '../session/session-gate.tsx'
import { AfterPaint } from '../ui/after-paint.tsx'
import { Frame } from './frame.tsx'
import classes from './signed-in-frame.module.css'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page has something to say to people who are not signed in, too. */
    readonly showsStrangers?: boolean
  }
}

export const signedInFrame = createLazyRoute('/signed-in')({ component: SignedInFrame })

/** Every page behind the sign-in. */
function SignedInFrame() {
  const showsStrangers = useMatches({
    select: (matches) => matches.some(({ staticData }) => staticData.showsStrangers === true),
  })
  return (
    <>
      <SessionGate stranger={showsStrangers ? <Outlet /> : null}>
        <Frame>
          <AfterPaint>
            <Outlet />
          </AfterPaint>
        </Frame>
      </SessionGate>
      <AfterPaint>
        <ModalsProvider>
          <Notifications position="bottom-right" className={classes.toasts ?? ''} />
        </ModalsProvider>
      </AfterPaint>
    </>
  )
}
