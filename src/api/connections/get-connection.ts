import type { Api, ApiContext } from '../context.ts'
import { strict } from '../schemas.ts'
import { ConnectionParams, ConnectionView, requireConnectionView } from './connection-view.ts'

export function registerGetConnection(api: Api, context: ApiContext): void {
  api.get(
    '/tenants/:tenantId/connections/:connectionId',
    {
      schema: {
        operationId: 'getConnection',
        tags: ['Connections'],
        summary: 'One connection',
        params: ConnectionParams,
        querystring: strict({}),
        response: { 200: ConnectionView },
      },
    },
    async ({ params }) => requireConnectionView(context, params.tenantId, params.connectionId),
  )
}
