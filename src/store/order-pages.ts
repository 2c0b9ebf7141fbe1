import type { TenantQueryable } from './database.ts'
import { Parameters } from './order-filter.ts'
import { newestSql, type PageRequest } from './order-positions.ts'
import { findPositions } from './order-search.ts'
import { fromRow, type OrderRow, type StoredOrder, selectSql } from './orders.ts'

/**
 * Orders of a tenant that fit the filter, newest first. A page costs the same wherever it is: it is read from where the
 * last one ended.
 */
export async function listOrders(db: TenantQueryable, page: PageRequest): Promise<readonly StoredOrder[]> {
  const { text, values } = await pageStatement(db, page)
  const { rows } = await db.query<OrderRow>(text, values)
  return rows.map(fromRow)
}

/** The statement that reads a page. */
async function pageStatement(
  db: TenantQueryable,
  page: PageRequest,
): Promise<{ readonly text: string; readonly values: readonly unknown[] }> {
  const parameters = new Parameters()
  const positions =
    page.filter.search === null
      ? newestSql(db.tenantId, page, parameters)
      : await foundPositions(db, page, page.filter.search, parameters)
  // A scalar subquery hides the tenant from the planner: see `newerOrdersSql`.
  const tenant = `(SELECT ${parameters.add(db.tenantId)}::text)`
  const text = `WITH page AS (${positions})
    ${selectSql} FROM page CROSS JOIN LATERAL (
      SELECT * FROM ordersync.orders s WHERE s.tenant_id = ${tenant} AND s.external_order_id = page.external_order_id LIMIT 1) o
    ORDER BY page.order_date DESC, page.external_order_id DESC`
  return { text, values: parameters.values }
}

async function foundPositions(
  db: TenantQueryable,
  page: PageRequest,
  search: string,
  parameters: Parameters,
): Promise<string> {
  const found = await findPositions(db, page, search)
  const dates = parameters.add(found.map(({ orderDate }) => orderDate))
  const numbers = parameters.add(found.map(({ externalOrderId }) => externalOrderId))
  return `SELECT * FROM unnest(${dates}::timestamptz[], ${numbers}::text[]) AS found(order_date, external_order_id)`
}
