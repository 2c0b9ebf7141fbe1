import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { fleetQuery } from '../../data/fleet.ts'
import { type FleetAddress, toFleetAddress } from './fleet-search.ts'

export const fleetRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/fleet',
  validateSearch: (search: Record<string, unknown>): FleetAddress => toFleetAddress(search),
  staticData: {
    askAhead: (queryClient, { role }) => {
      if (role === 'operator') void queryClient.prefetchQuery(fleetQuery)
    },
  },
}).lazy(() => import('./page.tsx').then((module) => module.fleetPage))
