import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { type OrdersSearch, toOrdersSearch } from './orders-search.ts'

export const ordersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/orders',
  validateSearch: (search: Record<string, unknown>): OrdersSearch => toOrdersSearch(search),
}).lazy(() => import('./page.tsx').then((module) => module.ordersPage))
