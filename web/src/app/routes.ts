import { createRootRoute, createRoute, retainSearchParams } from '@tanstack/react-router'
import { tenantsQuery } from '../data/tenants.ts'
import { addressTexts } from '../session/address-texts.ts'
import { NotFound } from '../ui/not-found.tsx'
import { PageFault } from '../ui/page-fault.tsx'

export const rootRoute = createRootRoute({ notFoundComponent: NotFound, errorComponent: PageFault })

interface SignedInSearch {
  /** The tenant that an operator looks at; it stays in the address from page to page. As it came: it may be no id of a tenant. */
  readonly tenantId?: string
}

/** The parent of every page behind the sign-in: session, frame, and the chosen tenant in the address. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  validateSearch: (search: Record<string, unknown>): SignedInSearch => addressTexts(search, ['tenantId']),
  search: { middlewares: [retainSearchParams(['tenantId'])] },
  staticData: {
    askAhead: (queryClient, { role }) => {
      if (role === 'operator') void queryClient.prefetchQuery(tenantsQuery)
    },
  },
}).lazy(() => import('../shell/signed-in-frame.tsx').then((module) => module.signedInFrame))
