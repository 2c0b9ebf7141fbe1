import { systemClock } from '../../../runtime/clock.ts'
import type { FleetQueryable } from '../../../store/database.ts'
import { readFeedEnds } from '../../../store/order-changes.ts'

const pollMs = 500

/** Wakes whoever waits for changes. */
export interface FeedWatch {
  /** Resolves when the tenant's feed has more than `position`, when the tenant is gone, or when the signal aborts. */
  beyond(tenantId: string, position: number, signal: AbortSignal): Promise<void>
}

/**
 * One look twice a second for all who wait in this process, and none while nobody does. LISTEN/NOTIFY would save the
 * look and cost every sync: NOTIFY takes one lock of the whole server at commit, which with eight writers left three
 * fifths of the commits a second, while a look at 1,000 tenants takes a few milliseconds.
 */
export function createFeedWatch(db: FleetQueryable): FeedWatch {
  const waiting = new Set<{
    readonly tenantId: string
    readonly position: number
    readonly wake: () => void
  }>()
  let looking = false

  async function look(): Promise<void> {
    while (waiting.size > 0) {
      await systemClock.sleep(pollMs)
      const tenantIds = [...new Set([...waiting].map(({ tenantId }) => tenantId))]
      // The next look comes soon; who waits long asks the database itself and meets its error there.
      const ends = await readFeedEnds(db, tenantIds).catch(() => null)
      if (ends === null) continue
      for (const { tenantId, position, wake } of waiting) {
        if ((ends.get(tenantId) ?? Number.POSITIVE_INFINITY) > position) wake()
      }
    }
    looking = false
  }

  return {
    beyond: (tenantId, position, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(waiter)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        const waiter = { tenantId, position, wake }
        if (signal.aborted) return resolve()
        signal.addEventListener('abort', wake)
        waiting.add(waiter)
        if (!looking) {
          looking = true
          void look()
        }
      }),
  }
}
