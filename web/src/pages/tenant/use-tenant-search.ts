import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type TenantAddress, type TenantSearch, toTenantSearch } from './tenant-search.ts'

/** What the address of a tenant's page says, and a way to change it. */
export function useTenantSearch() {
  const address: TenantAddress = useSearch({ from: '/signed-in/tenants/$tenantId' })
  const search = useMemo(() => toTenantSearch(address), [address])
  const navigate = useNavigate({ from: '/tenants/$tenantId' })
  return {
    search,
    change: (changes: TenantSearch) =>
      navigate({ search: (before) => ({ ...before, ...changes }), resetScroll: false }),
  }
}
