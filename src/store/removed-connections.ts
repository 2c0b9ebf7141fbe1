import type { Region } from '../domain/region.ts'
import type { TenantQueryable } from './database.ts'

/** Whether somebody removed the seller's connection. Says nothing of whether the seller was connected again. */
export async function wasSellerRemoved(
  db: TenantQueryable,
  region: Region,
  sellingPartnerId: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM ordersync.removed_connections WHERE tenant_id = $1 AND region = $2 AND selling_partner_id = $3`,
    [db.tenantId, region, sellingPartnerId],
  )
  return rowCount === 1
}
