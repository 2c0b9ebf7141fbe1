import { contentHash } from '../domain/content-hash.ts'
import type { OrderObservation } from '../domain/order.ts'
import type { TenantQueryable } from './database.ts'
import { listOrdersByNumber, type StoredOrder } from './orders.ts'
import { newerOrdersSql } from './save-orders-sql.ts'

/** A copy that is newer than what is stored. */
export interface NewerCopy {
  readonly observation: OrderObservation
  readonly version: Version
  /** The copy that is stored, null when there is none. */
  readonly stored: StoredOrder | null
  /** Whether a report told the stored copy and this one replaces its items, which are placeholders. */
  readonly hasPlaceholders: boolean
  /** Whether it is the stored copy itself, read again by a newer mapping. */
  readonly replayed?: boolean
}

/** What `newerOrdersSql` compares, as columns. */
type Version = ReturnType<typeof toVersion>

/** The copies that are worth storing. Only they are compressed, which is half of Node's work for an order. */
export async function findNewer(
  tx: TenantQueryable,
  observations: readonly OrderObservation[],
): Promise<readonly NewerCopy[]> {
  if (observations.length === 0) return []
  const versions = observations.map(toVersion)
  const { rows } = await tx.query<NewerRow>(newerOrdersSql, [tx.tenantId, JSON.stringify(versions)])
  const newer = new Map(rows.map((row) => [row.externalOrderId, row]))
  const known = rows.flatMap((row) => (row.known ? [row.externalOrderId] : []))
  const stored = await listOrdersByNumber(tx, known)
  return observations.flatMap((observation, index) => {
    const version = versions[index] as Version
    const row = newer.get(version.external_order_id)
    if (row === undefined) return []
    const before = stored.get(row.externalOrderId) ?? null
    return [{ observation, version, stored: before, hasPlaceholders: row.hasPlaceholders }]
  })
}

/** What `newerOrdersSql` answers. */
interface NewerRow {
  readonly externalOrderId: string
  readonly known: boolean
  readonly hasPlaceholders: boolean
}

export function toVersion({ order, source, observedAt, document }: OrderObservation) {
  return {
    external_order_id: order.externalOrderId,
    last_updated_at: order.lastUpdatedAt,
    source_rank: source === 'api' ? 2 : 1,
    content_hash: contentHash(document).toString(),
    observed_at: observedAt,
  }
}

/** The last word of each order within one batch: an upsert may touch a row only once. */
export function newestCopies(observations: readonly OrderObservation[]): readonly OrderObservation[] {
  const byId = new Map<string, OrderObservation>()
  for (const observation of observations) {
    const known = byId.get(observation.order.externalOrderId)
    if (known === undefined || observation.order.lastUpdatedAt >= known.order.lastUpdatedAt) {
      byId.set(observation.order.externalOrderId, observation)
    }
  }
  // Always in the same order, so that two writers of the same rows never wait for each other in a circle.
  return [...byId.values()].sort((a, b) => (a.order.externalOrderId < b.order.externalOrderId ? -1 : 1))
}
