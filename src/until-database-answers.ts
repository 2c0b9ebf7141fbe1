import { orAborted } from './amazon/or-aborted.ts'
import { systemClock } from './runtime/clock.ts'
import type { Log } from './runtime/log.ts'
import { isDatabaseUnavailable } from './store/database.ts'

/** How long a process that starts in the middle of a failover waits for its end, instead of dying of it. */
const patienceMs = 120_000
const pauseMs = 2000

export interface Waiting {
  readonly log: Log
  /** Aborts when the process is told to stop: nobody waits any longer then, also not for an attempt under way. */
  readonly stopping?: AbortSignal | undefined
  readonly patienceMs?: number
}

/**
 * Tries `start` until the database answers it. Throws whatever else is wrong, and the outage when patience is over: each
 * attempt may take as long as a connection does, 15 seconds. Throws the signal's reason when the process stops.
 */
export async function untilDatabaseAnswers<T>(
  start: () => Promise<T>,
  { log, stopping, patienceMs: longestMs = patienceMs }: Waiting,
): Promise<T> {
  const givesUpAt = performance.now() + longestMs
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await orAborted(start(), stopping)
    } catch (error) {
      if (stopping?.aborted || performance.now() >= givesUpAt || !isDatabaseUnavailable(error)) throw error
      if (attempt === 1)
        log.warn({ event: 'database_awaited', error }, 'the database cannot be reached; waiting for it')
      await systemClock.sleep(pauseMs, stopping)
    }
  }
}
