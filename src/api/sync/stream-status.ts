import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isDatabaseUnavailable } from '../../store/database.ts'
import type { Api, ApiContext } from '../context.ts'
import { OpenCalls } from '../open-calls.ts'
import { EventStream, ReaderTooSlow } from '../orders/changes/event-stream.ts'
import { strict, TenantId } from '../schemas.ts'
import { createStatusWatch, type StatusChange, type StatusWatch } from './status-watch.ts'

const defaults = { heartbeatMs: 15_000, patienceMs: 30_000, perCaller: 20 }

/** Why a stream ended, in its last event. */
type Ending = 'shutting_down' | 'access_ended' | 'too_slow' | 'unavailable'

export function registerStreamStatus(api: Api, context: ApiContext): void {
  const { heartbeatMs, patienceMs, perCaller } = { ...defaults, ...context.settings.streams }
  const watch = createStatusWatch(context)
  const open = new OpenCalls(perCaller, 'too_many_streams')

  api.get(
    '/orders/sync/stream',
    {
      // HEAD would open a stream that nobody reads.
      exposeHeadRoute: false,
      schema: {
        operationId: 'streamSyncStatus',
        tags: ['Sync'],
        summary: 'Where the sync stands, told as server-sent events when it changes',
        querystring: strict({ tenantId: Type.Optional(TenantId) }),
        response: {
          200: Type.Unsafe<Readable>({
            type: 'string',
            description:
              'text/event-stream. `event: tenant`, `data`: a tenant as in the list of GET /orders/sync/status. `event: gone`, `data`: `{tenantId}` of a tenant that was removed. Begins with what changed within the last five seconds and tells what changes from then on: a list read within five seconds before each time that it opens, or after it, misses nothing.',
          }),
        },
      },
    },
    async (request, reply) => {
      const end = open.begin(request.caller?.actor ?? '')
      const stream = new EventStream(patienceMs)
      const stillAllowed = (): Promise<boolean> => api.stillAdmits(request)
      void sendUntilItEnds({ context, watch, request, stream, heartbeatMs, stillAllowed }).then((ending) => {
        stream.end({ event: 'end', data: { reason: ending } })
        end()
      })
      reply.type('text/event-stream; charset=utf-8')
      // A server that stops waits for connections that could be used again.
      reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' })
      return reply.send(stream.readable)
    },
  )
}

interface Sending {
  readonly context: ApiContext
  readonly watch: StatusWatch
  readonly request: FastifyRequest
  readonly stream: EventStream
  readonly heartbeatMs: number
  readonly stillAllowed: () => Promise<boolean>
}

/** Sends what changes until the reader goes, or one of the endings. Never rejects. */
async function sendUntilItEnds(sending: Sending): Promise<Ending> {
  const { context, watch, request, stream } = sending
  const waiting = new Waiting()
  const leave = watch.follow(request.tenantId, (change) => waiting.add(change))
  try {
    await stream.askForReconnect(2000)
    return await sendChanges(sending, waiting)
  } catch (error) {
    if (error instanceof ReaderTooSlow) return 'too_slow'
    if (!isDatabaseUnavailable(error))
      context.log.error({ event: 'stream_failed', error }, 'a stream of statuses failed')
    return 'unavailable'
  } finally {
    leave()
  }
}

async function sendChanges(
  { context, stream, heartbeatMs, stillAllowed }: Sending,
  waiting: Waiting,
): Promise<Ending> {
  let checkedAt = Date.now()
  while (!stream.closed.aborted && !context.stopping.aborted) {
    for (const { tenantId, status } of waiting.take()) {
      await stream.send(
        status === null ? { event: 'gone', data: { tenantId } } : { event: 'tenant', data: status },
      )
    }
    const pause = AbortSignal.any([stream.closed, context.stopping, AbortSignal.timeout(heartbeatMs)])
    await waiting.next(pause)
    if (Date.now() - checkedAt < heartbeatMs) continue
    checkedAt = Date.now()
    if (!(await stillAllowed())) return 'access_ended'
    await stream.comment('still here')
  }
  return 'shutting_down'
}

/** What a reader has yet to be sent: of each tenant the newest only, so that a slow one costs no more than the fleet. */
class Waiting {
  #changes = new Map<string, StatusChange>()
  #wake: () => void = () => {}

  add(change: StatusChange): void {
    this.#changes.set(change.tenantId, change)
    this.#wake()
  }

  take(): readonly StatusChange[] {
    const taken = [...this.#changes.values()]
    this.#changes = new Map()
    return taken
  }

  /** Resolves when there is something to take, or when the signal aborts. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (this.#changes.size > 0 || signal.aborted) return resolve()
      this.#wake = resolve
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }
}
