import type { FastifyRequest } from 'fastify'
import { isTenantId, tenantIdPattern } from '../domain/tenant-id.ts'
import type { Database } from '../store/database.ts'
import type { Tenant } from '../store/tenants.ts'
import { findTenant } from '../store/tenants.ts'
import type { Caller } from './caller.ts'
import { Problem } from './problem.ts'

export type TenantChoice =
  | { readonly kind: 'chosen'; readonly tenantId: string | null; readonly named: boolean }
  /** A tenant's key named another tenant. */
  | { readonly kind: 'refused'; readonly named: string }

/**
 * Which tenant a request is about. It can be named in the path, the query, the body and in `X-Tenant-Id`; all that
 * are given must agree. The key of a tenant is bound to its tenant whatever the request says.
 */
export function chooseTenant(request: FastifyRequest, caller: Caller): TenantChoice {
  const named = namedTenants(request)
  if (caller.tenantId !== null) {
    const other = named.find(({ tenantId }) => tenantId !== caller.tenantId)
    if (other !== undefined) return { kind: 'refused', named: other.tenantId }
    return { kind: 'chosen', tenantId: caller.tenantId, named: named.length > 0 }
  }
  const [first] = named
  if (first === undefined) return { kind: 'chosen', tenantId: null, named: false }
  for (const { tenantId, field } of named) {
    if (!isTenantId(tenantId)) {
      throw new Problem('invalid_request', `${field} must match ${tenantIdPattern}.`, { field })
    }
    if (tenantId !== first.tenantId) {
      throw new Problem('tenant_ambiguous', `${first.field} and ${field} name different tenants.`, { field })
    }
  }
  return { kind: 'chosen', tenantId: first.tenantId, named: true }
}

/** The tenant of the request. Throws a 400 when an operator did not name one. */
export function requireTenantId(request: FastifyRequest): string {
  if (request.tenantId !== null) return request.tenantId
  throw new Problem('tenant_required', 'An operator key must name the tenant: tenantId, or X-Tenant-Id.', {
    field: 'tenantId',
  })
}

/** The tenant of the request as it is stored. Throws a 404 when there is none. */
export async function requireTenant(db: Database, request: FastifyRequest): Promise<Tenant> {
  const tenantId = requireTenantId(request)
  const tenant = await findTenant(db.of(tenantId))
  if (tenant !== null) return tenant
  throw new Problem('tenant_not_found', `There is no tenant "${tenantId}".`)
}

function namedTenants(request: FastifyRequest): readonly { field: string; tenantId: string }[] {
  const places: readonly (readonly [string, unknown])[] = [
    ['tenantId', (request.params as Record<string, unknown> | null)?.tenantId],
    ['tenantId', (request.query as Record<string, unknown> | null)?.tenantId],
    ['tenantId', (request.body as Record<string, unknown> | null | undefined)?.tenantId],
    ['X-Tenant-Id', request.headers['x-tenant-id']],
  ]
  return places.flatMap(([field, value]) => (typeof value === 'string' ? [{ field, tenantId: value }] : []))
}
