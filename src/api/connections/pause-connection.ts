import { setPaused } from '../../store/connections.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict } from '../schemas.ts'
import {
  ConnectionParams,
  ConnectionView,
  connectionNotFound,
  requireConnectionView,
} from './connection-view.ts'

/** Pause and resume: the same call, with the wish in its address. */
export function registerPauseConnection(api: Api, context: ApiContext): void {
  for (const wish of ['pause', 'resume'] as const) {
    api.post(
      `/tenants/:tenantId/connections/:connectionId/${wish}`,
      {
        schema: {
          operationId: `${wish}Connection`,
          tags: ['Connections'],
          summary: wish === 'pause' ? 'Stop syncing a connection' : 'Let a paused connection go on',
          params: ConnectionParams,
          querystring: strict({}),
          body: strict({}),
          response: { 200: ConnectionView },
        },
      },
      async ({ params: { tenantId, connectionId } }) => {
        const connection = await context.db
          .of(tenantId)
          .transaction((tx) => setPaused(tx, connectionId, wish === 'pause'))
        if (connection === null) throw connectionNotFound(connectionId)
        if (connection.status === 'reauthorization_required') {
          throw new Problem(
            'reauthorization_required',
            'Amazon no longer accepts the authorisation: the seller must reconnect Amazon.',
          )
        }
        return requireConnectionView(context, tenantId, connectionId)
      },
    )
  }
}
