import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

export type AuditEntry =
  operations['listAuditLog']['responses'][200]['content']['application/json']['entries'][number]

export interface AuditFilters {
  readonly actor?: string
  /** How the action begins. */
  readonly action?: string
  readonly allowed?: boolean
  /** Days, in UTC. */
  readonly from?: string
  readonly to?: string
}

/** Who did, or was refused, what, newest first. */
export function auditQuery(tenantId: string, filters: AuditFilters) {
  return infiniteQueryOptions({
    queryKey: ['audit', tenantId, filters],
    queryFn: ({ signal, pageParam }) => {
      const query = { tenantId, ...filters, limit: 50, ...(pageParam === null ? {} : { after: pageParam }) }
      return ask(api.GET('/api/v1/audit-log', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

/** Where the filtered log lies as a file. */
export function auditExportUrl(tenantId: string, filters: AuditFilters): string {
  const query = Object.entries({ tenantId, format: 'csv', ...filters }).map(([name, value]) => [
    name,
    String(value),
  ])
  return `/api/v1/audit-log/export?${new URLSearchParams(query)}`
}

/** Asks for one entry of those that an export would have. Throws what would be wrong with the export, too. */
export async function checkAuditExport(tenantId: string, filters: AuditFilters): Promise<void> {
  await ask(api.GET('/api/v1/audit-log', { params: { query: { tenantId, ...filters, limit: 1 } } }))
}
