import { Type } from 'typebox'
import { listApiKeys } from '../../store/api-keys.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict, TenantId } from '../schemas.ts'
import { ApiKeyView, toApiKeyView } from './api-key-view.ts'

export function registerListApiKeys(api: Api, { db }: ApiContext): void {
  api.get(
    '/api-keys',
    {
      schema: {
        operationId: 'listApiKeys',
        tags: ['API keys'],
        summary: "The keys of a tenant; for an operator that names none, the operator's",
        querystring: strict({ tenantId: Type.Optional(TenantId) }),
        response: { 200: Type.Object({ apiKeys: Type.Array(ApiKeyView) }) },
      },
    },
    async (request) => ({ apiKeys: (await listApiKeys(db.of(request.tenantId))).map(toApiKeyView) }),
  )
}
