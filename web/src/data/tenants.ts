import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'

const pageSize = 1000

/** A tenant as the API tells it. */
export interface Tenant {
  readonly tenantId: string
  readonly displayName: string
}

/** Whether a text looks like a tenant's id: as the API has it. */
export function isTenantId(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(text)
}

/** All tenants, by id: only for an operator. */
export const tenantsQuery = queryOptions({
  queryKey: ['tenants'],
  queryFn: ({ signal }) => readAllTenants(signal),
  staleTime: 60_000,
})

async function readAllTenants(signal: AbortSignal): Promise<readonly Tenant[]> {
  const tenants: Tenant[] = []
  let after: string | undefined
  do {
    const query = { limit: pageSize, ...(after === undefined ? {} : { after }) }
    const page = await ask(api.GET('/api/v1/tenants', { params: { query }, signal }))
    tenants.push(...page.tenants)
    after = page.next ?? undefined
  } while (after !== undefined)
  return tenants
}
