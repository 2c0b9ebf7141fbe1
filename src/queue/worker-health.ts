import type { Verdict } from '../runtime/probe-server.ts'
import type { FleetQueryable } from '../store/database.ts'
import { type DatabaseState, findDatabaseState } from '../store/readiness.ts'
import type { LaneQueue } from './lane-queue.ts'

/** How long the loops of a worker have shown no sign of life, in milliseconds of real time. */
export interface Silence {
  /** Since the tick last came to its end, also with a failure. */
  readonly tickMs: number
  /** Since the queue was last asked for a job, also in vain. */
  readonly queueMs: number
}

/**
 * A tick waits for PostgreSQL a minute at most (its statement timeout) and says so; one that is silent for longer waits
 * for something that does not come. All places of the queue may be taken by runs, which are soon over.
 */
const longestSilence: Silence = { tickMs: 150_000, queueMs: 15 * 60_000 }

/** What `/healthz` of a worker says. A database that is down stops no loop: a restart would not help. */
export function judgeLife(silence: Silence): Verdict {
  const ok = silence.tickMs <= longestSilence.tickMs && silence.queueMs <= longestSilence.queueMs
  return {
    ok,
    details: {
      alive: ok,
      tickSilentSeconds: Math.round(silence.tickMs / 1000),
      queueSilentSeconds: Math.round(silence.queueMs / 1000),
    },
  }
}

export type QueueState = 'ok' | 'unavailable'

/** What `/readyz` of a worker says: whether it could take a lane from the queue and run it, now. */
export async function judgeReadiness(
  db: FleetQueryable,
  queue: LaneQueue,
  state: 'starting' | 'working' | 'draining',
): Promise<Verdict> {
  const [database, queueState] = await Promise.all([
    orElse<DatabaseState>(findDatabaseState(db), 'unavailable'),
    orElse<QueueState>(
      queue.isThere().then((there) => (there ? 'ok' : 'unavailable')),
      'unavailable',
    ),
  ])
  const ready = state === 'working' && database === 'ok' && queueState === 'ok'
  return { ok: ready, details: { ready, state, database, queue: queueState } }
}

/** A probe is answered within two seconds, whatever the database does. */
const patienceMs = 2000

async function orElse<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patienceMs)
  })
  try {
    return await Promise.race([asked.catch(() => otherwise), late])
  } finally {
    clearTimeout(timer)
  }
}
