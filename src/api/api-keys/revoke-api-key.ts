import { Type } from 'typebox'
import { revokeApiKey } from '../../store/api-keys.ts'
import type { Api, ApiContext } from '../context.ts'
import { Id, strict, TenantId } from '../schemas.ts'
import { requireApiKey } from './require-api-key.ts'

export function registerRevokeApiKey(api: Api, { db }: ApiContext): void {
  api.delete(
    '/api-keys/:keyId',
    {
      schema: {
        operationId: 'revokeApiKey',
        tags: ['API keys'],
        summary: 'Revoke a key: neither it nor its sessions open anything any more',
        params: strict({ keyId: Id }),
        querystring: strict({ tenantId: Type.Optional(TenantId) }),
        response: { 200: Type.Object({ keyId: Type.String(), revoked: Type.Literal(true) }) },
      },
    },
    async (request) => {
      const { keyId } = request.params
      const key = await requireApiKey(db, request, keyId)
      await revokeApiKey(db.of(key.tenantId), keyId)
      return { keyId, revoked: true as const }
    },
  )
}
