import type { FleetQueryable } from './database.ts'
import { bucketLevel } from './quota-buckets.ts'

/** How full the buckets of an operation are, over all sellers. */
export interface QuotaFigures {
  readonly operation: string
  /** Share of the burst that is left now: of the emptiest bucket, and of the one in the middle. */
  readonly lowest: number
  readonly median: number
  /** Buckets that may not be drawn from after a 429. */
  readonly blocked: number
}

export async function readQuotaFigures(db: FleetQueryable): Promise<readonly QuotaFigures[]> {
  const { rows } = await db.query<QuotaFigures & { levels: readonly [number, number] }>(
    `SELECT operation, percentile_cont(ARRAY[0, 0.5]) WITHIN GROUP (ORDER BY GREATEST(0, level)) AS levels,
       (count(*) FILTER (WHERE is_blocked))::integer AS blocked
     FROM (
       SELECT b.operation, (${bucketLevel} / b.burst)::float8 AS level, COALESCE(b.blocked_until > ordersync.now(), false) AS is_blocked
       FROM ordersync.quota_buckets b
     ) bucket GROUP BY operation`,
  )
  return rows.map(({ operation, levels: [lowest, median], blocked }) => ({
    operation,
    lowest,
    median,
    blocked,
  }))
}
