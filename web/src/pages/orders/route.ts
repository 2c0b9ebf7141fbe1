import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { connectionsQuery } from '../../data/connections.ts'
import { marketplacesQuery } from '../../data/marketplaces.ts'
import { ordersQuery, statusCountsQuery } from '../../data/orders.ts'
import { tenantStatusQuery } from '../../data/sync-status.ts'
import { isTenantId } from '../../data/tenants.ts'
import { type OrdersSearch, readFilters, toOrdersSearch } from './orders-search.ts'

export const ordersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/orders',
  validateSearch: (search: Record<string, unknown>): OrdersSearch => toOrdersSearch(search),
  staticData: {
    askAhead: (queryClient, session, { search }) => {
      const tenantId = session.tenantId ?? search.tenantId
      if (!isTenantId(tenantId)) return
      const ordersSearch = toOrdersSearch(search)
      const filters = readFilters(ordersSearch)
      void queryClient.prefetchQuery(ordersQuery(tenantId, filters, ordersSearch.after))
      void queryClient.prefetchQuery(statusCountsQuery(tenantId, filters))
      void queryClient.prefetchQuery(tenantStatusQuery(tenantId))
      // What can be done with the list stands above it: coming later, it would push the list down.
      void queryClient.prefetchQuery(connectionsQuery(tenantId))
      void queryClient.prefetchQuery(marketplacesQuery)
    },
  },
}).lazy(() => import('./page.tsx').then((module) => module.ordersPage))
