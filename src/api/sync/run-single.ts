import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { laneLockKey } from '../../domain/lock-key.ts'
import { listConnections } from '../../store/connections.ts'
import { isLocked } from '../../store/lock-session.ts'
import { findOpenRun, type Run } from '../../store/runs.ts'
import { createSyncRequest, findSyncRequest, listRequestTargets } from '../../store/sync-requests.ts'
import { listSyncStatus } from '../../store/sync-status.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { httpStatusOfSingle } from './http-status.ts'
import { toSingleResult, toUnderWay } from './sync-result.ts'
import { SingleResult, SyncUnderWay } from './sync-schemas.ts'
import { waitForRequest } from './wait-for-request.ts'

const Wait = Type.Optional(Type.Boolean({ description: 'False: answer 202 at once. True unless given.' }))

export function registerRunSingle(api: Api, context: ApiContext): void {
  api.post(
    '/orders/sync/run',
    {
      schema: {
        operationId: 'syncTenant',
        tags: ['Sync'],
        summary: 'Sync one tenant now',
        description:
          'Waits for the result unless `wait=false`. The status says whether it was a success: 200 it was, 202 it goes on, 409 somebody has to act, 429 Amazon allows no call now, 502 and 503 it failed; each with the same body.',
        querystring: strict({ tenantId: Type.Optional(TenantId), wait: Wait }),
        body: strict({ tenantId: Type.Optional(TenantId), wait: Wait }),
        response: {
          200: SingleResult,
          202: SyncUnderWay,
          409: SingleResult,
          429: SingleResult,
          502: SingleResult,
          503: SingleResult,
        },
      },
    },
    async (request, reply) => {
      const { tenantId } = await requireTenant(context.db, request)
      await refuseIfHopeless(context, tenantId)
      const requestId = context.random.id('req')
      await context.db
        .of(tenantId)
        .transaction((tx) => createSyncRequest(tx, { requestId, batchSize: null, batchDelayMs: 0 }))
      const wait = request.body.wait ?? request.query.wait ?? true
      return answer(context, reply, { tenantId, requestId, wait })
    },
  )
}

async function answer(
  context: ApiContext,
  reply: FastifyReply,
  sync: { readonly tenantId: string; readonly requestId: string; readonly wait: boolean },
): Promise<SingleResult | SyncUnderWay> {
  const request = sync.wait
    ? await waitForRequest(context, sync.requestId, reply)
    : await findSyncRequest(context.db, sync.requestId)
  if (request === null)
    throw new Problem('run_not_found', 'The tenant was removed while the sync was under way.')
  const targets = await listRequestTargets(context.db.of(sync.tenantId), sync.requestId)
  if (request.finishedAt === null || !sync.wait) {
    reply.code(202)
    return toUnderWay(request, sync.tenantId, targets)
  }
  const result = toSingleResult(request, sync.tenantId, targets)
  reply.code(httpStatusOfSingle(result))
  if (result.reasonCode === 'AMAZON_RATE_LIMIT' && !result.success) {
    const seconds = await retryAfterSeconds(context, sync.tenantId)
    if (seconds !== null) reply.header('retry-after', seconds)
  }
  return result
}

/** What no worker can change: nothing is connected, or everything that is connected is being synced right now. */
async function refuseIfHopeless({ db }: ApiContext, tenantId: string): Promise<void> {
  const connections = await listConnections(db.of(tenantId))
  if (connections.length === 0) {
    throw new Problem(
      'not_connected',
      "The tenant has no connection: connect the seller's Amazon account first.",
      { extra: { reasonCode: 'NOT_CONNECTED' } },
    )
  }
  const runs: (Run | null)[] = []
  for (const { connectionId } of connections) {
    const run = await findOpenRun(db.of(tenantId), connectionId, 'delta')
    runs.push(run !== null && (await isLocked(db, laneLockKey(tenantId, connectionId, 'delta'))) ? run : null)
  }
  const [first] = runs
  if (runs.includes(null) || first === null || first === undefined) return
  throw new Problem(
    'already_running',
    `A sync of this tenant is running since ${first.startedAt.toISOString()}.`,
    {
      extra: { runId: first.runId, reasonCode: 'LOCK_UNAVAILABLE' },
    },
  )
}

/** Seconds until the tenant's next poll is due, or null when none is planned. */
async function retryAfterSeconds(
  { db, clock, settings }: ApiContext,
  tenantId: string,
): Promise<number | null> {
  const [status] = await listSyncStatus(db.of(tenantId), {
    offset: null,
    limit: 1,
    applicationId: settings.applicationId,
  })
  const due =
    status?.connections.flatMap(({ nextDueAt }) => (nextDueAt === null ? [] : [nextDueAt.getTime()])) ?? []
  if (due.length === 0) return null
  return Math.max(1, Math.ceil((Math.min(...due) - clock.now().getTime()) / 1000))
}
