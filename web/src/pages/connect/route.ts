import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { type ConnectSearch, toConnectSearch } from './connect-search.ts'

export const connectRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/connect',
  validateSearch: (search: Record<string, unknown>): ConnectSearch => toConnectSearch(search),
}).lazy(() => import('./page.tsx').then((module) => module.connectPage))
