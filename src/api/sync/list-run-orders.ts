import { Type } from 'typebox'
import { findRun, listRunOrders } from '../../store/runs.ts'
import type { Api, ApiContext } from '../context.ts'
import { positionOfCursor } from '../cursor.ts'
import { Problem } from '../problem.ts'
import { Cursor, Id, Next, pageLimit, strict, TenantId } from '../schemas.ts'

const RunOrderView = Type.Object({
  externalOrderId: Type.String(),
  kind: Type.Enum(['created', 'updated']),
  changes: Type.Optional(
    Type.Record(Type.String(), Type.Array(Type.Unknown()), { description: '{field: [before, after]}' }),
  ),
})

export function registerListRunOrders(api: Api, { db, cursors }: ApiContext): void {
  api.get(
    '/orders/sync/runs/:runId/orders',
    {
      schema: {
        operationId: 'listRunOrders',
        tags: ['Sync'],
        summary: 'The orders that a run created or changed, in the order in which it stored them',
        params: strict({ runId: Id }),
        querystring: strict({
          tenantId: Type.Optional(TenantId),
          limit: pageLimit(200, 50),
          after: Type.Optional(Cursor),
        }),
        response: { 200: Type.Object({ orders: Type.Array(RunOrderView), next: Next }) },
      },
    },
    async (request) => {
      const { runId } = request.params
      const { after, limit = 50 } = request.query
      const run = await findRun(db.of(request.tenantId), runId)
      if (run === null) throw new Problem('run_not_found', `There is no run "${runId}".`)
      const list = { list: `runs/${runId}/orders`, tenantId: run.tenantId }
      const position = after === undefined ? 0n : positionOfCursor((await cursors.read(after, list))[0])
      const rows = await listRunOrders(db.of(run.tenantId), runId, position, limit + 1)
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        orders: page.map(({ externalOrderId, kind, difference }) => ({
          externalOrderId,
          kind,
          ...(difference === null ? {} : { changes: difference as Record<string, unknown[]> }),
        })),
        next: last === undefined ? null : await cursors.write(list, [last.position.toString()]),
      }
    },
  )
}
