import { createRoute } from '@tanstack/react-router'
import { signedInRoute } from '../../app/routes.ts'
import { type TenantSearch, toTenantSearch } from './tenant-search.ts'

export const tenantRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/tenants/$tenantId',
  validateSearch: (search: Record<string, unknown>): TenantSearch => toTenantSearch(search),
}).lazy(() => import('./page.tsx').then((module) => module.tenantPage))
