import type { Tenant } from '../data/tenants.ts'

/** Tenants as choices. While nobody knows which there are, the chosen one is still a choice, by its id. */
export function tenantOptions(tenants: readonly Tenant[] | undefined, chosen: string | null) {
  const known = tenants ?? (chosen === null ? [] : [{ tenantId: chosen, displayName: chosen }])
  return known.map(({ tenantId, displayName }) => ({
    value: tenantId,
    label: displayName === tenantId ? tenantId : `${displayName} · ${tenantId}`,
  }))
}
