/** Where a seller's Amazon account is connected again. */
export function connectAddress(tenantId: string): string {
  return `/connect?${new URLSearchParams({ tenantId })}`
}
