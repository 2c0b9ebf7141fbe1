import type { FastifyRequest } from 'fastify'
import { Secret } from '../runtime/secret.ts'
import { findValidApiKey, type Role } from '../store/api-keys.ts'
import { audit } from './audit.ts'
import type { Api, ApiContext } from './context.ts'
import { findPermission, isRoleAllowed, type Permission } from './permissions.ts'
import { Problem } from './problem.ts'
import { chooseTenant } from './tenant-choice.ts'

/** Who calls: an API key, and nothing that a header merely claims. */
export interface Caller {
  readonly keyId: string
  readonly role: Role
  /** Null for an operator. */
  readonly tenantId: string | null
}

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
 * State-changing calls are written to the audit log before they have any effect, refusals when they happen.
 */
export function registerIdentity(api: Api, { db }: ApiContext): void {
  api.decorateRequest('caller', null)
  api.decorateRequest('tenantId', null)
  api.decorateRequest('namesTenant', false)
  api.decorate('stillAdmits', async (request: FastifyRequest) => {
    const caller = await authenticate(request)
    return caller?.keyId === request.caller?.keyId && caller?.role === request.caller?.role
  })

  api.addHook('onRequest', async (request) => {
    const permission = permissionOf(request)
    if (permission === 'public' || (permission === 'metrics' && isThisMachine(request))) return
    const caller = await authenticate(request)
    if (caller === null) {
      await audit(db, request, { allowed: false, tenantId: null })
      throw new Problem(
        'unauthenticated',
        'Send "Authorization: Bearer <API key>" with a key that is valid.',
        {
          headers: { 'www-authenticate': 'Bearer realm="ordersync"' },
        },
      )
    }
    request.caller = caller
    if (isRoleAllowed(permission, caller.role)) return
    await audit(db, request, { allowed: false, tenantId: caller.tenantId })
    throw new Problem('forbidden', `A key with the role ${caller.role} may not do this.`)
  })

  api.addHook('preHandler', async (request) => {
    if (request.caller === null) return
    const choice = chooseTenant(request, request.caller)
    if (choice.kind === 'refused') {
      await audit(db, request, { allowed: false, tenantId: request.caller.tenantId, subject: choice.named })
      throw new Problem('other_tenant', 'This key belongs to a tenant and can be used for that tenant only.')
    }
    request.tenantId = choice.tenantId
    request.namesTenant = choice.named
    if (request.method !== 'GET') {
      await audit(db, request, { allowed: true, tenantId: choice.tenantId, subject: subjectOf(request) })
    }
  })

  async function authenticate(request: FastifyRequest): Promise<Caller | null> {
    const match = /^Bearer +(\S{1,512})$/i.exec(request.headers.authorization ?? '')
    if (match?.[1] === undefined) return null
    const key = await findValidApiKey(db, new Secret(match[1]))
    return key === null ? null : { keyId: key.keyId, role: key.role, tenantId: key.tenantId }
  }
}

function permissionOf(request: FastifyRequest): Permission {
  // An address that does not exist is said to be so without asking who asks.
  if (request.is404) return 'public'
  return findPermission(request.method, request.routeOptions.url ?? '') ?? 'operator'
}

/** A caller on this machine that no proxy speaks for. */
function isThisMachine(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded
  return forwarded === undefined && /^(127\.|::1$|::ffff:127\.)/.test(request.ip)
}

/** What the call is about, from its address: `connectionId=con_1`. */
function subjectOf(request: FastifyRequest): string {
  return Object.entries(request.params as Record<string, string>)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}
