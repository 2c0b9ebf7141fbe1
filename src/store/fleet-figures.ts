import type { Queryable } from './database.ts'

/** Figures over all tenants, for metrics: no tenant's data in them. */
export interface FleetFigures {
  readonly connections: number
  /** Waiting for a run whose time has come. */
  readonly due: number
  /** Due for more than ten minutes. */
  readonly late: number
  /** Failing, each backing off by itself. */
  readonly failing: number
  readonly reauthorizationRequired: number
  readonly quarantined: number
  readonly applicationsRefused: number
  /** Seconds since the least recent success of a connection that should have one. */
  readonly longestWithoutSuccessSeconds: number
}

export async function readFleetFigures(db: Queryable): Promise<FleetFigures> {
  const { rows } = await db.query<Record<keyof FleetFigures, number>>(`
    SELECT count(*)::integer AS "connections",
      (count(*) FILTER (WHERE active AND next_due_at <= ordersync.now()))::integer AS "due",
      (count(*) FILTER (WHERE active AND next_due_at <= ordersync.now() - interval '10 minutes'))::integer AS "late",
      (count(*) FILTER (WHERE active AND failures > 0))::integer AS "failing",
      (count(*) FILTER (WHERE status = 'reauthorization_required'))::integer AS "reauthorizationRequired",
      (SELECT count(*)::integer FROM ordersync.quarantine) AS "quarantined",
      (SELECT count(*)::integer FROM ordersync.refused_applications) AS "applicationsRefused",
      COALESCE(max(extract(epoch FROM ordersync.now() - COALESCE(last_success_at, authorized_at))) FILTER (WHERE active), 0)::float8
        AS "longestWithoutSuccessSeconds"
    FROM (
      SELECT c.status, c.authorized_at, s.failures, s.next_due_at, s.last_success_at,
        c.status = 'connected' AND c.refresh_token IS NOT NULL AS active
      FROM ordersync.connections c
      LEFT JOIN ordersync.sync_states s ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id AND s.lane = 'delta'
    ) lane`)
  return rows[0] as FleetFigures
}
