import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'

export const ordersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/orders',
}).lazy(() => import('./page.tsx').then((module) => module.ordersPage))
