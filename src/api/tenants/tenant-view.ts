import { type Static, Type } from 'typebox'
import type { Tenant } from '../../store/tenants.ts'
import { Instant, TenantId } from '../schemas.ts'

export const TenantView = Type.Object({
  tenantId: TenantId,
  displayName: Type.String(),
  createdAt: Instant,
})

export function toTenantView(tenant: Tenant): Static<typeof TenantView> {
  return {
    tenantId: tenant.tenantId,
    displayName: tenant.displayName,
    createdAt: tenant.createdAt.toISOString(),
  }
}
