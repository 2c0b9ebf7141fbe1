import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { type FleetSearch, toFleetSearch } from './fleet-search.ts'

export const fleetRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/fleet',
  validateSearch: (search: Record<string, unknown>): FleetSearch => toFleetSearch(search),
}).lazy(() => import('./page.tsx').then((module) => module.fleetPage))
