import { Type } from 'typebox'
import type { Api, ApiContext } from '../context.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { ConnectionView, listConnectionViews } from './connection-view.ts'

export function registerListConnections(api: Api, context: ApiContext): void {
  api.get(
    '/tenants/:tenantId/connections',
    {
      schema: {
        operationId: 'listConnections',
        tags: ['Connections'],
        summary: 'The Amazon connections of a tenant',
        params: strict({ tenantId: TenantId }),
        querystring: strict({}),
        response: { 200: Type.Object({ connections: Type.Array(ConnectionView) }) },
      },
    },
    async (request) => {
      const { tenantId } = await requireTenant(context.db, request)
      return { connections: await listConnectionViews(context, tenantId) }
    },
  )
}
