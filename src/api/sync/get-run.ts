import { Type } from 'typebox'
import { findRun } from '../../store/runs.ts'
import { findSyncRequest, listRequestTargets } from '../../store/sync-requests.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Id, strict, TenantId } from '../schemas.ts'
import { RunDetail, toRunDetail } from './run-view.ts'
import { toGlobalResult, toSingleResult, toUnderWay } from './sync-result.ts'
import { GlobalResult, SingleResult, SyncUnderWay } from './sync-schemas.ts'

export function registerGetRun(api: Api, { db }: ApiContext): void {
  api.get(
    '/orders/sync/runs/:runId',
    {
      schema: {
        operationId: 'getRun',
        tags: ['Sync'],
        summary: 'One run, or the result of a sync that somebody asked for',
        description:
          'With the id of a run: its row. With the `runId` that a sync was answered with: 202 while it goes on, then 200 with the same body as the sync itself, whatever its outcome.',
        params: strict({ runId: Id }),
        querystring: strict({ tenantId: Type.Optional(TenantId) }),
        response: { 200: Type.Union([RunDetail, SingleResult, GlobalResult]), 202: SyncUnderWay },
      },
    },
    async (request, reply) => {
      const { runId } = request.params
      const { tenantId } = request
      const run = await findRun(db.of(tenantId), runId)
      if (run !== null) return toRunDetail(run)

      const sync = await findSyncRequest(db, runId)
      const targets = sync === null ? [] : await listRequestTargets(db.of(tenantId), runId)
      const [first] = targets
      // For one tenant: only what that tenant asked for, never a run of all.
      const visible =
        tenantId === null || (sync?.mode === 'single' && first !== undefined && first.tenantId === tenantId)
      if (sync === null || !visible) throw new Problem('run_not_found', `There is no run "${runId}".`)
      const of = sync.mode === 'single' ? (first?.tenantId ?? null) : null
      if (sync.finishedAt === null) return reply.code(202).send(toUnderWay(sync, of, targets))
      if (sync.mode === 'global') return toGlobalResult(sync, targets)
      if (of === null) throw new Problem('run_not_found', 'The tenant of this sync was removed.')
      return toSingleResult(sync, of, targets)
    },
  )
}
