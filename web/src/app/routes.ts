import { createRootRoute, createRoute, retainSearchParams } from '@tanstack/react-router'
import { tenantsQuery } from '../data/tenants.ts'
import { SignedInFrame } from '../shell/signed-in-frame.tsx'
import { NotFound } from '../ui/not-found.tsx'
import { PageFault } from '../ui/page-fault.tsx'

export const rootRoute = createRootRoute({ notFoundComponent: NotFound, errorComponent: PageFault })

interface SignedInSearch {
  /** The tenant that an operator looks at; it stays in the address from page to page. */
  readonly tenantId?: string
}

/** The parent of every page behind the sign-in: session, frame, and the chosen tenant in the address. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: SignedInFrame,
  validateSearch: ({ tenantId }: Record<string, unknown>): SignedInSearch =>
    typeof tenantId === 'string' && /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(tenantId) ? { tenantId } : {},
  search: { middlewares: [retainSearchParams(['tenantId'])] },
  staticData: {
    askAhead: (queryClient, { role }) => {
      if (role === 'operator') void queryClient.prefetchQuery(tenantsQuery)
    },
  },
})
