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
        description:
          'A run that is under way ends at its next page. Amazon is not told: the seller can withdraw the consent there, under Manage Your Apps.',
        params: ConnectionParams,
        querystring: strict({}),
        response: {
          200: Type.Object({
            tenantId: TenantId,
            connectionId: Type.String(),
            deleted: Type.Literal(true),
            kept: Type.Object({ orders: Type.Integer() }),
            message: Type.String({ description: 'What was forgotten and what was kept.' }),
          }),
        },
      },
    },
    async ({ params: { tenantId, connectionId } }) => {
      const deleted = await db.of(tenantId).transaction((tx) => deleteConnection(tx, connectionId))
      if (deleted === null) throw connectionNotFound(connectionId)
      return {
        tenantId,
        connectionId,
        deleted: true as const,
        kept: { orders: deleted.ordersKept },
        message: `The refresh token, buyer data, the watermark and the plan of the backfill are deleted. The tenant keeps its ${deleted.ordersKept} orders; they are changed no more through this connection.`,
      }
    },
  )
}
