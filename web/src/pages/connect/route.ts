import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { type ConnectAddress, toConnectAddress } from './connect-search.ts'

export const connectRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/connect',
  validateSearch: (search: Record<string, unknown>): ConnectAddress => toConnectAddress(search),
}).lazy(() => import('./page.tsx').then((module) => module.connectPage))
