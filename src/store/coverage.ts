import type { Span } from '../domain/backfill-plan.ts'
import type { DetailLevel } from '../domain/order.ts'
import type { TenantQueryable } from './database.ts'

/** What proved that a span of creation times is complete. */
export type CoverageProof = 'search' | 'report' | 'empty'

export interface CoveredSpan extends Span {
  readonly level: DetailLevel
  /** `delta`: the delta lane has followed every change since; its watermark is the end of the span. */
  readonly proof: CoverageProof | 'delta'
  readonly provedAt: Date
}

/** Notes that every order created in the span is stored, at least in this detail. Saying it again changes nothing. */
export async function recordCoverage(
  tx: TenantQueryable,
  connectionId: string,
  span: Span,
  level: DetailLevel,
  proof: CoverageProof,
): Promise<void> {
  if (span.from >= span.to) return
  await tx.query(
    `INSERT INTO ordersync.coverage AS c (tenant_id, connection_id, level, from_at, to_at, proof)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, connection_id, level, from_at) DO UPDATE SET
       to_at = GREATEST(c.to_at, excluded.to_at), proof = excluded.proof, proved_at = excluded.proved_at`,
    [tx.tenantId, connectionId, level, span.from, span.to, proof],
  )
}

/**
 * Spans that were known in outline and hold no outline any more are covered in full, by what proved them. A few looks into
 * an index of outlines, one for each span that is not full yet.
 */
export async function raiseCoverage(tx: TenantQueryable, connectionId: string): Promise<void> {
  await tx.query(
    `WITH complete AS (
       DELETE FROM ordersync.coverage c
       WHERE c.tenant_id = $1 AND c.connection_id = $2 AND c.level = 'outline' AND NOT EXISTS (
         SELECT FROM ordersync.orders o WHERE o.tenant_id = c.tenant_id AND o.connection_id = c.connection_id
           AND o.detail_level = 'outline' AND o.order_date >= c.from_at AND o.order_date < c.to_at)
       RETURNING c.from_at, c.to_at, c.proof
     )
     INSERT INTO ordersync.coverage AS c (tenant_id, connection_id, level, from_at, to_at, proof)
     SELECT $1, $2, 'full', from_at, to_at, proof FROM complete
     ON CONFLICT (tenant_id, connection_id, level, from_at) DO UPDATE SET
       to_at = GREATEST(c.to_at, excluded.to_at), proof = excluded.proof, proved_at = excluded.proved_at`,
    [tx.tenantId, connectionId],
  )
}

/**
 * What is known to be complete, oldest first: what backfills proved, and what the delta lane followed without a break.
 * An order created since it began was changed since, so that it was in one of its windows.
 */
export async function listCoverage(
  db: TenantQueryable,
  connectionId: string,
): Promise<readonly CoveredSpan[]> {
  const { rows } = await db.query<{
    from_at: Date
    to_at: Date
    level: DetailLevel
    proof: CoveredSpan['proof']
    proved_at: Date
  }>(
    `SELECT from_at, to_at, level, proof, proved_at FROM ordersync.coverage WHERE tenant_id = $1 AND connection_id = $2
     UNION ALL
     SELECT followed_since, watermark, 'full', 'delta', COALESCE(last_success_at, watermark) FROM ordersync.sync_states
     WHERE tenant_id = $1 AND connection_id = $2 AND lane = 'delta' AND followed_since < watermark
     ORDER BY from_at, to_at`,
    [db.tenantId, connectionId],
  )
  return rows.map((row) => ({
    from: row.from_at,
    to: row.to_at,
    level: row.level,
    proof: row.proof,
    provedAt: row.proved_at,
  }))
}
