import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
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
    },
  },
}).lazy(() => import('./page.tsx').then((module) => module.ordersPage))
