import type { FastifyReply } from 'fastify'
import { systemClock } from '../runtime/clock.ts'
import { isDatabaseUnavailable } from '../store/database.ts'
import type { ApiContext } from './context.ts'

/** The first looks come quickly, for work that is soon done. */
const firstPollMs = 25
const pollEveryMs = 200
const waitLimitMs = 10 * 60_000

/** A failover of the database takes some ten seconds: whoever waits is not sent away for it. */
const outageAllowedMs = 20_000

/**
 * Looks again and again until what is found is over. Answers it as it is then, or as it is when the caller went away,
 * the server stops, or the limit has passed: the work itself goes on in any case.
 *
 * In real time, whatever clock the engine runs on: it is the caller's patience that is measured.
 */
export async function waitUntil<Found>(
  context: ApiContext,
  reply: FastifyReply,
  look: () => Promise<Found>,
  isOver: (found: Found) => boolean,
  longestMs: number = waitLimitMs,
): Promise<Found> {
  const gone = new AbortController()
  const onClose = (): void => gone.abort()
  reply.raw.once('close', onClose)
  const limit = AbortSignal.timeout(Math.min(context.settings.waitLimitMs ?? waitLimitMs, longestMs))
  const signal = AbortSignal.any([gone.signal, limit, context.stopping])
  try {
    let answeredAt = Date.now()
    for (let pollMs = firstPollMs; ; pollMs = Math.min(pollEveryMs, pollMs * 2)) {
      try {
        const found = await look()
        answeredAt = Date.now()
        if (isOver(found) || signal.aborted) return found
      } catch (error) {
        if (!isDatabaseUnavailable(error) || signal.aborted || Date.now() - answeredAt > outageAllowedMs)
          throw error
      }
      await systemClock.sleep(pollMs, signal).catch(() => {})
    }
  } finally {
    reply.raw.off('close', onClose)
  }
}
