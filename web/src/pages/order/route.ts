import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'

export const orderRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/orders/$orderId',
}).lazy(() => import('./page.tsx').then((module) => module.orderPage))
