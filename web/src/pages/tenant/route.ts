import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { connectionsQuery } from '../../data/connections.ts'
import { marketplacesQuery } from '../../data/marketplaces.ts'
import { tenantStatusQuery } from '../../data/sync-status.ts'
import { type TenantAddress, toTenantAddress } from './tenant-search.ts'

export const tenantRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tenants/$tenantId',
  validateSearch: (search: Record<string, unknown>): TenantAddress => toTenantAddress(search),
  staticData: {
    askAhead: (queryClient, session, { params }) => {
      const tenantId = session.tenantId ?? params.tenantId
      if (tenantId === undefined) return
      void queryClient.prefetchQuery(tenantStatusQuery(tenantId))
      void queryClient.prefetchQuery(connectionsQuery(tenantId))
      void queryClient.prefetchQuery(marketplacesQuery)
    },
  },
}).lazy(() => import('./page.tsx').then((module) => module.tenantPage))
