import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { isTenantId, tenantsQuery } from '../data/tenants.ts'
import { useSession } from './use-session.ts'

const lastTenantKey = 'ordersync-tenant'

/** The tenant that the page is about: of a tenant's key always its own, of an operator the one in the address. */
export function useTenantId(): string | null {
  const session = useSession()
  const { tenantId } = useSearch({ from: '/signed-in' })
  const { tenantId: ofPage } = useParams({ strict: false })
  return session.tenantId ?? ofPage ?? (isTenantId(tenantId) ? tenantId : null)
}

/** The tenant that an operator looked at last in this browser, when there still is one. */
export function useLastTenantId(): string | null {
  const { data: tenants } = useQuery(tenantsQuery)
  const last = recallTenant()
  if (tenants === undefined) return null
  if (tenants.length === 1) return tenants[0]?.tenantId ?? null
  return tenants.some(({ tenantId }) => tenantId === last) ? last : null
}

/** Goes to another tenant on the same page. Filters and page of the list belong to the tenant before. */
export function useChooseTenant(): (tenantId: string) => void {
  const navigate = useNavigate()
  const { tenantId: ofPage } = useParams({ strict: false })
  return (tenantId) => {
    rememberTenant(tenantId)
    if (ofPage !== undefined) {
      void navigate({ to: '/tenants/$tenantId', params: { tenantId }, search: { tenantId } })
      return
    }
    void navigate({ to: '.', search: { tenantId } })
  }
}

/** The tenant that was looked at last in this browser; there may be no such one any more. */
export function recallTenant(): string | null {
  return localStorage.getItem(lastTenantKey)
}

/** The next visit begins with this tenant. */
export function rememberTenant(tenantId: string): void {
  localStorage.setItem(lastTenantKey, tenantId)
}
