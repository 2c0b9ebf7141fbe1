import type { QueryClient } from '@tanstack/react-query'
import { type Session, sessionQuery } from '../session/session.ts'
import type { AppRouter } from './router.ts'

/** Where somebody is going, as the address says it: not looked at yet. */
export interface Destination {
  readonly params: Readonly<Record<string, string>>
  readonly search: Readonly<Record<string, unknown>>
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Asks the API for what the page will show, while the page's code is still on its way. */
    readonly askAhead?: (queryClient: QueryClient, session: Session, destination: Destination) => void
  }
}

/**
 * Lets routes ask for their data as soon as somebody goes there. Nothing waits for it, and nothing is asked for before it
 * is known who is signed in. Where that cannot be found out, the gate in front of the page says why.
 */
export function askAhead({ subscribe, matchRoutes }: AppRouter, queryClient: QueryClient): void {
  subscribe('onBeforeLoad', ({ toLocation }) => {
    const matches = matchRoutes(toLocation)
    queryClient.ensureQueryData(sessionQuery).then(
      (session) => {
        if (session === null) return
        for (const { staticData, params } of matches)
          staticData.askAhead?.(queryClient, session, { params, search: toLocation.search })
      },
      () => {},
    )
  })
}
