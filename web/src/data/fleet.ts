import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import type { operations } from '../api/schema.d.ts'

type Answer = operations['getSyncStatus']['responses'][200]['content']['application/json']
type Page = Extract<Answer, { tenants: unknown }>

/** How the sync of one tenant is doing, in a row. */
export type FleetTenant = Page['tenants'][number]

/** Every tenant, by id as people count, and how far the server's clock is ahead of this one. */
export interface Fleet {
  readonly tenants: readonly FleetTenant[]
  readonly clockAheadMs: number
  /** When the first page was asked for, by this browser's `performance.now()`. */
  readonly askedAt: number
}

/** The API's largest page. */
const pageSize = 1000

export const fleetQuery = queryOptions({
  queryKey: ['fleet'],
  queryFn: ({ signal }) => readFleet(signal),
  staleTime: 60_000,
  structuralSharing: false,
})

/** What the stream told of tenants, and when: newer than what of them was read before. */
const told = new Map<string, { readonly status: FleetTenant | null; readonly at: number }>()

/** Notes what the stream told; a list that is being read meanwhile gets it too. */
export function noteTold(changes: ReadonlyMap<string, FleetTenant | null>): void {
  const at = performance.now()
  for (const [tenantId, status] of changes) told.set(tenantId, { status, at })
}

/**
 * All pages as one. A tenant that succeeds while they are read moves to the end and is met twice: what was read later
 * counts. What the stream told meanwhile counts more.
 */
async function readFleet(signal: AbortSignal): Promise<Fleet> {
  const askedAt = performance.now()
  const tenants = new Map<string, FleetTenant>()
  let clockAheadMs = 0
  let after: string | undefined
  do {
    const query = { limit: pageSize, ...(after === undefined ? {} : { after }) }
    const page = (await ask(api.GET('/api/v1/orders/sync/status', { params: { query }, signal }))) as Page
    for (const tenant of page.tenants) tenants.set(tenant.tenantId, tenant)
    clockAheadMs = new Date(page.at).getTime() - Date.now()
    after = page.next ?? undefined
  } while (after !== undefined)
  const fleet = { tenants: inOrder([...tenants.values()]), clockAheadMs, askedAt }
  return withChanges(fleet, toldSince(askedAt))
}

function toldSince(askedAt: number): ReadonlyMap<string, FleetTenant | null> {
  for (const [tenantId, { at }] of told) if (at < askedAt) told.delete(tenantId)
  return new Map([...told].map(([tenantId, { status }]) => [tenantId, status]))
}

/** The fleet after some of its tenants changed; null of one that was removed. */
export function withChanges(fleet: Fleet, changes: ReadonlyMap<string, FleetTenant | null>): Fleet {
  if (changes.size === 0) return fleet
  const known = new Set(fleet.tenants.map(({ tenantId }) => tenantId))
  const added = [...changes].flatMap(([tenantId, status]) =>
    status === null || known.has(tenantId) ? [] : [status],
  )
  const kept = fleet.tenants.flatMap((tenant) => {
    const change = changes.get(tenant.tenantId)
    if (change === undefined) return [tenant]
    return change === null ? [] : [change]
  })
  return { ...fleet, tenants: added.length === 0 ? kept : inOrder([...kept, ...added]) }
}

const ids = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Kept in order, the 10,000 of a large fleet need not be put in order again with each of its changes. */
function inOrder(tenants: readonly FleetTenant[]): readonly FleetTenant[] {
  return tenants.toSorted((a, b) => ids.compare(a.tenantId, b.tenantId))
}
