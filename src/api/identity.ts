import type { FastifyRequest } from 'fastify'
import { audit, onlyId } from './audit.ts'
import { authenticate } from './authenticate.ts'
import type { Caller } from './caller.ts'
import type { Api, ApiContext } from './context.ts'
import { hasMetricsToken } from './operation/metrics-token.ts'
import { findPermission, isRoleAllowed, type Permission } from './permissions.ts'
import { Problem } from './problem.ts'
import { isReading, refuseOtherSites, requireCsrfToken } from './session/cross-site.ts'
import { chooseTenant } from './tenant-choice.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether the caller of a request that lasts would still be let in: not revoked, expired or given another role. */
    stillAdmits(request: FastifyRequest): Promise<boolean>
  }
  interface FastifyRequest {
    /** Null on public routes. */
    caller: Caller | null
    /** The one tenant that this request is about, or null: then an operator means all of them. */
    tenantId: string | null
    /** Whether the request names that tenant itself, rather than leaving it to its key. */
    namesTenant: boolean
  }
}

/**
 * Every request passes here before its handler: who is it, may that role call this route, and for which tenant.
 * State-changing calls are written to the audit log before they have any effect, refusals when they are answered.
 */
export function registerIdentity(api: Api, context: ApiContext): void {
  api.decorateRequest('caller', null)
  api.decorateRequest('tenantId', null)
  api.decorateRequest('namesTenant', false)
  api.decorate('stillAdmits', async (request: FastifyRequest) => {
    const { caller } = request
    const now = await authenticate(context, request).catch((error: unknown) => {
      if (error instanceof Problem && error.statusCode < 500) return null
      throw error
    })
    return now?.actor === caller?.actor && now?.role === caller?.role && now?.tenantId === caller?.tenantId
  })

  api.addHook('onRequest', async (request) => {
    const permission = permissionOf(request)
    if (permission === 'public') {
      if (!isProbeOfLife(request)) context.limits.countAddress(request.ip)
      return
    }
    if (permission === 'metrics' && hasMetricsToken(request, context.edge)) return
    const caller = await authenticate(context, request)
    if (caller === null) throw nobody()
    request.caller = caller
    context.limits.countCaller(caller)
    if (caller.signedIn !== null && !isReading(request)) {
      refuseOtherSites(request, context.edge)
      requireCsrfToken(request, caller.signedIn.token)
    }
    if (!isRoleAllowed(permission, caller.role)) {
      throw new Problem('forbidden', `A caller with the role ${caller.role} may not do this.`)
    }
  })

  api.addHook('preHandler', async (request) => {
    if (request.caller === null) return
    const choice = chooseTenant(request, request.caller)
    if (choice.kind === 'refused') {
      throw new Problem(
        'other_tenant',
        'This key belongs to a tenant and can be used for that tenant only.',
        {
          auditedAs: onlyId(choice.named),
        },
      )
    }
    request.tenantId = choice.tenantId
    request.namesTenant = choice.named
    if (!isReading(request)) {
      await audit(context.db, request, { allowed: true, tenantId: choice.tenantId })
    }
  })
}

function nobody(): Problem {
  return new Problem(
    'unauthenticated',
    'Send "Authorization: Bearer <API key>" with a key that is valid, or sign in.',
    { headers: { 'www-authenticate': 'Bearer realm="ordersync"' } },
  )
}

/** Costs nothing, and is answered in any flood: who asks would otherwise end this process as dead. */
function isProbeOfLife(request: FastifyRequest): boolean {
  return request.routeOptions.url?.endsWith('/healthz') === true
}

function permissionOf(request: FastifyRequest): Permission {
  // An address that does not exist is said to be so without asking who asks.
  if (request.is404) return 'public'
  return findPermission(request.method, request.routeOptions.url ?? '') ?? 'operator'
}
