import { contentHash } from '../domain/content-hash.ts'
import type { UnreadableOrder } from '../domain/order.ts'
import type { Random } from '../runtime/random.ts'
import type { TenantQueryable } from './database.ts'

/** Keeps what could not be read, once per document and place: a piece that Amazon sends again only counts up. */
export async function saveUnreadable(
  tx: TenantQueryable,
  connectionId: string,
  pieces: readonly UnreadableOrder[],
  random: Random,
): Promise<void> {
  for (const piece of pieces) {
    await tx.query(
      `INSERT INTO ordersync.quarantine AS q
         (tenant_id, quarantine_id, connection_id, external_order_id, reason, document, document_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT ON CONSTRAINT quarantine_one_per_document DO UPDATE SET
         last_seen_at = ordersync.now(), times_seen = q.times_seen + 1, reason = excluded.reason`,
      [
        tx.tenantId,
        random.id('qua'),
        connectionId,
        piece.externalOrderId ?? null,
        piece.reason,
        piece.document,
        contentHash(
          piece.place === undefined ? piece.document : `${piece.place}\n${piece.document}`,
        ).toString(),
      ],
    )
  }
}

/** Lets go of what was kept for orders that have been stored since. */
export async function releaseReadable(
  tx: TenantQueryable,
  externalOrderIds: readonly string[],
): Promise<void> {
  await tx.query('DELETE FROM ordersync.quarantine WHERE tenant_id = $1 AND external_order_id = ANY($2)', [
    tx.tenantId,
    externalOrderIds,
  ])
}

export interface QuarantinedOrder {
  readonly quarantineId: string
  readonly tenantId: string
  readonly connectionId: string
  readonly externalOrderId: string | null
  readonly reason: string
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
  readonly timesSeen: number
}

/** What a tenant has in quarantine, newest first, before the given id. */
export async function listQuarantine(
  db: TenantQueryable,
  after: string | null,
  limit: number,
): Promise<readonly QuarantinedOrder[]> {
  const { rows } = await db.query<{
    quarantine_id: string
    tenant_id: string
    connection_id: string
    external_order_id: string | null
    reason: string
    first_seen_at: Date
    last_seen_at: Date
    times_seen: number
  }>(
    `SELECT quarantine_id, tenant_id, connection_id, external_order_id, reason, first_seen_at, last_seen_at, times_seen
     FROM ordersync.quarantine WHERE tenant_id = $1 AND ($2::text IS NULL OR quarantine_id < $2)
     ORDER BY quarantine_id DESC LIMIT $3`,
    [db.tenantId, after, limit],
  )
  return rows.map((row) => ({
    quarantineId: row.quarantine_id,
    tenantId: row.tenant_id,
    connectionId: row.connection_id,
    externalOrderId: row.external_order_id,
    reason: row.reason,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    timesSeen: row.times_seen,
  }))
}

/** A piece as it is kept: JSON text, less buyer data. */
export async function findQuarantined(
  db: TenantQueryable,
  quarantineId: string,
): Promise<{ readonly connectionId: string; readonly document: string; readonly lastSeenAt: Date } | null> {
  const { rows } = await db.query<{ connection_id: string; document: string; last_seen_at: Date }>(
    `SELECT connection_id, document, last_seen_at FROM ordersync.quarantine
     WHERE tenant_id = $1 AND quarantine_id = $2`,
    [db.tenantId, quarantineId],
  )
  const [row] = rows
  if (row === undefined) return null
  return { connectionId: row.connection_id, document: row.document, lastSeenAt: row.last_seen_at }
}

/** Answers false when there is no such piece. */
export async function deleteQuarantined(db: TenantQueryable, quarantineId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'DELETE FROM ordersync.quarantine WHERE tenant_id = $1 AND quarantine_id = $2',
    [db.tenantId, quarantineId],
  )
  return rowCount === 1
}
