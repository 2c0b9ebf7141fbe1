import { findFeedEnd } from '../../../store/order-changes.ts'
import type { Tenant } from '../../../store/tenants.ts'
import type { ApiContext } from '../../context.ts'
import { decodeCursor, encodeCursor, instantOfCursor } from '../../cursor.ts'
import { Problem } from '../../problem.ts'

/**
 * A place in the feed of a tenant, as a text. It names the tenant's birth as well: a tenant that was erased and made anew
 * counts from one again, and an old place must not be taken for one in the new feed.
 */
export function encodeChangeCursor(tenant: Tenant, position: number): string {
  return encodeCursor('changes', tenant.tenantId, [tenant.createdAt.toISOString(), String(position)])
}

/** Where reading begins: after this position, or with null at the oldest change that is kept. `now` begins at the end. */
export async function readStart(
  db: ApiContext['db'],
  tenant: Tenant,
  after: string | undefined,
): Promise<number | null> {
  if (after === undefined) return null
  if (after === 'now') return (await findFeedEnd(db.of(tenant.tenantId))) ?? 0
  const [birth, position] = decodeCursor(after, 'changes', tenant.tenantId, 2)
  if (!/^\d{1,15}$/.test(position ?? '')) {
    throw new Problem('invalid_cursor', 'This cursor is not one of the feed. Start without one.', {
      field: 'after',
    })
  }
  if (instantOfCursor(birth) !== tenant.createdAt.toISOString()) throw changesExpired()
  return Number(position)
}

export function changesExpired(): Problem {
  return new Problem(
    'changes_expired',
    'Changes after this cursor are no longer kept. Take a new cursor with after=now, read the list of orders once, then follow the feed from that cursor.',
    { field: 'after' },
  )
}
