import type { FleetTenant } from '../../data/fleet.ts'
import { lagMs } from '../../sync/lag.ts'

const minute = 60_000

/** Upper edges of the chart's bars, in ms; the last bar has none. */
const edges = [5, 15, 30, 60, 6 * 60, 24 * 60].map((minutes) => minutes * minute)

export interface LagBucket {
  /** Below this, and not below the edge before; null: from the last edge on. In ms. */
  readonly below: number | null
  readonly count: number
}

/** How many tenants lie how far behind, and how many have no watermark yet. `now` is the server's. */
export function countByLag(
  tenants: readonly FleetTenant[],
  now: number,
): { readonly buckets: readonly LagBucket[]; readonly without: number } {
  const counts = [...edges, 0].map(() => 0)
  let without = 0
  for (const tenant of tenants) {
    const lag = lagMs(tenant, now)
    if (lag === null) without += 1
    else {
      const place = edges.findIndex((edge) => lag < edge)
      const index = place === -1 ? edges.length : place
      counts[index] = (counts[index] ?? 0) + 1
    }
  }
  return { buckets: counts.map((count, index) => ({ below: edges[index] ?? null, count })), without }
}
