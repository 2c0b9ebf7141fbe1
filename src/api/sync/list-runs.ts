import { Type } from 'typebox'
import { lanes } from '../../domain/lane.ts'
import { listRuns, type RunPosition } from '../../store/runs.ts'
import type { Api, ApiContext } from '../context.ts'
import { type CursorPosition, idOfCursor, instantOfCursor } from '../cursor.ts'
import { Cursor, Next, pageLimit, strict, TenantId } from '../schemas.ts'
import { RunStatusSchema, RunView, toRunView } from './run-view.ts'

export function registerListRuns(api: Api, { db, cursors }: ApiContext): void {
  api.get(
    '/orders/sync/runs',
    {
      schema: {
        operationId: 'listRuns',
        tags: ['Sync'],
        summary: 'The history of runs, newest first',
        querystring: strict({
          tenantId: Type.Optional(TenantId),
          lane: Type.Optional(Type.Enum([...lanes])),
          status: Type.Optional(RunStatusSchema),
          limit: pageLimit(200, 50),
          after: Type.Optional(Cursor),
        }),
        response: { 200: Type.Object({ runs: Type.Array(RunView), next: Next }) },
      },
    },
    async (request) => {
      const { tenantId } = request
      const { lane = null, status = null, after, limit = 50 } = request.query
      const list = { list: 'runs', tenantId, filters: { lane, status } }
      const rows = await listRuns(db.of(tenantId), {
        lane,
        status,
        after: after === undefined ? null : readPosition(await cursors.read(after, list)),
        limit: limit + 1,
      })
      const page = rows.slice(0, limit)
      const last = rows.length > limit ? page.at(-1) : undefined
      return {
        runs: page.map(toRunView),
        next:
          last === undefined
            ? null
            : await cursors.write(list, [last.position.startedAt, last.position.runId]),
      }
    },
  )
}

function readPosition([startedAt, runId]: CursorPosition): RunPosition {
  return { startedAt: instantOfCursor(startedAt), runId: idOfCursor(runId) }
}
