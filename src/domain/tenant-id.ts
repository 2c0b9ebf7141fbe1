/** What a tenant's id looks like. The database checks the same on `tenants`. */
export const tenantIdPattern = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$'

const tenantId = new RegExp(tenantIdPattern)

export function isTenantId(text: string): boolean {
  return tenantId.test(text)
}
