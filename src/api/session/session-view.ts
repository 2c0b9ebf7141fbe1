import { type Static, Type } from 'typebox'
import { roles } from '../../domain/role.ts'
import type { Secret } from '../../runtime/secret.ts'
import type { Session } from '../../store/sessions.ts'
import type { ApiContext } from '../context.ts'
import { Instant, nullable, TenantId } from '../schemas.ts'
import { csrfTokenOf } from './session-cookie.ts'

export const SessionView = Type.Object({
  role: Type.Enum([...roles]),
  tenantId: nullable(TenantId),
  name: Type.String({ description: 'Of the key, or of the person at the identity provider.' }),
  subject: nullable(Type.String({ description: 'Of the person at the identity provider; null of a key.' })),
  canReadBuyers: Type.Boolean(),
  csrfToken: Type.String({
    description: 'Goes with every request that is not GET or HEAD as X-CSRF-Token.',
  }),
  expiresAt: Instant,
  simulated: Type.Boolean({ description: 'Whether Amazon is simulated here.' }),
  version: Type.String(),
})

export function toSessionView(
  session: Session,
  token: Secret,
  { settings, version }: Pick<ApiContext, 'settings' | 'version'>,
): Static<typeof SessionView> {
  return {
    role: session.role,
    tenantId: session.tenantId,
    name: session.name,
    subject: session.subject,
    canReadBuyers: session.canReadBuyers,
    csrfToken: csrfTokenOf(token),
    expiresAt: session.expiresAt.toISOString(),
    simulated: settings.simulated,
    version,
  }
}
