import { findFeedEnd } from '../../../store/order-changes.ts'
import type { Tenant } from '../../../store/tenants.ts'
import type { ApiContext } from '../../context.ts'
import { Problem } from '../../problem.ts'

/**
 * A place in the feed of a tenant, as a text. It names the tenant's birth as well: a tenant that was erased and made anew
 * counts from one again, and an old place must not be taken for one in the new feed. It is not signed as the cursors of
 * lists are: readers keep it for months, beyond versions and restored databases, and any place in it is the tenant's own.
 */
export function encodeChangeCursor({ tenantId, createdAt }: Tenant, position: number): string {
  const place = ['changes', tenantId, createdAt.toISOString(), String(position)]
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Where reading begins: after this position, or with null at the oldest change that is kept. `now` begins at the end. */
export async function readStart(
  db: ApiContext['db'],
  tenant: Tenant,
  after: string | undefined,
): Promise<number | null> {
  if (after === undefined) return null
  if (after === 'now') return (await findFeedEnd(db.of(tenant.tenantId))) ?? 0
  const { birth, position } = decodeChangeCursor(after, tenant.tenantId)
  if (birth !== tenant.createdAt.toISOString()) throw changesExpired()
  return position
}

function decodeChangeCursor(cursor: string, tenantId: string): { birth: string; position: number } {
  const parts = parseTexts(Buffer.from(cursor, 'base64url').toString())
  const [list, ofTenant, birth = '', position = ''] = parts ?? []
  const fits = list === 'changes' && ofTenant === tenantId && parts?.length === 4
  if (!fits || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(birth) || !/^\d{1,15}$/.test(position)) {
    throw new Problem('invalid_cursor', 'This cursor is not one of the feed. Start without one.', {
      field: 'after',
    })
  }
  return { birth, position: Number(position) }
}

function parseTexts(json: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : null
  } catch {
    return null
  }
}

export function changesExpired(): Problem {
  return new Problem(
    'changes_expired',
    'Changes after this cursor are no longer kept. Take a new cursor with after=now, read the list of orders once, then follow the feed from that cursor.',
    { field: 'after' },
  )
}
