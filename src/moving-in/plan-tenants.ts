import type { Note } from '../domain/moving-in/finding.ts'
import {
  findRegion,
  isAmazon,
  type MovedConnection,
  type MovedState,
  type SourceConnection,
  type SourceState,
  toMovedConnections,
  toMovedState,
} from '../domain/moving-in/moved-connection.ts'
import type { Order } from '../domain/order.ts'
import { isTenantId } from '../domain/tenant-id.ts'

/** A tenant of the earlier system, as it is to be here. */
export interface MovedTenant {
  readonly tenantId: string
  readonly displayName: string
  readonly connections: readonly MovedConnection[]
  /** Where the earlier system had come to; null where it kept nothing of that. */
  readonly state: MovedState | null
  /** What its orders are noted under when it has no connection: as after a connection was removed. */
  readonly formerConnectionId: string
}

export interface TenantPlan {
  readonly tenants: ReadonlyMap<string, MovedTenant>
  /** Ids of tenants that are not taken over. */
  readonly leftOut: ReadonlySet<string>
}

/** Who is taken over. Two tenants with one seller are both left out, unless `allowSharedSeller`: whose orders are they? */
export function planTenants(
  connections: readonly SourceConnection[],
  states: readonly SourceState[],
  allowSharedSeller: boolean,
  now: Date,
  note: Note,
): TenantPlan {
  const tenants = new Map<string, MovedTenant>()
  const leftOut = new Set<string>()
  const shared = allowSharedSeller ? new Set<string>() : findShared(connections)
  const statesOf = Map.groupBy(
    states.filter(({ marketplace }) => isAmazon(marketplace)),
    ({ tenantId }) => tenantId,
  )
  for (const [tenantId, rows] of Map.groupBy(connections, (row) => row.tenantId)) {
    if (!isTenantId(tenantId)) {
      leftOut.add(tenantId)
      for (const { id } of rows) note('tenant_id_unusable', id)
      continue
    }
    const doubtful = rows.filter((row) => shared.has(accountOf(row)))
    if (doubtful.length > 0) {
      leftOut.add(tenantId)
      for (const { id } of doubtful) note('seller_of_two_tenants', id)
      continue
    }
    const moved = toMovedConnections(rows, note)
    const [state, ...more] = statesOf.get(tenantId) ?? []
    if (moved.length > 0 && state === undefined) note('state_missing', rows[0]?.id ?? tenantId)
    for (const { id } of moved.length > 0 ? more : (statesOf.get(tenantId) ?? []))
      note('state_without_connection', id)
    tenants.set(tenantId, {
      ...toTenant(tenantId, rows[0]?.displayName ?? null),
      connections: moved,
      state: state === undefined || moved.length === 0 ? null : toMovedState(state, now, note),
    })
  }
  for (const { id, tenantId, marketplace } of states) {
    if (!isAmazon(marketplace) || !tenants.has(tenantId)) note('state_without_connection', id)
  }
  return { tenants, leftOut }
}

/** A tenant that has orders only. */
export function toTenant(tenantId: string, displayName: string | null): MovedTenant {
  const name = displayName?.replaceAll(/\p{Cc}+/gu, ' ').trim() || tenantId
  return {
    tenantId,
    displayName: name.slice(0, 200),
    connections: [],
    state: null,
    formerConnectionId: 'con_before_import',
  }
}

/** Seller accounts that more than one tenant has. */
function findShared(connections: readonly SourceConnection[]): ReadonlySet<string> {
  const tenantsOf = Map.groupBy(
    connections.filter((row) => isAmazon(row.marketplace) && row.sellingPartnerId !== null),
    accountOf,
  )
  return new Set(
    [...tenantsOf].flatMap(([account, rows]) =>
      new Set(rows.map(({ tenantId }) => tenantId)).size > 1 ? [account] : [],
    ),
  )
}

function accountOf(row: SourceConnection): string {
  return `${findRegion(row)}/${row.sellingPartnerId?.trim()}`
}

/** The connection that an order belongs to: that of its marketplace's region, else the tenant's first one. */
export function connectionOfOrder(tenant: MovedTenant, { marketplaceId }: Order): string {
  const region = findRegion({ region: null, marketplaceId: marketplaceId ?? null })
  const [first] = tenant.connections
  const found = tenant.connections.find((connection) => connection.region === region) ?? first
  return found?.connectionId ?? tenant.formerConnectionId
}
