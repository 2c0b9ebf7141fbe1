import type { ReasonCode } from '../domain/reason-code.ts'
import type { Region } from '../domain/region.ts'
import type { ConnectionStatus } from './connections.ts'
import type { FleetQueryable, Scoped } from './database.ts'
import { bucketLevel } from './quota-buckets.ts'

/** Where one connection stands. */
export interface ConnectionSyncStatus {
  readonly connectionId: string
  readonly region: Region
  readonly sellingPartnerId: string
  readonly status: ConnectionStatus
  readonly hasRefreshToken: boolean
  readonly authorizedAt: Date | null
  readonly authorizationExpiresAt: Date | null
  /** The watermark in ISO 8601, or a cursor of another system as it was found, until the first run looks at it. */
  readonly lastUpdatedAfter: string | null
  readonly lastPolledAt: Date | null
  readonly lastSuccessAt: Date | null
  readonly lastReasonCode: ReasonCode | null
  readonly lastError: string | null
  readonly failures: number
  readonly nextDueAt: Date | null
  readonly running: boolean
  /** The bucket of searchOrders as it is now; null while nothing was taken from it. */
  readonly quota: QuotaLevel | null
}

/** What a bucket holds, and how it fills. */
export interface QuotaLevel {
  readonly tokens: number
  readonly burst: number
  readonly ratePerSecond: number
}

export interface TenantSyncStatus {
  readonly tenantId: string
  readonly displayName: string
  readonly connections: readonly ConnectionSyncStatus[]
  readonly orders: number
  readonly items: number
}

interface Row {
  readonly tenant_id: string
  readonly display_name: string
  readonly orders: number
  readonly items: number
  readonly connections: readonly Record<string, unknown>[]
}

export interface StatusFilter {
  readonly offset: StatusPosition | null
  readonly limit: number
  /** Only these tenants; all of them unless given. */
  readonly tenantIds?: readonly string[]
  /** The application whose quotas are looked up. */
  readonly applicationId: string
}

/**
 * The state of tenants, least recently successful first (never synced before all others, then by id), from the
 * given position on; a tenant sees itself only.
 */
export async function listSyncStatus(
  db: Scoped<string | null>,
  filter: StatusFilter,
): Promise<readonly (TenantSyncStatus & { readonly position: StatusPosition })[]> {
  const { rows } = await db.query<Row & { oldest_success_at: Date | null }>(
    statusSql(db.tenantId === null ? 'fleet_' : ''),
    [
      db.tenantId,
      filter.offset === null ? null : (filter.offset.oldestSuccessAt ?? new Date(0)),
      filter.offset?.tenantId ?? null,
      filter.limit,
      filter.tenantIds ?? null,
      filter.applicationId,
    ],
  )
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    displayName: row.display_name,
    connections: row.connections.map(toConnection),
    orders: row.orders,
    items: row.items,
    position: { tenantId: row.tenant_id, oldestSuccessAt: row.oldest_success_at },
  }))
}

/** Where a page of tenants ended. */
export interface StatusPosition {
  readonly tenantId: string
  readonly oldestSuccessAt: Date | null
}

export async function countTenants(db: FleetQueryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM ordersync.fleet_tenants',
  )
  return rows[0]?.count ?? 0
}

function toConnection(row: Record<string, unknown>): ConnectionSyncStatus {
  const instant = (name: string): Date | null => (typeof row[name] === 'string' ? new Date(row[name]) : null)
  // A watermark that was only set, by the start of a backfill, says nothing about what is stored.
  const earned = instant('last_success_at') === null ? null : instant('watermark')
  return {
    connectionId: String(row.connection_id),
    region: row.region as Region,
    sellingPartnerId: String(row.selling_partner_id),
    status: row.status as ConnectionStatus,
    hasRefreshToken: row.has_refresh_token === true,
    authorizedAt: instant('authorized_at'),
    authorizationExpiresAt: instant('authorization_expires_at'),
    lastUpdatedAfter: earned?.toISOString() ?? (row.imported_cursor as string | null),
    lastPolledAt: instant('last_polled_at'),
    lastSuccessAt: instant('last_success_at'),
    lastReasonCode: row.last_reason_code as ReasonCode | null,
    lastError: row.last_error as string | null,
    failures: Number(row.failures ?? 0),
    nextDueAt: instant('next_due_at'),
    running: row.running === true,
    quota: row.quota as QuotaLevel | null,
  }
}

/** The same from the tenant's own tables and from what the fleet shows of them. */
const statusSql = (scope: 'fleet_' | ''): string => `
WITH success AS (
  -- In milliseconds, as a position is passed on: otherwise a page would begin with the last tenant of the one before.
  SELECT s.tenant_id, min(COALESCE(date_trunc('milliseconds', s.last_success_at), '1970-01-01Z')) AS oldest_at
  FROM ordersync.${scope}sync_states s
  WHERE s.lane = 'delta' AND ($1::text IS NULL OR s.tenant_id = $1) AND ($5::text[] IS NULL OR s.tenant_id = ANY($5))
  GROUP BY s.tenant_id
),
tenant AS (
  SELECT t.tenant_id, t.display_name, t.order_count::float8 AS orders, t.item_count::float8 AS items,
    COALESCE(success.oldest_at, '1970-01-01Z') AS sort_at
  FROM ordersync.${scope}tenants t LEFT JOIN success ON success.tenant_id = t.tenant_id
  WHERE ($1::text IS NULL OR t.tenant_id = $1) AND ($5::text[] IS NULL OR t.tenant_id = ANY($5))
),
page AS (
  SELECT * FROM tenant WHERE $2::timestamptz IS NULL OR (sort_at, tenant_id) > ($2, $3)
  ORDER BY sort_at, tenant_id LIMIT $4
)
SELECT p.tenant_id, p.display_name, NULLIF(p.sort_at, '1970-01-01Z') AS oldest_success_at,
  p.orders, p.items,
  COALESCE((
    SELECT json_agg(json_build_object(
      'connection_id', c.connection_id, 'region', c.region, 'selling_partner_id', c.selling_partner_id, 'status', c.status,
      'has_refresh_token', c.has_refresh_token, 'authorized_at', c.authorized_at,
      'authorization_expires_at', c.authorization_expires_at, 'watermark', s.watermark,
      'imported_cursor', s.imported_cursor, 'last_polled_at', s.last_polled_at, 'last_success_at', s.last_success_at,
      'last_reason_code', s.last_reason_code, 'last_error', s.last_error, 'failures', s.failures, 'next_due_at', s.next_due_at,
      'running', EXISTS (SELECT FROM ordersync.${scope}runs r WHERE r.tenant_id = c.tenant_id AND r.connection_id = c.connection_id
        AND r.lane = 'delta' AND r.finished_at IS NULL),
      'quota', (SELECT json_build_object('tokens', ${bucketLevel}, 'burst', b.burst, 'ratePerSecond', b.rate_per_second)
        FROM ordersync.quota_buckets b WHERE b.region = c.region AND b.selling_partner_id = c.selling_partner_id
        AND b.application_id = $6 AND b.operation = 'searchOrders')) ORDER BY c.created_at, c.connection_id)
    FROM ordersync.${scope}connections c
    LEFT JOIN ordersync.${scope}sync_states s ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id AND s.lane = 'delta'
    WHERE c.tenant_id = p.tenant_id), '[]') AS connections
FROM page p ORDER BY p.sort_at, p.tenant_id`
