import type { FastifyReply } from 'fastify'
import { systemClock } from '../../runtime/clock.ts'
import { isDatabaseUnavailable } from '../../store/database.ts'
import { findSyncRequest, type SyncRequest } from '../../store/sync-requests.ts'
import type { ApiContext } from '../context.ts'

const pollEveryMs = 200
const waitLimitMs = 10 * 60_000

/** A failover of the database takes some ten seconds: whoever waits is not sent away for it. */
const outageAllowedMs = 20_000

/**
 * Waits until a sync has all of its outcomes. Answers it as it is then, or as it is when the caller went away, the
 * server stops, or the limit has passed: the sync itself goes on in any case. Null when its row is gone.
 *
 * In real time, whatever clock the engine runs on: it is the caller's patience that is measured.
 */
export async function waitForRequest(
  context: ApiContext,
  requestId: string,
  reply: FastifyReply,
): Promise<SyncRequest | null> {
  const gone = new AbortController()
  const onClose = (): void => gone.abort()
  reply.raw.once('close', onClose)
  const limit = AbortSignal.timeout(context.settings.waitLimitMs ?? waitLimitMs)
  const signal = AbortSignal.any([gone.signal, limit, context.stopping])
  try {
    let answeredAt = Date.now()
    for (;;) {
      try {
        const request = await findSyncRequest(context.db, requestId)
        answeredAt = Date.now()
        if (request === null || request.finishedAt !== null || signal.aborted) return request
      } catch (error) {
        if (!isDatabaseUnavailable(error) || signal.aborted || Date.now() - answeredAt > outageAllowedMs)
          throw error
      }
      await systemClock.sleep(pollEveryMs, signal).catch(() => {})
    }
  } finally {
    reply.raw.off('close', onClose)
  }
}
