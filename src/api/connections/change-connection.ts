import { Type } from 'typebox'
import { setIncludeBuyerData } from '../../store/connections.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict } from '../schemas.ts'
import {
  ConnectionParams,
  ConnectionView,
  connectionNotFound,
  requireConnectionView,
} from './connection-view.ts'

export function registerChangeConnection(api: Api, context: ApiContext): void {
  api.patch(
    '/tenants/:tenantId/connections/:connectionId',
    {
      schema: {
        operationId: 'changeConnection',
        tags: ['Connections'],
        summary: 'Keep buyer data from now on, or keep none and delete what there is',
        params: ConnectionParams,
        querystring: strict({}),
        body: strict({ includeBuyerData: Type.Boolean() }),
        response: { 200: ConnectionView },
      },
    },
    async ({ params: { tenantId, connectionId }, body: { includeBuyerData } }) => {
      const connection = await context.db
        .of(tenantId)
        .transaction((tx) => setIncludeBuyerData(tx, connectionId, includeBuyerData))
      if (connection === null) throw connectionNotFound(connectionId)
      return requireConnectionView(context, tenantId, connectionId)
    },
  )
}
