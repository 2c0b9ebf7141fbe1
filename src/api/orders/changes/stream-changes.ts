import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isDatabaseUnavailable } from '../../../store/database.ts'
import type { Tenant } from '../../../store/tenants.ts'
import type { Api, ApiContext } from '../../context.ts'
import { OpenCalls } from '../../open-calls.ts'
import { Problem } from '../../problem.ts'
import { cursorPattern, strict, TenantId } from '../../schemas.ts'
import { requireTenant } from '../../tenant-choice.ts'
import { encodeChangeCursor, readStart } from './change-cursor.ts'
import { EventStream, ReaderTooSlow } from './event-stream.ts'
import { createFeedWatch, type FeedWatch } from './feed-watch.ts'
import { After, readChanges } from './list-changes.ts'

const pageSize = 50
const defaults = { heartbeatMs: 15_000, patienceMs: 30_000, perCaller: 10 }

/** Why a stream ended, in its last event. */
type Ending =
  | 'shutting_down'
  | 'access_ended'
  | 'too_slow'
  | 'changes_expired'
  | 'tenant_not_found'
  | 'unavailable'

export function registerStreamChanges(api: Api, context: ApiContext): void {
  const { db, settings } = context
  const { heartbeatMs, patienceMs, perCaller } = { ...defaults, ...settings.streams }
  const watch = createFeedWatch(db)
  const open = new OpenCalls(perCaller, 'too_many_streams')
  context.gauge?.(
    'ordersync_change_streams',
    'Streams of changes that are open in this process.',
    async () => open.total,
  )

  api.get(
    '/orders/changes/stream',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'streamOrderChanges',
        tags: ['Changes'],
        summary: 'The feed as server-sent events, as changes are stored',
        querystring: strict({ tenantId: Type.Optional(TenantId), after: After }),
        response: {
          200: Type.Unsafe<Readable>({
            type: 'string',
            description:
              'text/event-stream. `event: change`, `id`: the cursor after it, `data`: as in the list of changes. `Last-Event-ID` goes before `after`.',
          }),
        },
      },
    },
    async (request, reply) => {
      const tenant = await requireTenant(db, request)
      const start = await readStart(db, tenant, lastEventId(request) ?? request.query.after)
      const first = await readChanges(db, tenant, start, 1)
      const end = open.begin(request.caller?.actor ?? '')
      const stream = new EventStream(patienceMs)
      const begin = start ?? (first.changes[0] === undefined ? first.last : first.last - 1)
      const stillAllowed = (): Promise<boolean> => api.stillAdmits(request)
      void follow({ context, watch, tenant, stream, heartbeatMs, stillAllowed }, begin).then((ending) => {
        stream.end({ event: 'end', data: { reason: ending } })
        end()
      })
      reply.type('text/event-stream; charset=utf-8')
      reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      return reply.send(stream.readable)
    },
  )
}

interface Following {
  readonly context: ApiContext
  readonly watch: FeedWatch
  readonly tenant: Tenant
  readonly stream: EventStream
  readonly heartbeatMs: number
  readonly stillAllowed: () => Promise<boolean>
}

/** Sends changes until the reader goes, or one of the endings. Never rejects. */
async function follow(following: Following, begin: number): Promise<Ending> {
  const { context, tenant, stream } = following
  try {
    await stream.askForReconnect(2000)
    // A reader that began without a cursor has one before the first change arrives.
    await stream.send({ id: encodeChangeCursor(tenant, begin) })
    return await sendChanges(following, begin)
  } catch (error) {
    if (error instanceof ReaderTooSlow) return 'too_slow'
    if (error instanceof Problem && (error.code === 'changes_expired' || error.code === 'tenant_not_found'))
      return error.code
    if (!isDatabaseUnavailable(error))
      context.log.error(
        { event: 'stream_failed', tenantId: tenant.tenantId, error },
        'a stream of changes failed',
      )
    return 'unavailable'
  }
}

async function sendChanges(following: Following, begin: number): Promise<Ending> {
  const { context, watch, tenant, stream, heartbeatMs, stillAllowed } = following
  let position = begin
  let checkedAt = Date.now()
  while (!stream.closed.aborted && !context.stopping.aborted) {
    const { changes, hasMore } = await readChanges(context.db, tenant, position, pageSize)
    for (const change of changes) {
      await stream.send({ id: encodeChangeCursor(tenant, change.position), event: 'change', data: change })
      if (stream.closed.aborted) break
      position = change.position
    }
    if (!hasMore) {
      const pause = AbortSignal.any([stream.closed, context.stopping, AbortSignal.timeout(heartbeatMs)])
      await watch.beyond(tenant.tenantId, position, pause)
    }
    if (Date.now() - checkedAt < heartbeatMs) continue
    checkedAt = Date.now()
    if (!(await stillAllowed())) return 'access_ended'
    await stream.comment('still here')
  }
  return 'shutting_down'
}

/** Where a reader that lost its stream goes on. Browsers send it by themselves. */
function lastEventId(request: FastifyRequest): string | undefined {
  const value = request.headers['last-event-id']
  if (typeof value !== 'string' || value === '') return undefined
  if (!new RegExp(cursorPattern).test(value)) {
    throw new Problem('invalid_cursor', 'Last-Event-ID is not a cursor of the feed.', {
      field: 'Last-Event-ID',
    })
  }
  return value
}
