import { isTenantId } from '../domain/tenant-id.ts'
import type { Identity } from '../oidc/identity.ts'
import { ProviderUnavailable, TokenNotUsable, TokenRefused } from '../oidc/oidc-errors.ts'
import type { Database } from '../store/database.ts'
import { findTenant } from '../store/tenants.ts'
import { Problem } from './problem.ts'

/**
 * Whom the identity provider vouches for. What goes wrong becomes the problem that says so: a token that proves
 * nothing is a 401, one of somebody without rights here a 403, and a provider that does not answer a 503, because
 * then nothing is known about the token.
 */
export async function vouched(db: Database, ask: () => Promise<Identity>): Promise<Identity> {
  const identity = await ask().catch((error: unknown) => {
    throw toProblem(error)
  })
  const { tenantId } = identity
  const exists = tenantId === null || (isTenantId(tenantId) && (await findTenant(db.of(tenantId))) !== null)
  if (!exists) {
    throw new Problem('token_not_usable', 'The tenant that the token names does not exist here.')
  }
  return identity
}

/** What a provider that does not answer becomes; any other error stays what it is. */
export function unavailable(error: unknown): unknown {
  if (!(error instanceof ProviderUnavailable)) return error
  return new Problem('identity_provider_unavailable', `${error.message}. Try again.`, {
    headers: { 'retry-after': '5' },
    cause: error,
  })
}

function toProblem(error: unknown): unknown {
  if (error instanceof TokenRefused) {
    return new Problem('unauthenticated', `${error.message}.`, {
      headers: { 'www-authenticate': 'Bearer realm="ordersync", error="invalid_token"' },
    })
  }
  if (error instanceof TokenNotUsable) return new Problem('token_not_usable', error.message)
  return unavailable(error)
}
