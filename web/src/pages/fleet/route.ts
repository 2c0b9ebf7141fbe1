import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { fleetQuery } from '../../data/fleet.ts'
import { type FleetSearch, toFleetSearch } from './fleet-search.ts'

export const fleetRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/fleet',
  validateSearch: (search: Record<string, unknown>): FleetSearch => toFleetSearch(search),
  staticData: {
    askAhead: (queryClient, { role }) => {
      if (role === 'operator') void queryClient.prefetchQuery(fleetQuery)
    },
  },
}).lazy(() => import('./page.tsx').then((module) => module.fleetPage))
