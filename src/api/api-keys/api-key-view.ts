import { type Static, Type } from 'typebox'
import { type ApiKey, roles } from '../../store/api-keys.ts'
import { Instant, nullable, TenantId } from '../schemas.ts'

export const apiKeyFields = {
  keyId: Type.String(),
  name: Type.String(),
  role: Type.Enum([...roles]),
  tenantId: nullable(TenantId),
  createdAt: Instant,
  expiresAt: nullable(Instant),
  lastUsedAt: nullable(Instant),
  revokedAt: nullable(Instant),
}

/** A key without its secret. */
export const ApiKeyView = Type.Object(apiKeyFields)

export function toApiKeyView(key: ApiKey): Static<typeof ApiKeyView> {
  return {
    keyId: key.keyId,
    name: key.name,
    role: key.role,
    tenantId: key.tenantId,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  }
}
