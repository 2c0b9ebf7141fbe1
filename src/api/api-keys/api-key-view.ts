import { type Static, Type } from 'typebox'
import { roles } from '../../domain/role.ts'
import type { ApiKey } from '../../store/api-keys.ts'
import { Instant, nullable, TenantId } from '../schemas.ts'

const apiKeyFields = {
  keyId: Type.String(),
  name: Type.String(),
  role: Type.Enum([...roles]),
  tenantId: nullable(TenantId),
  prefix: nullable(
    Type.String({ description: 'How the key begins, to find it by; null for a key of your own making.' }),
  ),
  canReadBuyers: Type.Boolean({ description: 'Whether it may be shown who bought.' }),
  createdAt: Instant,
  expiresAt: nullable(Instant),
  lastUsedAt: nullable(Instant),
  revokedAt: nullable(Instant),
  replacesKeyId: nullable(Type.String({ description: 'The key that this one was made to replace.' })),
}

/** With the secret, in the one answer that shows it. */
export const NewApiKeyView = Type.Object({
  ...apiKeyFields,
  key: Type.String({ description: 'Keep it: shown only here.' }),
})

/** A key without its secret. */
export const ApiKeyView = Type.Object(apiKeyFields)

export function toApiKeyView(key: ApiKey): Static<typeof ApiKeyView> {
  return {
    keyId: key.keyId,
    name: key.name,
    role: key.role,
    tenantId: key.tenantId,
    prefix: key.prefix,
    canReadBuyers: key.canReadBuyers,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    replacesKeyId: key.replacesKeyId,
  }
}
