import type { TenantQueryable } from './database.ts'

/** An order that is known in outline only. */
export interface OutlineOrder {
  readonly externalOrderId: string
  readonly orderDate: Date
}

/** The newest orders of a connection that are known in outline only. */
export async function listOutlineOrders(
  db: TenantQueryable,
  connectionId: string,
  limit: number,
): Promise<readonly OutlineOrder[]> {
  const { rows } = await db.query<{ external_order_id: string; order_date: Date }>(
    `SELECT external_order_id, order_date FROM ordersync.orders
     WHERE tenant_id = $1 AND connection_id = $2 AND detail_level = 'outline' ORDER BY order_date DESC LIMIT $3`,
    [db.tenantId, connectionId, limit],
  )
  return rows.map((row) => ({ externalOrderId: row.external_order_id, orderDate: row.order_date }))
}

/** How many orders of a tenant, or of one of its connections, are known in full and in outline. */
export async function countDetail(
  db: TenantQueryable,
  connectionId: string | null,
): Promise<{ readonly full: number; readonly outline: number }> {
  const { rows } = await db.query<{ full: number; outline: number }>(
    `SELECT (count(*) FILTER (WHERE detail_level = 'full'))::integer AS full,
       (count(*) FILTER (WHERE detail_level = 'outline'))::integer AS outline
     FROM ordersync.orders WHERE tenant_id = $1 AND ($2::text IS NULL OR connection_id = $2)`,
    [db.tenantId, connectionId],
  )
  return rows[0] ?? { full: 0, outline: 0 }
}

/** Takes outlines for all that can be known: the API does not know these orders. */
export async function acceptOutlines(
  tx: TenantQueryable,
  externalOrderIds: readonly string[],
): Promise<void> {
  await tx.query(
    `UPDATE ordersync.orders SET detail_level = 'full'
     WHERE tenant_id = $1 AND external_order_id = ANY($2) AND marketplace = 'AMAZON' AND detail_level = 'outline'`,
    [tx.tenantId, externalOrderIds],
  )
}
