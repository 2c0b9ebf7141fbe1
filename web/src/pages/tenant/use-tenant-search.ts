import { useNavigate, useSearch } from '@tanstack/react-router'
import type { TenantSearch } from './tenant-search.ts'

/** What the address of a tenant's page says, and a way to change it. */
export function useTenantSearch() {
  const search: TenantSearch = useSearch({ from: '/signed-in/tenants/$tenantId' })
  const navigate = useNavigate({ from: '/tenants/$tenantId' })
  return {
    search,
    change: (changes: TenantSearch) =>
      navigate({ search: (before) => ({ ...before, ...changes }), resetScroll: false }),
  }
}
