import { isWorthRetrying, retryDelayMs } from '../api/problem.ts'
import type { SyncResult } from './sync-now.ts'

/** What became of a sync that somebody waits for. */
export type SyncOutcome = Pick<SyncResult, 'success' | 'ordersProcessed' | 'reasonCode' | 'message'>

interface Following {
  /** The outcome, or null while it goes on. */
  readonly read: () => Promise<SyncOutcome | null>
  readonly pollMs: number
  readonly giveUpMs: number
  readonly sleep: (ms: number) => Promise<void>
}

/**
 * Waits for the outcome; null when it takes longer than anybody waits. A question that got no answer is asked again, no
 * sooner than the server wishes: the sync goes on all the same.
 */
export async function followSync({ read, pollMs, giveUpMs, sleep }: Following): Promise<SyncOutcome | null> {
  let [waited, failures, wait] = [0, 0, pollMs]
  while (waited + wait <= giveUpMs) {
    await sleep(wait)
    waited += wait
    try {
      const outcome = await read()
      if (outcome !== null) return outcome
      failures = 0
      wait = pollMs
    } catch (error) {
      if (!isWorthRetrying(error)) throw error
      wait = retryDelayMs(failures, error)
      failures += 1
    }
  }
  return null
}
