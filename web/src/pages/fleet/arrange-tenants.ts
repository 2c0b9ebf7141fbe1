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

export interface Arrangement {
  readonly q?: string | undefined
  readonly health?: Freshness | undefined
  readonly sorting: Sorting
  /** The server's time, in ms. */
  readonly now: number
}

/** The tenants that fit, in order. What is not known stands at the end, whichever way round. */
export function arrangeTenants(
  tenants: readonly FleetTenant[],
  { q, health, sorting, now }: Arrangement,
): readonly FleetTenant[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const value = values[sorting.key]
  const direction = sorting.isReversed ? -1 : 1
  return tenants
    .filter((tenant) => health === undefined || freshnessOf(tenant) === health)
    .filter((tenant) => fits(tenant, words))
    .map((tenant) => ({ tenant, by: value(tenant, now) }))
    .toSorted((a, b) => {
      if (a.by === null || b.by === null) return Number(a.by === null) - Number(b.by === null) || byName(a, b)
      return direction * compare(a.by, b.by) || byName(a, b)
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

function byName(a: { readonly tenant: FleetTenant }, b: { readonly tenant: FleetTenant }): number {
  return names.compare(a.tenant.tenantId, b.tenant.tenantId)
}
