import { encodeChangeCursor, readStart } from '../api/orders/changes/change-cursor.ts'
import type { ChangeView } from '../api/orders/changes/change-view.ts'
import type { FeedWatch } from '../api/orders/changes/feed-watch.ts'
import { readChanges } from '../api/orders/changes/list-changes.ts'
import { Problem } from '../api/problem.ts'
import type { Database } from '../store/database.ts'
import { findTenant } from '../store/tenants.ts'

/** A change of an order, in the words of the REST API, and the place in the feed after it. */
export interface FollowedChange extends ChangeView {
  /** Give it as `after` to go on behind this change, in any process, at any time. */
  readonly cursor: string
}

export interface FollowOptions {
  /** The cursor of the last change that was dealt with; `now` begins at the end, null at the oldest that is kept. */
  readonly after: string | null
  /** Ends the waiting. */
  readonly signal?: AbortSignal
}

const pageSize = 100
const never = new AbortController().signal

/**
 * Every stored change of a tenant's orders once, in the order of commits, as they come, until the signal aborts. Throws a
 * Problem: `tenant_not_found`, `invalid_cursor`, or `changes_expired` when going on would leave a gap.
 */
export async function* followChanges(
  { db, watch }: { readonly db: Database; readonly watch: FeedWatch },
  tenantId: string,
  { after, signal = never }: FollowOptions,
): AsyncGenerator<FollowedChange, void, undefined> {
  const tenant = await findTenant(db.of(tenantId))
  if (tenant === null) throw new Problem('tenant_not_found', `There is no tenant "${tenantId}".`)
  let position = await readStart(db, tenant, after ?? undefined)
  while (!signal.aborted) {
    const { changes, last, hasMore } = await readChanges(db, tenant, position, pageSize)
    for (const change of changes) {
      yield { ...change, cursor: encodeChangeCursor(tenant, change.position) }
      if (signal.aborted) return
    }
    position = last
    if (!hasMore) await watch.beyond(tenantId, position, signal)
  }
}
