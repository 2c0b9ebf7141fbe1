import { Type } from 'typebox'
import { createSyncRequest, findSyncRequest, listRequestTargets } from '../../store/sync-requests.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict } from '../schemas.ts'
import { httpStatusOfGlobal } from './http-status.ts'
import { toGlobalResult, toUnderWay } from './sync-result.ts'
import { GlobalResult, SyncUnderWay } from './sync-schemas.ts'
import { waitForRequest } from './wait-for-request.ts'

const Options = strict({
  batchSize: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 10_000,
      description: 'At most this many connections at a time. GLOBAL_SYNC_BATCH_SIZE unless given.',
    }),
  ),
  delayMs: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 600_000,
      description: 'Between two batches. GLOBAL_SYNC_TENANT_DELAY_MS unless given.',
    }),
  ),
  wait: Type.Optional(Type.Boolean({ description: 'False: answer 202 at once. True unless given.' })),
})

export function registerRunGlobal(api: Api, context: ApiContext): void {
  const { db, random, settings } = context
  api.post(
    '/orders/sync/run/global',
    {
      schema: {
        operationId: 'syncAll',
        tags: ['Sync'],
        summary: 'Sync every tenant that is due',
        description:
          "One tenant's failure never fails the run. 503 with the same body when nothing could be attempted: Amazon refuses the application's secret, or the secret store does not answer, for everybody.",
        querystring: Options,
        body: Options,
        response: { 200: GlobalResult, 202: SyncUnderWay, 503: GlobalResult },
      },
    },
    async (request, reply) => {
      const options = { ...request.query, ...request.body }
      const requestId = random.id('req')
      await db.transaction((tx) =>
        createSyncRequest(tx, {
          requestId,
          batchSize: options.batchSize ?? settings.globalBatchSize,
          batchDelayMs: options.delayMs ?? settings.globalTenantDelayMs,
        }),
      )
      const wait = options.wait ?? true
      const sync = wait
        ? await waitForRequest(context, requestId, reply)
        : await findSyncRequest(db, requestId)
      if (sync === null) throw new Problem('run_not_found', 'The record of this sync was removed.')
      const targets = await listRequestTargets(db, requestId)
      if (sync.finishedAt === null || !wait) return reply.code(202).send(toUnderWay(sync, null, targets))
      const result = toGlobalResult(sync, targets)
      return reply.code(httpStatusOfGlobal(result)).send(result)
    },
  )
}
