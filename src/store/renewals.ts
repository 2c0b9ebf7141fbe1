import { type RenewalWarning, renewalWarningDays } from '../domain/authorization.ts'
import type { FleetQueryable } from './database.ts'

export interface DueRenewal {
  readonly tenantId: string
  readonly connectionId: string
  readonly expiresAt: Date
  readonly withinDays: RenewalWarning
}

/**
 * Of all tenants: the consents that came closer to their end than at the last warning, each to one caller. One that is
 * found in its last week for the first time has that one warning.
 */
export async function claimRenewalWarnings(db: FleetQueryable): Promise<readonly DueRenewal[]> {
  const { rows } = await db.query<{
    tenant_id: string
    connection_id: string
    authorization_expires_at: Date
    renewal_warned_days: RenewalWarning
  }>('SELECT * FROM ordersync.fleet_claim_renewal_warnings($1)', [renewalWarningDays])
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    connectionId: row.connection_id,
    expiresAt: row.authorization_expires_at,
    withinDays: row.renewal_warned_days,
  }))
}

/** Of all tenants: how many consents end within each of the warning periods. */
export async function countDueRenewals(
  db: FleetQueryable,
): Promise<Readonly<Record<RenewalWarning, number>>> {
  const { rows } = await db.query<{ days: RenewalWarning; due: number }>(
    `SELECT days, count(c.*)::integer AS due FROM unnest($1::integer[]) days
     LEFT JOIN ordersync.fleet_connections c ON c.status = 'connected' AND c.has_refresh_token
       AND c.authorization_expires_at <= ordersync.now() + make_interval(days => days)
     GROUP BY days`,
    [renewalWarningDays],
  )
  return Object.fromEntries(rows.map((row) => [row.days, row.due])) as Record<RenewalWarning, number>
}
