import { Type } from 'typebox'
import { deleteConnection } from '../../store/connections.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict, TenantId } from '../schemas.ts'
import { ConnectionParams, connectionNotFound } from './connection-view.ts'

export function registerDeleteConnection(api: Api, { db }: ApiContext): void {
  api.delete(
    '/tenants/:tenantId/connections/:connectionId',
    {
      schema: {
        operationId: 'disconnect',
        tags: ['Connections'],
        summary: 'Disconnect: the token and buyer data are deleted, the orders stay',
        params: ConnectionParams,
        querystring: strict({}),
        response: {
          200: Type.Object({
            tenantId: TenantId,
            connectionId: Type.String(),
            deleted: Type.Literal(true),
          }),
        },
      },
    },
    async ({ params: { tenantId, connectionId } }) => {
      const deleted = await db.of(tenantId).transaction((tx) => deleteConnection(tx, connectionId))
      if (!deleted) throw connectionNotFound(connectionId)
      return { tenantId, connectionId, deleted: true as const }
    },
  )
}
