import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { orderQuery } from '../../data/orders.ts'
import { isTenantId } from '../../data/tenants.ts'

export const orderRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/orders/$orderId',
  staticData: {
    askAhead: (queryClient, session, { params, search }) => {
      const tenantId = session.tenantId ?? search.tenantId
      if (!isTenantId(tenantId) || params.orderId === undefined) return
      void queryClient.prefetchQuery(orderQuery(tenantId, params.orderId))
    },
  },
}).lazy(() => import('./page.tsx').then((module) => module.orderPage))
