import type { Api, ApiContext } from '../context.ts'
import { strict } from '../schemas.ts'
import { ConnectionParams, ConnectionView, requireConnection, toConnectionView } from './connection-view.ts'

export function registerGetConnection(api: Api, { db }: ApiContext): void {
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
    async ({ params }) => toConnectionView(await requireConnection(db, params.tenantId, params.connectionId)),
  )
}
