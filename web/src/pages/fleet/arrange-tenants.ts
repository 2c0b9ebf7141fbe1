import type { FleetTenant } from '../../data/fleet.ts'
import { type Freshness, freshnesses, freshnessOf } from '../../sync/freshness.ts'
import { lagMs } from '../../sync/lag.ts'
import type { Sorting, SortKey } from './fleet-search.ts'

/** How many tenants there are of each freshness. */
export function countFreshness(tenants: readonly FleetTenant[]): Readonly<Record<Freshness, number>> {
  const counts = Object.fromEntries(freshnesses.map((name) => [name, 0])) as Record<Freshness, number>
  for (const tenant of tenants) counts[freshnessOf(tenant)] += 1
  return counts
}

/** The tenants that fit, in the order in which they stand: fast enough for each key of a search through 10,000. */
export function filterTenants(
  tenants: readonly FleetTenant[],
  { q, health }: { readonly q?: string | undefined; readonly health?: Freshness | undefined },
): readonly FleetTenant[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0 && health === undefined) return tenants
  return tenants.filter(
    (tenant) => (health === undefined || freshnessOf(tenant) === health) && fits(tenant, words),
  )
}

/**
 * All tenants in order; equal ones stay in the order in which they came. What is not known stands at the end, whichever way
 * round. `now`: the server's time, in ms.
 */
export function sortTenants(
  tenants: readonly FleetTenant[],
  sorting: Sorting,
  now: number,
): readonly FleetTenant[] {
  const value = values[sorting.key]
  const direction = sorting.isReversed ? -1 : 1
  return tenants
    .map((tenant) => ({ tenant, by: value(tenant, now) }))
    .toSorted((a, b) => {
      if (a.by === null || b.by === null) return Number(a.by === null) - Number(b.by === null)
      return direction * compare(a.by, b.by)
    })
    .map(({ tenant }) => tenant)
}

function fits({ tenantId, displayName }: FleetTenant, words: readonly string[]): boolean {
  const text = `${displayName} ${tenantId}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

type Value = number | string

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** What each order compares; what grows is worse, except for what one looks up by name or by time. */
const values: Readonly<Record<SortKey, (tenant: FleetTenant, now: number) => Value | null>> = {
  health: (tenant) => freshnesses.indexOf(freshnessOf(tenant)),
  tenant: ({ displayName }) => displayName,
  success: ({ syncState }) => instant(syncState?.lastSuccessAt),
  // The longest first, as it is looked for.
  lag: (tenant, now) => {
    const lag = lagMs(tenant, now)
    return lag === null ? null : -lag
  },
  due: ({ nextDueAt }) => instant(nextDueAt),
  backfill: ({ backfill }) => backfill?.percent ?? null,
  quota: ({ quota }) => (quota === null ? null : quota.tokens / quota.burst),
}

function instant(text: string | null | undefined): number | null {
  return text == null ? null : Date.parse(text)
}

function compare(a: Value, b: Value): number {
  return typeof a === 'string' ? names.compare(a, String(b)) : a - Number(b)
}
