import { Type } from 'typebox'
import { findApiKey, revokeApiKey } from '../../store/api-keys.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Id, strict, TenantId } from '../schemas.ts'

export function registerRevokeApiKey(api: Api, { db }: ApiContext): void {
  api.delete(
    '/api-keys/:keyId',
    {
      schema: {
        operationId: 'revokeApiKey',
        tags: ['API keys'],
        summary: 'Revoke a key: it opens nothing any more',
        params: strict({ keyId: Id }),
        querystring: strict({ tenantId: Type.Optional(TenantId) }),
        response: { 200: Type.Object({ keyId: Type.String(), revoked: Type.Literal(true) }) },
      },
    },
    async (request) => {
      const { keyId } = request.params
      const key = await findApiKey(db.of(request.tenantId), keyId)
      if (key === null || !(await revokeApiKey(db.of(key.tenantId), keyId))) {
        throw new Problem('key_not_found', `There is no API key "${keyId}".`)
      }
      return { keyId, revoked: true as const }
    },
  )
}
