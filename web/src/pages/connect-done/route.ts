import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { type DoneSearch, toDoneSearch } from './done-search.ts'

export const connectDoneRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/connect/done',
  validateSearch: (search: Record<string, unknown>): DoneSearch => toDoneSearch(search),
  // Whoever confirmed at Amazon need not be somebody here.
  staticData: { showsStrangers: true },
}).lazy(() => import('./page.tsx').then((module) => module.connectDonePage))
