import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { tenantStatusQuery } from '../../data/sync-status.ts'
import { type TenantAddress, toTenantAddress } from './tenant-search.ts'

export const tenantRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tenants/$tenantId',
  validateSearch: (search: Record<string, unknown>): TenantAddress => toTenantAddress(search),
  staticData: {
    askAhead: (queryClient, session, { params }) => {
      const tenantId = session.tenantId ?? params.tenantId
      if (tenantId !== undefined) void queryClient.prefetchQuery(tenantStatusQuery(tenantId))
    },
  },
}).lazy(() => import('./page.tsx').then((module) => module.tenantPage))
