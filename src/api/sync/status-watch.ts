import { setTimeout as sleep } from 'node:timers/promises'
import { isDatabaseUnavailable } from '../../store/database.ts'
import { listTouchedTenants } from '../../store/touched-tenants.ts'
import type { ApiContext } from '../context.ts'
import { readStatus } from './read-status.ts'
import { type TenantStatus, toTenantStatus } from './status-view.ts'

const pauseMs = 1000

/** A call is written down before it has its effect, and a run ends when its transaction does: each is looked at again. */
const lookBackSeconds = 5

/** As many states are read at a time. */
const chunk = 500

/** What became of a tenant: its status now, or null when it was removed. */
export interface StatusChange {
  readonly tenantId: string
  readonly status: TenantStatus | null
}

type Tell = (change: StatusChange) => void

/** Notices what changes, for everybody in this process who watches. */
export interface StatusWatch {
  /**
   * Calls back with what becomes of that tenant, or with null of all; until what it answers is called. Begins with what
   * changed within the last seconds, so that whoever reads the list at that time misses nothing.
   */
  follow(tenantId: string | null, tell: Tell): () => void
}

/**
 * One look a second for all who watch, none while nobody does, and the next only when the one before is done. What is
 * told is what differs from the look before.
 */
export function createStatusWatch(context: ApiContext): StatusWatch {
  const followers = new Map<Tell, Follower>()
  let looking = false

  async function look(): Promise<void> {
    let seen: Seen = { at: null, statuses: new Map() }
    while (followers.size > 0 && !context.stopping.aborted) {
      try {
        seen = await lookOnce(context, followers, seen)
      } catch (error) {
        // The next look begins where this one did, so that nothing is missed.
        if (!isDatabaseUnavailable(error))
          context.log.error({ event: 'status_watch_failed', error }, 'a look at the fleet failed')
      }
      await sleep(pauseMs, undefined, { signal: context.stopping }).catch(() => {})
    }
    looking = false
  }

  return {
    follow: (tenantId, tell) => {
      followers.set(tell, { tenantId, isNew: true })
      if (!looking) {
        looking = true
        void look()
      }
      return () => followers.delete(tell)
    },
  }
}

interface Follower {
  /** Null: of every tenant. */
  readonly tenantId: string | null
  /** Until a look that began after it came: it was not told what others were. */
  isNew: boolean
}

/** The statuses of a look as they were told, by tenant. */
interface Seen {
  readonly at: Date | null
  readonly statuses: ReadonlyMap<string, string>
}

async function lookOnce(
  context: ApiContext,
  followers: ReadonlyMap<Tell, Follower>,
  before: Seen,
): Promise<Seen> {
  const newcomers = [...followers.values()].filter(({ isNew }) => isNew)
  const wanted = new Set([...followers.values()].map(({ tenantId }) => tenantId))
  const among = wanted.has(null) ? null : [...wanted].filter((tenantId) => tenantId !== null)
  const touched = await listTouchedTenants(context.db, before.at, lookBackSeconds, among)
  const statuses = new Map<string, string>()
  for (let start = 0; start < touched.tenantIds.length; start += chunk) {
    for (const change of await readChanges(context, touched.tenantIds.slice(start, start + chunk))) {
      const told = JSON.stringify(withoutWhatFlows(change.status))
      statuses.set(change.tenantId, told)
      const isOld = before.statuses.get(change.tenantId) === told
      for (const [tell, { tenantId, isNew }] of followers) {
        if (isOld && !isNew) continue
        if (tenantId === null || tenantId === change.tenantId) tell(change)
      }
    }
  }
  for (const newcomer of newcomers) newcomer.isNew = false
  return { at: touched.lookedAt, statuses }
}

async function readChanges(
  context: ApiContext,
  tenantIds: readonly string[],
): Promise<readonly StatusChange[]> {
  const { rows, backfillsOf } = await readStatus(context, null, {
    offset: null,
    limit: tenantIds.length,
    tenantIds,
  })
  const now = context.clock.now()
  const statuses = new Map(
    rows.map((row) => [row.tenantId, toTenantStatus(row, backfillsOf(row.tenantId), now)]),
  )
  return tenantIds.map((tenantId) => ({ tenantId, status: statuses.get(tenantId) ?? null }))
}

/** A bucket fills with every moment: whoever knows its rate need not be told. */
function withoutWhatFlows(status: TenantStatus | null): unknown {
  return status === null ? null : { ...status, quota: null }
}
