import { type Static, Type } from 'typebox'
import { usagePlans } from '../../domain/quota.ts'
import { regions } from '../../domain/region.ts'
import type { BackfillWithWindows } from '../../store/backfill-status.ts'
import type { ConnectionSyncStatus, TenantSyncStatus } from '../../store/sync-status.ts'
import { BackfillSummary } from '../backfill/backfill-schemas.ts'
import { toBackfillSummary } from '../backfill/backfill-view.ts'
import { Instant, nullable, TenantId } from '../schemas.ts'
import { assessConnection, assessHealth, HealthSchema } from './health.ts'
import { ReasonCodeSchema } from './sync-schemas.ts'

/** `token_missing`: the connection is there, its refresh token is not. */
export const ConnectionStatusSchema = Type.Enum([
  'connected',
  'paused',
  'token_missing',
  'reauthorization_required',
  'not_connected',
])

const SyncState = Type.Object({
  lastUpdatedAfter: nullable(
    Type.String({
      description:
        'Everything that changed at Amazon up to here is stored. Before the first run, a cursor taken over from another system as it was found there.',
    }),
  ),
  lastPolledAt: nullable(Instant),
  lastSuccessAt: nullable(Instant),
  lastError: nullable(Type.String()),
  lastReasonCode: nullable(ReasonCodeSchema),
  failuresInARow: Type.Integer(),
  running: Type.Boolean(),
})

const Quota = Type.Object(
  {
    tokens: Type.Number({ description: 'Below zero: they are promised already.' }),
    burst: Type.Number(),
    ratePerSecond: Type.Number(),
  },
  { description: "Amazon's quota of searchOrders as it is now; of several connections the emptiest." },
)

const Counts = Type.Object({ orders: Type.Integer(), items: Type.Integer() })

const shared = {
  tenantId: TenantId,
  displayName: Type.String(),
  connectionStatus: ConnectionStatusSchema,
  syncState: nullable(SyncState),
  counts: Counts,
  hasRefreshToken: Type.Boolean(),
  health: HealthSchema,
  nextDueAt: nullable(Instant),
  backfill: nullable(BackfillSummary),
  quota: nullable(Quota),
}

export const TenantStatus = Type.Object(shared)

export const TenantStatusDetail = Type.Object({
  ...shared,
  at: { ...Instant, description: 'When this was so.' },
  marketplace: Type.Literal('AMAZON'),
  connections: Type.Array(
    Type.Object({
      connectionId: Type.String(),
      region: Type.Enum([...regions]),
      sellingPartnerId: Type.String(),
      connectionStatus: ConnectionStatusSchema,
      hasRefreshToken: Type.Boolean(),
      authorizedAt: nullable(Instant),
      authorizationExpiresAt: nullable(Instant),
      syncState: SyncState,
      health: HealthSchema,
      nextDueAt: nullable(Instant),
    }),
  ),
})

export type TenantStatus = Static<typeof TenantStatus>
export type TenantStatusDetail = Static<typeof TenantStatusDetail>

export function toTenantStatus(
  tenant: TenantSyncStatus,
  backfills: readonly BackfillWithWindows[],
  now: Date,
): TenantStatus {
  const { connections } = tenant
  const health = assessHealth(connections, now)
  const leastRecent = connections.toSorted(
    (a, b) => (a.lastSuccessAt?.getTime() ?? 0) - (b.lastSuccessAt?.getTime() ?? 0),
  )[0]
  const due = connections.flatMap(({ nextDueAt }) => (nextDueAt === null ? [] : [nextDueAt.toISOString()]))
  return {
    tenantId: tenant.tenantId,
    displayName: tenant.displayName,
    connectionStatus: connectionStatusOf(connections),
    syncState: leastRecent === undefined ? null : toSyncState(leastRecent),
    counts: { orders: tenant.orders, items: tenant.items },
    hasRefreshToken: connections.some((connection) => connection.hasRefreshToken),
    health: { ...health },
    nextDueAt: due.toSorted()[0] ?? null,
    backfill: toBackfillSummary(connections, backfills, now),
    quota: emptiestQuota(connections),
  }
}

export function toTenantStatusDetail(
  tenant: TenantSyncStatus,
  backfills: readonly BackfillWithWindows[],
  now: Date,
): TenantStatusDetail {
  return {
    ...toTenantStatus(tenant, backfills, now),
    at: now.toISOString(),
    marketplace: 'AMAZON',
    connections: tenant.connections.map((connection) => ({
      connectionId: connection.connectionId,
      region: connection.region,
      sellingPartnerId: connection.sellingPartnerId,
      connectionStatus: connectionStatusOf([connection]),
      hasRefreshToken: connection.hasRefreshToken,
      authorizedAt: connection.authorizedAt?.toISOString() ?? null,
      authorizationExpiresAt: connection.authorizationExpiresAt?.toISOString() ?? null,
      syncState: toSyncState(connection),
      health: { ...assessConnection(connection, now) },
      nextDueAt: connection.nextDueAt?.toISOString() ?? null,
    })),
  }
}

/** A bucket that nothing was taken from is full, at the rate that Amazon publishes. */
function emptiestQuota(connections: readonly ConnectionSyncStatus[]): Static<typeof Quota> | null {
  const { burst, ratePerSecond } = usagePlans.searchOrders
  const quotas = connections.map(({ quota }) => quota ?? { tokens: burst, burst, ratePerSecond })
  return quotas.toSorted((a, b) => a.tokens / a.burst - b.tokens / b.burst)[0] ?? null
}

/** Connected as soon as one connection works; what is wrong with the others, `health` says. */
function connectionStatusOf(connections: readonly ConnectionSyncStatus[]): TenantStatus['connectionStatus'] {
  const words = connections.map((connection) =>
    connection.status === 'connected' && !connection.hasRefreshToken ? 'token_missing' : connection.status,
  )
  const order = ['connected', 'reauthorization_required', 'token_missing', 'paused'] as const
  return order.find((word) => words.includes(word)) ?? 'not_connected'
}

function toSyncState(connection: ConnectionSyncStatus): Static<typeof SyncState> {
  return {
    lastUpdatedAfter: connection.lastUpdatedAfter,
    lastPolledAt: connection.lastPolledAt?.toISOString() ?? null,
    lastSuccessAt: connection.lastSuccessAt?.toISOString() ?? null,
    lastError: connection.lastError,
    lastReasonCode: connection.lastReasonCode,
    failuresInARow: connection.failures,
    running: connection.running,
  }
}
