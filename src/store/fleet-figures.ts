import type { FleetQueryable } from './database.ts'

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
  /** Orders whose buyer data should have been erased an hour ago. */
  readonly buyersOverdue: number
  /** Seconds since the least recent success of a connection that should have one. */
  readonly longestWithoutSuccessSeconds: number
}

export async function readFleetFigures(db: FleetQueryable): Promise<FleetFigures> {
  const { rows } = await db.query<Record<keyof FleetFigures, number>>(
    `SELECT connections, due, late, failing, reauthorization_required AS "reauthorizationRequired", quarantined,
       applications_refused AS "applicationsRefused", longest_without_success_seconds AS "longestWithoutSuccessSeconds",
       buyers_overdue AS "buyersOverdue"
     FROM ordersync.fleet_figures`,
  )
  return rows[0] as FleetFigures
}
